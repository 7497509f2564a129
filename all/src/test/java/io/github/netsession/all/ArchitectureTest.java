package io.github.netsession.all;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.github.netsession.NetworkSockets;
import io.github.netsession.Networks;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendProvider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.InetAddress;
import java.net.URL;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The architecture rules. Each says first how many classes it must find, so that none can pass by looking at nothing. */
@Tag("unit")
class ArchitectureTest {

    private static final String ROOT = "io.github.netsession";
    private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages(ROOT);

    private static void check(int least, DescribedPredicate<JavaClass> subjects, ArchRule rule) {
        long found = CLASSES.stream().filter(subjects).count();
        assertTrue(found >= least, "the rule must see at least " + least + " classes, and sees " + found + ": " + rule.getDescription());
        rule.check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> in(String... packages) {
        return resideInAnyPackage(packages);
    }

    @Test
    void theApiIsKnownToWholeSize() {
        check(30, in(ROOT), classes().that().resideInAPackage(ROOT).should().bePublic().orShould().bePackagePrivate());
    }

    @Test
    void onlyNetworksKnowsMoreThanTheApi() {
        check(30, in(ROOT), noClasses().that().resideInAPackage(ROOT).and().doNotBelongToAnyOf(Networks.class)
            .should().dependOnClassesThat().resideInAnyPackage(ROOT + ".engine..", ROOT + ".spi..", ROOT + ".internal.."));
    }

    @Test
    void theSpiKnowsOnlyTheApi() {
        check(10, in(ROOT + ".spi"), noClasses().that().resideInAPackage(ROOT + ".spi").should().dependOnClassesThat()
            .resideOutsideOfPackages(ROOT, ROOT + ".spi", "java..", "org.jspecify.annotations"));
    }

    /** What is shared inside of this project stays there: the SPI is what a backend implements, is given and gives, and the scale of signals. */
    @Test
    void theSpiIsWhatTheAuthorOfABackendNeeds() {
        Set<String> needed = new HashSet<>();
        Deque<JavaClass> found = new ArrayDeque<>(List.of(CLASSES.get(BackendProvider.class)));
        while (!found.isEmpty()) {
            JavaClass type = found.pop();
            if (type.getPackageName().equals(ROOT + ".spi") && needed.add(type.getName().replaceAll("\\$.*", ""))) {
                CLASSES.stream().filter(part -> part.getName().matches(Pattern.quote(type.getName()) + "(\\$.*)?"))
                    .forEach(part -> part.getDirectDependenciesFromSelf().forEach(each -> found.add(each.getTargetClass())));
            }
        }
        Set<String> all = CLASSES.stream().filter(in(ROOT + ".spi")).map(JavaClass::getName).filter(name -> !name.contains("$") && !name.endsWith("-info"))
            .collect(Collectors.toSet());
        assertTrue(needed.size() >= 10, needed::toString);
        all.removeAll(needed);
        assertEquals(Set.of(ROOT + ".spi.SignalScale"), all);
    }

    @Test
    void theInternalPackageKnowsOnlyTheApiAndTheSpi() {
        check(6, in(ROOT + ".internal"), noClasses().that().resideInAPackage(ROOT + ".internal").should().dependOnClassesThat()
            .resideOutsideOfPackages(ROOT, ROOT + ".spi", ROOT + ".internal", "java.."));
    }

    @Test
    void theInternalPackageIsExportedToModulesOfThisProjectAlone() throws IOException {
        Map<String, Set<String>> exports = new HashMap<>();
        try (InputStream stream = new URL(Networks.class.getResource("Networks.class").toString()
            .replace("io/github/netsession/Networks.class", "module-info.class")).openStream()) {
            ModuleDescriptor.read(stream).exports().forEach(each -> exports.put(each.source(), each.targets()));
        }
        assertEquals(Set.of(ROOT, ROOT + ".spi", ROOT + ".internal"), exports.keySet());
        assertEquals(Set.of(), exports.get(ROOT));
        assertEquals(Set.of(), exports.get(ROOT + ".spi"));
        assertEquals(Set.of(ROOT + ".linux", ROOT + ".windows", ROOT + ".macos", ROOT + ".sim", ROOT + ".cli"), exports.get(ROOT + ".internal"));
    }

    @Test
    void theEngineKnowsOnlyTheApiAndTheSpi() {
        check(90, in(ROOT + ".engine.."), noClasses().that().resideInAPackage(ROOT + ".engine..").should().dependOnClassesThat()
            .resideOutsideOfPackages(ROOT, ROOT + ".spi", ROOT + ".internal", ROOT + ".engine..", "java..", "javax.net"));
    }

    /** The packages of the engine, each with those that it may know besides the API, the SPI and the JDK. */
    private static final Map<String, Set<String>> ROOMS = Map.of(
        "calls", Set.of(),
        "backend", Set.of(),
        "session", Set.of(),
        "sockets", Set.of(),
        "state", Set.of("calls"),
        "usage", Set.of("state"),
        "holds", Set.of("backend", "holds.shared", "session", "state"),
        "holds.shared", Set.of(),
        "control", Set.of("backend", "calls", "holds", "session", "sockets", "state", "usage"));

    @Test
    void thePackagesOfTheEngineKnowEachOtherOneWay() {
        ROOMS.forEach((room, known) -> {
            String[] permitted = Stream.concat(Stream.of(ROOT, ROOT + ".spi", ROOT + ".internal", ROOT + ".engine." + room, "java..", "javax.net"),
                known.stream().map(other -> ROOT + ".engine." + other)).toArray(String[]::new);
            check(5, in(ROOT + ".engine." + room), noClasses().that().resideInAPackage(ROOT + ".engine." + room).should().dependOnClassesThat()
                .resideOutsideOfPackages(permitted));
        });
        Set<String> sorted = new HashSet<>();
        while (ROOMS.entrySet().stream().filter(room -> sorted.containsAll(room.getValue())).map(Map.Entry::getKey).toList().stream()
            .filter(sorted::add).count() > 0) {
            continue;
        }
        assertEquals(ROOMS.keySet(), sorted, "the packages that are missing know each other in a circle");
        Set<String> rooms = CLASSES.stream().map(JavaClass::getPackageName).filter(name -> name.startsWith(ROOT + ".engine."))
            .map(name -> name.substring((ROOT + ".engine.").length())).collect(Collectors.toSet());
        assertEquals(ROOMS.keySet(), rooms, "every package of the engine has its rule");
    }

    @Test
    void theFilesOfHoldsKnowNothingOfTheEngine() {
        check(15, in(ROOT + ".engine.holds.shared"), noClasses().that().resideInAPackage(ROOT + ".engine.holds.shared").should().dependOnClassesThat()
            .resideOutsideOfPackages(ROOT, ROOT + ".spi", ROOT + ".internal", ROOT + ".engine.holds.shared", "java.."));
    }

    /** Names that tell nothing, or a riddle. */
    @Test
    void theEngineIsNamedInTheWordsOfTheField() {
        check(80, in(ROOT + ".engine.."), noClasses().that().resideInAPackage(ROOT + ".engine..").should()
            .haveNameMatching(".*(Desk|Roster|Track|World|Book|Gate|Presence|Troubles?|Sight|Situation|Impl|Manager|Helper|Util|Utils)"));
        check(80, in(ROOT + ".engine.."), noMethods().that().areDeclaredInClassesThat().resideInAPackage(ROOT + ".engine..").should()
            .haveNameMatching("say|said|owed|likeness|putRight|isOurs|hasGivenWay|letGo|lookAtTouched"));
    }

    @Test
    void noBackendKnowsTheEngineOrAnotherBackend() {
        for (String backend : new String[] {"linux", "windows", "macos", "sim"}) {
            check(5, in(ROOT + "." + backend + ".."), noClasses().that().resideInAPackage(ROOT + "." + backend + "..").should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..")
                    .and(DescribedPredicate.not(in(ROOT, ROOT + ".spi", ROOT + ".internal", ROOT + ".jna", ROOT + "." + backend + "..")))));
        }
    }

