package io.github.netsession.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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
        String printed = Snippets.run(folder, "Backup");
        assertTrue(printed.startsWith("online by home, metered: "), printed);
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
