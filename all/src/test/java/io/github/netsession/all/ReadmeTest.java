package io.github.netsession.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java in the README compiles without a warning, and the complete program in it runs. */
@Tag("unit")
@Tag("every-jdk")
class ReadmeTest {

    @TempDir
    private Path folder;

    @Test
    void theProgramCompilesAndRuns() throws Exception {
        String program = Snippets.of("README.md").get(0);
        assertTrue(program.lines().count() <= 20, "it is meant to be short");
        Snippets.compile(folder, "Backup", program);
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setProperty("netsession.backend", "sim");
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass("Backup").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(out);
            System.clearProperty("netsession.backend");
        }
        assertTrue(printed.toString(StandardCharsets.UTF_8).startsWith("online by home, metered: "), printed.toString(StandardCharsets.UTF_8));
    }

    @Test
    void theExamplesCompile() throws IOException {
        List<String> blocks = Snippets.of("README.md");
        assertEquals(3, blocks.size());
        Snippets.compile(folder, "Roams", "import io.github.netsession.*;\nimport java.util.List;\n"
            + "class Roams {\n    void example(Networks networks, ConfigurationId wifi, ConfigurationId phone) {\n" + blocks.get(1) + "    }\n}\n");
        Snippets.compile(folder, "Example", "import io.github.netsession.*;\nimport io.github.netsession.sim.*;\nimport java.time.Duration;\n"
            + "class Example {\n    void example() {\n" + blocks.get(2) + "    }\n}\n");
    }
}
