package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.RoamingHandler;
import io.github.netsession.RoamingOffer;
import io.github.netsession.spi.BackendException;
import io.github.netsession.testkit.SessionTrace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What real Wi-Fi does that the plain model does not: each of these has ended sessions, or moved them for ever, on a real radio stack. */
@Tag("sim")
class OnAirTest {

    /** How long NetworkManager waits for a carrier: on Wi-Fi, on a cable. */
    private static final Duration WIFI_PATIENCE = Duration.ofSeconds(15);
    private static final Duration CABLE_PATIENCE = Duration.ofSeconds(6);
    /** So long after its radio is free it has scanned. */
    private static final Duration SCAN = Duration.ofSeconds(4);
    private static final Duration ROAM = Duration.ofMillis(50);

    private final SimWorld world = new SimWorld();
    private final SimDevice radio = world.device("wlan0", Bearer.WLAN);
    private final SimAccessPoint home = managed(world.accessPoint("home", radio).traffic(1000, 0), WIFI_PATIENCE);
    private final SimAccessPoint cafe = managed(world.accessPoint("cafe", radio), WIFI_PATIENCE);
    private final SimAccessPoint phone = managed(world.accessPoint("phone", Bearer.WLAN).metered(Metered.YES), WIFI_PATIENCE);
    private final SimAccessPoint dock = managed(world.accessPoint("dock", Bearer.ETHERNET), CABLE_PATIENCE);
    private final Networks networks = world.open();

    private static SimAccessPoint managed(SimAccessPoint accessPoint, Duration givesUpAfter) {
        accessPoint.air().managed(givesUpAfter);
        return accessPoint;
    }

    @AfterEach
    void closeAndLeaveNothingUp() {
        networks.close();
        seconds(60);
        assertTrue(List.of(home, cafe, phone, dock).stream().noneMatch(SimAccessPoint::isUp), "everything that was started is given back");
    }

