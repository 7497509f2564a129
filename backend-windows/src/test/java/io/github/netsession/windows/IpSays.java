package io.github.netsession.windows;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One link as {@code ip -j} shows it.
 *
 * @param json what it shows: an object without the brackets around the list
 */
record IpSays(String json) {

    private static final Pattern ADDRESS = Pattern.compile("\"local\":\"([^\"]+)\"(?:,\"peer\":\"[^\"]+\")?,\"prefixlen\":(\\d+)");

    /** All links with their addresses. */
    static List<IpSays> all() {
        return Arrays.stream(Linux.ip("-j addr show").split("(?=\\{\"ifindex\":)"))
            .filter(part -> part.startsWith("{\"ifindex\"")).map(IpSays::new).toList();
    }

    static IpSays of(String link) {
        return all().stream().filter(each -> each.name().equals(link)).findFirst().orElseThrow();
    }

    /** With its counters. */
    static IpSays counted(String link) {
        return new IpSays(Linux.ip("-s -j link show " + link));
    }

    private String value(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException("ip does not show " + pattern + " in " + json);
        }
        return matcher.group(1);
    }

    String name() {
        return value("\"ifname\":\"([^\"]+)\"");
    }

    int index() {
        return Integer.parseInt(value("\"ifindex\":(\\d+)"));
    }

    int mtuBytes() {
        return Integer.parseInt(value("\"mtu\":(\\d+)"));
    }

    String hardwareAddress() {
        return value("\"address\":\"([^\"]+)\"");
    }

    private boolean has(String flag) {
        return List.of(value("\"flags\":\\[([^]]*)]").split(",")).contains('"' + flag + '"');
    }

    /** Whether there is something at the other end. */
    boolean hasCarrier() {
        return has("UP") && has("LOWER_UP");
    }

    /** Its addresses as {@code InetAddress} spells them, with their prefix lengths and without scopes, sorted. */
    List<String> addresses() {
        List<String> addresses = new ArrayList<>();
        Matcher matcher = ADDRESS.matcher(json);
        while (matcher.find()) {
            try {
                addresses.add(InetAddress.getByName(matcher.group(1)).getHostAddress() + '/' + matcher.group(2));
            } catch (UnknownHostException e) {
                throw new IllegalStateException(json, e);
            }
        }
        return addresses.stream().sorted().toList();
    }

    /** A counter of one direction: {@code rx} or {@code tx}; {@code bytes}, {@code packets}, {@code errors}, {@code dropped}. */
    long counter(String direction, String what) {
        return Long.parseLong(value('"' + direction + "\":\\{[^}]*\"" + what + "\":(\\d+)"));
    }
}
