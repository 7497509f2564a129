package io.github.netsession.linux.nm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkProfile;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What Wi-Fi adds to profiles: names that are bytes, and strengths. */
@Tag("unit")
class NmWirelessTest {

    private static final byte[] CAFE = NmWorld.ssid("caf\u00e9");
    private static final byte[] NO_TEXT = {(byte) 0xff, 0, (byte) 0xfe};

    private final NmWorld world = new NmWorld();

    NmWirelessTest() {
        world.wifiProfile(1, CAFE);
        world.device(1, "wlan0", NmWorld.WIRELESS, 1);
        world.link(1, "wlan0", "10.0.0.1");
        world.station(1, CAFE, 40);
        world.station(2, CAFE, 70);
        world.station(3, NO_TEXT, 90);
        world.station(4, CAFE, 101);
        world.sees(1, 0, 1, 2, 3, 4, 5);
    }

    @Test
    void withoutAnAccessPointInUseTheStrongestOfItsNameCounts() {
        assertEquals(Bearer.WLAN, world.point(1).bearer());
        assertEquals(OptionalInt.of(84), world.point(1).signalPercent());
        world.wifiProfile(1, NmWorld.ssid("caf"));
        assertEquals(OptionalInt.empty(), world.point(1).signalPercent());
    }

    @Test
    void aNameIsComparedByItsBytesWhetherTheyAreTextOrNot() {
        world.wifiProfile(1, NO_TEXT.clone());
        assertEquals(OptionalInt.of(100), world.point(1).signalPercent());
        world.wifiProfile(1, new byte[] {(byte) 0xfe, 0, (byte) 0xff});
        assertEquals(OptionalInt.empty(), world.point(1).signalPercent());
    }

    @Test
    void theAccessPointInUseCountsHoweverStrongOthersAre() {
        world.active(1, 1, NmNames.ACTIVATED, 1);
        world.sees(1, 1, 1, 2, 3);
        assertEquals(OptionalInt.of(40), world.point(1).signalPercent());
        assertEquals(Map.of(NmWorld.stationPath(1), NmNames.STATION), world.tree().inUse());
        world.sees(1, 4, 1, 4);
        assertEquals(OptionalInt.empty(), world.point(1).signalPercent(), "a strength that is none");
    }

    @Test
    void whatIsInUseByAnotherProfileDoesNotCount() {
        world.wifiProfile(2, NO_TEXT);
        world.active(1, 2, NmNames.ACTIVATED, 1);
        world.station(3, NO_TEXT, 30);
        world.sees(1, 3, 1, 3);
        assertEquals(OptionalInt.of(20), world.point(2).signalPercent());
        assertEquals(OptionalInt.of(48), world.point(1).signalPercent());
    }

    @Test
    void aProfileOfTheApplicationIsThereWhenItsNetworkIsSeen() {
        OwnProfiles own = new OwnProfiles();
        String uuid = own.add(NetworkProfile.wlan("mine", "caf\u00e9").build());
        String other = own.add(NetworkProfile.wlan("other", "elsewhere").build());
        Map<String, NmProfile> known = own.known();
        NmAccessPoints points = world.points(known.get(uuid), known.get(other));
        assertEquals(ConfigurationState.DISCOVERED, points.accessPoints().get(0).state());
        assertEquals(OptionalInt.of(84), points.accessPoints().get(0).signalPercent());
        assertEquals(ConfigurationState.DEFINED, points.accessPoints().get(1).state());
        assertEquals(Optional.empty(), points.accessPoints().get(1).interfaceName());
    }

    @Test
    void aProfileOfTheApplicationGoesToTheFirstDeviceThatFitsAndIsFree() {
        OwnProfiles own = new OwnProfiles();
        NmProfile profile = profile(own, NetworkProfile.wlan("mine", "caf\u00e9").build());
        NmProfile bound = profile(own, NetworkProfile.wlan("mine", "caf\u00e9").interfaceName("wlan1").build());
        assertEquals(Optional.of("wlan0"), deviceFor(profile));
        assertEquals(Optional.empty(), deviceFor(bound));
        world.device(2, "wlan1", NmWorld.WIRELESS);
        world.sees(2, 0, 2);
        assertEquals(Optional.of("wlan0"), deviceFor(profile));
        assertEquals(Optional.of("wlan1"), deviceFor(bound));
        world.active(1, 1, NmNames.ACTIVATED, 1);
        assertEquals(Optional.of("wlan1"), deviceFor(profile));
        world.device(2, "wlan1", NmWorld.WIRELESS).set("State", 20L);
        world.sees(2, 0, 2);
        assertEquals(Optional.of("wlan0"), deviceFor(profile), "one that is not available does not count");
        assertEquals(Optional.empty(), deviceFor(profile(own, NetworkProfile.ethernet("wired").build())));
    }

    private static NmProfile profile(OwnProfiles own, NetworkProfile profile) {
        String uuid = own.add(profile);
        return own.known().get(uuid);
    }

    private Optional<String> deviceFor(NmProfile profile) {
        return world.tree().deviceFor(profile).map(entry -> entry.getValue().iface());
    }
}
