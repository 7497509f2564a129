package io.github.netsession.windows;

import io.github.netsession.ConfigurationId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Two Wi-Fi adapters, 1 and 2, on cables that last for a class of tests, with a profile each: {@code home} on the first, {@code work} on the
 * second. What moves them here does so as somebody else would.
 */
final class WifiScene {

    static final String HOME = "home";
    static final String WORK = "work";

    private static final String CONNECTED = "1";
    private static final String DISCONNECTED = "4";

    final World world = World.fresh();
    private final String cables;

    WifiScene(String cables) {
        this.cables = cables;
        List<String> lines = new ArrayList<>(List.of(WifiBed.HINT));
        lines.addAll(adapter(1, HOME, 90));
        lines.addAll(adapter(2, WORK, 70));
        world.add(lines.toArray(String[]::new));
    }

    static String guid(int adapter) {
        return WifiBed.GUIDS.get(adapter - 1);
    }

    static ConfigurationId id(int adapter, String profile) {
        return ConfigurationId.of("wlan", guid(adapter) + '/' + profile);
    }

    private List<String> adapter(int adapter, String profile, int quality) {
        return List.of("wlan " + cables + adapter + ' ' + guid(adapter) + " Stand-in Wi-Fi " + adapter, "state " + guid(adapter) + ' ' + DISCONNECTED,
            "profile " + guid(adapter) + ' ' + profile, "network " + guid(adapter) + ' ' + quality + " 1 " + profile);
    }

    void profile(int adapter, String profile, int quality) {
        world.add("profile " + guid(adapter) + ' ' + profile, "network " + guid(adapter) + ' ' + quality + " 1 " + profile);
    }

    /** Lets the service tell of an adapter: its source (8: connections, 16: signals), a code, a reason or number, a profile. */
    void tell(int source, int code, int adapter, int number, String profile) {
        world.tell(source + " " + code + ' ' + guid(adapter) + ' ' + number + ' ' + profile);
    }

    /** By one change, without telling of it. */
    void state(int adapter, String state, String... profile) {
        world.change(lines -> {
            lines.removeIf(line -> line.startsWith("state " + guid(adapter)) || line.startsWith("current " + guid(adapter)));
            lines.add("state " + guid(adapter) + ' ' + state);
            Arrays.stream(profile).forEach(name -> lines.add("current " + guid(adapter) + ' ' + name));
            return lines;
        });
    }

    void connect(int adapter, String profile) {
        tell(8, 9, adapter, 0, profile);
        state(adapter, CONNECTED, profile);
        tell(8, 10, adapter, 0, profile);
    }

    void disconnect(int adapter, String profile) {
        tell(8, 20, adapter, 0, profile);
        state(adapter, DISCONNECTED);
        tell(8, 21, adapter, 0, profile);
    }

    boolean isConnected(int adapter, String profile) {
        List<String> lines = world.lines();
        return lines.contains("state " + guid(adapter) + ' ' + CONNECTED) && lines.contains("current " + guid(adapter) + ' ' + profile);
    }

    boolean isDisconnected(int adapter) {
        return world.has("state " + guid(adapter) + ' ' + DISCONNECTED);
    }

    void remove(int adapter) {
        world.change(lines -> {
            lines.removeIf(line -> line.contains(guid(adapter)));
            return lines;
        });
        tell(8, 14, adapter, 0, "");
    }

    void restore(int adapter) {
        world.add(adapter(adapter, adapter == 1 ? HOME : WORK, 80).toArray(String[]::new));
        tell(8, 13, adapter, 0, "");
    }
}
