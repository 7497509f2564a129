package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.NetworkSockets;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The way of the packets of directed sockets, as far as Wine follows Windows' options. */
@Tag("wine")
class DirectedPacketsIT extends OnThreeUplinks {

    private static final int PACKETS = 50;

    private static long sent(String link) {
        return Long.parseLong(Linux.run("cat", "/sys/class/net/" + link + "/statistics/tx_packets").strip());
    }

    private interface Sending {
        void send() throws IOException;
    }

    private static void assertLeavesBy(String link, String other, Sending sending) throws IOException {
        long before = sent(link);
        long beforeOther = sent(other);
        sending.send();
        Library.eventually(() -> sent(link) >= before + PACKETS, "all packets have left by " + link);
        long strays = sent(other) - beforeOther;
        assertTrue(strays < PACKETS / 2, () -> strays + " have left by " + other);
    }

    private static InetAddress address(String literal) throws IOException {
        return InetAddress.getByName(literal);
    }

    private static void send(DatagramSocket socket, String destination) throws IOException {
        for (int i = 0; i < PACKETS; i++) {
            socket.send(new DatagramPacket(new byte[8], 8, address(destination), 9));
        }
    }

    @Test
    void datagramsOfIpv4LeaveByTheLinkThoughAnotherHasTheBetterRoute() throws IOException {
        try (DatagramSocket plain = new DatagramSocket(); DatagramChannel directed = sockets(OTHER).openDatagramChannel(StandardProtocolFamily.INET)) {
            assertLeavesBy(BEST, OTHER, () -> send(plain, "203.0.113.1"));
            assertLeavesBy(OTHER, BEST, () -> send(directed.socket(), "203.0.113.1"));
        }
    }

    @Test
    void datagramsOfBothVersionsLeaveByTheLinkFromOneSocket() throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            assertLeavesBy(BEST, PALINDROME, () -> send(socket, "2001:db8:ff::1"));
            sockets(PALINDROME).bindSocket(socket);
            assertLeavesBy(PALINDROME, BEST, () -> send(socket, "203.0.113.1"));
            assertLeavesBy(PALINDROME, BEST, () -> send(socket, "2001:db8:ff::1"));
        }
    }

    /** So under Wine, where the options are Linux's; Windows directs streams by them too. */
    @Test
    void streamsLeaveByTheBetterRouteUnderWine() throws IOException {
        NetworkSockets sockets = sockets(OTHER);
        List<SocketChannel> channels = new ArrayList<>();
        try {
            assertLeavesBy(BEST, OTHER, () -> {
                for (int i = 0; i < PACKETS; i++) {
                    SocketChannel channel = sockets.openSocketChannel(StandardProtocolFamily.INET);
                    channels.add(channel);
                    channel.configureBlocking(false);
                    channel.connect(new InetSocketAddress(address("203.0.113.1"), 1000 + i));
                }
            });
        } finally {
            for (SocketChannel channel : channels) {
                channel.close();
            }
        }
    }

    /** A socket that is bound to the link's address leaves by the better route on Linux, and by the link on Windows. */
    @Test
    void aListenerTakesTheConnectionsOfItsLinkIfItIsBoundToTheLocalAddress() throws IOException {
        NetworkSockets sockets = sockets(OTHER);
        InetAddress own = sockets.localAddress(StandardProtocolFamily.INET).orElseThrow();
        assertEquals("10.7.2.2", own.getHostAddress());
        try (ServerSocketChannel listener = sockets.openServerSocketChannel(StandardProtocolFamily.INET)) {
            listener.bind(new InetSocketAddress(own, 0));
            int bound = ((InetSocketAddress) listener.getLocalAddress()).getPort();
            try (Socket client = new Socket(own, bound); SocketChannel accepted = listener.accept()) {
                assertEquals(client.getLocalPort(), ((InetSocketAddress) accepted.getRemoteAddress()).getPort());
            }
            assertThrows(IOException.class, () -> new Socket(address("10.7.1.2"), bound).close());
        }
    }
}
