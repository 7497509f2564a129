package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionError;
import io.github.netsession.SessionState;
import io.github.netsession.contract.SkippingClock;
import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.SessionTrace;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sessions on real links, through the whole library: a veth end plays the access point, its other end the network behind it. */
@Tag("kernel")
class SessionOnLinkIT {

    private Networks networks;

    @BeforeEach
    void prepare() {
        Netns.clean();
        Netns.vethPair("ap0", "net0");
        Netns.ip("addr add 192.0.2.2/24 dev ap0");
        networks = Networks.open();
        assertEquals("linux", networks.backend());
    }

    @AfterEach
    void tidy() {
        networks.close();
        Netns.clean();
    }

    private NetworkSession session(String link) {
        ConfigurationId id = ConfigurationId.of("link", link);
        Await.until(() -> networks.configuration(id).isPresent());
        return networks.session(id);
    }

    private static void awaitWords(SessionTrace trace, String... expected) {
        Await.until(() -> trace.changes().size() >= expected.length);
        assertEquals(List.of(expected), trace.changes());
    }

    private void awaitState(String link, ConfigurationState state) {
        Await.until(() -> networks.configuration(ConfigurationId.of("link", link)).map(found -> found.state() == state).orElse(false));
    }

    /** A router that renumbers deprecates the old address; connections by it go on. */
    @Test
    void aSessionStaysOpenWhenItsOnlyAddressIsDeprecated() throws InterruptedException {
        Netns.ip("addr flush dev ap0");
        Netns.ip("-6 addr add 2001:db8:5::1/64 dev ap0 nodad");
        awaitState("ap0", ConfigurationState.ACTIVE);
        NetworkSession session = session("ap0");
        SessionTrace trace = SessionTrace.of(session);
        session.open();
        assertTrue(session.awaitOpened());
        Netns.ip("-6 addr change 2001:db8:5::1/64 dev ap0 preferred_lft 0");
        networks.update().join();
        assertTrue(session.isOpen() && session.state() == SessionState.CONNECTED && networks.isOnline(), () -> trace.changes().toString());
        Netns.ip("-6 addr del 2001:db8:5::1/64 dev ap0");
        Await.until(() -> !session.isOpen());
    }

    /** BGP unnumbered: the address is on lo, the neighbour has an address of the other protocol only. */
    @Test
    void aSessionOpensAtOnceOnALinkWithoutAnAddressOfItsOwn() throws InterruptedException {
        Netns.ip("addr flush dev ap0");
        awaitState("ap0", ConfigurationState.DISCOVERED);
        assertFalse(networks.isOnline());
        Netns.ip("addr add 10.50.0.39/32 dev lo");
        try {
            Netns.ip("-4 route add default via inet6 fe80::7 dev ap0");
            awaitState("ap0", ConfigurationState.ACTIVE);
            assertTrue(networks.isOnline());
            NetworkSession session = session("ap0");
            session.open();
            assertTrue(session.awaitOpened());
            Netns.ip("-4 route del default via inet6 fe80::7 dev ap0");
            Await.until(() -> !session.isOpen());
        } finally {
            Netns.ip("addr del 10.50.0.39/32 dev lo");
        }
    }

    @Test
    void openingStartsTheLinkAndTheLastCloseTakesItDownAgain() throws InterruptedException {
        Netns.ip("link set ap0 down");
        awaitState("ap0", ConfigurationState.DISCOVERED);
        NetworkSession first = session("ap0");
        NetworkSession second = session("ap0");
        SessionTrace trace = SessionTrace.of(first);
        first.open();
        second.open();
        assertTrue(first.awaitOpened() && second.awaitOpened());
        assertTrue(Netns.ip("-o link show ap0").contains(",UP"), "ip sees it up");
        second.close();
        awaitState("ap0", ConfigurationState.ACTIVE);
        first.close();
        awaitWords(trace, "CONNECTING", "CONNECTED", "opened", "closed", "CLOSING", "DISCONNECTED");
        assertFalse(Netns.ip("-o link show ap0").contains(",UP"), "ip sees it down");
    }

    @Test
    void aLinkThatWasUpBeforeStaysUp() throws InterruptedException {
        NetworkSession session = session("ap0");
        session.open();
        assertTrue(session.awaitOpened());
        session.close();
        networks.close();
        assertTrue(Netns.ip("-o link show ap0").contains(",UP"));
    }

