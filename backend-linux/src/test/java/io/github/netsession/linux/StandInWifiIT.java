package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Networks;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.testkit.Await;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Wi-Fi, of which no machine of these tests has any: access points are seen, used, and change their strength. */
@Tag("manager")
class StandInWifiIT extends StandInStory {

    private static final String WIFI = "'802-11-wireless'";

    private final Hints hints = new Hints();
    @BeforeEach
    void prepare() {
        open(hints, "station(1, b'home', dbm_of_scan(-80)); station(2, b'home', dbm_of_scan(-65)); station(3, b'cafe', dbm_of_scan(-55))", "wifi(1, 'ap0', [1, 2, 3])");
    }

    @Test
    void aProfileInReachHasTheSignalOfTheStrongestAccessPointOfItsName() {
        manager.tell("profile(1, 'home', " + WIFI + ", b'home')", "device(1, 'ap0', DeviceType=2, AvailableConnections=[profile_path(1)])");
        AccessPoint home = StandIn.point(backend.read(), 1);
        assertEquals(ConfigurationState.DISCOVERED, home.state());
        assertEquals(OptionalInt.of(70), home.signalPercent());
        assertEquals(OptionalLong.of(60_000_000_000L), home.lastSeenNanos());
        assertEquals(Optional.of("ap0"), home.interfaceName());
        assertEquals(Bearer.WLAN, home.bearer());
    }

    @Test
    void aProfileOutOfReachIsDefinedAndHasNoSignal() {
        manager.tell("profile(1, 'office', " + WIFI + ", b'office')");
        AccessPoint office = StandIn.point(backend.read(), 1);
        assertEquals(ConfigurationState.DEFINED, office.state());
        assertEquals(OptionalInt.empty(), office.signalPercent());
    }

    @Test
    void namesAreComparedByTheirBytes() {
        manager.tell("station(4, b'caf\\xe9', dbm_of_scan(-83)); station(5, b'caf\\xc3\\xa9', dbm_of_scan(-72)); station(6, b'\\x00\\xff', dbm_of_scan(-94))",
            "put(device_path(1), WIRELESS, AccessPoints=[station_path(n) for n in range(1, 7)])",
            "profile(1, 'Latin-1', " + WIFI + ", b'caf\\xe9'); profile(2, 'UTF-8', " + WIFI + ", b'caf\\xc3\\xa9'); "
            + "profile(3, 'neither', " + WIFI + ", b'\\x00\\xff'); profile(4, 'replaced', " + WIFI + ", b'caf\\xef\\xbf\\xbd')");
        Snapshot snapshot = backend.read();
        assertEquals(OptionalInt.of(34), StandIn.point(snapshot, 1).signalPercent());
        assertEquals(OptionalInt.of(56), StandIn.point(snapshot, 2).signalPercent());
        assertEquals(OptionalInt.of(12), StandIn.point(snapshot, 3).signalPercent());
        assertEquals(OptionalInt.empty(), StandIn.point(snapshot, 4).signalPercent());
    }

    private void useTheWeakerAccessPoint() {
        StandIn.up("ap0");
        manager.tell("profile(1, 'home', " + WIFI + ", b'home')",
            "device(1, 'ap0', DeviceType=2, AvailableConnections=[profile_path(1)]); active(1, on=1)",
            "put(device_path(1), WIRELESS, ActiveAccessPoint=station_path(1)); put(station_path(1), STATION, Strength=dbm_in_use(-80))");
    }

    @Test
    void anActiveProfileHasTheSignalOfTheAccessPointInUse() {
        useTheWeakerAccessPoint();
        AccessPoint home = StandIn.point(backend.read(), 1);
        assertEquals(ConfigurationState.ACTIVE, home.state());
        assertEquals(OptionalInt.of(40), home.signalPercent());
        manager.tell("put(station_path(2), STATION, Strength=dbm_in_use(-65)); changed(device_path(1), WIRELESS, ActiveAccessPoint=station_path(2))");
        assertEquals(OptionalInt.of(70), StandIn.point(backend.read(), 1).signalPercent());
    }

    @Test
    void onlyTheStrengthOfTheAccessPointInUseIsAHint() {
        useTheWeakerAccessPoint();
        backend.read();
        assertOnlyTheOneInUseIsHeard(1, "2 + n % 2", -79);
    }

    @Test
    void whoRoamedToAnotherAccessPointHearsOfThatOne() {
        useTheWeakerAccessPoint();
        backend.read();
        manager.tell("changed(device_path(1), WIRELESS, ActiveAccessPoint=station_path(2))");
        backend.read();
        assertOnlyTheOneInUseIsHeard(2, "1", -64);
    }

    /** What comes in order is one hint after a thousand that are none. */
    private void assertOnlyTheOneInUseIsHeard(int inUse, String others, int dbm) {
        long before = hints.awaitQuiet(Duration.ofSeconds(1));
        manager.tell("for n in range(1000): changed(station_path(" + others + "), STATION, Strength=n % 100)",
            "changed(station_path(" + inUse + "), STATION, Strength=dbm_in_use(" + dbm + "))");
        assertTrue(hints.awaitMoreThan(before, Duration.ofSeconds(10)));
        assertEquals(before + 1, hints.awaitQuiet(Duration.ofSeconds(1)));
        assertEquals(OptionalInt.of(2 * (dbm + 100)), StandIn.point(backend.read(), 1).signalPercent());
    }

    /** The end of a scan is told before what the scan has found; a hundred access points are seen again. */
    @Test
    void aScanIsOneHintAfterWhichEveryTimeIsNew() {
        manager.tell("for n in range(10, 110): station(n, b'home', n)", "wifi(1, 'ap0', range(1, 110))", "profile(1, 'home', " + WIFI + ", b'home')");
        backend.read();
        long before = hints.awaitQuiet(Duration.ofSeconds(1));
        manager.tell("scanned(1, *range(10, 110), at=5000)");
        assertTrue(hints.awaitMoreThan(before, Duration.ofSeconds(10)));
        assertEquals(OptionalLong.of(5_000_000_000_000L), StandIn.point(backend.read(), 1).lastSeenNanos());
        assertEquals(before + 1, hints.awaitQuiet(Duration.ofSeconds(1)));
    }

    @Test
    void afterAScanTheAccessPointInUseHasTheNumberOfTheOtherScaleAndThisBackendCannotTellWithoutTheKernel() {
        useTheWeakerAccessPoint();
        manager.tell("put(station_path(1), STATION, Strength=dbm_of_scan(-92))");
        assertEquals(OptionalInt.of(16), StandIn.point(backend.read(), 1).signalPercent(), "no number of the scale for the one in use");
    }

    @Test
    void anApplicationSeesTheStrengthChange() {
        useTheWeakerAccessPoint();
        try (Networks networks = Networks.open()) {
            assertEquals(OptionalInt.of(40), networks.configuration(StandIn.id(1)).orElseThrow().signalPercent());
            long begun = System.nanoTime();
            manager.tell("changed(station_path(1), STATION, Strength=dbm_in_use(-62))");
            Await.until(() -> networks.configuration(StandIn.id(1)).orElseThrow().signalPercent().equals(OptionalInt.of(76)));
            System.out.println("a change of the signal strength was seen after " + (System.nanoTime() - begun) / 1_000_000 + " ms");
        }
    }
}
