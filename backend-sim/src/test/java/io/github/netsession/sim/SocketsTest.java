package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.NetworkSocketException;
import io.github.netsession.NetworkSockets;
import io.github.netsession.RoamingOffer;
import io.github.netsession.SessionFailure.Reason;
import io.github.netsession.Support;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.SocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Where an application's sockets are directed to while its session opens, moves and ends. The sockets are real, the world records. */
@Tag("sim")
class SocketsTest extends RoamingStory {

    private final List<Closeable> made = new ArrayList<>();

    @AfterEach
    void closeSockets() throws IOException {
        for (Closeable each : made) {
            each.close();
        }
    }

    private <T extends Closeable> T kept(T socket) {
        made.add(socket);
        return socket;
    }

    private String directed(NetworkSockets sockets) throws IOException {
        return world.sockets().accessPointOf(kept(sockets.openSocketChannel())).map(SimAccessPoint::name).orElse("nothing");
    }

    private static Reason refusal(Executable call) {
        return assertThrows(NetworkSocketException.class, call).failure().reason();
    }

    /** What was declined is offered again after a minute or more. */
    private void activatedAgain() {
        asked.since();
        for (int waited = 0; waited < 5 * DECISION && !asked.since().startsWith("preferred"); waited++) {
            seconds(1);
        }
        assertTrue(session.migrate());
        seconds(1);
        assertTrue(asked.since().startsWith("activated"));
    }

    @Test
    void aSessionHasOneObjectForItsWholeLife() throws IOException {
        NetworkSockets sockets = session.sockets();
        assertEquals(Reason.NOT_READY, refusal(sockets::openSocketChannel));
        phone.up();
        advance(200);
        assertFalse(session.isOpen());
        assertEquals("phone", directed(sockets), "a session that is not open only watches, and its sockets work");
        session.open();
        seconds(1);
        assertEquals("phone", directed(sockets));
        assertSame(sockets, session.sockets());
        assertSame(sockets.socketFactory(), sockets.socketFactory());
        phone.down();
        wifi.outOfRange();
        phone.outOfRange();
        seconds(SEARCH + 30);
        assertEquals(Reason.NOT_READY, refusal(sockets::openSocketChannel));
    }

    @Test
    void socketsFollowTheSessionAndThoseMadeEarlierStay() throws IOException {
        openOn(phone);
        SocketChannel early = kept(session.sockets().openSocketChannel());
        session.onRoaming(asked);
        advance(200);
        seconds(DWELL);
        assertEquals("phone", directed(session.sockets()), "while an offer waits");
        session.migrate();
        seconds(1);
        assertEquals("phone", directed(session.sockets()), "while the candidate is tested");
        session.accept();
        advance(200);
        assertEquals("wifi", directed(session.sockets()));
        assertEquals(Optional.of(phone), world.sockets().accessPointOf(early));
        assertEquals(1, world.sockets().count(wifi));
        assertEquals(3, world.sockets().count(phone));
    }

    @Test
    void anOfferHasSocketsFromActivatedUntilTheAnswer() throws IOException {
        offered();
        RoamingOffer first = asked.last();
        assertEquals(Reason.NOT_READY, refusal(() -> first.sockets().openSocketChannel()));
        session.migrate();
        seconds(1);
        RoamingOffer offer = asked.last();
        assertEquals("wifi", directed(offer.sockets()));
        assertSame(offer.sockets(), offer.sockets());
        session.accept();
        assertEquals(Reason.NOT_READY, refusal(() -> offer.sockets().openSocketChannel()));
        advance(200);
        assertEquals(Reason.NOT_READY, refusal(() -> offer.sockets().openSocketChannel()));
    }

    @Test
    void theFirstOfferOfARoundHasTheSameSocketsAndAnEarlierRoundHasOthers() throws IOException {
        offered();
        RoamingOffer first = asked.last();
        session.migrate();
        seconds(1);
        assertSame(first.sockets(), asked.last().sockets());
        assertEquals("wifi", directed(first.sockets()));
        session.reject();
        activatedAgain();
        assertEquals("wifi", directed(asked.last().sockets()), "the same candidate again");
        assertEquals(Reason.NOT_READY, refusal(() -> first.sockets().openSocketChannel()));
    }

    @Test
    void anOfferThatIsRejectedOrRunsOutHasNoSocketsAnyMore() {
        activated();
        RoamingOffer offer = asked.last();
        session.reject();
        assertEquals(Reason.NOT_READY, refusal(() -> offer.sockets().openDatagramChannel()));
        activatedAgain();
        seconds(DECISION + 1);
        assertEquals(Reason.NOT_READY, refusal(() -> asked.last().sockets().openDatagramChannel()));
    }

