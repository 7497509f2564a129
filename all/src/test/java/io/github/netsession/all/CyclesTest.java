package io.github.netsession.all;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.PackageMatchers;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.netsession.Networks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No circle of dependencies between top-level types. A nested type counts as its owner. The command line, which is built later, has a rule of its own. */
@Tag("unit")
class CyclesTest {

    private static final String ROOT = "io.github.netsession";
    private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages(ROOT);

    /** Circles of public interfaces, each with the reason why it stays. */
    private static final Map<Set<String>, String> PUBLIC_CIRCLES = Map.of(
        Set.of(ROOT + ".NetworkSession", ROOT + ".SessionEvent"),
        "an event carries its session, and the session takes listeners for its events");

    /** Packages between whose types no circle may be, and how much of them the rule must see at least. */
    private record Tree(int leastTypes, int leastDependencies, List<String> packages) {

        boolean contains(JavaClass type) {
            return PackageMatchers.of(packages).test(type.getPackageName());
        }

        @Override
        public String toString() {
            return String.join(", ", packages);
        }
    }

    private static Tree tree(int leastTypes, int leastDependencies, String... packages) {
        return new Tree(leastTypes, leastDependencies, List.of(packages));
    }

    static Stream<Tree> trees() {
        return Stream.of(
            tree(140, 480, ROOT, ROOT + ".spi", ROOT + ".internal", ROOT + ".engine.."),
            tree(6, 3, ROOT + ".jna"),
            tree(70, 200, ROOT + ".linux.."),
            tree(45, 105, ROOT + ".windows.."),
            tree(50, 140, ROOT + ".macos.."),
            tree(32, 105, ROOT + ".sim.."));
    }

    /** {@code Networks} is the entry point: its builder is the only code of the API that makes an engine, and the engine implements it. */
    private static boolean isEntryPoint(JavaClass from, JavaClass to) {
        return from.isEquivalentTo(Networks.class) && resideInAPackage(ROOT + ".engine..").test(to);
    }

    private static JavaClass owner(JavaClass type) {
        JavaClass owner = type.getBaseComponentType();
        while (owner.getEnclosingClass().isPresent()) {
            owner = owner.getEnclosingClass().get();
        }
        return owner;
    }

    private static DependencyGraph graph(Tree tree) {
        DependencyGraph graph = new DependencyGraph();
        CLASSES.stream().filter(tree::contains)
            .forEach(type -> {
                JavaClass from = owner(type);
                graph.add(from.getName());
                type.getDirectDependenciesFromSelf().stream().map(Dependency::getTargetClass).map(CyclesTest::owner)
                    .filter(to -> tree.contains(to) && !isEntryPoint(from, to)).forEach(to -> graph.add(from.getName(), to.getName()));
            });
        return graph;
    }

    @ParameterizedTest
    @MethodSource("trees")
    void noTypesDependOnEachOtherInACircle(Tree tree) {
        DependencyGraph graph = graph(tree);
        assertTrue(graph.types() >= tree.leastTypes(), tree + " must have at least " + tree.leastTypes() + " types, not " + graph.types());
        assertTrue(graph.dependencies() >= tree.leastDependencies(),
            tree + " must have at least " + tree.leastDependencies() + " dependencies between types, not " + graph.dependencies());
        assertEquals("", graph.circles().stream().filter(circle -> !PUBLIC_CIRCLES.containsKey(circle)).map(graph::describe)
            .collect(Collectors.joining("\n")), "circles in " + tree);
    }

    @Test
    void everyExceptionIsStillNeeded() {
        List<Set<String>> circles = new ArrayList<>();
        trees().map(CyclesTest::graph).map(DependencyGraph::circles).forEach(circles::addAll);
        PUBLIC_CIRCLES.forEach((circle, reason) -> assertTrue(circles.contains(circle), "no circle any more: " + circle + " (" + reason + ")"));
        assertTrue(CLASSES.stream().flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .anyMatch(dependency -> isEntryPoint(owner(dependency.getOriginClass()), owner(dependency.getTargetClass()))),
            "Networks no longer depends on the engine");
    }

    @Test
    void aCircleIsFoundAndDescribed() {
        DependencyGraph graph = new DependencyGraph();
        graph.add("a.Before", "a.One");
        graph.add("a.One", "a.Two");
        graph.add("a.Two", "a.Three");
        graph.add("a.Three", "a.One");
        graph.add("a.Three", "a.After");
        graph.add("a.After", "a.After");
        assertEquals(List.of(Set.of("a.One", "a.Two", "a.Three")), graph.circles());
        assertEquals("circle of 3 types:\n  One -> Two\n  Three -> One\n  Two -> Three", graph.describe(graph.circles().get(0)));
        assertEquals(5, graph.types());
        assertEquals(5, graph.dependencies());
    }
}
