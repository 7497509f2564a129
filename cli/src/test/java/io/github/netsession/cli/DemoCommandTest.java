package io.github.netsession.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
@Tag("every-jdk")
class DemoCommandTest {

    private final Shell shell = new Shell(new FakeNetworks());

    @Test
    void aRoamIsToldSoThatItIsUnderstood() {
        assertEquals(0, shell.run("demo"), shell.err());
        assertTrue(shell.out().contains("""
              124.8 s  session      ROAMING
              124.8 s  offer        home → phone, which is better
              125.8 s  application  migrate: tries phone
              126.8 s  session      phone is up, beside home
              128.8 s  application  accept: its test over phone came through
              128.8 s  application  traffic costs here: pauses its background work
              128.8 s  session      CONNECTED on phone
            """), shell.out());
        assertTrue(shell.out().endsWith("""
            access point        from         for  received  written
            home               0.0 s  2 min 08 s  49.2 MiB  6.2 MiB
            phone         2 min 08 s  2 min 31 s   9.8 MiB  3.1 MiB
            office        4 min 39 s      20.1 s  11.5 MiB  1.7 MiB
            """), shell.out());
    }

    @Test
    void everyRunIsTheSame() {
        shell.run("demo", "captive-portal");
        String first = shell.out();
        shell.run("demo", "captive-portal", "--backend", "linux", "--speed", "1000");
        assertEquals(first.replace(" at once.", "."), shell.out());
    }

    @Test
    void aFileIsPlayedAndAnEndWithoutANetworkIsToldToo(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("day.txt");
        Files.writeString(file, """
            access-point only wlan up
            application only
            at 1s only out-of-range
            at 8s only in-range up
            lasts 10s
            """);
        assertEquals(0, shell.run("demo", file.toString()), shell.err());
        assertTrue(shell.out().contains("session      failed: SESSION_ABORTED (LOST): sim:only was lost"), shell.out());
        assertTrue(shell.out().contains("session      closed"), shell.out());
        assertTrue(shell.out().contains("9.0 s  application  opens a session on only"), shell.out());
    }

    @Test
    void inJsonItIsOneObjectALineWithTheDaysTime() throws IOException {
        assertEquals(0, shell.run("demo", "failing-candidate", "--json"));
        List<Map<String, Object>> lines = ParsedJson.lines(shell.out());
        assertEquals(Map.of("time", "1970-01-01T00:00:00Z", "event", "application", "does", "opening"), lines.get(0));
        assertTrue(lines.stream().anyMatch(line -> line.equals(Map.of("time", "1970-01-01T00:00:15Z", "event", "sessionPreferred",
            "current", "sim:phone", "candidate", "sim:lobby", "reason", "UPGRADE", "seamless", false, "makeBeforeBreak", true))), shell.out());
    }

    @Test
    void theScenariosCanBeListedAndPrintedAndPlayedFromTheirText(@TempDir Path folder) throws IOException {
        assertEquals(0, shell.run("demo", "--list"));
        assertEquals(List.of("commute", "metered-tethering", "captive-portal", "flapping-dock", "failing-candidate"),
            shell.out().lines().map(line -> line.split(" ")[0]).toList());
        assertEquals(0, shell.run("demo", "flapping-dock", "--text"));
        Path copy = folder.resolve("copy.txt");
        Files.writeString(copy, shell.out());
        shell.run("demo", "flapping-dock");
        String shipped = shell.out();
        shell.run("demo", copy.toString());
        assertEquals(shipped, shell.out());
    }

    @Test
    void aMistakeIsNamed(@TempDir Path folder) throws IOException {
        assertEquals(2, shell.run("demo", "no-such-day"));
        assertTrue(shell.err().contains("there is neither a file no-such-day that can be read nor a scenario of that name; there are: commute"), shell.err());
        Path file = folder.resolve("day.txt");
        Files.writeString(file, "access-point a wlan upp\n");
        assertEquals(2, shell.run("demo", file.toString()));
        assertTrue(shell.err().contains("line 1: 'upp' cannot stand here"), shell.err());
        Files.writeString(file, "access-point a wlan up\n");
        assertEquals(2, shell.run("demo", file.toString()));
        assertTrue(shell.err().contains("no line says what the application uses"), shell.err());
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
        assertEquals(2, shell.run("demo", file.toString()));
        assertTrue(shell.err().contains("is not a text in UTF-8"), shell.err());
        assertEquals(2, shell.run("demo", "--speed", "0"));
        assertTrue(shell.err().contains("'0' is not a speed"), shell.err());
    }
}