    @Test
    void theControlDecidesWhoIsAskedForAStartOrAStop() {
        DescribedPredicate<JavaClass> wiring = in(ROOT + ".linux", ROOT + ".windows", ROOT + ".macos").and(simpleNameEndingWith("Backend"));
        DescribedPredicate<HasOwner<JavaClass>> elsewhere = owner(in(ROOT + ".linux..", ROOT + ".windows..", ROOT + ".macos..")
            .and(not(simpleNameEndingWith("Control"))));
        check(3, wiring, noClasses().that(wiring).should().callMethodWhere(target(elsewhere).and(target(nameMatching("start|stop|giveBack|scan")))));
    }

    @Test
    void theSharedNativeCodeKnowsOnlyJnaAndTheJdk() {
        check(5, in(ROOT + ".jna"), noClasses().that().resideInAPackage(ROOT + ".jna").should().dependOnClassesThat()
            .resideOutsideOfPackages(ROOT + ".jna", "com.sun.jna..", "java..", "javax.net.ssl"));
    }

    @Test
    void theBusKnowsNobodyAndNetworkManagerOnlyTheBus() {
        check(8, in(ROOT + ".linux.bus"), noClasses().that().resideInAPackage(ROOT + ".linux.bus").should().dependOnClassesThat()
            .resideOutsideOfPackages(ROOT, ROOT + ".spi", ROOT + ".internal", ROOT + ".linux.bus", "java.."));
        check(10, in(ROOT + ".linux.nm"), noClasses().that().resideInAPackage(ROOT + ".linux.nm").should().dependOnClassesThat()
            .resideOutsideOfPackages(ROOT, ROOT + ".spi", ROOT + ".internal", ROOT + ".linux.bus", ROOT + ".linux.nm", "java.."));
    }

