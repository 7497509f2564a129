package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.RoamingHandler;
import io.github.netsession.RoamingOffer;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionListener;
import io.github.netsession.SessionState;
import io.github.netsession.contract.SkippingClock;
import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.ChildProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Roaming on real links, through the whole library: two veth ends are the access points, and behind both, in another network
 * namespace, a server sends an application's data stream back. What the stream sees of a move is measured.
 */
@Tag("kernel")
@Timeout(120)
class RoamingOnLinksIT {

    private static final String OVER_AP0 = "192.0.2.1";
    private static final String OVER_AP1 = "198.51.100.1";
    private static final Duration DWELL = Duration.ofSeconds(10);

    private final SkippingClock clock = new SkippingClock();
    private ChildProgram network;
    private Networks networks;
    private NetworkSession session;
    private final List<String> words = new CopyOnWriteArrayList<>();

    @BeforeEach
    void prepare() throws IOException {
        Netns.clean();
        List<String> command = new ArrayList<>(List.of("unshare", "-n"));
        command.addAll(ChildProgram.javaCommand(List.of(), EchoServer.class));
        network = ChildProgram.start(command);
        assertEquals("ready", network.answer());
        accessPoint("ap0", "net0", "192.0.2.2", OVER_AP0);
        accessPoint("ap1", "net1", "198.51.100.2", OVER_AP1);
        Netns.ip("link set ap1 down");
        networks = Networks.builder().backend(clock.under(new LinuxBackendProvider())).open();
        awaitState("ap0", ConfigurationState.ACTIVE);
        awaitState("ap1", ConfigurationState.DISCOVERED);
        // Both are Ethernet, so that the order of definition decides: ap1 is the better one.
        NetworkConfiguration both = networks.defineServiceNetwork("both", List.of(id("ap1"), id("ap0")));
        session = networks.session(both);
        session.listen(new Words());
    }

    @AfterEach
    void tidy() {
        if (networks != null) {
            networks.close();
        }
        network.kill();
        Netns.clean();
    }

    private void accessPoint(String near, String far, String nearAddress, String farAddress) {
        Netns.ip("link add " + near + " type veth peer name " + far);
        Netns.ip("link set " + near + " addrgenmode none");
        Netns.ip("link set " + far + " netns " + network.pid());
        inNetwork("link set " + far + " addrgenmode none");
        inNetwork("addr add " + farAddress + "/24 dev " + far);
        inNetwork("link set " + far + " up");
        Netns.ip("addr add " + nearAddress + "/24 dev " + near);
        Netns.ip("link set " + near + " up");
        Await.until(() -> Netns.ip("-o link show " + near).contains("state UP"));
    }

    private void inNetwork(String ip) {
        Netns.sh("nsenter --target " + network.pid() + " --net ip " + ip);
    }

    private static ConfigurationId id(String link) {
        return ConfigurationId.of("link", link);
    }

    private void awaitState(String link, ConfigurationState state) {
        Await.until(() -> networks.configuration(id(link)).map(found -> found.state() == state).orElse(false));
    }

    private void awaitWord(String word) {
        Await.until(() -> words.contains(word), () -> word + " in " + words);
    }

    /** The other access point has to have been better for ten seconds before it is offered: as it is, before and while the clock is set forward. */
    private void awaitOffer(EchoStream stream) {
        Await.until(() -> stream.echoes() > 1_000);
        Await.until(() -> {
            clock.skipToNext(DWELL);
            return words.contains("ROAMING");
        });
    }

    /** A getter may know what the listener is only just being told. */
    private void assertWords(String... expected) {
        Await.until(() -> words.size() - words.indexOf("CONNECTED") >= expected.length);
        List<String> told = List.copyOf(words);
        assertEquals(List.of(expected), told.subList(told.indexOf("CONNECTED"), told.size()));
    }

    private String used() {
        return session.activeConfiguration().map(NetworkConfiguration::name).orElse("nothing");
    }

    private static void report(String what, EchoStream stream, int since) {
        System.out.println(String.format(Locale.ROOT, "%s: a TCP echo was without an answer for %.1f ms at most (%.1f ms in the time before)",
            what, stream.longestGapMillis(since, stream.echoes()), stream.longestGapMillis(0, since)));
    }

