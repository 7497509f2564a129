package io.github.netsession.linux.nm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationState;
import io.github.netsession.spi.SignalScale;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two radios, one on the network of profile 1, and profile 2 for another network. */
@Tag("unit")
class NmStationsTest {

    private static final byte[] HOME = NmWorld.ssid("home");
    private static final byte[] CAFE = NmWorld.ssid("cafe");
    private static final long SECOND = 1_000_000_000;

    private final NmWorld world = new NmWorld();

    @BeforeEach
    void prepare() {
        world.wifiProfile(1, HOME);
        world.wifiProfile(2, CAFE);
        world.device(1, "wlan0", NmWorld.WIRELESS, 1, 2);
        world.link(1, "wlan0", "10.0.0.1");
        world.station(1, HOME, 60);
        world.station(2, CAFE, 67);
        world.sees(1, 1, 1, 2);
        world.active(1, 1, NmNames.ACTIVATED, 1);
    }

    /** What NetworkManager 1.42 was seen to say of the one in use and of the others at these strengths, with a real supplicant. */
    @ParameterizedTest
    @CsvSource({
        // dBm, in use, others
        "-30, 90, 100", "-40, 80, 100", "-45, 75, 92", "-50, 70, 84", "-60, 60, 67", "-70, 50, 50", "-75, 45, 42", "-80, 40, 34", "-84, 36, 27",
        "-88, 32, 20", "-91, 30, 15", "-95, 30, 9",
    })
    void equalStrengthsAreEqualWhicheverNumberNetworkManagerHasForThem(int dbm, long inUse, long others) {
        world.station(1, HOME, inUse);
        world.station(2, CAFE, others);
        int expected = SignalScale.percent(dbm);
        isWithinOne(expected, world.point(2).signalPercent());
        if (inUse > 30) { // The scale ends there.
            isWithinOne(expected, world.point(1).signalPercent());
        }
        world.percentOfLinks.put("wlan0", expected);
        assertEquals(OptionalInt.of(expected), world.point(1).signalPercent());
        world.station(1, HOME, others);
        assertEquals(OptionalInt.of(expected), world.point(1).signalPercent(), "after a scan it has the other number for a while");
    }

    private static void isWithinOne(int expected, OptionalInt percent) {
        assertTrue(Math.abs(expected - percent.orElseThrow()) <= 1, expected + " is not " + percent);
    }

    @Test
    void everyNumberOfNetworkManagersIsADbmAndGrowsWithIt() {
        for (int dbm = -100; dbm <= -40; dbm++) {
            assertEquals(dbm, NmStations.dbmOfScan(100 - (int) (100.0 * Math.abs(dbm + 40) / 60.0)));
        }
        for (int percent = 0; percent < 100; percent++) {
            assertTrue(NmStations.dbmOfScan(percent) <= NmStations.dbmOfScan(percent + 1));
        }
        for (int dbm = -90; dbm <= -20; dbm++) {
            int told = (int) (100 - 70 * ((-20f - dbm) / 70f)); // As NetworkManager reckons, which is off by one now and then.
            assertEquals(dbm, NmStations.dbmOfOneInUse(told), 1);
        }
        assertEquals(NmStations.dbmOfScan(29), NmStations.dbmOfOneInUse(29), "no number of the scale for the one in use");
    }

    @Test
    void onTheWayUpTheNumberIsStillThatOfAScan() {
        world.active(1, 1, NmNames.ACTIVATING, 1);
        world.device(1, "wlan0", NmWorld.WIRELESS, 1, 2).set("State", 50L).set("ActiveConnection", NmWorld.activePath(1));
        world.sees(1, 1, 1, 2);
        world.percentOfLinks.put("wlan0", 99); // Of the access point that it leaves.
        assertEquals(OptionalInt.of(SignalScale.percent(-64)), world.point(1).signalPercent());
    }

    @Test
    void anAccessPointThatAnotherProfileUsesHasTheSignalThatIsMeasured() {
        world.wifiProfile(3, HOME);
        world.percentOfLinks.put("wlan0", 77);
        assertEquals(OptionalInt.of(77), world.point(3).signalPercent());
    }

    @Test
    void whatIsMeasuredCountsAlsoWhereNetworkManagerDoesNotTellTheAccessPoint() {
        world.sees(1, 0, 2);
        assertEquals(OptionalInt.empty(), world.point(1).signalPercent());
        world.percentOfLinks.put("wlan0", 77);
        assertEquals(OptionalInt.of(77), world.point(1).signalPercent());
    }

    @Test
    void aProfileForOneRadioHasNoSignalOfAnother() {
        world.profile(2, NmProfile.WIFI).set("interface-name", "wlan1");
        world.settings.get(NmWorld.profilePath(2)).set(NmProfile.WIFI, java.util.Map.of("ssid", CAFE));
        world.device(1, "wlan0", NmWorld.WIRELESS, 1);
        world.sees(1, 0, 1, 2);
        assertEquals(ConfigurationState.DEFINED, world.point(2).state());
        assertEquals(OptionalInt.empty(), world.point(2).signalPercent());
        assertEquals(OptionalLong.empty(), world.point(2).lastSeenNanos());
        world.device(2, "wlan1", NmWorld.WIRELESS, 2);
        world.sees(2, 0, 2);
        assertEquals(OptionalInt.of(SignalScale.percent(-60)), world.point(2).signalPercent());
    }

    @Test
    void anAccessPointWasLastSeenWhenTheLatestOfItsNameWas() {
        world.station(2, CAFE, 67).set("LastSeen", 300L);
        world.station(3, CAFE, 10).set("LastSeen", 310L);
        world.station(4, CAFE, 90).set("LastSeen", -1L);
        world.station(5, HOME, 90).set("LastSeen", 999L);
        world.sees(1, 1, 1, 2, 3, 4, 5, 6);
        assertEquals(OptionalLong.of(310 * SECOND), world.point(2).lastSeenNanos());
        assertEquals(OptionalLong.of(999 * SECOND), world.point(1).lastSeenNanos());
        world.sees(1, 1, 1, 4);
        assertEquals(OptionalLong.empty(), world.point(2).lastSeenNanos());
    }

    @Test
    void theTimeIsOnAClockThatStandsStillWhileTheMachineIsSuspended() {
        world.suspended = Optional.of(Duration.ofSeconds(20).plusNanos(60_123));
        assertEquals(OptionalLong.of(40 * SECOND), world.point(2).lastSeenNanos());
        world.suspended = Optional.of(Duration.ofSeconds(20).minusNanos(60_123));
        assertEquals(OptionalLong.of(40 * SECOND), world.point(2).lastSeenNanos(), "and is the same in each reading");
        world.suspended = Optional.of(Duration.ofSeconds(90));
        assertEquals(OptionalLong.of(-30 * SECOND), world.point(2).lastSeenNanos());
        world.suspended = Optional.empty();
        assertEquals(OptionalLong.empty(), world.point(2).lastSeenNanos());
    }

    @Test
    void whatIsNoWifiIsNeverSeen() {
        world.profile(3, NmProfile.WIRED);
        world.device(2, "eth0", NmWorld.ETHERNET, 3);
        assertEquals(OptionalLong.empty(), world.point(3).lastSeenNanos());
        assertEquals(OptionalInt.empty(), world.point(3).signalPercent());
    }
}
