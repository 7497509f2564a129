package io.github.netsession.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No circle of dependencies between top-level types, as in the other modules. */
@Tag("unit")
class CyclesTest {

    private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackagesOf(CommandTree.class);

    private static JavaClass owner(JavaClass type) {
        return type.getEnclosingClass().map(CyclesTest::owner).orElse(type);
    }

    @Test
    void noTypesDependOnEachOtherInACircle() {
        long types = CLASSES.stream().filter(JavaClass::isTopLevelClass).count();
        long dependencies = CLASSES.stream().flatMap(type -> type.getDirectDependenciesFromSelf().stream()
            .map(dependency -> owner(dependency.getTargetClass().getBaseComponentType()))
            .filter(target -> CLASSES.contain(target.getName()) && !target.equals(owner(type)))
            .map(target -> owner(type).getName() + ' ' + target.getName())).distinct().count();
        assertTrue(types >= 38, "only " + types + " types found");
        assertTrue(dependencies >= 110, "only " + dependencies + " dependencies found");
        SlicesRuleDefinition.slices().assignedFrom(new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return SliceIdentifier.of(owner(type).getName());
            }

            @Override
            public String getDescription() {
                return "top-level types, with their nested types";
            }
        }).namingSlices("$1").should().beFreeOfCycles().check(CLASSES);
    }
}
