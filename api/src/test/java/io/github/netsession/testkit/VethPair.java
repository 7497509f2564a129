package io.github.netsession.testkit;

import io.github.netsession.Traffic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A cable within Linux: a veth pair whose near end is under test, moved and witnessed by {@code ip(8)}. */
public final class VethPair {

    private static final Pattern COUNTERS = Pattern.compile("\"rx\":\\{\"bytes\":(\\d+).*\"tx\":\\{\"bytes\":(\\d+)");
    private static final int PACKET_BYTES = 1000;

    private final UnaryOperator<String> ip;
    private final String near;
    private final String far;
    private final String network;

    /**
     * Names a pair, which need not be there yet.
     *
     * @param ip runs {@code ip} with arguments separated by blanks, fails if it fails, and returns its output
     * @param near the link under test
     * @param far the other end
     * @param network the first three numbers of the IPv4 addresses on it, without a dot at the end
     */
    public VethPair(UnaryOperator<String> ip, String near, String far, String network) {
        this.ip = ip;
        this.near = near;
        this.far = far;
        this.network = network;
    }

    /**
     * The link under test.
     *
     * @return its name
     */
    public String near() {
        return near;
    }

    /**
     * The first three numbers of the IPv4 addresses on the pair.
     *
     * @return the numbers, without a dot at the end
     */
    public String network() {
        return network;
    }

    /** Adds the pair, its far end up, without the packets that IPv6 sends unasked. The near end is never up in between: a backend would see that. */
    public void add() {
        ip.apply("link add " + near + " type veth peer name " + far);
        ip.apply("link set " + near + " addrgenmode none");
        ip.apply("link set " + far + " addrgenmode none");
        ip.apply("link set " + far + " up");
    }

    /** Gives the near end its address. */
    public void addAddress() {
        ip.apply("addr add " + network + ".2/24 dev " + near);
    }

    /** Brings the near end up. */
    public void up() {
        ip.apply("link set " + near + " up");
    }

    /** Takes the near end down. */
    public void down() {
        ip.apply("link set " + near + " down");
    }

    /** Takes the far end down: the near end has no carrier then. */
    public void cut() {
        ip.apply("link set " + far + " down");
    }

    /** Takes the far end down and brings it up again: the near end has no carrier in between. */
    public void gap() {
        cut();
        ip.apply("link set " + far + " up");
    }

    /**
     * The same, but the near end, which has its carrier again, does not become operational before {@link #wake()}: so that a test can look at
     * what lasts microseconds otherwise, and longer on Wi-Fi. The kernel works the state out anew only if it has seen the gap: it takes notice of
     * a carrier later than that changes. Source: net/core/link_watch.c, rfc2863_policy.
     */
    public void gapIntoDormancy() {
        ip.apply("link set " + near + " mode dormant");
        cut();
        Await.until(() -> isInState("LOWERLAYERDOWN"));
        ip.apply("link set " + far + " up");
        Await.until(() -> isInState("DORMANT"));
    }

    private boolean isInState(String state) {
        return ip.apply("-o link show " + near).contains("state " + state + " ");
    }

    /** Makes the near end operational. */
    public void wake() {
        ip.apply("link set " + near + " state up");
        ip.apply("link set " + near + " mode default");
    }

    /** Removes both ends. */
    public void remove() {
        ip.apply("link del " + near);
    }

    /**
     * Whether the near end was brought up.
     *
     * @return true also without a carrier
     */
    public boolean isUp() {
        return ip.apply("-o link show " + near).contains(",UP");
    }

    /** Sends one packet through the near end. A static neighbour makes it the only one. */
    public void send() {
        String neighbour = network + ".99";
        ip.apply("neigh replace " + neighbour + " lladdr 02:00:00:00:00:99 dev " + near);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(new byte[PACKET_BYTES], PACKET_BYTES, InetAddress.getByName(neighbour), 9));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The kernel's counters of the near end.
     *
     * @return the bytes
     */
    public Traffic counted() {
        Matcher matcher = COUNTERS.matcher(ip.apply("-s -j link show " + near));
        if (!matcher.find()) {
            throw new IllegalStateException("ip shows no counters of " + near);
        }
        return new Traffic(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }
}
