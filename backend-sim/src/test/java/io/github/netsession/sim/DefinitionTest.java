package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.NetworksEvent;
import io.github.netsession.NetworksListener;
import io.github.netsession.RoamingPolicy;
import io.github.netsession.SessionException;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionState;
import io.github.netsession.testkit.SessionTrace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a definition of a service network decides: its order, its policy, and what becomes of its sessions when it changes or is removed. */
@Tag("sim")
class DefinitionTest extends RoamingStory {

    private NetworkConfiguration define(SimAccessPoint... accessPoints) {
        return networks.defineServiceNetwork("internet", ids(accessPoints));
    }

    @Nested
    class TheOrder {

        @Test
        void decidesAgainstTheBearer() {
            define(phone, wifi);
            session.onRoaming(asked);
            openOn(wifi);
            seconds(DWELL + 1);
            assertEquals("preferred wifi>phone UPGRADE", asked.since());
        }

        @Test
        void decidesWhatIsOpenedFirst() {
            define(phone, wifi);
            session.open();
            seconds(2);
            assertEquals("phone", used());
            seconds(10 * DWELL);
            assertEquals("phone", used());
        }

        @Test
        void decidesAgainstAStrongerSignal() {
            SimAccessPoint far = world.accessPoint("far", Bearer.WLAN).signal(50);
            SimAccessPoint near = world.accessPoint("near", Bearer.WLAN).signal(100);
            advance(200);
            define(far, near);
            session.open();
            seconds(2 * DWELL);
            assertEquals("far", used());
        }

        @Test
        void isNotAskedWhereThePolicyRanksByBearerAndSignal() {
            networks.defineServiceNetwork("internet", ids(phone, wifi),
                RoamingPolicy.builder().ranking(RoamingPolicy.Ranking.BEARER_AND_SIGNAL).build());
            session.open();
            seconds(2);
            assertEquals("wifi", used());
            seconds(10 * DWELL);
            assertEquals("wifi", used());
        }
    }

    @Test
    void twoWhoseCostIsKnownOnlyWhileTheyAreUpAreNotExchangedForEver() {
        wifi.air().guessedCost(Metered.GUESSED_YES);
        phone.air().guessedCost(Metered.GUESSED_NO);
        phone.outOfRange();
        advance(200);
        session.open();
        seconds(2);
        phone.inRange();
        trace.since();
        seconds(600);
        assertEquals("phone", used());
        assertEquals(1, trace.since().split("activated", -1).length - 1);
    }

    @Nested
    class ThePolicy {

        @Test
        void hasTheDwellTimeAndTheDecisionTime() {
            networks.defineServiceNetwork("internet", ids(wifi, phone),
                RoamingPolicy.builder().dwell(Duration.ofSeconds(2)).decisionTime(Duration.ofSeconds(3)).build());
            betterWifi();
            seconds(1);
            assertEquals("", asked.since());
            seconds(1);
            assertEquals("preferred phone>wifi UPGRADE", asked.since());
            seconds(2);
            assertEquals(SessionState.ROAMING, session.state());
            seconds(1);
            assertEquals(SessionState.CONNECTED, session.state(), "no answer is no");
        }

        @Test
        void thatIsReplacedHoldsForTheSessionsAtOnce() {
            betterWifi();
            seconds(5);
            networks.defineServiceNetwork("internet", ids(wifi, phone), RoamingPolicy.builder().dwell(Duration.ofSeconds(4)).build());
            assertEquals("preferred phone>wifi UPGRADE", asked.since());
        }

        @Test
        void staysIfTheNameIsDefinedAgainWithoutOne() {
            networks.defineServiceNetwork("internet", ids(wifi, phone), RoamingPolicy.builder().dwell(Duration.ofSeconds(2)).build());
            define(wifi, phone);
            betterWifi();
            seconds(2);
            assertEquals("preferred phone>wifi UPGRADE", asked.since());
        }

        @Test
        void endsWithTheServiceNetwork() {
            networks.defineServiceNetwork("internet", ids(wifi, phone), RoamingPolicy.builder().dwell(Duration.ofSeconds(2)).build());
            networks.removeServiceNetwork(internet.id());
            define(wifi, phone);
            betterWifi();
            seconds(DWELL - 1);
            assertEquals("", asked.since());
            seconds(1);
            assertEquals("preferred phone>wifi UPGRADE", asked.since());
        }

        @Test
        void thatIsReplacedIsNotLostOnASessionThatComesAtTheSameTime() {
            NetworkConfiguration slow = networks.defineServiceNetwork("internet", ids(wifi, phone),
                RoamingPolicy.builder().dwell(Duration.ofMinutes(5)).build());
            betterWifi();
            seconds(20);
            assertEquals("", asked.since());
            // Turns that a listener asks for come after it, so the new session finds the new policy first.
            networks.listen(new NetworksListener() {
                @Override
                public void accept(NetworksEvent event) {
                    if (event instanceof NetworksEvent.Present) {
                        networks.session(slow);
                        networks.defineServiceNetwork("internet", ids(wifi, phone), RoamingPolicy.builder().dwell(Duration.ofSeconds(1)).build());
                    }
                }
            });
            advance(10);
            assertEquals("preferred phone>wifi UPGRADE", asked.since());
        }

