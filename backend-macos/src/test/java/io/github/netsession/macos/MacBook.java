package io.github.netsession.macos;

import java.util.ArrayList;
import java.util.List;

/** What a MacBook shows: on Wi-Fi, with an Ethernet adapter, a virtual machine and the tunnels that macOS makes for itself. */
final class MacBook {

    /** Name, number, type, flags, MTU, hardware address; then its addresses. In the kernel's order and numbers, as ifconfig shows them. */
    private static final String[][] LINKS = {
        {"lo0 1 24 0x8049 16384 -", "127.0.0.1/8", "::1/128", "embedded fe80::1/64"},
        {"gif0 2 55 0x8010 1280 -"}, {"stf0 3 57 0 1280 -"},
        {"anpi0 4 6 0x8863 1500 1e:35:45:00:00:a0"}, {"anpi1 5 6 0x8863 1500 1e:35:45:00:00:a1"}, {"anpi2 6 6 0x8863 1500 1e:35:45:00:00:a2"},
        {"en1 8 6 0x8963 1500 36:4d:ba:00:00:c0"}, {"en2 9 6 0x8963 1500 36:4d:ba:00:00:c4"}, {"en3 10 6 0x8963 1500 36:4d:ba:00:00:c8"},
        {"bridge0 11 209 0x8863 1500 36:4d:ba:00:00:c0"},
        {"ap1 12 6 0x8843 1500 f6:d4:88:00:00:01", "embedded fe80::f4d4:88ff:fe00:1/64"},
        {"en0 13 6 0x8863 1500 f4:d4:88:00:00:01", "embedded fe80::1c7a:2b3c:4d5e:6f70/64", "192.168.1.7/24", "2001:db8:1::7/64", "fd00:1::7/64"},
        {"awdl0 14 6 0x8943 1500 32:5b:9a:00:00:02", "embedded fe80::305b:9aff:fe00:2/64"},
        {"llw0 15 6 0x8863 1500 32:5b:9a:00:00:02", "embedded fe80::305b:9aff:fe00:2/64"},
        {"utun0 16 1 0x8051 1380 -", "embedded fe80::aaaa:0/64"}, {"utun1 17 1 0x8051 2000 -", "embedded fe80::aaaa:1/64"},
        {"utun2 18 1 0x8051 1000 -", "embedded fe80::aaaa:2/64"}, {"utun3 19 1 0x8051 1380 -", "embedded fe80::aaaa:3/64"},
        {"en5 21 6 0x8863 9000 00:e0:4c:68:00:05", "embedded fe80::2e0:4cff:fe68:5/64", "10.1.2.3/20"},
        {"pktap0 22 254 0x1 0 -"}, {"vmenet0 23 6 0x8963 1500 82:9f:21:00:00:03"},
        {"bridge100 24 209 0x8a63 1500 f6:d4:88:00:00:64", "192.168.64.1/24", "embedded fe80::f4d4:88ff:fe00:64/64"}
    };

    /** The id, the interface, the hardware, the name; in the user's order. */
    private static final String[][] SERVICES = {
        {"USB", "en5", "Ethernet", "USB 10/100/1G/2.5G LAN"}, {"BRIDGE", "bridge0", "Ethernet", "Thunderbolt Bridge"},
        {"WIFI", "en0", "AirPort", "Wi-Fi"}, {"DOCK", "en9", "Ethernet", "Dock"}
    };

    private MacBook() {
    }

    static String[] world() {
        List<String> world = new ArrayList<>(List.of("path 1 0 0"));
        for (String[] link : LINKS) {
            String name = link[0].split(" ")[0];
            world.add("link " + link[0]);
            for (int i = 1; i < link.length; i++) {
                String[] address = link[i].split(" ");
                world.add((address.length == 1 ? "address " : "embedded ") + name + ' ' + address[address.length - 1]);
            }
        }
        for (String active : List.of("en0", "en5", "awdl0", "llw0")) {
            world.add(carrier(active, true));
        }
        for (String idle : List.of("en1", "en2", "en3", "bridge0", "anpi0", "anpi1", "anpi2", "ap1")) {
            world.add(carrier(idle, false));
        }
        StringBuilder order = new StringBuilder();
        for (String[] service : SERVICES) {
            String setup = "store Setup:/Network/Service/" + service[0];
            world.add(setup + " {\"UserDefinedName\":\"" + service[3] + "\"}");
            world.add(setup + "/Interface {\"Type\":\"Ethernet\",\"Hardware\":\"" + service[2] + "\",\"DeviceName\":\"" + service[1]
                + "\",\"UserDefinedName\":\"the port\"}");
            order.append(order.isEmpty() ? "" : ",").append('"').append(service[0]).append('"');
        }
        world.add("store Setup:/Network/Global/IPv4 {\"ServiceOrder\":[" + order + "]}");
        world.add("store State:/Network/Service/WIFI/IPv4 {\"InterfaceName\":\"en0\",\"Addresses\":[\"192.168.1.7\"]}");
        world.add("store State:/Network/Service/USB/IPv4 {\"InterfaceName\":\"en5\",\"Addresses\":[\"10.1.2.3\"]}");
        world.add("store State:/Network/Global/IPv4 {\"PrimaryInterface\":\"en5\",\"PrimaryService\":\"USB\",\"Router\":\"10.1.0.1\"}");
        world.add("interface en0 IEEE80211 Wi-Fi");
        world.add("interface en1 Ethernet Thunderbolt 1");
        world.add("interface en5 Ethernet USB 10/100/1G/2.5G LAN");
        world.add("interface bridge0 Bridge Thunderbolt Bridge");
        return world.toArray(String[]::new);
    }

    static String carrier(String name, boolean isActive) {
        return "store State:/Network/Interface/" + name + "/Link {\"Active\":" + isActive + '}';
    }
}
