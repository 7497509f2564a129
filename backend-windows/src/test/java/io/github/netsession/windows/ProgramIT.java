package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.testkit.ChildProgram;
import io.github.netsession.testkit.ProgramResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The command-line program, started by the Windows JVM. */
@Tag("wine")
class ProgramIT {

    private static final String SHELL = System.getenv("COMSPEC");

    private WifiBed bed;

    @BeforeEach
    void makeTheBed() {
        bed = new WifiBed();
        Links.cable("ap0", "net0", "10.7.0");
        Linux.ip("link set ap0 up");
        Linux.ip("route add default via 10.7.0.1");
    }

    @AfterEach
    void clear() {
        bed.close();
    }

    @Test
    void statusShowsInterfacesProfilesAndWhatWindowsThinksOfTheInternet() {
        ProgramResult text = WindowsProgram.runCli("status");
        assertEquals(0, text.exit(), text.output());
        assertTrue(text.output().contains("ap0") && text.output().contains("10.7.0.2"), text.output());
        assertTrue(text.output().contains("home") && text.output().contains("caf\u00e9 au coin"), text.output());
        ProgramResult json = WindowsProgram.runCli("status", "--json");
        assertTrue(json.output().contains("\"backend\":\"windows\""), json.output());
        assertTrue(json.output().contains("\"connectivity\":\"INTERNET\"") && json.output().contains("\"metered\":\"NO\""), json.output());
        assertTrue(json.output().contains(WifiBed.GUIDS.get(0)), json.output());
    }

    @Test
    void doctorSaysWhatCanBeDone() {
        ProgramResult doctor = WindowsProgram.runCli("doctor");
        assertEquals(0, doctor.exit(), doctor.output());
        assertTrue(doctor.output().contains("Native Wifi connects and disconnects saved profiles"), doctor.output());
        assertTrue(doctor.output().contains("IP Helper's change notices"), doctor.output());
        assertTrue(doctor.output().contains("GetNetworkConnectivityHint"), doctor.output());
    }

    @Test
    void watchTellsOfARealChange() {
        ChildProgram watching = WindowsProgram.cli("watch", "--count", "1", "--json", "--for", "50");
        String present = watching.answer();
        assertTrue(present.contains("\"home\""), present);
        Linux.ip("link set ap0 down");
        String change = watching.answer();
        assertTrue(change.contains("\"event\":\"interfaceChanged\""), change);
        assertEquals(0, watching.end());
    }

    @Test
    void runHoldsAProfileWhileACommandRuns() {
        ProgramResult run = WindowsProgram.runCli("run", "--on", "home", "--", SHELL, "/c", "echo", "it runs");
        assertEquals(0, run.exit(), run.output());
        assertTrue(run.output().contains("it runs"), run.output());
        assertTrue(Linux.await(() -> !bed.isUp(bed.first())), "it is given back");
        assertTrue(StandIns.calls("wlanapi", "WlanConnect") == 0, "another process did it");
        ProgramResult failing = WindowsProgram.runCli("run", "--on", "home", "--", SHELL, "/c", "exit", "7");
        assertEquals(7, failing.exit(), failing.output());
    }

    @Test
    void runSaysWhyAConnectionIsRefused() {
        bed.world.add("fail WlanConnect 5");
        ProgramResult run = WindowsProgram.runCli("run", "--on", "home", "--", SHELL, "/c", "echo", "never");
        assertFalse(run.exit() == 0, run.output());
        assertTrue(run.output().contains("access denied") && !run.output().contains("never\n"), run.output());
    }
}