    @Test
    void aBetterAccessPointIsStartedTestedAndAcceptedWhileTheStreamGoesOn() throws Exception {
        session.open();
        assertTrue(session.awaitOpened());
        assertEquals("ap0", used());
        try (EchoStream stream = new EchoStream(EchoStream.Connection.to(OVER_AP0))) {
            session.onRoaming(new Answers() {
                @Override
                public void activated(RoamingOffer offer) {
                    try {
                        EchoStream.Connection next = EchoStream.Connection.to(OVER_AP1);
                        next.echo(-1);
                        stream.moveTo(next);
                        session.accept();
                    } catch (IOException unusable) {
                        throw new UncheckedIOException(unusable);
                    }
                }
            });
            awaitOffer(stream);
            int before = stream.echoes();
            awaitWord("activated");
            assertWords("CONNECTED", "opened", "ROAMING", "preferred ap0>ap1 UPGRADE", "activated", "CONNECTED");
            int moved = stream.echoes();
            Await.until(() -> stream.echoes() > moved + 100);
            report("migrate and accept", stream, before);
        }
        assertEquals("ap1", used());
        assertTrue(session.traffic().orElseThrow().bytesReceived() > 0);
        awaitState("ap0", ConfigurationState.ACTIVE);
        session.close();
        awaitState("ap1", ConfigurationState.DISCOVERED);
        assertFalse(Netns.ip("-o link show ap1").contains(",UP"), "what a session started goes down with the last one");
        assertTrue(Netns.ip("-o link show ap0").contains(",UP"), "what was up before stays up");
    }

    @Test
    void anAccessPointThatFailsTheTestIsRejectedAndTheStreamSeesNothingOfIt() throws Exception {
        inNetwork("addr del " + OVER_AP1 + "/24 dev net1");
        session.open();
        assertTrue(session.awaitOpened());
        try (EchoStream stream = new EchoStream(EchoStream.Connection.to(OVER_AP0))) {
            session.onRoaming(new Answers() {
                @Override
                public void activated(RoamingOffer offer) {
                    try {
                        EchoStream.Connection.to(OVER_AP1).close();
                        session.accept();
                    } catch (IOException asExpected) {
                        words.add("test failed");
                        session.reject();
                    }
                }
            });
            awaitOffer(stream);
            int before = stream.echoes();
            awaitWord("test failed");
            awaitState("ap1", ConfigurationState.DISCOVERED);
            assertEquals("ap0", used());
            assertTrue(session.isOpen());
            int after = stream.echoes();
            Await.until(() -> stream.echoes() > after + 100);
            report("migrate and reject", stream, before);
        }
        assertFalse(Netns.ip("-o link show ap1").contains(",UP"));
    }

    @Test
    void whenTheCableIsPulledTheSessionGoesOnWithTheOtherAccessPoint() throws Exception {
        session.open();
        assertTrue(session.awaitOpened());
        try (EchoStream stream = new EchoStream(EchoStream.Connection.to(OVER_AP0))) {
            Await.until(() -> stream.echoes() > 100);
            session.listen(new SessionListener() {
                @Override
                public void stateChanged(SessionEvent.StateChanged event) {
                    if (event.state() == SessionState.CONNECTED) {
                        try {
                            stream.moveTo(EchoStream.Connection.to(OVER_AP1));
                        } catch (IOException unusable) {
                            throw new UncheckedIOException(unusable);
                        }
                    }
                }
            });
            int before = stream.echoes();
            inNetwork("link set net0 down");
            awaitWord("activated");
            Await.until(() -> session.state() == SessionState.CONNECTED && stream.echoes() > before + 100);
            report("cable pulled", stream, before);
        }
        assertEquals("ap1", used());
        assertWords("CONNECTED", "opened", "ROAMING", "preferred ap0>ap1 REPLACEMENT", "activated", "CONNECTED");
    }

    /** Takes every offer. */
    private abstract class Answers implements RoamingHandler {
        @Override
        public void preferred(RoamingOffer offer) {
            session.migrate();
        }
    }

    private final class Words implements SessionListener {
        @Override
        public void present(SessionEvent.Present event) {
            words.add(event.state().name());
        }

        @Override
        public void stateChanged(SessionEvent.StateChanged event) {
            words.add(event.state().name());
        }

        @Override
        public void opened(SessionEvent.Opened event) {
            words.add("opened");
        }

        @Override
        public void closed(SessionEvent.Closed event) {
            words.add("closed");
        }

        @Override
        public void failed(SessionEvent.Failed event) {
            words.add(event.failure().toString());
        }

        @Override
        public void preferred(SessionEvent.Preferred event) {
            words.add("preferred " + event.offer().current().name() + '>' + event.offer().candidate().name() + ' ' + event.offer().reason());
        }

        @Override
        public void activated(SessionEvent.Activated event) {
            words.add("activated");
        }
    }
}
