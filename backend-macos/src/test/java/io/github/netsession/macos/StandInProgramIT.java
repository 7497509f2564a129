package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.testkit.ChildProgram;
import io.github.netsession.testkit.ProgramResult;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command-line program as it would run on a Mac, on stand-ins for Apple's libraries; and on those of older ones, which lack parts. */
@Tag("standin")
@Tag("slow") // It runs the packaged program, and the quick check packages nothing.
class StandInProgramIT {

    private static final Path STAND_INS = Path.of(System.getProperty("netsession.standin", "there is no netsession.standin"));
    private static final String[] WORLD = {
        "link lo0 1 24 0x8049 16384 -", "address lo0 127.0.0.1/8", "address lo0 ::1/128",
        "link en0 4 6 0x8863 1500 02:00:00:00:00:04", "address en0 192.0.2.4/24", "counters en0 5000000000 7 1 1 0 0 0",
        "link ppp0 10 23 0x8010 1492 -", "wifi en0 -60 1 -",
        "store State:/Network/Global/IPv4 {\"PrimaryInterface\":\"en0\",\"PrimaryService\":\"WIFI\",\"Router\":\"192.0.2.1\"}",
        "store State:/Network/Interface/en0/Link {\"Active\":true}", "store State:/Network/Interface/en0/AirPort {}",
        "store State:/Network/Service/WIFI/IPv4 {\"InterfaceName\":\"en0\",\"Addresses\":[\"192.0.2.4\"]}",
        "store Setup:/Network/Global/IPv4 {\"ServiceOrder\":[\"WIFI\",\"WORK\"]}",
        "store Setup:/Network/Service/WIFI {\"UserDefinedName\":\"Wi-Fi\"}",
        "store Setup:/Network/Service/WIFI/Interface {\"Type\":\"Ethernet\",\"Hardware\":\"AirPort\",\"DeviceName\":\"en0\"}",
        "store Setup:/Network/Service/WORK {\"UserDefinedName\":\"Work VPN\"}",
        "store Setup:/Network/Service/WORK/Interface {\"Type\":\"VPN\",\"SubType\":\"com.example.vpn\"}",
        "service WORK ppp0 10.8.0.2/32", "extension WORK", "path 1 0 1"};

    @TempDir
    private Path directory;
    private CliProgram cli;

    @BeforeEach
    void makeTheWorld() throws Exception {
        cli = new CliProgram(directory, STAND_INS, WORLD);
    }

    private static void contains(ProgramResult result, String... words) {
        for (String word : words) {
            assertTrue(result.output().contains(word), () -> word + " is not in: " + result.output());
        }
        assertFalse(result.output().contains("DEFECT"), result.output());
    }

    @Test
    void statusShowsServicesInterfacesAndLowDataMode() throws Exception {
        ProgramResult text = cli.run("status");
        assertEquals(0, text.exit(), text.output());
        contains(text, "no background traffic", "Wi-Fi", "Work VPN", "en0", "192.0.2.4");
        contains(cli.run("status", "--json"), "\"backend\":\"macos-standin\"", "\"id\":\"service:WORK\"", "\"connectivity\":\"INTERNET\"",
            "\"metered\":\"GUESSED_NO\"", "NO_BACKGROUND_TRAFFIC");
    }

    @Test
    void doctorSaysWhatCanBeDone() throws Exception {
        ProgramResult doctor = cli.run("doctor");
        assertEquals(0, doctor.exit(), doctor.output());
        contains(doctor, "VPN and PPP services", "the interface MIB, 64 bits", "the dynamic store's notices", "-Dnetsession.macos.corewlan=true");
    }

    @Test
    void doctorSaysThatTheLocationPermissionIsMissing() throws Exception {
        contains(cli.with("-Dnetsession.macos.corewlan=true").run("doctor"), "Location Services");
    }

    @Test
    void watchTellsOfAChange() throws Exception {
        try (ChildProgram watching = cli.start("watch", "--count", "1", "--json", "--for", "50")) {
            assertTrue(watching.answerWith("Wi-Fi").contains("\"ACTIVE\""));
            cli.act("path 1 1 1");
            assertTrue(watching.answerWith("\"event\"").contains("\"metered\":\"YES\""));
            assertEquals(0, watching.end());
        }
    }

    @Test
    void runHoldsAVpnWhileACommandRuns() throws Exception {
        ProgramResult run = cli.run("run", "--on", "Work VPN", "--", "echo", "it runs");
        assertEquals(0, run.exit(), run.output());
        contains(run, "it runs");
        assertEquals(7, cli.run("run", "--on", "Work VPN", "--", "sh", "-c", "exit 7").exit());
    }

    @Test
    void runSaysWhyAVpnIsRefused() throws Exception {
        cli.act("refuse start 1003");
        ProgramResult run = cli.run("run", "--on", "Work VPN", "--", "echo", "never");
        assertFalse(run.exit() == 0, run.output());
        contains(run, "access denied");
        assertFalse(run.output().contains("never\n"), run.output());
    }

    // ---- what an older macOS lacks is a capability with a reason

    @Test
    void withoutLowDataModeAndTheClockTheRestWorks() throws Exception {
        CliProgram older = new CliProgram(directory, STAND_INS.resolve("old"), WORLD);
        ProgramResult doctor = older.run("doctor");
        assertEquals(0, doctor.exit(), doctor.output());
        contains(doctor, "nw_path_is_constrained is missing; it came with macOS 10.15", "mach_continuous_time is missing");
        contains(older.run("status", "--json"), "\"connectivity\":\"INTERNET\"", "\"metered\":\"GUESSED_NO\"");
    }

    @Test
    void withoutThePathMonitorAndCoreWlanTheRestWorks() throws Exception {
        CliProgram bare = new CliProgram(directory, STAND_INS.resolve("bare"), WORLD).with("-Dnetsession.macos.corewlan=true");
        ProgramResult doctor = bare.run("doctor");
        assertEquals(0, doctor.exit(), doctor.output());
        contains(doctor, "nw_path_get_status: this macOS does not have it", "objc_autoreleasePoolPush: it is missing");
        contains(bare.run("status", "--json"), "\"connectivity\":\"UNKNOWN\"", "192.0.2.4");
        assertEquals(0, bare.run("run", "--on", "Work VPN", "--", "true").exit());
    }
}
