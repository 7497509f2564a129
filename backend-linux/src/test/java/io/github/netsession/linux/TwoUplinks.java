package io.github.netsession.linux;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Networks;
import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.ChildProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Two links, up0 and up1, that both lead to a {@link FarServer} in another network namespace, over gateways of their own. The default route of
 * up0 is the better one, so plain sockets leave by up0.
 */
final class TwoUplinks implements AutoCloseable {

    private static final List<String> LINKS = List.of("up0", "up1");

    /** Source: proc_net(5), /proc/net/dev. */
    private static final int TX_PACKETS = 10;

    private final ChildProgram server;

    private TwoUplinks(ChildProgram server) {
        this.server = server;
    }

    /** Sets them up in this namespace, which must be the test's own. The machine's own reverse path filter is off. */
    static TwoUplinks begin() {
        Netns.clean();
        // A JVM has IPv6 only if some link has an address of it when it starts.
        List<String> command = new ArrayList<>(List.of("unshare", "-n", "sh", "-c", "ip link set lo up; exec \"$0\" \"$@\""));
        command.addAll(ChildProgram.javaCommand(List.of(), FarServer.class));
        TwoUplinks uplinks = new TwoUplinks(ChildProgram.start(command));
        if (!uplinks.server.answer().equals("ready")) {
            throw new IllegalStateException("the server does not begin");
        }
        uplinks.far("addr add " + FarServer.IPV4 + "/32 dev lo");
        uplinks.far("-6 addr add " + FarServer.IPV6 + "/128 dev lo");
        for (String file : List.of("all", "default")) {
            sysctl("net/ipv4/conf/" + file + "/rp_filter", "0");
            uplinks.farSysctl("net/ipv4/conf/" + file + "/rp_filter", "0");
        }
        // The kernel reports its IPv6 multicast groups at once, and not up to a second later, when a test counts packets.
        sysctl("net/ipv6/conf/default/mldv2_unsolicited_report_interval", "0");
        for (int number = 0; number < LINKS.size(); number++) {
            uplinks.add(number);
        }
        return uplinks;
    }

    private void add(int number) {
        String near = "up" + number;
        String far = "far" + number;
        Netns.ip("link add " + near + " type veth peer name " + far);
        Netns.ip("link set " + near + " addrgenmode none");
        Netns.ip("link set " + far + " netns " + server.pid());
        sysctl("net/ipv4/conf/" + near + "/rp_filter", "0");
        far("link set " + far + " addrgenmode none");
        far("link set " + far + " up");
        Netns.ip("link set " + near + " up");
        far("addr add " + gateway(number) + "/24 dev " + far);
        far("-6 addr add " + gateway6(number) + "/64 dev " + far + " nodad");
        Netns.ip("addr add " + address(number) + "/24 dev " + near);
        Netns.ip("-6 addr add " + address6(number) + "/64 dev " + near + " nodad");
        Await.until(() -> Netns.ip("-o link show " + near).contains("state UP"));
        route(number);
    }

    /** Gives a link its default routes, as after a cable is back. */
    void route(int number) {
        int metric = 100 * (number + 1);
        Netns.ip("route replace default via " + gateway(number) + " dev up" + number + " metric " + metric);
        Netns.ip("-6 route replace default via " + gateway6(number) + " dev up" + number + " metric " + metric);
    }

    static String address(int number) {
        return "10.77." + (number + 1) + ".2";
    }

    static String address6(int number) {
        return "fd77:" + (number + 1) + "::2";
    }

    private static String gateway(int number) {
        return "10.77." + (number + 1) + ".1";
    }

    private static String gateway6(int number) {
        return "fd77:" + (number + 1) + "::1";
    }

    static ConfigurationId id(int number) {
        return ConfigurationId.of("link", "up" + number);
    }

    static void awaitActive(Networks networks) {
        for (int number = 0; number < LINKS.size(); number++) {
            ConfigurationId id = id(number);
            Await.until(() -> networks.configuration(id).map(found -> found.state() == ConfigurationState.ACTIVE).orElse(false));
        }
    }

    /** Pulls the cable at the other end. */
    void cut(int number) {
        far("link set far" + number + " down");
    }

    void mend(int number) {
        far("link set far" + number + " up");
    }

    /** The gateway of one link drops what does not come from that link's network, as providers' edges do. */
    void filterSources() {
        for (String link : List.of("far0", "far1")) {
            farSysctl("net/ipv4/conf/" + link + "/rp_filter", "1");
        }
    }

    /** This machine's own filter on a link. */
    static void reversePathFilter(int number, int value) {
        sysctl("net/ipv4/conf/up" + number + "/rp_filter", Integer.toString(value));
    }

    /** Packets that a link has sent. */
    static long packetsSent(int number) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/thread-self/net/dev"))) {
                String[] columns = line.strip().split("[: ]+");
                if (columns[0].equals("up" + number)) {
                    return Long.parseLong(columns[TX_PACKETS]);
                }
            }
            throw new IllegalStateException("no up" + number);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ChildProgram server() {
        return server;
    }

    void far(String ip) {
        Netns.sh("nsenter --target " + server.pid() + " --net ip " + ip);
    }

    private void farSysctl(String name, String value) {
        Netns.sh("nsenter --target " + server.pid() + " --net sh -c 'echo " + value + " > /proc/sys/" + name + "'");
    }

    private static void sysctl(String name, String value) {
        try {
            Files.write(Path.of("/proc/sys", name.split("/")), value.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.kill();
        Netns.clean();
    }
}
