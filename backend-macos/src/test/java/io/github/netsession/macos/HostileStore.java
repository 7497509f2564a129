package io.github.netsession.macos;

import io.github.netsession.macos.jna.StandIn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** What a program may write into the dynamic store that means harm, or only knows no better; by chance, but the same for the same seed. */
final class HostileStore {

    private static final int DEEPEST = 4;
    private static final int MOST_KEYS = 24;

    private static final List<String> IDS = List.of("CABLE", "RADIO", "TUNNEL", "X", "..", "\u0001".repeat(170), "\u202e".repeat(60), "\ud83d\ude00",
        "a:b", "y".repeat(200), "z".repeat(300), "\\", "%s", "en0", "\u00e9", "e\u0301", "[^/]+", "\u007f\u0080", "\ud83d\ude00".repeat(50));
    private static final List<String> LINKS = List.of("en0", "en1", "ppp0", "lo0", "en9", "\u0002", "%", "x".repeat(100));
    private static final List<String> NAMES = List.of("PrimaryInterface", "PrimaryService", "ServiceOrder", "UserDefinedName", "Type", "SubType",
        "Hardware", "DeviceName", "InterfaceName", "Addresses", "Flags", "Active", "Detaching", "Expensive", "URL",
        "Power Status", "", "\u0000", "a\u0000b");
    private static final List<String> TEXTS = List.of("", "en0", "en1", "ppp0", "lo0", "en9", "CABLE", "TUNNEL", "X", "PPP", "VPN", "IPSec", "L2TP",
        "Ethernet", "AirPort", "Modem", "Bluetooth", "IEEE80211", "192.0.2.4", "fe80::1%en0", "::", "::ffff:192.0.2.1", ":::", "1:2:3",
        "0:0:0:0:0:0:0:0:0", "fe80::1%", "%", "f:1.2.3.4", "2001:db8::1", "\u0000", "en0\u0000", "\u202een0", "\ud83d\ude00", "\n\r\t", "\\u0041",
        "x".repeat(5_000), "\u0007".repeat(1_000), "\u00ff".repeat(1_000), "a".repeat(45), ":".repeat(45));
    private static final List<String> NUMBERS = List.of("0", "1", "-1", "2", "8", "16", "2147483648", "9223372036854775807", "-9223372036854775808");

    private static final List<String> TYPES = List.of("Ethernet", "PPP", "VPN", "IPSec", "", "\u0003", "x".repeat(4_000));
    private static final Map<String, String> QUOTED = new HashMap<>();

    private final Random random;
    private final Set<String> written = new TreeSet<>();

    private final List<String> ofInterface;

    HostileStore(Random random) {
        this(random, List.of("/Link", "/IPv4", "/IPv6", "/AirPort", "/Linkx", ""));
    }

    private HostileStore(Random random, List<String> ofInterface) {
        this.random = random;
        this.ofInterface = ofInterface;
    }

    /** One in which nothing that is read changes without being told. */
    static HostileStore told(Random random) {
        return new HostileStore(random, List.of("/Link", "/IPv4", "/IPv6", "/Linkx", ""));
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** Changes up to three keys; the last line of it. */
    String change() {
        String line = "";
        for (int i = random.nextInt(3); i >= 0; i--) {
            if (written.size() > MOST_KEYS || !written.isEmpty() && random.nextInt(6) == 0) {
                String key = any(new ArrayList<>(written));
                written.remove(key);
                line = "forget store " + key;
            } else {
                String key = key();
                written.add(key);
                line = "store " + key + ' ' + value(0);
            }
            StandIn.act(line);
        }
        if (random.nextInt(20) == 0) {
            StandIn.act("path " + random.nextInt(4) + ' ' + random.nextInt(2) + ' ' + random.nextInt(2));
        }
        return line.length() < 500 ? line : line.substring(0, 500);
    }

    void forgetAll() {
        written.forEach(key -> StandIn.act("forget store " + key));
        written.clear();
    }

    /** One that is read, mostly, or one beside it. */
    private String key() {
        return switch (random.nextInt(12)) {
            case 0 -> "State:/Network/Global/IPv" + (random.nextBoolean() ? '4' : '6');
            case 1 -> "Setup:/Network/Global/IPv4";
            case 2, 3 -> "Setup:/Network/Service/" + any(IDS);
            case 4, 5 -> "Setup:/Network/Service/" + any(IDS) + "/Interface";
            case 6 -> "State:/Network/Service/" + any(IDS) + any(List.of("", "/PPP", "/CaptivePortal", "/DNS"));
            case 7, 8 -> "State:/Network/Service/" + any(IDS) + "/IPv" + (random.nextBoolean() ? '4' : '6');
            case 9, 10 -> "State:/Network/Interface/" + any(LINKS) + any(ofInterface);
            default -> any(List.of("State:/Network/Interface", "State:/Network/Interface//Link", "Setup:/Network/Service//Interface", "Setup:/",
                "State:/Network/Service/a/b/IPv4", "Setup:/Network/Service/Interface", "\ud83d\ude00", "State:/Network/Global/DNS"));
        };
    }

    /** Mostly a dictionary, as the backend expects, with names that it knows. */
    private String value(int depth) {
        int sort = depth == 0 ? random.nextInt(16) : random.nextInt(depth < DEEPEST ? 10 : 6);
        return switch (sort) {
            case 0 -> "unknown";
            case 1 -> random.nextBoolean() ? "true" : "false";
            case 2 -> any(NUMBERS);
            case 3, 4, 5 -> quoted(any(TEXTS));
            case 6, 7 -> list(depth);
            default -> dictionary(depth);
        };
    }

    private String list(int depth) {
        List<String> values = new ArrayList<>();
        for (int i = random.nextInt(random.nextInt(50) == 0 ? 200 : 5); i > 0; i--) {
            values.add(random.nextInt(8) == 0 ? value(depth + 1) : random.nextBoolean() ? quoted(any(TEXTS)) : any(NUMBERS));
        }
        return '[' + String.join(",", values) + ']';
    }

    private String dictionary(int depth) {
        List<String> members = new ArrayList<>();
        if (depth == 0 && random.nextInt(3) > 0) { // Mostly what makes a service of it.
            members.add("\"Type\":" + quoted(any(TYPES)) + ",\"InterfaceName\":" + quoted(any(LINKS)) + ",\"DeviceName\":" + quoted(any(LINKS)));
        }
        for (int i = random.nextInt(7); i > 0; i--) {
            String name = any(NAMES);
            members.add(quoted(name) + ':' + switch (name) {
                case "ServiceOrder" -> ids();
                case "Addresses", "Flags" -> random.nextInt(4) == 0 ? value(depth + 1) : list(DEEPEST);
                default -> random.nextInt(4) == 0 && depth < DEEPEST ? value(depth + 1) : quoted(any(TEXTS));
            });
        }
        return '{' + String.join(",", members) + '}';
    }

    private String ids() {
        List<String> ids = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            ids.add(quoted(any(IDS)));
        }
        return '[' + String.join(",", ids) + ']';
    }

    private static String quoted(String text) {
        return QUOTED.computeIfAbsent(text, HostileStore::quote);
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(unit -> quoted.append(unit > ' ' && unit < 0x7f && unit != '"' && unit != '\\' ? String.valueOf((char) unit)
            : String.format("\\u%04x", unit)));
        return quoted.append('"').toString();
    }
}
