package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.NetworkSocketException;
import io.github.netsession.NetworkSockets;
import io.github.netsession.Networks;
import io.github.netsession.RoamingHandler;
import io.github.netsession.RoamingOffer;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionState;
import io.github.netsession.contract.SkippingClock;
import io.github.netsession.testkit.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An application tests a candidate with real packets before it accepts, and its traffic follows its session. The default route stays where it is. */
@Tag("kernel")
@Timeout(120)
class DirectRoamingIT {

    private static final int LIMIT_MILLIS = 2_000;
    private static final Duration DWELL = Duration.ofSeconds(10);
    private static final InetSocketAddress SERVER = new InetSocketAddress(FarServer.IPV4, FarServer.PORT);

    private final SkippingClock clock = new SkippingClock();
    private final List<String> tests = new CopyOnWriteArrayList<>();
    private TwoUplinks uplinks;
    private Networks networks;
    private NetworkSession session;
    private volatile RoamingOffer offer;

    /** On up0, which has the default route; up1 is the better one by its place, and has no carrier yet. */
    @BeforeEach
    void prepare() throws InterruptedException {
        uplinks = TwoUplinks.begin();
        networks = Networks.builder().backend(clock.under(new LinuxBackendProvider())).open();
        TwoUplinks.awaitActive(networks);
        uplinks.cut(1);
        Await.until(() -> !networks.configuration(TwoUplinks.id(1)).orElseThrow().isActive());
        session = networks.session(networks.defineServiceNetwork("both", List.of(TwoUplinks.id(1), TwoUplinks.id(0))));
        session.onRoaming(new Tester());
        session.open();
        assertTrue(session.awaitOpened());
        assertEquals("up0", used());
    }

    @AfterEach
    void tidy() {
        networks.close();
        uplinks.close();
    }

    private String used() {
        return session.activeConfiguration().map(NetworkConfiguration::name).orElse("nothing");
    }

    private static Socket connected(NetworkSockets sockets) throws IOException {
        Socket socket = sockets.socketFactory().createSocket();
        try {
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.connect(SERVER, LIMIT_MILLIS);
            return socket;
        } catch (IOException unreachable) {
            socket.close();
            throw unreachable;
        }
    }

    /** Sends a block and returns the address that the server saw; the connection stays open. */
    private static String ask(Socket socket) throws IOException {
        socket.getOutputStream().write(new byte[FarServer.BLOCK_BYTES]);
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine();
    }

    private static String seenBy(NetworkSockets sockets) throws IOException {
        try (Socket socket = connected(sockets)) {
            return ask(socket);
        }
    }

    /** Takes every offer, and accepts what answers. */
    private final class Tester implements RoamingHandler {
        @Override
        public void preferred(RoamingOffer better) {
            session.migrate();
        }

        @Override
        public void activated(RoamingOffer candidate) {
            offer = candidate;
            CompletableFuture.runAsync(() -> {
                try {
                    tests.add("the server saw " + seenBy(candidate.sockets()));
                    session.accept();
                } catch (IOException leadsNowhere) {
                    tests.add("nobody answered");
                    session.reject();
                }
            });
        }
    }

    private void awaitTest() {
        Await.until(() -> {
            clock.skipToNext(DWELL);
            return !tests.isEmpty();
        });
        Await.until(() -> session.state() == SessionState.CONNECTED);
    }

    @Test
    void aCandidateThatAnswersIsAcceptedAndNewSocketsGoByIt() throws IOException {
        try (Socket old = connected(session.sockets())) {
            assertEquals(TwoUplinks.address(0), ask(old));
            uplinks.mend(1);
            awaitTest();
            assertEquals(List.of("the server saw " + TwoUplinks.address(1)), tests);
            assertEquals("up1", used());
            long before = TwoUplinks.packetsSent(0);
            assertEquals(TwoUplinks.address(1), seenBy(session.sockets()));
            assertEquals(before, TwoUplinks.packetsSent(0), "packets by the link that the session has left");
            assertEquals(TwoUplinks.address(0), ask(old), "made before, and the link is still up");
        }
        assertTrue(session.traffic().orElseThrow().bytesWritten() > 2 * FarServer.BLOCK_BYTES);
    }

    @Test
    void aCandidateThatLeadsNowhereIsRejectedThoughAPlainSocketFindsTheServer() throws IOException {
        try (Socket old = connected(session.sockets())) {
            assertEquals(TwoUplinks.address(0), ask(old));
            uplinks.far("addr flush dev far1");
            uplinks.mend(1);
            awaitTest();
            assertEquals(List.of("nobody answered"), tests);
            assertEquals("up0", used());
            assertEquals(TwoUplinks.address(0), ask(old), "undisturbed");
            try (Socket plain = new Socket()) {
                plain.connect(SERVER, LIMIT_MILLIS);
                plain.setSoTimeout(LIMIT_MILLIS);
                assertEquals(TwoUplinks.address(0), ask(plain), "such a test would have passed");
            }
            assertEquals(SessionFailure.Reason.NOT_READY, assertThrows(NetworkSocketException.class,
                () -> offer.sockets().openSocketChannel()).failure().reason());
        }
    }
}
