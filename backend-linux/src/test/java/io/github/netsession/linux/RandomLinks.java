package io.github.netsession.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random changes of links, addresses, routes and rules, as lines for {@code ip -batch}. Some of them are mistakes. */
final class RandomLinks {

    private static final List<String> NAMES = List.of("eth0", "eth1", "wlan0", "a.b", "\u00fc", "n0", "n1", "n2", "n3", "br0", "vrf0", "bond0");

    private final Random random;
    private final long otherNamespace;

    /** {@code otherNamespace} is a process in the network namespace where links are moved to. */
    RandomLinks(Random random, long otherNamespace) {
        this.random = random;
        this.otherNamespace = otherNamespace;
    }

    List<String> step() {
        List<String> lines = new ArrayList<>();
        for (int n = random.nextInt(4) == 0 ? 1 + random.nextInt(8) : 1; n > 0; n--) {
            lines.addAll(change());
        }
        return lines;
    }

    private String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private List<String> change() {
        String link = name();
        return switch (random.nextInt(24)) {
            case 0 -> List.of("link add " + link + " type veth peer name " + name());
            case 1 -> List.of("link add " + link + " index " + (500 + random.nextInt(6)) + " type " + pick("ifb", "veth peer name " + name()));
            case 2 -> List.of("link add br0 type bridge", "link set br0 up");
            case 3 -> List.of("link add vrf0 type vrf table 100", "link set vrf0 up");
            case 4 -> List.of("link del " + link);
            case 5 -> List.of("link del " + link, "link add " + link + " index " + (500 + random.nextInt(6)) + " type ifb"); // The same name at once.
            case 6 -> List.of("link set " + link + " name " + name());
            case 7 -> swap(link, name());
            case 8, 9, 10 -> List.of("link set " + link + " " + pick("up", "up", "down"));
            case 11 -> List.of("link set " + link + " down", "link set " + link + " up"); // Which loses the IPv4 routes without a notice.
            case 12 -> List.of("link set " + link + " mtu " + pick("60", "1000", "1280", "1500", "9000"));
            case 13 -> List.of("link set " + link + " " + pick("master br0", "master vrf0", "nomaster", "nomaster"));
            case 14 -> List.of("link set " + link + " " + pick("netns " + otherNamespace, "address 02:00:00:00:00:0" + random.nextInt(9), "arp off", "arp on"));
            case 15, 16 -> List.of("addr " + pick("add", "add", "del") + " 10." + random.nextInt(3) + "." + random.nextInt(3) + ".1/24 dev " + link);
            case 17 -> List.of("addr " + pick("add", "del") + " fd00:" + random.nextInt(3) + "::1/64 dev " + link + pick("", " nodad"));
            case 18 -> List.of("addr " + pick("add", "del") + " " + pick("169.254.7.7/16", "10.50.0.39/32") + " dev " + pick(link, "lo"));
            case 19 -> List.of("route " + pick("replace", "replace", "del") + " default dev " + link + pick("", " metric 50", " src 10.1.1.1"));
            case 20 -> List.of("-6 route " + pick("add", "del") + " default dev " + link + pick("", " proto ra", " metric 10"));
            case 21 -> List.of("route " + pick("add", "del") + " " + pick("0.0.0.0/1", "192.0.2.0/24", "unreachable default metric 9", "10.9.0.0/16")
                + (random.nextBoolean() ? " dev " + link : ""), "-4 route flush table main type unreachable");
            case 22 -> List.of("rule " + pick("add", "del") + " from all lookup 100 priority 99", "route replace default dev " + link + " table 100");
            default -> List.of("nexthop replace id 1 dev " + link, "route " + pick("add", "del") + " default nhid 1 metric 70", pick("nexthop del id 1", "link show lo"));
        };
    }

    private static List<String> swap(String one, String other) {
        return List.of("link set " + one + " name swapping", "link set " + other + " name " + one, "link set swapping name " + other);
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
