package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Link;
import io.github.netsession.NetworkSession;
import io.github.netsession.NetworkSocketException;
import io.github.netsession.NetworkSockets;
import io.github.netsession.Networks;
import io.github.netsession.SessionFailure;
import io.github.netsession.linux.jna.JnaLinuxOs;
import io.github.netsession.spi.BackendException;
import io.github.netsession.testkit.Await;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What cannot be directed is refused at once, with the reason, and stays as it was. */
@Tag("kernel")
@Tag("every-jdk")
@Timeout(120)
class DirectRoutingRefusalsIT {

    private static final int CONNECT_MILLIS = 3_000;
    /** The column "st" behind the remote address, which ends with the server's port. Source: proc_net(5), net/tcp_states.h. */
    private static final String SYN_SENT = ":" + String.format("%04X", FarServer.PORT) + " 02 ";

    private TwoUplinks uplinks;
    private Networks networks;
    private NetworkSession session;

    @BeforeEach
    void prepare() {
        uplinks = TwoUplinks.begin();
        networks = Networks.open();
        TwoUplinks.awaitActive(networks);
        session = networks.session(TwoUplinks.id(1));
    }

    @AfterEach
    void tidy() {
        networks.close();
        uplinks.close();
    }

    @Test
    void nothingIsMadeWhileTheLinkIsDown() {
        Netns.ip("link set up1 down");
        Await.until(() -> !networks.configuration(TwoUplinks.id(1)).orElseThrow().isActive());
        NetworkSocketException refused = assertThrows(NetworkSocketException.class, () -> session.sockets().openSocketChannel());
        assertEquals(SessionFailure.Reason.NOT_READY, refused.failure().reason());
        assertTrue(refused.failure().isRetryable());
    }

    @Test
    void aLinkThatIsGoneIsNotReplacedByAnotherOfItsNumber() throws IOException {
        SocketDirector director = new SocketDirector(new JnaLinuxOs().sockets());
        Link up1 = session.networkInterface().orElseThrow();
        Netns.ip("link set up1 down");
        Netns.ip("link set up1 name other");
        try (SocketChannel channel = SocketChannel.open()) {
            BackendException refused =
                assertThrows(BackendException.class, () -> director.direct(up1, channel));
            assertTrue(refused.getMessage().contains("gone"), refused.getMessage());
            assertTrue(channel.isOpen());
        }
    }

    @Test
    void loopbackIsRefusedAtOnce() throws IOException {
        assertThrows(NetworkSocketException.class, () -> session.sockets().socketFactory().createSocket("localhost", FarServer.PORT));
        try (Socket socket = session.sockets().socketFactory().createSocket()) {
            NetworkSocketException refused = assertThrows(NetworkSocketException.class,
                () -> socket.connect(new InetSocketAddress("127.0.0.1", FarServer.PORT)));
            assertEquals(SessionFailure.Reason.UNSUPPORTED, refused.failure().reason());
            for (String own : List.of(TwoUplinks.address(0), TwoUplinks.address(1), TwoUplinks.address6(0))) {
                assertThrows(NetworkSocketException.class, () -> socket.connect(new InetSocketAddress(own, FarServer.PORT)), own);
            }
        }
    }

    @Test
    void refusesWhatItCannotDirect() throws IOException {
        NetworkSockets sockets = session.sockets();
        Socket closed = new Socket();
        closed.close();
        ServerSocketChannel unix = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try (Socket subclass = new Socket() { }; Socket elsewhere = new Socket(); unix) {
            elsewhere.bind(new InetSocketAddress(TwoUplinks.address(0), 0));
            for (Socket socket : Arrays.asList(closed, subclass, elsewhere)) {
                assertEquals(SessionFailure.Reason.UNSUPPORTED,
                    assertThrows(NetworkSocketException.class, () -> sockets.bindSocket(socket)).failure().reason());
            }
            assertThrows(NetworkSocketException.class, () -> sockets.bindSocket(unix));
            assertFalse(elsewhere.isClosed());
        }
    }

    /** The kernel answers nothing to the first packet of a handshake while the other end has no neighbour, so the connecting goes on. */
    @Test
    void aSocketThatAnotherThreadIsConnectingIsRefused() throws Exception {
        uplinks.far("addr flush dev far0");
        try (Socket socket = new Socket()) {
            CompletableFuture<Void> connecting = CompletableFuture.runAsync(() -> {
                try {
                    socket.connect(new InetSocketAddress(FarServer.IPV4, FarServer.PORT), CONNECT_MILLIS);
                } catch (IOException asExpected) {
                    // There is no way to the server.
                }
            });
            Await.until(() -> Netns.sh("cat /proc/self/net/tcp /proc/self/net/tcp6").contains(SYN_SENT));
            NetworkSocketException refused = assertThrows(NetworkSocketException.class, () -> session.sockets().bindSocket(socket));
            assertEquals(SessionFailure.Reason.UNSUPPORTED, refused.failure().reason());
            assertTrue(refused.getMessage().contains("connecting"), refused.getMessage());
            assertFalse(socket.isClosed());
            connecting.join();
        }
    }
}
