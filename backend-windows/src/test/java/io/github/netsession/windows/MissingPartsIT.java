package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.testkit.ProgramResult;
import io.github.netsession.windows.jna.LoadingChild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Plain Wine lacks much of what Windows has, as an old Windows or a Server does: each missing part is a capability with a reason. */
@Tag("wine")
class MissingPartsIT {

    @BeforeEach
    void makeALink() {
        World.fresh();
        Links.clean();
        Links.cable("ap0", "net0", "10.7.0");
        Linux.ip("link set ap0 up");
    }

    @AfterEach
    void clear() {
        Links.clean();
    }

    @Test
    void withoutTheHintAndWithoutNoticesTheRestWorks() {
        ProgramResult doctor = WindowsProgram.runCliOnPlainWine("", "doctor", "--json");
        assertEquals(0, doctor.exit(), doctor.output());
        assertTrue(doctor.output().contains("Windows tells it from version 10 2004 (build 19041) on"), doctor.output());
        assertTrue(doctor.output().contains("polling every 10 s: NotifyIpInterfaceChange has given no handle"), doctor.output());
        assertTrue(doctor.output().contains("no Wi-Fi: WlanRegisterNotification: not implemented on this system"), doctor.output());
        ProgramResult status = WindowsProgram.runCliOnPlainWine("", "status", "--json");
        assertTrue(status.output().contains("\"backend\":\"windows\"") && status.output().contains("10.7.0.2"), status.output());
    }

    @Test
    void withoutTheWifiLibraryTheReportSaysWhatToInstall() {
        ProgramResult doctor = WindowsProgram.runCliOnPlainWine("wlanapi=", "doctor", "--json");
        assertEquals(0, doctor.exit(), doctor.output());
        assertTrue(doctor.output().contains("no Wi-Fi: wlanapi.dll: it is not installed on this Windows"), doctor.output());
        assertTrue(doctor.output().contains("Install-WindowsFeature Wireless-Networking"), doctor.output());
    }

    @Test
    void aLibraryInTheCurrentDirectoryIsNotLoaded() throws IOException {
        // Below where Linux finds it, too.
        Path work = Path.of(System.getProperty("netsession.wine.work"));
        Path directory = Files.createDirectories(work.resolve("tmp").resolve("elsewhere"));
        Files.copy(work.resolve("dll").resolve("wlanapi.dll"), directory.resolve(LoadingChild.LIBRARY + ".dll"));
        ProgramResult plain = WindowsProgram.runOnPlainWine("", directory, LoadingChild.class, "jna");
        assertTrue(plain.output().strip().endsWith("loaded"), "JNA by itself takes it: " + plain.output());
        ProgramResult own = WindowsProgram.runOnPlainWine("", directory, LoadingChild.class, "netsession");
        assertEquals("Unable to load library '" + LoadingChild.LIBRARY + "':", own.output().strip());
    }
}
