package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.ChildProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that has not heard of a change does not act on what it read before. The events are off, so that it cannot hear of it in time. */
@Tag("kernel")
class OldKnowledgeIT {

    @TempDir
    private Path directory;
    private final List<ChildProgram> programs = new ArrayList<>();

    @BeforeEach
    void prepare() {
        Netns.clean();
        for (String link : List.of("ap0", "ap1")) {
            Netns.vethPair(link, link.replace("ap", "net"));
            Netns.ip("addr add 192.0.2." + (link.equals("ap0") ? 2 : 12) + "/29 dev " + link);
            Netns.ip("link set " + link + " down");
        }
    }

    @AfterEach
    void tidy() {
        programs.forEach(ChildProgram::kill);
        Netns.clean();
    }

    private ChildProgram program(String... options) {
        ChildProgram program = ChildProgram.start(ChildProgram.javaCommand(List.of(options), SessionChild.class, directory.resolve("holds").toString()));
        programs.add(program);
        return program;
    }

    private ChildProgram deaf() {
        return program("-D" + LinuxWatcher.NO_EVENTS + "=true");
    }

    private static boolean isUp(String link) {
        return Netns.ip("-o link show " + link).contains(",UP");
    }

    @Test
    void theFirstSessionOfAProgramIsNotGrantedOnWhatAnotherProgramHasJustStopped() {
        ChildProgram other = program();
        assertEquals("done", other.ask("open ap0"));
        ChildProgram first = deaf();
        assertEquals("CONNECTED", first.ask("state ap0"));
        other.ask("close ap0");
        Await.until(() -> !isUp("ap0"));
        assertEquals("done", first.ask("open ap0"));
        assertTrue(isUp("ap0"), "it was started again");
        assertEquals("CONNECTED open", first.ask("state ap0"));
    }

    @Test
    void theFirstSessionOfAProgramIsNotGrantedOnWhatAProgramThatHasEndedHadStopped() {
        ChildProgram other = program();
        assertEquals("done", other.ask("open ap0"));
        ChildProgram first = deaf();
        assertEquals("CONNECTED", first.ask("state ap0"));
        other.end();
        Await.until(() -> !isUp("ap0"));
        assertEquals("done", first.ask("open ap0"));
        assertTrue(isUp("ap0"), "it was started again");
        assertEquals("CONNECTED open", first.ask("state ap0"));
    }

    @Test
    void noSessionIsGrantedOnWhatAProgramStoppedThatCameAndWent() {
        Netns.ip("link set ap0 up");
        ChildProgram first = deaf();
        assertEquals("CONNECTED", first.ask("state ap0"));
        ChildProgram other = program();
        assertEquals("done", other.ask("stop ap0"));
        other.end();
        assertEquals("done", first.ask("open ap0"));
        assertTrue(isUp("ap0"), "it was started again");
        assertEquals("CONNECTED open", first.ask("state ap0"));
    }

    @Test
    void theNextSessionOfAProgramIsNotGrantedOnWhatAnotherProgramHasJustStopped() {
        ChildProgram other = program();
        assertEquals("done", other.ask("open ap0"));
        ChildProgram second = deaf();
        assertEquals("done", second.ask("open ap1"));
        assertEquals("CONNECTED", second.ask("state ap0"));
        other.ask("close ap0");
        Await.until(() -> !isUp("ap0"));
        assertEquals("done", second.ask("open ap0"));
        assertTrue(isUp("ap0"), "it was started again");
    }

    @Test
    void aProgramThatHasOnlyWatchedIsToldThatAnotherOneStoppedIt() {
        ChildProgram other = program();
        assertEquals("done", other.ask("open ap0"));
        ChildProgram victim = deaf();
        assertEquals("CONNECTED", victim.ask("state ap0"));
        assertEquals("done", victim.ask("open ap0"));
        assertEquals("done", other.ask("stop ap0"));
        assertEquals("done", victim.ask("open ap1"), "which reads again");
        Await.until(() -> victim.ask("state ap0").equals("DISCONNECTED"));
        assertTrue(victim.ask("failure ap0").startsWith("SESSION_ABORTED (STOPPED): link:ap0 was stopped by another session in process " + other.pid()));
    }
}
