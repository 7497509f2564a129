package com.example.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kotlin's compiler knows of each exported package that it neither takes nor gives null, and refuses it. */
@Tag("unit")
class NullInKotlinTest {

    private static final String IMPORTS = """
        import io.github.netsession.*
        import io.github.netsession.sim.*
        import io.github.netsession.spi.*
        """;
    /** Of an argument, of a type that may be null, and of several methods of a name. */
    private static final Pattern ABOUT_NULL = Pattern.compile("(?i).*\\bnull\\b.*|.*actual type is '.*\\?.*|none of the following candidates is applicable:");
    private static final Pattern ERROR = Pattern.compile("^\\S*?Program\\.kt:(\\d+):\\d+: error: (.*)$", Pattern.MULTILINE);

    @TempDir
    private Path folder;
    private String messages;

    private ExitCode compile(String source) throws IOException {
        Path file = Files.writeString(folder.resolve("Program.kt"), IMPORTS + source);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExitCode code = new K2JVMCompiler().exec(new PrintStream(out, true, StandardCharsets.UTF_8), "-d", folder.resolve("out").toString(),
            "-classpath", System.getProperty("java.class.path"), "-jvm-target", "17", "-no-stdlib", "-no-reflect", "-Werror", file.toString());
        messages = out.toString(StandardCharsets.UTF_8);
        return code;
    }

    /** The lines of the source, from 1, that have an error which is about null. */
    private List<Integer> refused() {
        int before = (int) IMPORTS.lines().count();
        List<MatchResult> errors = ERROR.matcher(messages).results().toList();
        assertEquals(List.of(), errors.stream().map(error -> error.group(2)).filter(ABOUT_NULL.asMatchPredicate().negate()).toList());
        return errors.stream().map(error -> Integer.parseInt(error.group(1)) - before).toList();
    }

    @Test
    void nullDoesNotCompile() throws IOException {
        ExitCode code = compile("""
            fun session(networks: Networks) = networks.session(null)
            fun session(networks: Networks, id: ConfigurationId?) = networks.session(id)
            fun counters(networks: Networks) = networks.counters(System.getProperty("name") as String?)
            fun listen(networks: Networks) = networks.listen(null)
            fun listenToSession(session: NetworkSession) = session.listen(null)
            fun limit(session: NetworkSession) = session.setConnectTimeout(null)
            fun child(networks: Networks, child: ConfigurationId?) = networks.defineServiceNetwork("all", listOf(child))
            fun chooser(): UserChooser = UserChooser { null }
            fun world(world: SimWorld) = world.advance(null)
            fun probe() = Probe.unusable(null)
            fun property(session: NetworkSession) = session.setProperty(SessionProperty.of("key", String::class.java), null)
            """);
        assertEquals(ExitCode.COMPILATION_ERROR, code);
        assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), refused(), messages);
    }

    /** And what comes from the library needs no check for null, of which -Werror would make an error. */
    @Test
    void theSameWithoutNullCompiles() throws IOException {
        ExitCode code = compile("""
            fun session(networks: Networks, id: ConfigurationId): NetworkSession = networks.session(id)
            fun name(session: NetworkSession): String = session.configuration().name()
            fun opened(session: NetworkSession): Void? = session.open().join()
            fun isEqual(id: ConfigurationId, other: Any?): Boolean = id == other
            fun listen(networks: Networks) = networks.listen { event -> println(event.state()) }
            fun world(): SimAccessPoint = SimWorld().accessPoint("home", Bearer.WLAN)
            """);
        assertEquals("", messages);
        assertEquals(ExitCode.OK, code);
    }
}