    @Test
    void everyKindIsDirected() throws IOException {
        openOn(phone);
        NetworkSockets sockets = session.sockets();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            InetAddress host = server.getInetAddress();
            int port = server.getLocalPort();
            List<Closeable> all = List.of(sockets.socketFactory().createSocket(), sockets.socketFactory().createSocket(host, port),
                sockets.socketFactory().createSocket(host.getHostAddress(), port), sockets.socketFactory().createSocket(host, port, host, 0),
                sockets.socketFactory().createSocket(host.getHostAddress(), port, host, 0), sockets.openSocketChannel(),
                sockets.openSocketChannel(StandardProtocolFamily.INET), sockets.openDatagramChannel(),
                sockets.openDatagramChannel(StandardProtocolFamily.INET), sockets.openServerSocketChannel(),
                sockets.openServerSocketChannel(StandardProtocolFamily.INET));
            for (Closeable each : all) {
                assertEquals(Optional.of(phone), world.sockets().accessPointOf(kept(each)));
            }
            assertEquals(all.size(), world.sockets().count(phone));
        }
        List<Closeable> own = List.of(new Socket(), new ServerSocket(0), new DatagramSocket(), SocketChannel.open(), ServerSocketChannel.open(),
            DatagramChannel.open());
        own.forEach(this::kept);
        sockets.bindSocket((Socket) own.get(0));
        sockets.bindSocket((ServerSocket) own.get(1));
        sockets.bindSocket((DatagramSocket) own.get(2));
        for (int i = 3; i < own.size(); i++) {
            sockets.bindSocket((NetworkChannel) own.get(i));
        }
        own.forEach(each -> assertEquals(Optional.of(phone), world.sockets().accessPointOf(each)));
    }

    @Test
    void whatCannotBeDirectedIsRefusedAndStaysAsItWas() throws IOException {
        openOn(phone);
        NetworkSockets sockets = session.sockets();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
             Socket connected = new Socket(server.getInetAddress(), server.getLocalPort());
             SocketChannel connecting = SocketChannel.open(server.getLocalSocketAddress());
             Socket subclass = new Socket() { };
             ServerSocket listenerSubclass = new ServerSocket() { };
             AsynchronousSocketChannel asynchronous = AsynchronousSocketChannel.open();
             SocketChannel unix = SocketChannel.open(StandardProtocolFamily.UNIX);
             DatagramSocket joined = new DatagramSocket()) {
            joined.connect(server.getLocalSocketAddress());
            Socket closed = new Socket(Proxy.NO_PROXY);
            closed.close();
            SocketChannel closedChannel = SocketChannel.open();
            closedChannel.close();
            List<Executable> calls = List.of(() -> sockets.bindSocket(connected), () -> sockets.bindSocket(connecting), () -> sockets.bindSocket(subclass),
                () -> sockets.bindSocket(listenerSubclass), () -> sockets.bindSocket(asynchronous), () -> sockets.bindSocket(unix),
                () -> sockets.bindSocket(joined), () -> sockets.bindSocket(closed), () -> sockets.bindSocket(closedChannel),
                () -> sockets.bindSocket(connecting.socket()));
            for (Executable call : calls) {
                NetworkSocketException refused = assertThrows(NetworkSocketException.class, call);
                assertEquals(Reason.UNSUPPORTED, refused.failure().reason(), refused.getMessage());
                assertTrue(refused.failure().remedy().isPresent());
            }
            assertTrue(connected.isConnected() && !connected.isClosed() && connecting.isOpen());
            assertEquals(0, world.sockets().count(phone));
        }
        assertThrows(UnsupportedOperationException.class, () -> sockets.openSocketChannel(StandardProtocolFamily.UNIX));
    }

    @Test
    void aPermissionThatIsMissingIsReportedAndRefused() throws IOException {
        openOn(phone);
        assertEquals(Support.AVAILABLE, networks.capabilities(phone.id()).of(Capability.DIRECT_CONNECTION_ROUTING).support());
        world.sockets().denyDirecting();
        advance(200);
        assertEquals(Support.DENIED, networks.capabilities().of(Capability.DIRECT_CONNECTION_ROUTING).support());
        NetworkSocketException refused = assertThrows(NetworkSocketException.class, () -> session.sockets().openSocketChannel());
        assertEquals(Reason.DENIED, refused.failure().reason());
        assertEquals(Optional.of("call SimSockets.restoreDirecting()"), refused.failure().remedy());
        Socket own = kept(new Socket());
        assertEquals(Reason.DENIED, refusal(() -> session.sockets().bindSocket(own)));
        assertFalse(own.isClosed());
    }

    @Test
    void theAddressIsThatOfTheLink() throws IOException {
        openOn(phone);
        assertEquals(session.networkInterface().orElseThrow().addresses().get(0).address(),
            session.sockets().localAddress(StandardProtocolFamily.INET).orElseThrow());
        assertEquals(Optional.empty(), session.sockets().localAddress(StandardProtocolFamily.INET6));
    }

    @Test
    void afterTheEndOfTheLibraryNothingIsMade() {
        openOn(phone);
        networks.close();
        assertEquals(Reason.CLOSED, refusal(() -> session.sockets().openSocketChannel()));
        assertEquals(Reason.CLOSED, refusal(() -> session.sockets().socketFactory().createSocket()));
    }

    @Test
    void aFactoryNamesTheHostThatIsNull() {
        openOn(phone);
        SocketFactory factory = session.sockets().socketFactory();
        InetAddress local = InetAddress.getLoopbackAddress();
        for (Executable call : List.<Executable>of(() -> factory.createSocket((String) null, 1), () -> factory.createSocket((String) null, 1, local, 0),
            () -> factory.createSocket((InetAddress) null, 1), () -> factory.createSocket((InetAddress) null, 1, local, 0))) {
            assertEquals("host", assertThrows(NullPointerException.class, call).getMessage());
        }
        assertEquals(0, world.sockets().count(phone));
    }

    @Test
    void aRefusedConnectionClosesTheSocketAndSaysWhy() throws IOException {
        openOn(phone);
        int free;
        try (ServerSocket taken = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            free = taken.getLocalPort();
        }
        IOException refused = assertThrows(IOException.class,
            () -> session.sockets().socketFactory().createSocket(InetAddress.getLoopbackAddress(), free));
        assertFalse(refused instanceof NetworkSocketException, refused.toString());
        assertThrows(IllegalArgumentException.class, () -> session.sockets().socketFactory().createSocket("localhost", 70_000));
    }
}
