package io.github.netsession.windows;

import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSockets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;

/**
 * Three ways to the rest of the world, by dr1, dr2 and drp, the first of which has the best routes. Wine gives the options that direct sockets to
 * Linux as they are. Linux wants both in network order, so it takes Windows' order for IPv4, and for IPv6 only if the number of the link is the
 * same in both orders: drp has such a number. And Linux follows both options for UDP alone, Windows for TCP too.
 */
abstract class OnThreeUplinks extends OnTwoCables {

    static final String BEST = "dr1";
    static final String OTHER = "dr2";
    static final String PALINDROME = "drp";
    /** 0x01000001. */
    static final int SAME_IN_BOTH_ORDERS = 16_777_217;

    OnThreeUplinks() {
        super("dr");
    }

    @Override
    final void prepare() {
        super.prepare();
        Links.cable(PALINDROME, 'f' + PALINDROME, "10.7.3", " index " + SAME_IN_BOTH_ORDERS);
        StringBuilder script = new StringBuilder("set -e; ip link set " + PALINDROME + " up");
        List<String> links = List.of(BEST, OTHER, PALINDROME);
        for (int i = 1; i <= links.size(); i++) {
            String link = links.get(i - 1);
            script.append("; ip -6 addr replace 2001:db8:").append(i).append("::2/64 dev ").append(link).append(" nodad");
            for (String gateway : List.of("10.7." + i + ".1", "2001:db8:" + i + "::1")) {
                script.append("; ip neigh replace ").append(gateway).append(" lladdr 02:00:00:00:00:01 nud permanent dev ").append(link)
                    .append("; ip route replace default via ").append(gateway).append(" dev ").append(link).append(" metric ").append(10 * i);
            }
        }
        Linux.run("sh", "-c", script.toString());
    }

    @AfterAll
    final void removeTheThird() {
        Linux.ip("link del " + PALINDROME);
    }

    final NetworkSockets sockets(String link) {
        library.updated();
        Library.eventually(() -> library.networks.configurations().stream().anyMatch(each -> isOn(each, link)), link + " is an access point");
        return library.session(configuration(link).id()).sockets();
    }

    final NetworkConfiguration configuration(String link) {
        return library.networks.configurations().stream().filter(each -> isOn(each, link)).findFirst().orElseThrow();
    }

    private static boolean isOn(NetworkConfiguration configuration, String link) {
        return configuration.interfaceName().equals(Optional.of(link));
    }
}
