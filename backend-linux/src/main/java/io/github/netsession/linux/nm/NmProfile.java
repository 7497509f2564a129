package io.github.netsession.linux.nm;

import io.github.netsession.Bearer;
import io.github.netsession.Metered;
import io.github.netsession.linux.bus.BusMessage;
import io.github.netsession.linux.bus.BusValues;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of a profile. Source: org.freedesktop.NetworkManager.Settings.Connection.GetSettings; nm-settings-dbus(5).
 *
 * @param uuid its UUID
 * @param name its name for people
 * @param type its type, as NetworkManager spells it
 * @param interfaceName the interface that it is bound to, if it is
 * @param isAutoconnected whether NetworkManager starts it by itself
 * @param metered what it says of its cost
 * @param isInward whether it only makes an interface a port of another, or this machine the way out for others (a hotspot)
 * @param ssid the Wi-Fi network's name; bytes, of no known encoding, each in a character; empty for other types
 * @param key the key that it has for a Wi-Fi network
 * @param connectTimeout how long a start may take
 */
record NmProfile(String uuid, String name, String type, Optional<String> interfaceName, boolean isAutoconnected, Metered metered,
                 boolean isInward, String ssid, NmSecurity.Key key, Duration connectTimeout) {

    static final String WIRED = "802-3-ethernet";
    static final String WIFI = "802-11-wireless";

    private static final int MOST_CHARACTERS = 256;

    /** Types that do not lead out of the machine. */
    private static final Set<String> INTERNAL = Set.of("loopback", "dummy", "vrf", "ovs-interface", "ovs-port", "wpan", "6lowpan");

    /** Types whose devices NetworkManager makes. */
    private static final Set<String> VIRTUAL =
        Set.of("bridge", "bond", "team", "vlan", "macvlan", "vxlan", "ip-tunnel", "tun", "wireguard", "veth", "infiniband", "macsec", "ovs-bridge");

    /** Reads the answer to GetSettings; empty if it is none. */
    static Optional<NmProfile> parse(BusMessage answer) {
        BusValues settings = BusValues.of(answer, 0);
        BusValues connection = settings.values("connection");
        Optional<String> uuid = connection.text("uuid").filter(NmProfile::isUuid);
        return uuid.map(each -> new NmProfile(each, printable(connection.text("id").orElse(each)), connection.text("type").orElse(""),
            connection.text("interface-name").filter(name -> !name.isEmpty()), connection.flag("autoconnect", true),
            metered(connection.number("metered").orElse(0)), isPort(connection) || isGateway(settings),
            ssidOf(settings.values(WIFI).bytes("ssid").orElse(new byte[0])), NmSecurity.Key.KNOWN_TO_NETWORK_MANAGER, NmTimeLimits.of(settings)));
    }

    /** Becomes part of an id, which must be printable and without blanks. */
    private static boolean isUuid(String text) {
        return text.length() <= 64 && text.chars().allMatch(c -> c == '-' || c < 128 && Character.isLetterOrDigit(c)) && !text.isEmpty();
    }

    /** Returns the network's name as a text that compares as its bytes do. */
    static String ssidOf(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** A name may contain anything, and it is shown on terminals. */
    static String printable(String name) {
        StringBuilder text = new StringBuilder();
        name.codePoints().limit(MOST_CHARACTERS).forEach(c -> {
            int type = Character.getType(c);
            boolean isHarmless = type != Character.CONTROL && type != Character.FORMAT && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR && type != Character.PARAGRAPH_SEPARATOR;
            text.appendCodePoint(isHarmless ? c : '\uFFFD');
        });
        return text.toString();
    }

    /** NetworkManager 1.46 has introduced new names; it still sends the old ones. */
    private static boolean isPort(BusValues connection) {
        return connection.text("master").or(() -> connection.text("controller")).filter(name -> !name.isEmpty()).isPresent()
            || connection.text("slave-type").or(() -> connection.text("port-type")).filter(name -> !name.isEmpty()).isPresent();
    }

    private static boolean isGateway(BusValues settings) {
        String mode = settings.values(WIFI).text("mode").orElse("");
        return mode.equals("ap") || mode.equals("mesh") || settings.values("ipv4").text("method").orElse("").equals("shared");
    }

    /** Translates NMMetered, of which a profile has the first three values. */
    static Metered metered(long number) {
        return number == 1 ? Metered.YES : number == 2 ? Metered.NO : number == 3 ? Metered.GUESSED_YES
            : number == 4 ? Metered.GUESSED_NO : Metered.UNKNOWN;
    }

    /** Whether it leads out of the machine by itself. */
    boolean isAccessPoint() {
        return !isInward && !INTERNAL.contains(type);
    }

    boolean isVpn() {
        return type.equals("vpn");
    }

    boolean isVirtual() {
        return VIRTUAL.contains(type);
    }

    Bearer bearer() {
        return switch (type) {
            case WIRED, "pppoe", "bond", "team", "vlan", "macvlan", "macsec", "veth" -> Bearer.ETHERNET;
            case WIFI, "802-11-olpc-mesh", "wifi-p2p" -> Bearer.WLAN;
            case "bluetooth" -> Bearer.BLUETOOTH;
            case "wimax" -> Bearer.WIMAX;
            case "gsm" -> Bearer.CELLULAR;
            case "cdma" -> Bearer.CDMA2000;
            case "vpn", "wireguard", "ip-tunnel", "tun" -> Bearer.VPN;
            case "bridge", "ovs-bridge" -> Bearer.BRIDGE;
            case "vxlan" -> Bearer.VIRTUAL;
            default -> Bearer.UNKNOWN;
        };
    }
}
