package io.github.netsession.linux.nm;

import io.github.netsession.Bearer;
import io.github.netsession.Link;
import io.github.netsession.LinkAddress;
import io.github.netsession.linux.bus.BusCall;
import io.github.netsession.linux.bus.BusMessage;
import io.github.netsession.linux.bus.ScriptedBus;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.testkit.Links;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A NetworkManager that a test makes up, as it would tell of itself, and the kernel's links beside it. */
final class NmWorld {

    static final String UUID = "00000000-0000-0000-0000-00000000000";
    static final long WIRELESS = NmNames.DEVICE_WIFI;
    static final long ETHERNET = NmNames.DEVICE_ETHERNET;
    static final long MODEM = 8;
    static final long BRIDGE = 13;
    static final long WIREGUARD = 29;
    static final long LOOPBACK = NmNames.DEVICE_LOOPBACK;

    /** A dictionary that a test can change. */
    record Values(Map<String, Object> map) {

        Values set(String key, Object value) {
            map.put(key, value);
            return this;
        }

        Values without(String key) {
            map.remove(key);
            return this;
        }
    }

    final Values root = values();
    final Map<String, Values> objects = new LinkedHashMap<>();
    final Map<String, Values> settings = new LinkedHashMap<>();
    final Map<String, Object> permissions = new HashMap<>(Map.of(NmNames.NETWORK_CONTROL, "yes", NmNames.WIFI_SCAN, "yes"));
    final List<Link> links = new ArrayList<>();
    /** The signals that the kernel tells. */
    final Map<String, Integer> percentOfLinks = new HashMap<>();
    Optional<Duration> suspended = Optional.of(Duration.ZERO);

    NmWorld() {
        root.set("Version", "1.46.0").set("Startup", false).set("NetworkingEnabled", true).set("WirelessEnabled", true).set("WirelessHardwareEnabled", true).set("Connectivity", 4L).set("Metered", 4L)
            .set("ConnectivityCheckAvailable", true).set("ConnectivityCheckEnabled", true).set("PrimaryConnection", "/");
        objects.put(NmNames.PATH, values().set(NmNames.NM, root.map()));
    }

    static Values values() {
        return new Values(new LinkedHashMap<>());
    }

    static String devicePath(int number) {
        return NmNames.PATH + "/Devices/" + number;
    }

    static String activePath(int number) {
        return NmNames.PATH + "/ActiveConnection/" + number;
    }

    static String profilePath(int number) {
        return NmNames.PATH + "/Settings/" + number;
    }

    static String stationPath(int number) {
        return NmNames.PATH + "/AccessPoint/" + number;
    }

    static String configPath(int number) {
        return NmNames.PATH + "/IP4Config/" + number;
    }

    private Values object(String path, String iface) {
        Values values = values();
        objects.computeIfAbsent(path, any -> values()).set(iface, values.map());
        return values;
    }

    /** A device that is managed and has nothing active, on which these profiles could be started. */
    Values device(int number, String iface, long type, int... profiles) {
        if (type == WIRELESS) {
            object(devicePath(number), NmNames.WIRELESS).set("ActiveAccessPoint", "/").set("AccessPoints", List.of()).set("LastScan", -1L);
        }
        return object(devicePath(number), NmNames.DEVICE).set("Interface", iface).set("IpInterface", "").set("DeviceType", type).set("State", 30L)
            .set("Managed", true).set("AvailableConnections", Arrays.stream(profiles).mapToObj(NmWorld::profilePath).toList()).set("ActiveConnection", "/")
            .set("Metered", 0L).set("Ip4Connectivity", 0L).set("Ip6Connectivity", 0L).set("HwAddress", "02:00:00:00:00:0" + number);
    }

    /** What a Wi-Fi device uses, none if 0, and sees. */
    void sees(int device, int used, Integer... seen) {
        object(devicePath(device), NmNames.WIRELESS).set("ActiveAccessPoint", used == 0 ? "/" : stationPath(used))
            .set("AccessPoints", Arrays.stream(seen).map(NmWorld::stationPath).toList()).set("LastScan", 60_000L);
    }

    /** An open access point that was seen a minute after boot. */
    Values station(int number, byte[] ssid, long strength) {
        return object(stationPath(number), NmNames.STATION).set("Ssid", ssid).set("Strength", strength).set("LastSeen", 60L).set("Flags", 0L)
            .set("WpaFlags", 0L).set("RsnFlags", 0L);
    }

    void config(int number, String iface, String... addresses) {
        object(configPath(number), iface).set("AddressData", Arrays.stream(addresses).map(each -> Map.of("address", each)).toList());
    }

    /** A profile whose UUID and name end in its number; what is answered is the section {@code connection} of its settings. */
    Values profile(int number, String type) {
        object(profilePath(number), NmNames.PROFILE).set("Flags", 0L);
        Values connection = values().set("id", "profile " + number).set("uuid", UUID + number).set("type", type).set("autoconnect", false);
        settings.put(profilePath(number), values().set("connection", connection.map()));
        return connection;
    }

