package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.NetworkSession;
import io.github.netsession.NetworkSocketException;
import io.github.netsession.NetworkSockets;
import io.github.netsession.Networks;
import io.github.netsession.SessionFailure;
import io.github.netsession.Support;
import io.github.netsession.linux.jna.JnaLinuxOs;
import io.github.netsession.spi.BackendException;
import io.github.netsession.testkit.Await;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * Sockets of every kind leave by the session's link, which does not have the best default route: packets are counted, and a server behind both
 * links says whom it saw.
 */
@Tag("kernel")
@Tag("every-jdk")
@Timeout(120)
class DirectRoutingIT {

    private static final int LIMIT_MILLIS = 10_000;

    private TwoUplinks uplinks;
    private Networks networks;
    private NetworkSession session;

    @BeforeEach
    void prepare() {
        uplinks = TwoUplinks.begin();
        open(Networks.open());
    }

    private void open(Networks opened) {
        networks = opened;
        TwoUplinks.awaitActive(networks);
        session = networks.session(TwoUplinks.id(1));
    }

    @AfterEach
    void tidy() {
        networks.close();
        uplinks.close();
    }

    /** One kind of socket: sends a block to the server and returns the address that the server saw. */
    private interface Kind {
        String send(NetworkSockets sockets, InetSocketAddress server) throws IOException;
    }

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        kinds.put("a socket of the factory that connects by name", (sockets, server) ->
            stream(sockets.socketFactory().createSocket(server.getAddress().getHostAddress(), server.getPort())));
        kinds.put("a socket of the factory that connects by name from an address", (sockets, server) ->
            stream(sockets.socketFactory().createSocket(server.getAddress().getHostAddress(), server.getPort(), local(sockets, server), 0)));
        kinds.put("a socket of the factory that connects by address", (sockets, server) ->
            stream(sockets.socketFactory().createSocket(server.getAddress(), server.getPort())));
        kinds.put("a socket of the factory that connects from an address to an address", (sockets, server) ->
            stream(sockets.socketFactory().createSocket(server.getAddress(), server.getPort(), local(sockets, server), 0)));
        kinds.put("an unconnected socket of the factory", (sockets, server) -> stream(connected(sockets.socketFactory().createSocket(), server)));
        kinds.put("a channel", (sockets, server) -> stream(connected(sockets.openSocketChannel(), server)));
        kinds.put("a channel of a family", (sockets, server) -> stream(connected(sockets.openSocketChannel(family(server)), server)));
        kinds.put("a datagram channel", (sockets, server) -> datagram(sockets.openDatagramChannel(), server));
        kinds.put("a datagram channel of a family", (sockets, server) -> datagram(sockets.openDatagramChannel(family(server)), server));
        kinds.put("the application's socket", (sockets, server) -> {
            Socket socket = new Socket();
            sockets.bindSocket(socket);
            return stream(connected(socket, server));
        });
        kinds.put("the application's bound socket", (sockets, server) -> {
            Socket socket = new Socket();
            socket.bind(null);
            sockets.bindSocket(socket);
            return stream(connected(socket, server));
        });
        kinds.put("the application's datagram socket", (sockets, server) -> {
            DatagramSocket socket = new DatagramSocket();
            sockets.bindSocket(socket);
            return datagram(socket, server);
        });
        kinds.put("the application's channel", (sockets, server) -> {
            SocketChannel channel = SocketChannel.open();
            sockets.bindSocket(channel);
            return stream(connected(channel, server));
        });
        kinds.put("the socket of the application's channel", (sockets, server) -> {
            SocketChannel channel = SocketChannel.open();
            sockets.bindSocket(channel.socket());
            return stream(connected(channel, server));
        });
        kinds.put("the application's datagram channel", (sockets, server) -> {
            DatagramChannel channel = DatagramChannel.open();
            sockets.bindSocket(channel);
            return datagram(channel, server);
        });
        return kinds;
    }

    private static InetAddress local(NetworkSockets sockets, InetSocketAddress server) throws IOException {
        return sockets.localAddress(family(server)).orElseThrow();
    }

    private static StandardProtocolFamily family(InetSocketAddress server) {
        return server.getAddress() instanceof Inet4Address ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
    }

    private static Socket connected(Socket socket, InetSocketAddress server) throws IOException {
        socket.connect(server, LIMIT_MILLIS);
        return socket;
    }

    private static SocketChannel connected(SocketChannel channel, InetSocketAddress server) throws IOException {
        channel.socket().connect(server, LIMIT_MILLIS);
        return channel;
    }

    private static String stream(Socket socket) throws IOException {
        try (socket) {
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.getOutputStream().write(new byte[FarServer.BLOCK_BYTES]);
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        }
    }

    private static String stream(SocketChannel channel) throws IOException {
        return stream(channel.socket());
    }

    private static String datagram(DatagramChannel channel, InetSocketAddress server) throws IOException {
        try (channel) {
            return datagram(channel.socket(), server);
        }
    }

    private static String datagram(DatagramSocket socket, InetSocketAddress server) throws IOException {
        try (socket) {
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.send(new DatagramPacket(new byte[FarServer.BLOCK_BYTES / 2], FarServer.BLOCK_BYTES / 2, server));
            DatagramPacket answer = new DatagramPacket(new byte[FarServer.BLOCK_BYTES], FarServer.BLOCK_BYTES);
            socket.receive(answer);
            return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.US_ASCII);
        }
    }

    private static void goesByTheLink(Kind kind, NetworkSockets sockets, String server, String expected) throws IOException {
        long[] before = {TwoUplinks.packetsSent(0), TwoUplinks.packetsSent(1)};
        String seen = kind.send(sockets, new InetSocketAddress(InetAddress.getByName(server), FarServer.PORT));
        assertEquals(InetAddress.getByName(expected), InetAddress.getByName(seen), "the server saw");
        assertEquals(0, TwoUplinks.packetsSent(0) - before[0], "packets by the other link");
        assertTrue(TwoUplinks.packetsSent(1) > before[1], "packets by the session's link");
    }

    private Stream<DynamicTest> everyKind(NetworkSockets sockets) {
        return kinds().entrySet().stream().flatMap(kind -> Stream.of(
            DynamicTest.dynamicTest(kind.getKey() + ", IPv4", () ->
                goesByTheLink(kind.getValue(), sockets, FarServer.IPV4, TwoUplinks.address(1))),
            DynamicTest.dynamicTest(kind.getKey() + ", IPv6", () ->
                goesByTheLink(kind.getValue(), sockets, FarServer.IPV6, TwoUplinks.address6(1)))));
    }

    @TestFactory
    Stream<DynamicTest> everyKindLeavesByTheSessionsLinkAlone() {
        uplinks.filterSources();
        return everyKind(session.sockets());
    }

    @TestFactory
    Stream<DynamicTest> everyKindDoesSoWithoutAnyPrivilege() {
        uplinks.filterSources();
        return everyKind(session.sockets()).map(test -> DynamicTest.dynamicTest(test.getDisplayName(), () -> Unprivileged.call(() -> {
            try {
                test.getExecutable().execute();
                return true;
            } catch (Throwable failure) {
                throw new AssertionError(failure);
            }
        })));
    }

    @Test
    void plainSocketsLeaveByTheDefaultRoute() throws IOException {
        InetSocketAddress server = new InetSocketAddress(FarServer.IPV4, FarServer.PORT);
        assertEquals(TwoUplinks.address(0), stream(connected(new Socket(), server)));
    }

    @Test
    void aListenerTakesConnectionsOfItsLinkAlone() throws IOException {
        try (ServerSocketChannel channel = session.sockets().openServerSocketChannel(); ServerSocket own = new ServerSocket()) {
            channel.bind(new InetSocketAddress(0));
            session.sockets().bindSocket(own);
            own.bind(new InetSocketAddress(0));
            for (ServerSocket listener : List.of(channel.socket(), own)) {
                assertEquals("read hello", accepted(TwoUplinks.address(1), listener));
                assertTrue(uplinks.server().ask("connect " + TwoUplinks.address(0) + ' ' + listener.getLocalPort()).contains("refused"));
            }
        }
    }

    private String accepted(String address, ServerSocket listener) throws IOException {
        uplinks.server().tell("connect " + address + ' ' + listener.getLocalPort());
        listener.setSoTimeout(LIMIT_MILLIS);
        try (Socket socket = listener.accept()) {
            socket.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
        }
        return uplinks.server().answer();
    }

    @Test
    void aSocketThatWasMadeEarlierKeepsItsLink() throws IOException {
        NetworkSockets first = networks.session(TwoUplinks.id(0)).sockets();
        InetSocketAddress server = new InetSocketAddress(FarServer.IPV4, FarServer.PORT);
        try (Socket old = connected(first.socketFactory().createSocket(), server)) {
            assertEquals(TwoUplinks.address(1), stream(connected(session.sockets().socketFactory().createSocket(), server)));
            assertEquals(TwoUplinks.address(0), stream(old));
        }
    }

    @Test
    void whatIsDirectedAlreadyIsSuccessAndWithoutPrivilegeStaysThere() throws IOException {
        NetworkSockets first = networks.session(TwoUplinks.id(0)).sockets();
        try (SocketChannel channel = session.sockets().openSocketChannel()) {
            Unprivileged.call(() -> {
                try {
                    session.sockets().bindSocket(channel);
                    NetworkSocketException refused = assertThrows(NetworkSocketException.class, () -> first.bindSocket(channel));
                    assertEquals(SessionFailure.Reason.DENIED, refused.failure().reason());
                    assertTrue(refused.getMessage().contains("up1 already"), refused.getMessage());
                    return stream(connected(channel, new InetSocketAddress(FarServer.IPV4, FarServer.PORT)));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
        }
    }

    @Test
    void theReportKnowsAStrictReversePathFilter() {
        assertEquals(Support.AVAILABLE, status(1).support());
        TwoUplinks.reversePathFilter(1, 1);
        assertEquals(Support.DEGRADED, status(1).support());
        assertTrue(status(1).remedy().orElseThrow().contains("net/ipv4/conf/up1/rp_filter=2"), status(1).toString());
        assertEquals(Support.AVAILABLE, status(0).support(), "it has the default route");
        TwoUplinks.reversePathFilter(1, 2);
        assertEquals(Support.AVAILABLE, status(1).support());
    }

    @Test
    void theReportKnowsThatDirectedTrafficGoesPastATunnel() throws IOException {
        Netns.ip("tuntap add dev vpn9 mode tun");
        Netns.ip("addr add 10.99.0.2/24 dev vpn9");
        Netns.ip("link set vpn9 up");
        Netns.ip("route add default dev vpn9 metric 1");
        Await.until(() -> networks.defaultInterface().filter(link -> link.name().equals("vpn9")).isPresent());
        for (int number : List.of(0, 1)) {
            assertEquals(Support.DEGRADED, status(number).support());
            assertTrue(status(number).reason().contains("vpn9"), status(number).toString());
        }
        assertEquals(TwoUplinks.address(1), stream(connected(session.sockets().socketFactory().createSocket(),
            new InetSocketAddress(FarServer.IPV4, FarServer.PORT))));
        Netns.ip("link del vpn9");
        Await.until(() -> status(1).support() == Support.AVAILABLE);
    }

    private CapabilityStatus status(int number) {
        return networks.capabilities(TwoUplinks.id(number)).of(Capability.DIRECT_CONNECTION_ROUTING);
    }

    @Test
    void theSetterOfTheMachineDoesAsTheReportSays() throws IOException {
        TwoUplinks.reversePathFilter(1, 1);
        InetSocketAddress server = new InetSocketAddress(FarServer.IPV4, FarServer.PORT);
        try (Socket socket = session.sockets().socketFactory().createSocket()) {
            assertThrows(SocketTimeoutException.class, () -> socket.connect(server, 2_000));
        }
        TwoUplinks.reversePathFilter(1, 2);
        assertEquals(TwoUplinks.address(1), stream(connected(session.sockets().socketFactory().createSocket(), server)));
    }

    /** The check before the call sees most closed sockets; this is what remains of the race. */
    @Test
    void aSocketThatIsClosedMeanwhileSaysNothingOfTheLink() throws IOException {
        SocketChannel closed = SocketChannel.open();
        closed.close();
        BackendException refused = assertThrows(BackendException.class, () -> new JnaLinuxOs().sockets().with(closed, descriptor -> { }));
        assertEquals(BackendException.Kind.FAILED, refused.kind());
        assertTrue(refused.reason().contains("closed"), refused.getMessage());
    }

    @Test
    void aSocketThatConnectsThroughAnHttpProxyIsRefusedWithWhatWouldHelp() throws IOException {
        try (Socket proxied = new Socket(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(TwoUplinks.address(0), 1)))) {
            SessionFailure failure = assertThrows(NetworkSocketException.class, () -> session.sockets().bindSocket(proxied)).failure();
            assertEquals(SessionFailure.Reason.UNSUPPORTED, failure.reason());
            assertTrue(failure.remedy().orElseThrow().contains("no HTTP proxy"), failure.toString());
        }
    }
}
