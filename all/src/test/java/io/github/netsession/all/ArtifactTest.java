package io.github.netsession.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an application gets with the one dependency that it names: the API and the backends of real systems. The simulated world is for tests. */
@Tag("unit")
class ArtifactTest {

    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final String ROOT = "io.github.netsession";

    private static String element(String xml, String name, String otherwise) {
        Matcher found = Pattern.compile("<" + name + ">(.*?)</" + name + ">").matcher(xml);
        return found.find() ? found.group(1) : otherwise;
    }

    /** The dependencies on modules of this project, each with its scope; the parent declares no scope for one that is no test-jar. */
    private static TreeMap<String, String> dependencies(String module) {
        TreeMap<String, String> scopes = new TreeMap<>();
        for (String each : DEPENDENCY.matcher(Sources.text(Sources.TOP.resolve(module).resolve("pom.xml"))).results().map(found -> found.group(1)).toList()) {
            if (element(each, "groupId", "").equals(ROOT) && element(each, "type", "jar").equals("jar")) {
                scopes.put(element(each, "artifactId", ""), element(each, "scope", "compile"));
            }
        }
        return scopes;
    }

    private static Set<String> compiled(String module) {
        return dependencies(module).entrySet().stream().filter(each -> !each.getValue().equals("test")).map(each -> each.getKey())
            .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void needsTheApiAndTheThreeBackendsOfRealSystems() {
        assertEquals(Set.of("netsession-api", "netsession-backend-linux", "netsession-backend-windows", "netsession-backend-macos"), compiled("all"));
        for (String backend : Set.of("linux", "windows", "macos")) {
            assertEquals(Set.of("netsession-api", "netsession-jna"), compiled("backend-" + backend));
        }
    }

    /** The command line plays its days; a user does as the examples do. */
    @Test
    void theSimulatedWorldIsOfTestScopeButForTheCommandLine() {
        TreeMap<String, String> scopes = new TreeMap<>();
        for (String module : MODULE.matcher(Sources.text(Sources.TOP.resolve("pom.xml"))).results().map(found -> found.group(1)).toList()) {
            Optional.ofNullable(dependencies(module).get("netsession-backend-sim")).ifPresent(scope -> scopes.put(module, scope));
        }
        assertEquals("compile", scopes.remove("cli"));
        assertTrue(scopes.keySet().containsAll(Set.of("all", "examples/courier")), scopes::toString);
        assertEquals(Set.of("test"), Set.copyOf(scopes.values()), scopes::toString);
    }

    @Test
    void requiresThemAsModulesToo() throws IOException {
        try (InputStream descriptor = Files.newInputStream(Path.of("target/classes/module-info.class"))) {
            assertEquals(Set.of(ROOT, ROOT + ".linux", ROOT + ".windows", ROOT + ".macos"), ModuleDescriptor.read(descriptor).requires().stream()
                .map(ModuleDescriptor.Requires::name).filter(name -> name.startsWith(ROOT)).collect(Collectors.toSet()));
        }
    }

    /** It brings nothing but the API into a user's tests. */
    @Test
    void theSimulatedWorldNeedsTheApiAlone() {
        assertEquals(Set.of("netsession-api"), compiled("backend-sim"));
        String poms = Sources.text(Sources.TOP.resolve("backend-sim/pom.xml"));
        assertTrue(DEPENDENCY.matcher(poms).results().allMatch(each -> each.group(1).contains("netsession-api")), poms);
    }

    /** The README and the guide show the same lines. */
    @Test
    void theDocumentsSayHowATestGetsIt() {
        for (String document : Set.of("README.md", "docs/testing-your-app.md")) {
            String shown = DEPENDENCY.matcher(Sources.text(Sources.TOP.resolve(document))).results().map(found -> found.group(1))
                .filter(each -> element(each, "artifactId", "").equals("netsession-backend-sim")).findFirst().orElseThrow();
            assertEquals("test", element(shown, "scope", "compile"), document);
        }
    }
}
