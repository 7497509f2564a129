package io.github.netsession.windows;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Networks;
import io.github.netsession.testkit.VethPair;
import java.util.List;

/**
 * Two Wi-Fi adapters with a saved profile each, in the world of the stand-in Wi-Fi service; their packets go over real cables between
 * {@code wl0} and {@code wp0}, {@code wl1} and {@code wp1}. The world's file and {@code ip} are the witnesses.
 */
final class WifiBed extends WindowsBed {

    static final List<String> GUIDS = List.of("{AAAAAAAA-0000-4000-8000-000000000001}", "{AAAAAAAA-0000-4000-8000-000000000002}");
    static final List<String> PROFILES = List.of("home", "caf\u00e9 au coin");

    /** The Internet, unrestricted. */
    static final String HINT = "hint 3 1 0 0 0";

    /** Signals that are so far apart count, and their order of definition does not. */
    private static final int[] QUALITY = {90, 70};

    private static final String CONNECTED = "1";
    private static final String DISCONNECTED = "4";

    final World world = World.fresh();

    WifiBed() {
        Links.clean("wl0", "wp0", "wl1", "wp1");
        world.add(HINT);
        restore(first());
        restore(second());
    }

    static ConfigurationId id(int number) {
        return ConfigurationId.of("wlan", GUIDS.get(number) + '/' + PROFILES.get(number));
    }

    private static int number(ConfigurationId id) {
        return id.equals(id(0)) ? 0 : 1;
    }

    static String link(int number) {
        return "wl" + number;
    }

    @Override
    protected VethPair pair(ConfigurationId id) {
        return Links.pair(link(number(id)), "wp" + number(id), "10.9." + number(id));
    }

    @Override
    public Networks openDenied() {
        world.add("fail WlanConnect 5", "fail WlanDisconnect 5");
        return Networks.builder().backend(provider()).open();
    }

    @Override
    public ConfigurationId first() {
        return id(0);
    }

    @Override
    public ConfigurationId second() {
        return id(1);
    }

    private void event(int number, int code, int reason) {
        world.tell("8 " + code + ' ' + GUIDS.get(number) + ' ' + reason + ' ' + PROFILES.get(number));
    }

    @Override
    public void up(ConfigurationId id) {
        int number = number(id);
        event(number, 9, 0);
        world.change(lines -> {
            lines.removeIf(line -> line.startsWith("state " + GUIDS.get(number)) || line.startsWith("current " + GUIDS.get(number)));
            lines.add("state " + GUIDS.get(number) + ' ' + CONNECTED);
            lines.add("current " + GUIDS.get(number) + ' ' + PROFILES.get(number));
            return lines;
        });
        event(number, 10, 0);
    }

    @Override
    public void down(ConfigurationId id) {
        int number = number(id);
        event(number, 20, 0);
        world.change(lines -> {
            lines.removeIf(line -> line.startsWith("state " + GUIDS.get(number)) || line.startsWith("current " + GUIDS.get(number)));
            lines.add("state " + GUIDS.get(number) + ' ' + DISCONNECTED);
            return lines;
        });
        event(number, 21, 0);
    }

    @Override
    public void cut(ConfigurationId id) {
        world.remove("network " + GUIDS.get(number(id)));
        down(id);
    }

    @Override
    public void remove(ConfigurationId id) {
        int number = number(id);
        world.change(lines -> {
            lines.removeIf(line -> line.contains(GUIDS.get(number)));
            return lines;
        });
        event(number, 14, 0);
        super.remove(id);
    }

    @Override
    public void restore(ConfigurationId id) {
        int number = number(id);
        Links.cable(link(number), "wp" + number, "10.9." + number);
        pair(id).up();
        String guid = GUIDS.get(number);
        world.add("wlan " + link(number) + ' ' + guid + " Stand-in Wi-Fi " + number, "state " + guid + ' ' + DISCONNECTED,
            "profile " + guid + ' ' + PROFILES.get(number), "network " + guid + ' ' + QUALITY[number] + " 1 " + PROFILES.get(number), "quality " + guid + ' ' + QUALITY[number]);
        event(number, 13, 0);
    }

    @Override
    public boolean isUp(ConfigurationId id) {
        return world.has("state " + GUIDS.get(number(id)) + ' ' + CONNECTED);
    }

    @Override
    public void close() {
        Links.putAway("wl0", "wl1");
        world.change(lines -> List.of());
    }
}