    @Test
    void stopTakesTheLinkDownForEveryone() throws InterruptedException {
        NetworkSession victim = session("ap0");
        victim.open();
        assertTrue(victim.awaitOpened());
        SessionTrace trace = SessionTrace.of(victim);
        session("ap0").stop().join();
        awaitWords(trace, "!SESSION_ABORTED", "DISCONNECTED", "closed");
        assertFalse(Netns.ip("-o link show ap0").contains(",UP"));
    }

    @Test
    void pullingTheCableAbortsTheSession() throws InterruptedException {
        NetworkSession session = session("ap0");
        session.open();
        assertTrue(session.awaitOpened());
        SessionTrace trace = SessionTrace.of(session);
        Netns.ip("link set net0 down");
        awaitWords(trace, "!SESSION_ABORTED", "DISCONNECTED", "closed", "NOT_AVAILABLE");
    }

    private NetworkSession openedAndDormant() throws InterruptedException {
        NetworkSession session = session("ap0");
        session.open();
        assertTrue(session.awaitOpened());
        Netns.accessPoint(0).gapIntoDormancy();
        return session;
    }

    private boolean isDormant() {
        return networks.interfaces().stream().anyMatch(link -> link.name().equals("ap0") && link.carrier() && !link.operational());
    }

    /** The kernel tells of the carrier first, and works out the operational state later: a reading may fall in between. */
    @Test
    void aCarrierThatIsBackBeforeTheLinkIsOperationalIsNoLoss() throws InterruptedException {
        NetworkSession session = openedAndDormant();
        SessionTrace trace = SessionTrace.of(session);
        Await.until(this::isDormant);
        assertTrue(session.isOpen());
        Netns.accessPoint(0).wake();
        awaitState("ap0", ConfigurationState.ACTIVE);
        assertTrue(session.isOpen());
        assertEquals(List.of(), trace.changes());
    }

    @Test
    void aLinkThatDoesNotBecomeOperationalAgainAbortsTheSession() throws InterruptedException {
        SessionTrace trace = SessionTrace.of(openedAndDormant());
        awaitWords(trace, "!SESSION_ABORTED", "DISCONNECTED", "closed");
        assertTrue(isDormant());
    }

    @Test
    void losingTheAddressAbortsTheSession() throws InterruptedException {
        NetworkSession session = session("ap0");
        session.open();
        assertTrue(session.awaitOpened());
        SessionTrace trace = SessionTrace.of(session);
        Netns.ip("addr flush dev ap0");
        awaitWords(trace, "!SESSION_ABORTED", "DISCONNECTED", "closed");
    }

    @Test
    void renamingTheLinkEndsItsSessionAsInvalidAndTheNewNameIsAnother() throws InterruptedException {
        NetworkSession session = session("ap0");
        session.open();
        assertTrue(session.awaitOpened());
        SessionTrace trace = SessionTrace.of(session);
        Netns.ip("link set ap0 name other0");
        awaitWords(trace, "!SESSION_ABORTED", "INVALID", "closed");
        assertEquals(SessionState.CONNECTED, session("other0").state());
        Netns.ip("link set other0 name ap0");
        Await.until(() -> session.state() == SessionState.CONNECTED);
        assertFalse(session.isOpen());
    }

    @Test
    void movingTheLinkToAnotherNamespaceEndsItsSessionAsInvalid() throws InterruptedException, IOException {
        Process other = Netns.otherNamespace();
        try {
            NetworkSession session = session("ap0");
            session.open();
            assertTrue(session.awaitOpened());
            SessionTrace trace = SessionTrace.of(session);
            Netns.ip("link set ap0 netns " + other.pid());
            awaitWords(trace, "!SESSION_ABORTED", "INVALID", "closed");
        } finally {
            other.destroy();
        }
    }

    @Test
    void anIndexGivenToAnotherLinkDoesNotDeceiveASession() throws InterruptedException {
        int index = networks.state().networkInterface("ap0").orElseThrow().index();
        NetworkSession session = session("ap0");
        session.open();
        assertTrue(session.awaitOpened());
        SessionTrace trace = SessionTrace.of(session);
        Netns.ip("link del ap0");
        Netns.ip("link add other0 index " + index + " type veth peer name other1");
        awaitWords(trace, "!SESSION_ABORTED", "INVALID", "closed");
        assertEquals(Optional.empty(), session.networkInterface());
    }