    @Test
    void wifiOnWindowsKnowsOnlyTheApiAndTheSpi() {
        check(8, in(ROOT + ".windows.wifi"), noClasses().that().resideInAPackage(ROOT + ".windows.wifi").should().dependOnClassesThat()
            .resideOutsideOfPackages(ROOT, ROOT + ".spi", ROOT + ".internal", ROOT + ".windows.wifi", "java.."));
    }

    @Test
    void onlyTheJnaPackagesTouchJna() {
        check(3, in(ROOT + "..jna"), noClasses().that().resideOutsideOfPackage(ROOT + "..jna").should().dependOnClassesThat()
            .resideInAPackage("com.sun.jna.."));
    }

    @Test
    void nothingButTheWiringKnowsAJnaPackage() {
        check(3, in(ROOT + "..jna"), noClasses().that().resideOutsideOfPackage(ROOT + "..jna")
            .and().haveSimpleNameNotEndingWith("BackendProvider").should().dependOnClassesThat().resideInAPackage(ROOT + "..jna"));
    }

    /** The pure types outside of the package that is pure as a whole. */
    private static final Set<String> PURE = Set.of("state.StateDiff", "state.StateMapper", "state.StateIndex", "state.DefaultChoice",
        "state.StateSources", "state.KeyedList", "state.ListDifference", "state.ServiceNetwork", "state.ResolvedConfiguration", "state.NetworksEvents", "usage.UsageMeter");

    private static DescribedPredicate<JavaAccess<?>> accessTo(Class<?> owner, String name) {
        return DescribedPredicate.describe("calls or references to " + owner.getSimpleName() + '.' + name,
            access -> access.getTargetOwner().isEquivalentTo(owner) && access.getTarget().getName().equals(name));
    }

    @Test
    void thePureCoreHasNoThreadNoClockAndNoBackend() {
        Set<String> pure = PURE.stream().map(name -> ROOT + ".engine." + name).collect(Collectors.toSet());
        assertEquals(pure, CLASSES.stream().map(JavaClass::getName).filter(pure::contains).collect(Collectors.toSet()), "renamed or gone");
        DescribedPredicate<JavaClass> core = DescribedPredicate.describe("pure core",
            type -> type.getPackageName().equals(ROOT + ".engine.session") || pure.contains(type.getName().replaceAll("\\$.*", "")));
        check(30, core, noClasses().that(core).should().dependOnClassesThat().resideInAnyPackage("java.util.concurrent..", "java.io..", "java.nio..")
            .orShould().dependOnClassesThat().haveSimpleName("EngineClock").orShould().dependOnClassesThat().haveSimpleName("Backend")
            .orShould().accessTargetWhere(accessTo(System.class, "nanoTime")).orShould().accessTargetWhere(accessTo(System.class, "currentTimeMillis"))
            .orShould().dependOnClassesThat().areAssignableTo(Thread.class));
    }

    @Test
    void theLibraryStartsNoProgram() {
        DescribedPredicate<JavaClass> library = in(ROOT, ROOT + ".spi", ROOT + ".internal", ROOT + ".engine..", ROOT + ".jna", ROOT + ".linux..", ROOT + ".windows..", ROOT + ".macos..", ROOT + ".sim..");
        check(220, library, noClasses().that(library).should().dependOnClassesThat().areAssignableTo(ProcessBuilder.class)
            .orShould().callMethod(Runtime.class, "exec", String.class).orShould().callMethod(Runtime.class, "exec", String[].class));
    }

