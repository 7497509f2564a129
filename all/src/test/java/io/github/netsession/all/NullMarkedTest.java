package io.github.netsession.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the exported packages say of null is in the signatures, for compilers: the packages are marked, and what is null all the same says so. */
@Tag("unit")
class NullMarkedTest {

    private static List<Class<?>> exportedTypes() throws IOException {
        Set<String> packages = Exports.packages();
        List<Class<?>> types = new ArrayList<>();
        for (JavaClass each : new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(packages)) {
            if (packages.contains(each.getPackageName()) && !each.getName().endsWith("package-info") && Modifier.isPublic(each.reflect().getModifiers())) {
                types.add(each.reflect());
            }
        }
        return types;
    }

    @Test
    void everyExportedPackageIsMarked() throws Exception {
        Set<String> unmarked = new TreeSet<>();
        for (String each : Exports.packages()) {
            if (!Class.forName(each + ".package-info").isAnnotationPresent(NullMarked.class)) {
                unmarked.add(each);
            }
        }
        assertEquals(Set.of(), unmarked);
    }

    /** Every object may be compared with null; the result of a future of Void is always null. */
    @Test
    void whatIsNullAllTheSameSaysSo() throws IOException {
        List<String> silent = new ArrayList<>();
        int found = 0;
        for (Class<?> type : exportedTypes()) {
            for (Method method : type.getDeclaredMethods()) {
                for (AnnotatedType each : nulls(type, method).toList()) {
                    found++;
                    if (!each.isAnnotationPresent(Nullable.class)) {
                        silent.add(method.toString());
                    }
                }
            }
        }
        assertEquals(List.of(), silent);
        assertTrue(found > 15, "only " + found + " found");
    }

    private static Stream<AnnotatedType> nulls(Class<?> type, Method method) {
        if (method.getName().equals("equals") && method.getParameterCount() == 1) {
            // The one of a record that the compiler writes has a parameter called o, and no annotation.
            return type.isRecord() && method.getParameters()[0].getName().equals("o") ? Stream.of() : Stream.of(method.getAnnotatedParameterTypes());
        }
        return Stream.of(method.getAnnotatedReturnType()).filter(AnnotatedParameterizedType.class::isInstance)
            .flatMap(result -> Stream.of(((AnnotatedParameterizedType) result).getAnnotatedActualTypeArguments()))
            .filter(argument -> argument.getType() == Void.class);
    }
}
