package io.github.netsession.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.netsession.testkit.ChildProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program leaves that ends without closing its {@code Networks}. */
@Timeout(120)
@Tag("unit")
@Tag("every-jdk")
class EndOfProcessTest {

    @TempDir
    private Path directory;
    private Optional<ChildProgram> program = Optional.empty();

    @AfterEach
    void tidy() {
        program.ifPresent(ChildProgram::kill);
    }

    private ChildProgram start(String ending) {
        ChildProgram started = ChildProgram.start(ChildProgram.javaCommand(List.of("-XX:MaxDirectMemorySize=4m"), EndingProgram.class, directory.toString(), ending));
        program = Optional.of(started);
        assertEquals("open", started.ask("are you?"));
        return started;
    }

    private Set<String> left() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"return", "exit", "a logger that throws", "closed before", "direct memory used up",
        "direct memory used up, and closed"})
    void aProgramThatEndsInOrderReleasesItsSessionsAndClosesItsBackend(String ending) throws IOException {
        ChildProgram ended = start(ending);
        assertTrue(left().contains("first"));
        assertEquals(0, ended.end());
        assertEquals(Set.of("first.closed"), left());
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit in a listener", "exit in a turn", "exit in a chooser"})
    void anExitInACallOfTheLibraryReleasesTheSessionsOfAllInstances(String ending) throws IOException {
        ChildProgram ended = start(ending);
        assertEquals(0, ended.end());
        assertEquals(Set.of("first.closed", "second.closed"), left());
    }

    @Test
    void aSignalReleasesToo() throws IOException {
        assumeTrue(java.io.File.separatorChar == '/', "kill(1) is POSIX's");
        ChildProgram ended = start("signal");
        ended.signal("TERM");
        assertEquals(143, ended.end());
        assertEquals(Set.of("first.closed"), left());
    }

    @Test
    void aProgramThatIsHaltedReleasesNothing() throws IOException {
        ChildProgram ended = start("halt");
        assertEquals(0, ended.end());
        assertTrue(left().contains("first"), "the next program stops it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"other hooks call", "another hook closes"})
    void aHookOfTheApplicationThatCallsMeanwhileComesThrough(String ending) throws IOException {
        ChildProgram ended = start(ending);
        assertEquals(0, ended.end());
        assertEquals("the hook came through", ended.answer());
        assertEquals(Set.of("first.closed"), left());
    }

    @RepeatedTest(5)
    void aHookOfTheApplicationMayOpenAnInstanceAndCloseIt() throws IOException {
        ChildProgram ended = start("a hook opens");
        assertEquals(0, ended.end());
        for (int hook = 0; hook < 3; hook++) {
            assertEquals("opened late: true", ended.answer());
        }
        assertEquals(Set.of("first.closed", "late.closed", "later.closed", "latest.closed"), left());
    }

    @Test
    void anInstanceWhoseBackendHangsKeepsNeitherTheOthersNorTheEnd() throws IOException {
        ChildProgram ended = start("one hangs");
        assertEquals(0, ended.end());
        Set<String> left = left();
        assertTrue(left.containsAll(Set.of("first.closed", "third.closed", "hanging")), left::toString);
        assertTrue(!left.contains("first") && !left.contains("third"), left::toString);
    }
}