    @Test
    void theLibraryProbesNothingOnTheNetwork() {
        DescribedPredicate<JavaClass> library = in(ROOT, ROOT + ".spi", ROOT + ".internal", ROOT + ".engine..", ROOT + ".linux..", ROOT + ".windows..", ROOT + ".macos..", ROOT + ".sim..");
        DescribedPredicate<JavaClass> reachesOut = DescribedPredicate.describe("reach out", type -> type.getName().matches(
            "java\\.net\\.(http\\..*|URL|URLConnection|HttpURLConnection|Socket|DatagramSocket|MulticastSocket)"
                + "|java\\.nio\\.channels\\.(Asynchronous)?(Socket|Datagram)Channel|javax\\.net\\..*"));
        // The sockets that an application asks for.
        DescribedPredicate<JavaClass> rest = library.and(not(in(ROOT + ".engine.sockets"))).and(not(equivalentTo(NetworkSockets.class)));
        check(220, rest, noClasses().that(rest).should().dependOnClassesThat(reachesOut)
            .orShould().callMethod(InetAddress.class, "isReachable", int.class));
        // The shared native code is given the application's sockets, and neither makes nor uses any.
        DescribedPredicate<HasOwner<JavaClass>> ofSockets = owner(resideInAnyPackage("java.net", "java.nio.channels", "javax.net.."));
        check(5, in(ROOT + ".jna"), noClasses().that().resideInAPackage(ROOT + ".jna")
            .should().callConstructorWhere(target(ofSockets).and(target(not(owner(assignableTo(Throwable.class))))))
            .orShould().callMethodWhere(target(ofSockets).and(target(nameMatching("connect|bind|accept|open|send|receive|read|write|get(In|Out)putStream")))));
    }

    @Test
    void onlyAnUpdateThatIsAskedToScans() {
        check(90, in(ROOT + ".engine.."), noClasses().that().doNotHaveFullyQualifiedName(ROOT + ".engine.Requests")
            .and().doNotHaveFullyQualifiedName(ROOT + ".engine.backend.GuardedBackend").should().accessTargetWhere(accessTo(Backend.class, "scan")));
        check(90, in(ROOT + ".engine.."), methods().that().areDeclaredIn(Backend.class).and().haveName("scan")
            .should().onlyBeCalled().byMethodsThat(DescribedPredicate.describe("are Requests.update, or pass its call on",
                method -> method.getName().equals("update") || method.getOwner().getSimpleName().equals("GuardedBackend"))));
    }

    @Test
    void theLibraryNeitherPrintsNorSleepsNorEndsTheProgram() {
        DescribedPredicate<JavaClass> library = in(ROOT, ROOT + ".spi", ROOT + ".internal", ROOT + ".engine..", ROOT + ".jna", ROOT + ".linux..", ROOT + ".windows..", ROOT + ".macos..", ROOT + ".sim..");
        check(220, library, noClasses().that(library).should().accessField(System.class, "out").orShould().accessField(System.class, "err")
            .orShould().callMethod(Thread.class, "sleep", long.class).orShould().callMethod(System.class, "exit", int.class)
            .orShould().callMethod(Throwable.class, "printStackTrace"));
    }

    @Test
    void namesSayWhatAThingIs() {
        check(120, in(ROOT + ".."), noClasses().that().resideInAPackage(ROOT + "..").should()
            .haveNameMatching(".*(Impl|Manager|Helper|Utils?)(\\$.*)?").orShould().haveNameMatching(".*\\.(Abstract|I[A-Z][a-z])[A-Za-z]*"));
    }

    @Test
    void noFieldIsPublicUnlessItIsAConstant() {
        check(120, in(ROOT + ".."), fields().that().areDeclaredInClassesThat().resideInAPackage(ROOT + "..").and().arePublic()
            .should().beStatic().andShould().beFinal());
    }

    @Test
    void noMethodTakesAnOptional() {
        check(60, in(ROOT, ROOT + ".spi", ROOT + ".internal", ROOT + ".sim"), noMethods().that().arePublic().and().areDeclaredInClassesThat()
            .resideInAnyPackage(ROOT, ROOT + ".spi", ROOT + ".internal", ROOT + ".sim").and(DescribedPredicate.describe("are not generated",
                (JavaMethod method) -> !method.getOwner().isRecord() || !method.getName().equals("equals")))
            .should().haveRawParameterTypes(DescribedPredicate.describe("with an Optional among them",
                types -> types.stream().anyMatch(type -> type.isEquivalentTo(Optional.class)))));
    }

    @Test
    void gettersHaveNoPrefix() {
        check(60, in(ROOT, ROOT + ".spi", ROOT + ".internal", ROOT + ".sim"), methods().that().arePublic().and().areDeclaredInClassesThat()
            .resideInAnyPackage(ROOT, ROOT + ".spi", ROOT + ".internal", ROOT + ".sim").and(DescribedPredicate.describe("are not named by the JDK",
                (JavaMethod method) -> !method.getOwner().isAssignableTo(System.Logger.class) || !method.getName().equals("getName")))
            .should().haveNameNotMatching("get[A-Z].*"));
    }
}
