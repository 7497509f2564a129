package com.example.courier;

import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.ChildProgram;
import io.github.netsession.testkit.ProgramResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The links up0, up1 and up2 of this network namespace. They lead to a {@link FarServer} in another one, but nothing is behind up2, and its
 * cable is not plugged in. The best default route is by up1, so plain sockets leave by up1.
 */
final class Uplinks implements AutoCloseable {

    private static final int COUNT = 3;
    private static final int NOWHERE = 2;
    /** Source: proc_net(5), /proc/net/dev. */
    private static final int RECEIVED_BYTES = 1;
    private static final int SENT_BYTES = 9;

    private final ChildProgram server;
    private final boolean isManaged;

    Uplinks() throws IOException {
        this(false);
    }

    /** If the links are managed, NetworkManager gives them their addresses and routes. */
    Uplinks(boolean isManaged) throws IOException {
        this.isManaged = isManaged;
        String outer = System.getenv("NETSESSION_NETNS");
        if (outer == null || outer.equals(Files.readSymbolicLink(Path.of("/proc/self/ns/net")).toString())) {
            throw new IllegalStateException("this test needs a network namespace of its own: ./check kernel manager");
        }
        List<String> command = new ArrayList<>(List.of("unshare", "-n", "sh", "-c", "ip link set lo up; exec \"$0\" \"$@\""));
        command.addAll(ChildProgram.javaCommand(List.of(), FarServer.class));
        server = ChildProgram.start(command);
        server.answerWith("ready");
        // The rule for local addresses comes first, and would let in what a dead uplink is to swallow.
        far("ip rule add pref 100 lookup local && ip rule del pref 0");
        far("ip addr add " + FarServer.ADDRESS + "/32 dev lo");
        near("for file in all default; do echo 0 > /proc/sys/net/ipv4/conf/$file/rp_filter; done");
        far("for file in all default; do echo 0 > /proc/sys/net/ipv4/conf/$file/rp_filter; done");
        for (int number = 0; number < COUNT; number++) {
            add(number);
        }
    }

    private void add(int number) {
        String network = "10.77." + number;
        near("ip link add up" + number + " type veth peer name far" + number + " && ip link set far" + number + " netns " + server.pid());
        // No packets but the test's own: no IPv6, and no neighbour is asked again whether it is still there.
        for (String end : List.of("up" + number, "far" + number)) {
            String script = "ip link set " + end + " addrgenmode none && echo 600 > /proc/sys/net/ipv4/neigh/" + end + "/delay_first_probe_time";
            if (end.startsWith("up")) {
                near(script);
            } else {
                far(script);
            }
        }
        far("ip addr add " + network + ".1/24 dev far" + number);
        if (!isManaged) {
            configure(number, network);
        }
        if (number == NOWHERE) {
            deaden(number);
        } else {
            plug(number);
            Await.until(() -> isManaged || near("ip -o link show up" + number).contains("state UP"));
        }
    }

    private static void configure(int number, String network) {
        near("ip link set up" + number + " up && ip addr add " + network + ".2/24 dev up" + number);
        near("ip route add default via " + network + ".1 dev up" + number + " metric " + (number == 1 ? 100 : 200 + number));
        // Resets that the kernel sends for a socket that is gone leave by the link of their address, not by the best default route.
        near("ip route add default via " + network + ".1 dev up" + number + " table " + (100 + number)
            + " && ip rule add from " + address(number) + " lookup " + (100 + number));
    }

    static String address(int number) {
        return "10.77." + number + ".2";
    }

    void pull(int number) {
        far("ip link set far" + number + " down");
    }

    void plug(int number) {
        far("ip link set far" + number + " up");
    }

    /** The link stays up, and what is sent over it vanishes. */
    void deaden(int number) {
        far("ip rule add iif far" + number + " blackhole pref " + (10 + number));
    }

    void revive(int number) {
        far("ip rule del pref " + (10 + number));
    }

    /** Returns how the link was made slow: by the kernel where it can, else by the server. */
    String slow(int number) {
        String shape = " root tbf rate 256kbit burst 4kb latency 2s";
        if (run("tc qdisc add dev up" + number + shape).exit() == 0) {
            far("tc qdisc add dev far" + number + shape);
            return "256 kbit/s";
        }
        server.ask("slow 300");
        return "answers 300 ms late";
    }

    void fast(int number) {
        run("tc qdisc del dev up" + number + " root");
        run(inFar("tc qdisc del dev far" + number + " root"));
        server.ask("slow 0");
    }

    /** Returns the addresses that jobs with a label came from, as the server saw them. */
    Set<String> from(String label) {
        Set<String> addresses = new HashSet<>();
        for (String each : server.ask("from " + label).replaceAll("[{}]", "").split(", ")) {
            if (!each.isEmpty()) {
                addresses.add(each.split("=")[0]);
            }
        }
        return addresses;
    }

    /** Returns the bytes that went over a link, in both directions. */
    static long bytes(int number) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/thread-self/net/dev"))) {
                String[] columns = line.strip().split("[: ]+");
                if (columns[0].equals("up" + number)) {
                    return Long.parseLong(columns[RECEIVED_BYTES]) + Long.parseLong(columns[SENT_BYTES]);
                }
            }
            throw new IllegalStateException("no up" + number);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    ChildProgram server() {
        return server;
    }

    private void far(String script) {
        near(inFar(script));
    }

    private String inFar(String script) {
        return "nsenter --target " + server.pid() + " --net sh -c '" + script + "'";
    }

    private static String near(String script) {
        ProgramResult result = run(script);
        if (result.exit() != 0) {
            throw new IllegalStateException(script + " ended with " + result.exit() + ": " + result.output());
        }
        return result.output();
    }

    private static ProgramResult run(String script) {
        return ProgramResult.of("sh", "-c", script);
    }

    /** The other ends are gone with the server's namespace. */
    @Override
    public void close() {
        server.kill();
        for (int number = 0; number < COUNT; number++) {
            run("ip link del up" + number);
            run("ip rule del lookup " + (100 + number));
        }
    }
}
