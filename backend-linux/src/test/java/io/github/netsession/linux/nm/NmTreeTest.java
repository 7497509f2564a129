package io.github.netsession.linux.nm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.linux.bus.BusMessage;
import io.github.netsession.linux.bus.ScriptedBus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class NmTreeTest {

    private final NmWorld world = new NmWorld();

    @Test
    void everythingThatIsToldIsRead() {
        world.root.set("PrimaryConnection", NmWorld.activePath(1)).set("WirelessEnabled", false).set("Metered", 1L).set("Connectivity", 2L);
        world.profile(1, NmProfile.WIFI);
        world.flags(1, 9);
        world.device(1, "wlan0", NmWorld.WIRELESS, 1).set("IpInterface", "wlan0").set("HwAddress", "02:00:00:00:AB:CD").set("Metered", 3L)
            .set("Ip4Connectivity", 3L).set("Ip6Connectivity", 4L);
        world.station(7, NmWorld.ssid("x"), 55).set("Flags", 1L).set("WpaFlags", 2L).set("RsnFlags", 3L);
        world.sees(1, 7, 7);
        world.active(1, 1, NmNames.ACTIVATED, 1).set("StateFlags", 4L).set("Ip4Config", NmWorld.configPath(1));
        world.vpnState(1, 3);
        world.config(1, NmNames.IP4, "10.0.0.1", "10.0.0.2");
        NmTree tree = world.tree();
        assertEquals(new NmTree.Root("1.46.0", false, true, false, true, 2, true, 1, NmWorld.activePath(1)), tree.root());
        assertEquals(Map.of(NmWorld.devicePath(1), new NmTree.Device("wlan0", "wlan0", 2, 100, true, true, List.of(NmWorld.profilePath(1)), NmWorld.activePath(1),
            3, 4, "02:00:00:00:ab:cd", NmWorld.stationPath(7), List.of(NmWorld.stationPath(7)), 60_000)), tree.devices());
        assertEquals(Map.of(NmWorld.activePath(1), new NmTree.Active(NmWorld.profilePath(1), NmWorld.UUID + 1, 2, 4, false, 3,
            List.of(NmWorld.devicePath(1)), List.of(NmWorld.configPath(1), "/"))), tree.actives());
        assertEquals(Map.of(NmWorld.profilePath(1), 9L), tree.profileFlags());
        assertEquals(Map.of(NmWorld.stationPath(7), new NmTree.Station("x", OptionalInt.of(55), OptionalLong.of(60),
            new NmSecurity(1, 2, 3))), tree.stations());
        assertEquals(Map.of(NmWorld.configPath(1), List.of("10.0.0.1", "10.0.0.2")), tree.addresses());
    }

    @Test
    void anAnswerWithoutTheRootIsNone() {
        for (BusMessage answer : List.of(ScriptedBus.reply(), ScriptedBus.reply("text"), ScriptedBus.reply(Map.of()), ScriptedBus.reply(Map.of(1L, "x")),
            ScriptedBus.reply(Map.of(NmNames.PATH, "text")), ScriptedBus.reply(Map.of(NmNames.PATH, Map.of("org.example", Map.of("Version", "1")))),
            ScriptedBus.reply(Map.of(NmNames.PATH, Map.of(NmNames.NM, Map.of()))), BusMessage.error(1, new BusMessage.Refusal("org.example.No", "")))) {
            assertEquals(Optional.empty(), NmTreeBuilder.parse(answer));
        }
    }

    @Test
    void whatIsMissingHasAHarmlessValue() {
        world.root.map().clear();
        world.root.set("Other", 1L);
        for (String iface : List.of(NmNames.DEVICE, NmNames.ACTIVE, NmNames.PROFILE, NmNames.STATION, NmNames.IP4, NmNames.IP6, "org.example")) {
            world.objects.put("/" + iface.hashCode(), NmWorld.values().set(iface, Map.of()));
        }
        isHarmless(world.tree());
    }

    @Test
    void whatIsOfAnotherTypeHasAHarmlessValue() {
        Map<String, Object> wrong = new HashMap<>();
        for (String key : NmNames.WANTED) {
            wrong.put(key, 1.5);
        }
        world.root.map().putAll(wrong);
        for (String iface : List.of(NmNames.DEVICE, NmNames.ACTIVE, NmNames.PROFILE, NmNames.STATION, NmNames.IP4, NmNames.IP6, "org.example")) {
            world.objects.put("/" + iface.hashCode(), NmWorld.values().set(iface, wrong));
        }
        isHarmless(world.tree());
        world.objects.put("/text", NmWorld.values().set(NmNames.DEVICE, "text"));
        assertEquals(2, world.tree().devices().size());
    }

    private static void isHarmless(NmTree tree) {
        assertEquals(new NmTree.Root("of unknown version", false, true, true, true, 0, true, 0, "/"), tree.root());
        assertEquals(List.of(new NmTree.Device("", "", 0, 0, true, false, List.of(), "/", 0, 0, "", "/", List.of(), -1)), List.copyOf(tree.devices().values()));
        assertEquals(List.of(new NmTree.Active("/", "", 0, 0, false, 0, List.of(), List.of("/", "/"))), List.copyOf(tree.actives().values()));
        assertEquals(List.of(0L), List.copyOf(tree.profileFlags().values()));
        assertEquals(List.of(new NmTree.Station("", OptionalInt.empty(), OptionalLong.empty(), new NmSecurity(0, 0, 0))), List.copyOf(tree.stations().values()));
        assertEquals(List.of(List.of(), List.of()), List.copyOf(tree.addresses().values()));
    }

    @ParameterizedTest
    @CsvSource({
        "/a,            /a",
        "/a_1/B/9,      /a_1/B/9",
        "/,             /",
        "'',            /",
        "a,             /",
        "/a/,           /",
        "//a,           /",
        "/a'b,          /",
        "/a b,          /",
        "/\u00e4,       /",
    })
    void whatIsNoPathIsNoObject(String told, String path) {
        world.root.set("PrimaryConnection", told);
        assertEquals(path, world.tree().root().primary());
    }

    @Test
    void aPathMayHaveAnyNumberOfParts() {
        String path = "/a".repeat(500_000);
        world.root.set("PrimaryConnection", path);
        assertEquals(path, world.tree().root().primary());
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8::1,         2001:db8:0:0:0:0:0:1",
        "2001:DB8:0::0:1,     2001:db8:0:0:0:0:0:1",
        "::1,                 0:0:0:0:0:0:0:1",
        "fe80::1,             fe80:0:0:0:0:0:0:1",
        "10.0.0.1,            10.0.0.1",
        "::ffff:10.0.0.1,     10.0.0.1",
        "1:2,                 ''",
        "example:80,          ''",
        "[::1],               ''",
        ":,                   ''",
    })
    void addressesAreWrittenAsJavaWritesThem(String told, String address) {
        world.config(1, NmNames.IP6, told);
        assertEquals(address.isEmpty() ? List.of() : List.of(address), world.tree().addresses().get(NmWorld.configPath(1)));
    }

    @Test
    void rowsThatAreNoAddressesArePassedOver() {
        world.objects.put("/ip", NmWorld.values().set(NmNames.IP4, Map.of("AddressData", List.of("text", 1L, Map.of(), Map.of("address", 5L),
            Map.of("address", "10.0.0.1")))));
        assertEquals(List.of("10.0.0.1"), world.tree().addresses().get("/ip"));
    }

    @ParameterizedTest
    @CsvSource({"true, true, true", "true, false, false", "false, true, false", "false, false, false"})
    void itChecksWhereItCanAndMay(boolean available, boolean enabled, boolean checks) {
        world.root.set("ConnectivityCheckAvailable", available).set("ConnectivityCheckEnabled", enabled);
        assertEquals(checks, world.tree().root().isCheckEnabled());
    }

    @ParameterizedTest
    @CsvSource({"-1, -1", "0, 0", "100, 100", "101, -1", "9223372036854775807, -1"})
    void aStrengthIsAPercentage(long told, int strength) {
        world.station(1, NmWorld.ssid("x"), told);
        assertEquals(strength < 0 ? OptionalInt.empty() : OptionalInt.of(strength), world.tree().stations().get(NmWorld.stationPath(1)).strengthPercent());
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 50", "60, 60, 50", "2147483647, 2147483647, 50", "2147483648, -1, 50", "-1, -1, -1", "-9223372036854775808, -1, -1"})
    void anAccessPointThatNoScanHasFoundHasNoTimeAndNoStrength(long told, long seconds, int strength) {
        world.station(1, NmWorld.ssid("x"), 50).set("LastSeen", told);
        NmTree.Station station = world.tree().stations().get(NmWorld.stationPath(1));
        assertEquals(seconds < 0 ? OptionalLong.empty() : OptionalLong.of(seconds), station.lastSeenSeconds());
        assertEquals(strength < 0 ? OptionalInt.empty() : OptionalInt.of(strength), station.strengthPercent());
    }
}