    private void seconds(double seconds) {
        world.advance(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    private NetworkSession over(SimAccessPoint... members) {
        seconds(1);
        NetworkConfiguration network = networks.defineServiceNetwork("network", List.of(members).stream().map(SimAccessPoint::id).toList());
        return networks.session(network);
    }

    private NetworkSession on(SimAccessPoint accessPoint) {
        seconds(1);
        return networks.session(networks.configuration(accessPoint.id()).orElseThrow());
    }

    /** Open, and nothing of that is in the trace. */
    private SessionTrace opened(NetworkSession session) {
        session.open();
        seconds(2);
        assertTrue(session.isOpen());
        SessionTrace trace = SessionTrace.of(session);
        trace.since();
        return trace;
    }

    private static String used(NetworkSession session) {
        return session.activeConfiguration().map(NetworkConfiguration::name).orElse("nothing");
    }

    @Nested
    class AGap {

        @Test
        void ofAMomentIsNoLossWhoeverManagesIt() {
            SimAccessPoint bare = world.accessPoint("bare", Bearer.ETHERNET);
            for (SimAccessPoint accessPoint : List.of(home, dock, bare)) {
                NetworkSession session = on(accessPoint);
                SessionTrace trace = opened(session);
                for (int i = 0; i < 5; i++) {
                    accessPoint.air().gap(ROAM);
                    seconds(1);
                }
                accessPoint.air().gap(Duration.ofMillis(2_900));
                seconds(10);
                assertEquals("", trace.since(), accessPoint::name);
                assertTrue(session.isOpen() && accessPoint.isUp(), accessPoint::name);
                session.close();
                seconds(1);
            }
        }

        @Test
        void doesNotStopTheCounters() {
            NetworkSession session = on(home);
            opened(session);
            long before = session.traffic().bytesReceived();
            home.air().gap(ROAM);
            seconds(10);
            assertEquals(before + 10_000, session.traffic().bytesReceived());
        }

        @Test
        void endsASessionWhenTheServiceGivesUp() {
            NetworkSession session = on(home);
            SessionTrace trace = opened(session);
            home.air().off(true);
            seconds(14);
            assertEquals("", trace.since());
            seconds(2);
            assertEquals("!SESSION_ABORTED DISCONNECTED closed", trace.since());
        }

        @Test
        void doesNotMoveAWiFiSessionThatCouldMove() {
            NetworkSession session = over(home, phone);
            SessionTrace trace = opened(session);
            home.air().gap(ROAM);
            seconds(20);
            assertEquals("", trace.since());
            assertEquals("home", used(session));
        }

        @Test
        void thatLastsMovesAWiFiSessionBesideTheOldOne() {
            NetworkSession session = over(home, phone);
            SessionTrace trace = opened(session);
            home.air().off(true);
            seconds(3.3);
            assertEquals("ROAMING preferred", trace.since());
            assertTrue(home.isUp(), "the old one is still held");
            seconds(1);
            assertEquals("policies:[NO_BACKGROUND_TRAFFIC] activated CONNECTED", trace.since().replace("activated policies:[NO_BACKGROUND_TRAFFIC]",
                "policies:[NO_BACKGROUND_TRAFFIC] activated"));
            assertEquals("phone", used(session));
        }

        @Test
        void thatEndsDropsTheMoveThatItBegan() {
            phone.startDelay(Duration.ofSeconds(5));
            NetworkSession session = over(home, phone);
            SessionTrace trace = opened(session);
            home.air().gap(Duration.ofSeconds(5));
            seconds(4);
            assertEquals("ROAMING preferred", trace.since());
            seconds(3);
            assertEquals("CONNECTED", trace.since());
            assertEquals("home", used(session));
            seconds(10);
            assertFalse(phone.isUp());
        }

        @Test
        void onTheOnlyRadioIsWaitedForUntilTheServiceGivesUp() {
            NetworkSession session = over(home, cafe);
            SessionTrace trace = opened(session);
            home.air().gap(Duration.ofSeconds(10));
            seconds(20);
            assertEquals("", trace.since());
        }

        @Test
        void ofACableMovesAtOnceAndComesBackByTheUsualRules() {
            NetworkSession session = over(dock, home);
            SessionTrace trace = opened(session);
            dock.outOfRange();
            seconds(1);
            assertEquals("ROAMING preferred activated CONNECTED", trace.since());
            assertEquals("home", used(session));
            dock.inRange();
            seconds(9);
            assertEquals("home", used(session));
            seconds(3);
            assertEquals("dock", used(session));
        }

        @Test
        void ofACableWithoutAnotherNetworkIsWaitedFor() {
            NetworkSession session = over(dock);
            SessionTrace trace = opened(session);
            dock.air().gap(Duration.ofSeconds(5));
            seconds(20);
            assertEquals("", trace.since());
        }

        @Test
        void isAskedAboutOnceAndTheAnswerHoldsUntilTheLoss() {
            NetworkSession session = over(dock, home);
            RoamingStory.Asked asked = new RoamingStory.Asked();
            session.roaming(asked);
            SessionTrace trace = opened(session);
            dock.outOfRange();
            seconds(1);
            assertEquals("preferred dock>home REPLACEMENT", asked.since());
            session.ignore();
            seconds(4);
            assertEquals("", asked.since());
            assertEquals("ROAMING preferred CONNECTED", trace.since());
            seconds(4);
            assertEquals("!SESSION_ABORTED DISCONNECTED closed", trace.since().replace("ROAMING ", ""));
        }
    }

    @Nested
    class ACandidate {

        @Test
        void thatIsRejectedAndWhoseCostIsOnlyGuessedIsLeftOutForLongerAndLonger() {
            for (SimAccessPoint candidate : List.of(cafe, phone)) {
                candidate.metered(Metered.UNKNOWN).signal(90).air().guessedCost(Metered.GUESSED_YES);
                home.signal(50).air().guessedCost(Metered.GUESSED_YES);
                assertEquals(4, rejections(home, candidate), candidate::name);
            }
        }

        /** How often an application that migrates and then rejects is offered the candidate in 15 minutes. */
        private int rejections(SimAccessPoint current, SimAccessPoint candidate) {
            AtomicInteger offers = new AtomicInteger();
            current.up();
            NetworkSession session = over(current, candidate);
            session.roaming(new RoamingHandler() {
                @Override
                public void preferred(RoamingOffer offer) {
                    offers.incrementAndGet();
                    session.migrate();
                }

                @Override
                public void activated(RoamingOffer offer) {
                    session.reject();
                }
            });
            session.open();
            seconds(15 * 60);
            assertTrue(session.isOpen());
            assertEquals(current.name(), used(session));
            session.close();
            current.down();
            seconds(2);
            return offers.get();
        }

        @Test
        void behindAPortalIsTriedFourTimesInFifteenMinutes() {
            home.signal(50).up().connectivity(Connectivity.INTERNET).air().guessedCost(Metered.GUESSED_NO);
            cafe.signal(90).portal().air().guessedCost(Metered.GUESSED_NO);
            NetworkSession session = over(home, cafe);
            SessionTrace trace = opened(session);
            seconds(15 * 60);
            assertEquals("home", used(session));
            assertTrue(trace.since().split("activated").length - 1 <= 4);
            home.down();
        }

        @Test
        void asStrongAsThePresentOneIsNotMovedTo() {
            home.signal(80);
            cafe.signal(80);
            NetworkSession session = over(home, cafe);
            SessionTrace trace = opened(session);
            seconds(600);
            assertEquals("", trace.since());
        }

        @Test
        void measuredOnAnotherScaleIsMovedToOnceAtTheMost() {
            home.air().signals(80, 100);
            cafe.air().signals(80, 100);
            NetworkSession session = over(home, cafe);
            SessionTrace trace = opened(session);
            seconds(600);
            assertTrue(trace.since().split("activated", -1).length - 1 <= 1, "in use it is no stronger than the other was in use");
            assertTrue(session.isOpen());
        }

        @Test
        void thatDiesInTheHandshakeLeavesTheSessionWhereItIs() {
            home.signal(50);
            cafe.signal(90).failStarts(new BackendException(BackendException.Kind.TEMPORARY, "sim.start", "no answer in the handshake"));
            NetworkSession session = over(home, cafe);
            SessionTrace trace = opened(session);
            cafe.air().off(true);
            seconds(60);
            assertEquals("home", used(session));
            assertTrue(session.isOpen());
            assertTrue(trace.since().split("preferred", -1).length - 1 <= 1);
        }
    }

    @Nested
    class ALoss {

        @Test
        void afterMinutesWithoutAScanFindsWhatTheSystemHadForgotten() {
            NetworkSession session = over(home, cafe);
            SessionTrace trace = opened(session);
            cafe.air().forgotten(SCAN);
            seconds(600);
            assertEquals("", trace.since());
            home.air().off(true);
            seconds(16);
            assertEquals("ROAMING", trace.since());
            seconds(6);
            assertEquals("preferred activated CONNECTED", trace.since());
            assertEquals("cafe", used(session));
        }

        @Test
        void withNothingElseIsSearchedForTwentySecondsAndThenEndsTheSession() {
            NetworkSession session = over(home, cafe);
            SessionTrace trace = opened(session);
            cafe.outOfRange();
            home.air().off(true);
            seconds(16);
            assertEquals("ROAMING", trace.since());
            seconds(17);
            assertEquals("", trace.since());
            seconds(3);
            assertEquals("!SESSION_ABORTED DISCONNECTED closed", trace.since());
        }

        @Test
        void thatIsSeenAgainWhileTheSessionSearchesIsTakenAgain() {
            NetworkSession session = over(home);
            SessionTrace trace = opened(session);
            home.air().off(true);
            seconds(20);
            assertEquals("ROAMING", trace.since());
            home.air().off(false);
            seconds(2);
            assertEquals("CONNECTED", trace.since());
            assertEquals("home", used(session));
        }

        @Test
        void thatGaveWayIsACandidateAllTheTime() {
            home.signal(50);
            cafe.signal(90);
            NetworkSession session = over(home, cafe);
            home.up();
            opened(session);
            seconds(12);
            assertEquals("cafe", used(session));
            cafe.signal(20);
            seconds(12);
            assertEquals("home", used(session));
            home.down();
        }

        @Test
        void isNotGoneBackToUntilItIsSeenAgain() {
            home.signal(90);
            cafe.signal(60);
            NetworkSession session = over(home, cafe);
            SessionTrace trace = opened(session);
            home.air().off(true);
            seconds(20);
            assertEquals("cafe", used(session));
            trace.since();
            seconds(180);
            assertEquals("", trace.since(), "it is listed all the time, and was not seen");
            home.air().off(false);
            seconds(13);
            assertEquals("home", used(session));
        }

        @Test
        void toAnotherOneOnItsRadioIsToldAsThat() {
            NetworkSession session = on(home);
            opened(session);
            cafe.up();
            seconds(1);
            assertFalse(session.isOpen());
            assertEquals("sim:home was lost: sim:cafe has taken its radio", session.failure().orElseThrow().message());
            cafe.down();
        }

        @Test
        void ofAnAccessPointThatTheSystemDoesNotDateIsLeftOutForAMinute() {
            SimAccessPoint plain = world.accessPoint("plain", Bearer.ETHERNET);
            NetworkSession session = over(plain, home);
            SessionTrace trace = opened(session);
            plain.down();
            seconds(2);
            assertEquals("home", used(session));
            trace.since();
            seconds(50);
            assertEquals("", trace.since(), "somebody has switched it off");
        }
    }
}