    @Test
    void oddNamesCanBeHeldLikeAnyOther() throws InterruptedException {
        for (String name : List.of("f\u00fcnfzehn-zeich", "a=b;c&d", "-n", "$HOME", "\u7db2\u8def0", "exactly15chars_")) {
            Netns.vethPair("plain0", "plain1");
            Netns.ip("addr add 198.51.100.2/24 dev plain0");
            Netns.ip("link set plain0 down");
            Netns.sh("ip link set dev plain0 name \"" + printf(name) + "\"");
            NetworkSession session = session(name);
            Await.until(() -> session.state() == SessionState.DISCONNECTED);
            session.open();
            assertTrue(session.awaitOpened(), name);
            assertEquals(name, session.networkInterface().orElseThrow().name());
            session.close();
            Await.until(() -> session.state() == SessionState.DISCONNECTED);
            Netns.sh("ip link del dev \"" + printf(name) + "\"");
        }
    }

    /** As octal escapes, so that the locale of the test has no say in it. */
    private static String printf(String name) {
        StringBuilder octal = new StringBuilder("$(printf '");
        for (byte each : name.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            octal.append(String.format("\\%03o", each & 0xff));
        }
        return octal.append("')").toString();
    }

    @Test
    void namesThatThisKernelRefusesAreSimplyNotThere() {
        for (String name : List.of("with space", "100%")) {
            assertTrue(Netns.run("ip", "link", "set", "dev", "ap0", "name", name).exit() != 0, "the kernel took '" + name + "'");
            assertEquals(Optional.empty(), networks.configuration(ConfigurationId.of("link", name)));
            assertEquals(Optional.empty(), networks.counters(name));
        }
    }

    @Test
    void theSharedCounterIsExactToTheByteAndOutlivesTheLink() throws InterruptedException, IOException {
        NetworkSession session = session("ap0");
        session.open();
        assertTrue(session.awaitOpened());
        send(100, 1000);
        long frames = 100L * (1000 + 8 + 20 + 14);
        assertEquals(frames, session.traffic().orElseThrow().bytesWritten(), "UDP, IP and Ethernet headers included");
        assertEquals(bytesWrittenByWitness("ap0"), session.bytesWritten(), "what ip says");
        Netns.ip("link del ap0");
        Await.until(() -> session.state() == SessionState.INVALID);
        assertEquals(frames, session.traffic().orElseThrow().bytesWritten());
        long total = frames;
        Netns.vethPair("ap0", "net0");
        Netns.ip("addr add 192.0.2.2/24 dev ap0");
        Await.until(() -> session.state() == SessionState.CONNECTED);
        assertTrue(networks.counters("ap0").orElseThrow().bytesWritten() >= total, "the sum goes on over the new link");
        assertEquals(1, networks.counters("ap0").orElseThrow().epoch());
    }

    private static long bytesWrittenByWitness(String link) {
        Matcher matcher = Pattern.compile("\"tx\":\\{\"bytes\":(\\d+)").matcher(Netns.ip("-s -j link show " + link));
        assertTrue(matcher.find());
        return Long.parseLong(matcher.group(1));
    }

    /** A static neighbour makes the only packets on the link the ones that are sent here. */
    private static void send(int packets, int bytes) throws IOException {
        Netns.ip("neigh add 192.0.2.99 lladdr 02:00:00:00:00:99 dev ap0");
        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < packets; i++) {
                socket.send(new DatagramPacket(new byte[bytes], bytes, InetAddress.getByName("192.0.2.99"), 9));
            }
        }
    }

    @Test
    void withoutTheAddressOpeningFailsWithinTheConnectTimeoutAndTheLinkIsGivenBack() throws InterruptedException {
        networks.close();
        SkippingClock clock = new SkippingClock();
        networks = Networks.builder().backend(clock.under(new LinuxBackendProvider())).open();
        Netns.ip("addr flush dev ap0");
        Netns.ip("link set ap0 down");
        awaitState("ap0", ConfigurationState.DISCOVERED);
        NetworkSession session = session("ap0");
        Duration limit = session.configuration().connectTimeout();
        long begun = clock.nanos();
        session.open();
        Await.until(() -> Netns.ip("-o link show ap0").contains(",UP"));
        Await.until(() -> {
            clock.skipToNext(limit);
            return session.failure().isPresent();
        });
        Duration took = Duration.ofNanos(clock.nanos() - begun);
        assertTrue(took.compareTo(limit) >= 0 && took.compareTo(Duration.ofSeconds(40)) < 0, took + " of " + limit);
        assertFalse(session.awaitOpened(Duration.ofSeconds(40)));
        assertEquals(SessionError.UNKNOWN, session.failure().orElseThrow().error());
        Await.until(() -> !Netns.ip("-o link show ap0").contains(",UP"));
    }
}