    void wifiProfile(int number, byte[] ssid) {
        profile(number, NmProfile.WIFI);
        settings.get(profilePath(number)).set(NmProfile.WIFI, Map.of("ssid", ssid));
    }

    void flags(int profile, long flags) {
        object(profilePath(profile), NmNames.PROFILE).set("Flags", flags);
    }

    /** A profile that is active on a device. */
    Values active(int number, int profile, long state, int device) {
        Map<?, ?> on = (Map<?, ?>) objects.get(devicePath(device)).map().get(NmNames.DEVICE);
        @SuppressWarnings("unchecked")
        Values values = new Values((Map<String, Object>) on);
        values.set("ActiveConnection", activePath(number)).set("State", 100L);
        return object(activePath(number), NmNames.ACTIVE).set("Connection", profilePath(profile)).set("Uuid", UUID + profile).set("State", state)
            .set("StateFlags", 0L).set("Vpn", false).set("Devices", List.of(devicePath(device))).set("Ip4Config", "/").set("Ip6Config", "/");
    }

    /** A VPN that a plug-in makes over a device. */
    Values vpn(int number, int profile, long state, int device, String config) {
        return object(activePath(number), NmNames.ACTIVE).set("Connection", profilePath(profile)).set("Uuid", UUID + profile).set("State", state)
            .set("StateFlags", 0L).set("Vpn", true).set("Devices", List.of(devicePath(device))).set("Ip4Config", config).set("Ip6Config", "/");
    }

    /** How far a VPN has come. */
    void vpnState(int number, long state) {
        object(activePath(number), NmNames.VPN).set("VpnState", state);
    }

    void remove(String path) {
        objects.remove(path);
        settings.remove(path);
    }

    /** A link that is up with these addresses, whose number is in its hardware address. */
    void link(int number, String name, String... addresses) {
        links.add(link(number, name, true, true, addresses));
    }

    static Link link(int number, String name, boolean up, boolean carrier, String... addresses) {
        return Links.card(name, number, Bearer.ETHERNET, up, carrier).hardwareAddress("02:00:00:00:00:0" + number)
            .addresses(Arrays.stream(addresses).map(NmWorld::address).toList()).build();
    }

    static Link notOperational(Link link) {
        return link.toBuilder().operational(false).build();
    }

    private static LinkAddress address(String text) {
        try {
            return new LinkAddress(InetAddress.getByName(text), 24, true);
        } catch (UnknownHostException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    static byte[] ssid(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    // ---- as it tells

    BusMessage told() {
        Map<String, Object> all = new LinkedHashMap<>();
        objects.forEach((path, values) -> all.put(path, values.map()));
        return ScriptedBus.reply(all);
    }

    NmTree tree() {
        return NmTreeBuilder.parse(told()).orElseThrow();
    }

    NmState state(NmProfile... own) {
        Map<String, NmProfile> profiles = new HashMap<>();
        settings.forEach((path, values) -> NmProfile.parse(ScriptedBus.reply(values.map())).ifPresent(profile -> profiles.put(path, profile)));
        Map<String, String> texts = new HashMap<>();
        permissions.forEach((key, value) -> texts.put(key, (String) value));
        Map<String, NmProfile> brought = new HashMap<>();
        Arrays.stream(own).forEach(each -> brought.put(each.uuid(), each));
        return new NmState(Optional.of(tree()), profiles, texts, brought, false, Optional.empty());
    }

    NmAccessPoints points(NmProfile... own) {
        NmState state = state(own);
        NmTree tree = state.tree().orElseThrow();
        return new NmAccessPoints(state, tree, links, new NmStations(tree, percentOfLinks, suspended), NmActiveLinks.NONE);
    }

    /** The access point of a profile, if it is one. */
    Optional<AccessPoint> find(int profile) {
        return points().accessPoints().stream().filter(each -> each.id().value().equals("nm:" + UUID + profile)).findFirst();
    }

    AccessPoint point(int profile) {
        return find(profile).orElseThrow();
    }

    /** Answers what is asked on a bus, as it is at that moment. */
    void live(ScriptedBus bus) {
        bus.on("GetManagedObjects", call -> told());
        bus.on("GetPermissions", call -> ScriptedBus.reply(Map.copyOf(permissions)));
        bus.on("GetSettings", this::settingsOf);
        bus.on("GetAll", this::propertiesOf);
    }

    /** As GLib answers for NetworkManager. */
    private BusMessage propertiesOf(BusCall call) {
        Values object = objects.get(call.path());
        if (object == null) {
            return error("UnknownMethod", "Object does not exist at path " + call.path());
        }
        Object values = object.map().get((String) call.arguments().get(0));
        return values != null ? ScriptedBus.reply(values) : error("InvalidArgs", "No such interface " + call.arguments().get(0));
    }

    private static BusMessage error(String name, String text) {
        return BusMessage.error(0, new BusMessage.Refusal("org.freedesktop.DBus.Error." + name, text));
    }

    private BusMessage settingsOf(BusCall call) {
        Values known = settings.get(call.path());
        return known != null ? ScriptedBus.reply(known.map())
            : error("UnknownMethod", "no object at " + call.path());
    }
}
