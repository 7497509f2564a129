package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.testkit.ChildProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only the activation that a session had started is stopped for it, by a real NetworkManager. */
@Tag("manager")
class ManagerIdentityIT extends ManagerStory {

    @TempDir
    private Path directory;
    private final List<ChildProgram> programs = new ArrayList<>();

    @AfterEach
    void end() {
        programs.forEach(ChildProgram::kill);
    }

    private ChildProgram program() {
        ChildProgram program = ChildProgram.java(SessionChild.class, directory.resolve("holds").toString());
        programs.add(program);
        return program;
    }

    private ChildProgram holder() {
        ChildProgram holder = program();
        assertEquals("done", holder.ask("open " + OFFICE_ID));
        return holder;
    }

    private void killHolder() {
        holder().kill();
        assertTrue(bed.isActive(OFFICE), "no program is there to stop it");
    }

    /** Opens and closes a session, and waits until the phone's profile is down: by then everything is done. */
    private void anotherProgramComesAndGoes() {
        ChildProgram next = program();
        assertEquals("done", next.ask("open " + OFFICE_ID));
        next.ask("close " + OFFICE_ID);
        assertEquals("done", next.ask("open " + PHONE_ID));
        next.ask("close " + PHONE_ID);
        eventually(() -> !bed.isActive(PHONE), "the phone is given back");
    }

    @Test
    void whatTheUserBroughtUpAgainAfterTheHolderWasKilledStaysUp() {
        killHolder();
        bed.nmcli("connection", "down", OFFICE);
        bed.nmcli("connection", "up", OFFICE);
        anotherProgramComesAndGoes();
        assertTrue(bed.isActive(OFFICE));
    }

    @Test
    void whatAKilledHolderHadStartedIsStillGivenBack() {
        killHolder();
        ChildProgram next = program();
        assertEquals("done", next.ask("open " + PHONE_ID));
        eventually(() -> !bed.isActive(OFFICE), "the office is given back");
        assertTrue(bed.isActive(PHONE));
    }

    @Test
    void aHolderThatLivesThroughARestartOfNetworkManagerGivesBackWhatItHadStarted() {
        ChildProgram holder = holder();
        bed.killManager();
        bed.startManager();
        eventually(() -> bed.isActive(OFFICE), "the next NetworkManager has taken it over");
        eventually(() -> holder.ask("startable " + OFFICE_ID).equals("AVAILABLE"), "the holder has read the next NetworkManager");
        assertEquals("CONNECTED open", holder.ask("state " + OFFICE_ID));
        holder.ask("close " + OFFICE_ID);
        eventually(() -> !bed.isActive(OFFICE), "the office is given back");
    }

    @Test
    void whatAKilledHolderHadStartedBeforeNetworkManagerRestartedStaysUp() {
        killHolder();
        bed.killManager();
        bed.startManager();
        eventually(() -> bed.isActive(OFFICE), "the next NetworkManager has taken it over");
        anotherProgramComesAndGoes();
        assertTrue(bed.isActive(OFFICE));
    }

    @Test
    void whatTheUserTookDownAndUpWhileAProgramHeldItStaysUp() {
        ChildProgram holder = holder();
        bed.nmcli("connection", "down", OFFICE);
        eventually(() -> holder.ask("state " + OFFICE_ID).equals("DISCONNECTED"), "the session is lost");
        bed.nmcli("connection", "up", OFFICE);
        holder.ask("close " + OFFICE_ID);
        anotherProgramComesAndGoes();
        assertTrue(bed.isActive(OFFICE));
    }
}
