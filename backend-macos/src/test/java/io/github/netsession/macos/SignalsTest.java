package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.Link;
import io.github.netsession.macos.WifiPort.Wifi;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.testkit.Links;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class SignalsTest {

    /** What takes no time takes less, on a busy machine too. */
    private static final long LONG_MILLIS = 5_000;
    private static final Link LINK = Links.up("en0", 4, Bearer.WLAN).build();

    private final FakeMacOs os = new FakeMacOs();
    private final Signals signals = new Signals(os, true);

    @AfterEach
    void noThreadIsLeft() {
        os.releaseAll();
        signals.close();
        Patience.until(() -> Patience.threads(Signals.THREAD_NAME).isEmpty(), "the thread ends");
    }

    private OptionalInt percent(Wifi wifi) {
        os.wifi.signals.put("en0", wifi);
        List<OptionalInt> percent = new ArrayList<>();
        signals.during(() -> percent.add(signals.percent(LINK)));
        return percent.get(0);
    }

    @Test
    void whoDoesNotAskForItGetsNoneAndNobodyIsAsked() {
        Signals unwanted = new Signals(os, false);
        assertFalse(unwanted.isWanted());
        assertEquals(OptionalInt.empty(), unwanted.percent(LINK));
        assertTrue(unwanted.obstacle().contains("-Dnetsession.macos.corewlan=true"), unwanted.obstacle());
        unwanted.close();
        assertEquals(List.of(), os.calls);
        assertEquals(Set.of(), Patience.threads(Signals.THREAD_NAME));
    }

    @ParameterizedTest
    @CsvSource({"-50, 100", "-100, 0", "-75, 50", "-67, 66", "-1, 100", "-101, 0", "-9223372036854775808, 0", "-30, 100",
        "-9223372036854775000, 0"})
    void aStrengthIsOnTheScaleOfAllSystems(long dbm, int percent) {
        assertEquals(OptionalInt.of(percent), percent(new Wifi(true, dbm, true)));
    }

    @Test
    void oneConnectionServesAllReadings() {
        assertEquals(OptionalInt.of(80), percent(new Wifi(true, -60, true)));
        assertEquals(OptionalInt.of(20), percent(new Wifi(true, -90, true)));
        assertEquals(1, os.count("wifi"));
        assertEquals("", signals.obstacle());
        assertFalse(signals.isNameless());
    }

    @Test
    void whatIsOffOrNotConnectedOrNoWifiHasNone() {
        assertEquals(OptionalInt.empty(), percent(new Wifi(false, -60, true)));
        assertEquals(OptionalInt.empty(), percent(new Wifi(true, 0, false)));
        assertFalse(signals.isNameless(), "there is no network whose name is kept back");
        os.wifi.signals.clear();
        assertEquals(OptionalInt.empty(), signals.percent(LINK));
    }

    @Test
    void aNameThatIsKeptBackIsNoticed() {
        assertEquals(OptionalInt.of(80), percent(new Wifi(true, -60, false)));
        assertTrue(signals.isNameless());
        percent(new Wifi(true, -60, true));
        assertFalse(signals.isNameless());
    }

    @Test
    void refusedTheReasonIsKeptAndLoggedOnceUntilItIsAllowed() {
        os.refuse("wifi", Kind.UNSUPPORTED);
        try (LogLines log = new LogLines()) {
            for (int i = 0; i < 3; i++) {
                assertEquals(OptionalInt.empty(), signals.percent(LINK));
            }
            assertEquals("wifi: refused by the test", signals.obstacle());
            assertEquals(1, log.warnings("refused by the test"));
        }
        os.allow("wifi");
        assertEquals(OptionalInt.of(80), percent(new Wifi(true, -60, true)));
        assertEquals("", signals.obstacle());
    }

    @Test
    void aServiceThatHangsIsWaitedForOnceAndNotAtTheEnd() {
        os.hang("wifi.read");
        long millis = Patience.millisFor(() -> assertEquals(OptionalInt.empty(), signals.percent(LINK)));
        assertTrue(millis >= 1_000 && millis < 10_000, millis + " ms");
        long again = Patience.millisFor(() -> {
            for (int i = 0; i < 100; i++) { // A hundred seconds, if each were waited for.
                assertEquals(OptionalInt.empty(), signals.percent(LINK));
            }
        });
        assertTrue(again < LONG_MILLIS, again + " ms");
        assertTrue(signals.obstacle().contains("the Wi-Fi service"), signals.obstacle());
        Signals other = new Signals(os, true);
        other.percent(LINK);
        long end = Patience.millisFor(other::close);
        assertTrue(end < 900, end + " ms");
    }
}
