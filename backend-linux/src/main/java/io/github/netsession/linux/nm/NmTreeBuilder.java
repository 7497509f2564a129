package io.github.netsession.linux.nm;

import io.github.netsession.linux.bus.BusMessage;
import io.github.netsession.linux.bus.BusPeer;
import io.github.netsession.linux.bus.BusValues;
import io.github.netsession.linux.nm.NmTree.Active;
import io.github.netsession.linux.nm.NmTree.Device;
import io.github.netsession.linux.nm.NmTree.Root;
import io.github.netsession.linux.nm.NmTree.Station;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes a tree of NetworkManager's objects, as they come from the bus. What is missing or malformed becomes a harmless value. */
final class NmTreeBuilder {

    /** Possessive: with another pattern the matcher would recurse once for each part of a path. */
    private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9_]++)++");

    private final BusPeer owner;
    private final Map<String, Device> devices = new HashMap<>();
    private final Map<String, Active> actives = new HashMap<>();
    private final Map<String, Long> profiles = new HashMap<>();
    private final Map<String, Station> stations = new HashMap<>();
    private final Map<String, List<String>> addresses = new HashMap<>();
    private Optional<Root> root = Optional.empty();

    private NmTreeBuilder(BusPeer owner) {
        this.owner = owner;
    }

    /** Reads the answer to GetManagedObjects; empty if there is no NetworkManager in it. */
    static Optional<NmTree> parse(BusMessage answer) {
        BusValues objects = BusValues.of(answer, 0);
        NmTreeBuilder tree = new NmTreeBuilder(answer.sender());
        objects.entries().keySet().forEach(path -> tree.put(path, objects.values(path)));
        return tree.build();
    }

    /**
     * Puts objects in the place of those that had their paths.
     *
     * @param before the tree that had those
     * @param objects by their paths, by their interfaces; an object without interfaces is gone
     * @return the tree; empty if NetworkManager itself is gone
     */
    static Optional<NmTree> replace(NmTree before, Map<String, Map<String, Object>> objects) {
        NmTreeBuilder tree = new NmTreeBuilder(before);
        objects.forEach((path, object) -> tree.replace(path, new BusValues(object)));
        // No signal says that one is gone: they would add up.
        tree.addresses.keySet().retainAll(tree.actives.values().stream().flatMap(active -> active.configs().stream()).collect(Collectors.toSet()));
        return tree.build();
    }

    private NmTreeBuilder(NmTree before) {
        this(before.owner());
        root = Optional.of(before.root());
        devices.putAll(before.devices());
        actives.putAll(before.actives());
        profiles.putAll(before.profileFlags());
        stations.putAll(before.stations());
        addresses.putAll(before.addresses());
    }

    private void replace(String path, BusValues object) {
        root = path.equals(NmNames.PATH) ? Optional.empty() : root;
        List.of(devices, actives, profiles, stations, addresses).forEach(each -> each.remove(path));
        put(path, object);
    }

    private void put(String path, BusValues object) {
        for (String iface : object.entries().keySet()) {
            BusValues values = object.values(iface);
            switch (iface) {
                case NmNames.NM -> root = path.equals(NmNames.PATH) && !values.entries().isEmpty() ? Optional.of(root(values)) : root;
                case NmNames.DEVICE -> devices.put(path, device(values, object.values(NmNames.WIRELESS)));
                case NmNames.ACTIVE -> actives.put(path, active(values, object.values(NmNames.VPN)));
                case NmNames.PROFILE -> profiles.put(path, values.number("Flags").orElse(0));
                case NmNames.STATION -> stations.put(path, station(values));
                case NmNames.IP4, NmNames.IP6 -> addresses.put(path, addresses(values));
                default -> { } // Not used.
            }
        }
    }

    private Optional<NmTree> build() {
        return root.map(known -> new NmTree(owner, known, devices, actives, profiles, stations, addresses));
    }

    private static Root root(BusValues values) {
        boolean check = values.flag("ConnectivityCheckAvailable", true) && values.flag("ConnectivityCheckEnabled", true);
        return new Root(values.text("Version").map(NmProfile::printable).orElse("of unknown version"), values.flag("Startup", false),
            values.flag("NetworkingEnabled", true), values.flag("WirelessEnabled", true), values.flag("WirelessHardwareEnabled", true),
            values.number("Connectivity").orElse(0), check, values.number("Metered").orElse(0),
            path(values, "PrimaryConnection"));
    }

    private static Device device(BusValues values, BusValues wireless) {
        String iface = NmProfile.printable(values.text("Interface").orElse(""));
        return new Device(iface, values.text("IpInterface").filter(name -> !name.isEmpty()).orElse(iface), values.number("DeviceType").orElse(0),
            values.number("State").orElse(0), values.flag("Real", true), values.flag("Managed", false), values.texts("AvailableConnections"),
            path(values, "ActiveConnection"), values.number("Metered").orElse(0),
            Math.max(values.number("Ip4Connectivity").orElse(0), values.number("Ip6Connectivity").orElse(0)),
            values.text("HwAddress").orElse("").toLowerCase(Locale.ROOT), path(wireless, "ActiveAccessPoint"),
            wireless.texts("AccessPoints"), wireless.number("LastScan").orElse(-1));
    }

    private static Active active(BusValues values, BusValues vpn) {
        return new Active(path(values, "Connection"), values.text("Uuid").orElse(""), values.number("State").orElse(0),
            values.number("StateFlags").orElse(0), values.flag("Vpn", false), vpn.number("VpnState").orElse(0),
            values.texts("Devices"), List.of(path(values, "Ip4Config"), path(values, "Ip6Config")));
    }

    private static Station station(BusValues values) {
        long strength = values.number("Strength").orElse(-1);
        OptionalLong lastSeen = values.number("LastSeen");
        // For a hidden network NetworkManager makes up an access point that no scan has found: its strength is not measured.
        boolean isMadeUp = lastSeen.isPresent() && lastSeen.getAsLong() < 0;
        boolean isKnown = lastSeen.isPresent() && !isMadeUp && lastSeen.getAsLong() <= Integer.MAX_VALUE;
        return new Station(NmProfile.ssidOf(values.bytes("Ssid").orElse(new byte[0])),
            strength >= 0 && strength <= 100 && !isMadeUp ? OptionalInt.of((int) strength) : OptionalInt.empty(),
            isKnown ? lastSeen : OptionalLong.empty(),
            new NmSecurity(values.number("Flags").orElse(0), values.number("WpaFlags").orElse(0), values.number("RsnFlags").orElse(0)));
    }

    private static List<String> addresses(BusValues values) {
        List<String> addresses = new ArrayList<>();
        if (values.entries().get("AddressData") instanceof List<?> rows) {
            rows.forEach(row -> BusValues.of(row).text("address").flatMap(NmTreeBuilder::canonical).ifPresent(addresses::add));
        }
        return addresses;
    }

    /** Returns an address as Java writes it. The brackets prevent a look-up by name, which a colon alone does not. */
    private static Optional<String> canonical(String address) {
        try {
            return Optional.of(address.indexOf(':') < 0 ? address : InetAddress.getByName('[' + address + ']').getHostAddress());
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }

    /** Becomes part of a match rule, so it must be a path. */
    private static String path(BusValues values, String key) {
        return values.text(key).filter(path -> PATH.matcher(path).matches()).orElse(NmNames.NO_OBJECT);
    }
}