        @Test
        void hasTheTimeForWhichADeclinedCandidateIsLeftOut() {
            networks.defineServiceNetwork("internet", ids(wifi, phone), RoamingPolicy.builder().patience(Duration.ofSeconds(30)).build());
            offered();
            assertTrue(session.ignore());
            asked.since();
            seconds(29);
            assertEquals("", asked.since());
            seconds(2);
            assertEquals("preferred phone>wifi UPGRADE", asked.since());
        }
    }

    @Nested
    class ARedefinitionWithoutTheCandidate {

        @Test
        void withdrawsTheOffer() {
            offered();
            define(phone);
            assertEquals("ROAMING preferred CONNECTED", trace.since());
            assertFalse(session.migrate());
            assertEquals("phone", used());
        }

        @Test
        void withdrawsTheStart() {
            wifi.startDelay(Duration.ofSeconds(5));
            offered();
            session.migrate();
            seconds(1);
            define(phone);
            assertEquals("ROAMING preferred CONNECTED", trace.since());
            seconds(6);
            assertEquals("phone", used());
            assertFalse(isUp(wifi), "nobody wants it");
        }

        @Test
        void withdrawsTheTrial() {
            activated();
            define(phone);
            assertEquals("CONNECTED", trace.since());
            assertFalse(session.accept());
            seconds(1);
            assertEquals("phone", used());
            assertFalse(isUp(wifi));
        }
    }

    @Nested
    class ARemoval {

        @Test
        void endsAnOpenSessionAndReleasesItsAccessPoint() {
            openOn(phone);
            assertTrue(networks.removeServiceNetwork(internet.id()));
            assertEquals("!SESSION_ABORTED INVALID closed", trace.since());
            assertEquals(SessionFailure.Reason.GONE, session.failure().orElseThrow().reason());
            seconds(1);
            assertFalse(isUp(phone));
            assertFalse(networks.removeServiceNetwork(internet.id()), "it is gone");
            assertTrue(networks.configuration(internet.id()).isEmpty());
        }

        @Test
        void endsAnOpening() {
            wifi.startDelay(Duration.ofSeconds(5));
            var opening = session.open();
            seconds(1);
            networks.removeServiceNetwork(internet.id());
            SessionException failure = (SessionException) assertThrows(CompletionException.class, opening::join).getCause();
            assertEquals(SessionFailure.Reason.GONE, failure.failure().reason());
            assertEquals(SessionState.INVALID, session.state());
            seconds(6);
            assertFalse(isUp(wifi));
        }

        @Test
        void whileTheLibraryClosesLeavesNothingUp() {
            wifi.startDelay(Duration.ofSeconds(5)).stopDelay(Duration.ofSeconds(2));
            session.open();
            seconds(1);
            networks.removeServiceNetwork(internet.id());
            advance(4_200);
            assertTrue(wifi.isUp(), "the stop is under way");
            networks.close();
            assertFalse(wifi.isUp());
        }

        @Test
        void endsATrialOnBothAccessPoints() {
            activated();
            networks.removeServiceNetwork(internet.id());
            assertEquals("!SESSION_ABORTED INVALID closed", trace.since());
            seconds(1);
            assertFalse(isUp(wifi));
            assertFalse(isUp(phone));
        }

        @Test
        void makesAClosedSessionInvalidUntilTheNameIsDefinedAgain() {
            networks.removeServiceNetwork(internet.id());
            assertEquals(SessionState.INVALID, session.state());
            define(wifi, phone);
            assertEquals(SessionState.DISCONNECTED, session.state());
            session.open();
            seconds(2);
            assertTrue(session.isOpen());
        }

        @Test
        void ofWhatIsNoServiceNetworkChangesNothing() {
            assertFalse(networks.removeServiceNetwork(phone.id()));
            assertFalse(networks.removeServiceNetwork(new ConfigurationId("group:other")));
            assertTrue(networks.configuration(phone.id()).isPresent());
        }

        @Test
        void leavesOthersOnTheSameAccessPointAlone() {
            NetworkConfiguration office = networks.defineServiceNetwork("office", List.of(phone.id()));
            NetworkSession other = networks.session(office);
            SessionTrace otherTrace = SessionTrace.of(other);
            openOn(phone);
            other.open();
            seconds(1);
            otherTrace.since();
            networks.removeServiceNetwork(internet.id());
            seconds(1);
            assertEquals("", otherTrace.since());
            assertTrue(isUp(phone));
        }
    }
}
