package io.github.netsession.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java in the README compiles without a warning, and the complete program in it runs. */
class ReadmeTest {

    private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    private static List<String> blocks() throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(Path.of("..", "README.md")));
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        return blocks;
    }

    private void compile(String name, String source) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".java"), source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            boolean done = compiler.getTask(messages, files, null,
                List.of("-d", folder.toString(), "-classpath", System.getProperty("java.class.path"), "-Xlint:all,-processing,-path", "-Werror"),
                null, files.getJavaFileObjects(file)).call();
            assertTrue(done, messages.toString());
        }
    }

    @Test
    void theProgramCompilesAndRuns() throws Exception {
        String program = blocks().get(0);
        assertTrue(program.lines().count() <= 20, "it is meant to be short");
        compile("Backup", program);
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
    void theExampleForTestsCompiles() throws IOException {
        List<String> blocks = blocks();
        assertEquals(2, blocks.size());
        compile("Example", "import io.github.netsession.*;\nimport io.github.netsession.sim.*;\nimport java.time.Duration;\n"
            + "class Example {\n    void example() {\n" + blocks.get(1) + "    }\n}\n");
    }
}
