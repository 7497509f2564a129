package io.github.netsession.linux.nm;

import io.github.netsession.linux.bus.BusPeer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * All objects that NetworkManager has at one moment, by their paths. Source: org.freedesktop.DBus.ObjectManager.GetManagedObjects.
 *
 * @param owner the program that has them: NetworkManager until it restarts
 * @param root its own properties
 * @param devices the devices
 * @param actives what is active, or on its way up or down
 * @param profileFlags the flags of the profiles
 * @param stations the Wi-Fi access points that are seen
 * @param addresses the IP addresses of each IP configuration
 */
record NmTree(BusPeer owner, Root root, Map<String, Device> devices, Map<String, Active> actives, Map<String, Long> profileFlags,
              Map<String, Station> stations, Map<String, List<String>> addresses) {

    private static final List<Long> RANKS = List.of(NmNames.ACTIVATED, NmNames.ACTIVATING, NmNames.DEACTIVATING);

    NmTree {
        devices = Map.copyOf(devices);
        actives = Map.copyOf(actives);
        profileFlags = Map.copyOf(profileFlags);
        stations = Map.copyOf(stations);
        addresses = Map.copyOf(addresses);
    }

    /**
     * NetworkManager's own properties.
     *
     * @param version its version, as it writes it
     * @param isStartingUp whether it is still discovering devices and connections
     * @param isEnabled whether networking is switched on
     * @param isWifiEnabled whether Wi-Fi is switched on in software
     * @param isWifiHardwareEnabled whether Wi-Fi is switched on in hardware, by a switch or key of the machine
     * @param connectivity {@code NMConnectivityState}
     * @param isCheckEnabled whether it checks how far the network reaches
     * @param metered {@code NMMetered}
     * @param primary the active connection that has the default route
     */
    record Root(String version, boolean isStartingUp, boolean isEnabled, boolean isWifiEnabled, boolean isWifiHardwareEnabled, long connectivity,
                boolean isCheckEnabled, long metered, String primary) {
    }

    /**
     * A device.
     *
     * @param iface its name; a modem's is not the name of a link
     * @param link the name of the link that it uses or would use
     * @param type {@code NMDeviceType}
     * @param state {@code NMDeviceState}
     * @param isReal whether it exists; NetworkManager also lists devices that it would make
     * @param isManaged whether NetworkManager manages it
     * @param available the profiles that could be started on it
     * @param active what is active on it; {@code /} for nothing
     * @param metered {@code NMMetered}
     * @param connectivity the better of its two {@code NMConnectivityState}; 0 if not known
     * @param hardwareAddress as lower-case pairs with colons; empty if not known
     * @param station the Wi-Fi access point that it uses; {@code /} for none
     * @param stations the Wi-Fi access points that it sees
     * @param lastScanMillis when its last scan ended, in milliseconds since boot; -1 if never
     */
    record Device(String iface, String link, long type, long state, boolean isReal, boolean isManaged, List<String> available, String active, long metered,
                  long connectivity, String hardwareAddress, String station, List<String> stations, long lastScanMillis) {

        /** The same device, with other names. */
        Device named(String otherIface, String otherLink) {
            return new Device(otherIface, otherLink, type, state, isReal, isManaged, available, active, metered, connectivity, hardwareAddress, station,
                stations, lastScanMillis);
        }

        /** Whether a profile of this type and for this interface could be started on it. */
        boolean couldCarry(NmProfile profile) {
            boolean fits = profile.type().equals(NmProfile.WIFI) ? type == NmNames.DEVICE_WIFI : type == NmNames.DEVICE_ETHERNET || type == NmNames.DEVICE_VETH;
            return fits && isManaged && state >= NmNames.DEVICE_DISCONNECTED && profile.interfaceName().map(iface::equals).orElse(true);
        }
    }

    /**
     * An active connection.
     *
     * @param profile the profile's path
     * @param uuid the profile's UUID
     * @param state {@code NMActiveConnectionState}
     * @param flags {@code NMActivationStateFlags}
     * @param isVpn whether it is a tunnel over another one
     * @param vpnState {@code NMVpnConnectionState}; 0 unless it is a tunnel
     * @param devices the devices that it is on; of a tunnel, those of what is below
     * @param configs its IP configurations
     */
    record Active(String profile, String uuid, long state, long flags, boolean isVpn, long vpnState, List<String> devices,
                  List<String> configs) {

        boolean isExternal() {
            return (flags & NmNames.ACTIVATION_EXTERNAL) != 0;
        }
    }

    /**
     * A Wi-Fi access point.
     *
     * @param ssid the name of its network: bytes, of no known encoding, each in a character
     * @param strengthPercent 0 to 100, on one of NetworkManager's two scales
     * @param lastSeenSeconds when it was last seen in a scan, in seconds since boot, suspended time included; empty if not told
     * @param security what it requires to admit a station
     */
    record Station(String ssid, OptionalInt strengthPercent, OptionalLong lastSeenSeconds, NmSecurity security) {

        /** Whether it has the name of the profile's network and would admit it. */
        boolean admits(NmProfile profile) {
            return ssid.equals(profile.ssid()) && security.admits(profile.key());
        }
    }

    /** Returns the same tree with some devices replaced. */
    NmTree withDevices(Map<String, Device> others) {
        Map<String, Device> all = new HashMap<>(devices);
        all.putAll(others);
        return new NmTree(owner, root, all, actives, profileFlags, stations, addresses);
    }

    /** Returns the interfaces of an object of this tree that are read, apart from those of an IP configuration. */
    Set<String> interfacesOf(String path) {
        Set<String> interfaces = new HashSet<>();
        if (path.equals(NmNames.PATH)) {
            interfaces.add(NmNames.NM);
        }
        if (devices.containsKey(path)) {
            interfaces.addAll(devices.get(path).type() == NmNames.DEVICE_WIFI ? Set.of(NmNames.DEVICE, NmNames.WIRELESS) : Set.of(NmNames.DEVICE));
        }
        if (actives.containsKey(path)) {
            interfaces.addAll(actives.get(path).isVpn() ? Set.of(NmNames.ACTIVE, NmNames.VPN) : Set.of(NmNames.ACTIVE));
        }
        if (profileFlags.containsKey(path)) {
            interfaces.add(NmNames.PROFILE);
        }
        if (stations.containsKey(path)) {
            interfaces.add(NmNames.STATION);
        }
        return interfaces;
    }

    /**
     * Returns the objects, and the interface of each, that matter only while they are in use: the Wi-Fi access points in use, for their strength, and
     * the IP configurations of VPNs, which tell the link of each.
     */
    Map<String, String> inUse() {
        Map<String, String> inUse = new HashMap<>();
        devices.values().forEach(device -> inUse.put(device.station(), NmNames.STATION));
        actives.values().stream().filter(Active::isVpn).forEach(vpn -> {
            inUse.put(vpn.configs().get(0), NmNames.IP4);
            inUse.put(vpn.configs().get(1), NmNames.IP6);
        });
        inUse.remove(NmNames.NO_OBJECT);
        return inUse;
    }

    /** Returns the source of the identities that this NetworkManager gives: another one, also after a restart, counts anew. */
    String source() {
        return source(owner);
    }

    static String source(BusPeer owner) {
        return "NetworkManager " + owner.name() + " on " + owner.bus();
    }

    /** Returns the active connection of a profile; of several, the most active. */
    Optional<Map.Entry<String, Active>> activeOf(String uuid) {
        return actives.entrySet().stream().filter(entry -> entry.getValue().uuid().equals(uuid) && entry.getValue().state() != NmNames.DEACTIVATED)
            .min(Comparator.<Map.Entry<String, Active>>comparingInt(entry -> RANKS.indexOf(entry.getValue().state()) < 0 ? RANKS.size()
                : RANKS.indexOf(entry.getValue().state())).thenComparing(Map.Entry::getKey));
    }

    /** Whether all access points that a device sees and that would admit a profile support WPA3's handshake only. */
    boolean isSaeOnly(String device, NmProfile profile) {
        List<Station> fitting = devices.get(device).stations().stream().map(stations::get)
            .filter(station -> station != null && station.admits(profile)).toList();
        return !fitting.isEmpty() && fitting.stream().allMatch(station -> station.security().isSaeOnly());
    }

    /** Returns a device for a profile that NetworkManager does not know yet: the first that fits, preferably one with nothing active on it. */
    Optional<Map.Entry<String, Device>> deviceFor(NmProfile profile) {
        return devices.entrySet().stream().filter(entry -> entry.getValue().couldCarry(profile))
            .filter(entry -> profile.ssid().isEmpty() || entry.getValue().stations().stream().map(stations::get)
                .anyMatch(station -> station != null && station.admits(profile)))
            .min(Comparator.<Map.Entry<String, Device>, Boolean>comparing(entry -> !entry.getValue().active().equals(NmNames.NO_OBJECT))
                .thenComparing(Map.Entry::getKey));
    }
}
