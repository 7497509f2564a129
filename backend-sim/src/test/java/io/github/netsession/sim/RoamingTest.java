package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.NetworkSession;
import io.github.netsession.Registration;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionListener;
import io.github.netsession.SessionProperty;
import io.github.netsession.SessionState;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Roaming with two devices, so that the old access point stays up until the new one is accepted. The times are the policy's. */
@Tag("sim")
class RoamingTest extends RoamingStory {

    @Nested
    class ABetterAccessPoint {

        @Test
        void isOfferedAfterItHasStayedBetterForTheDwellTime() {
            betterWifi();
            seconds(DWELL - 1);
            assertEquals("", asked.since());
            seconds(1);
            assertEquals("preferred phone>wifi UPGRADE", asked.since());
            assertEquals("ROAMING preferred", trace.since());
            assertEquals(SessionState.ROAMING, session.state());
            assertTrue(session.isOpen());
            assertEquals("phone", used());
            assertTrue(asked.last().isMakeBeforeBreak());
            assertFalse(asked.last().isSeamless());
            assertFalse(isUp(wifi), "nothing is started before it is asked for");
        }

        @Test
        void thatWasThereBeforeTheSessionOpenedIsOfferedToo() {
            phone.up();
            advance(200);
            session.onRoaming(asked);
            session.open();
            seconds(DWELL);
            assertEquals("preferred phone>wifi UPGRADE", asked.since());
        }

        @Test
        void thatComesAndGoesIsNotOffered() {
            betterWifi();
            for (int i = 0; i < 20; i++) {
                seconds(DWELL - 2);
                wifi.outOfRange();
                seconds(1);
                wifi.inRange();
            }
            assertEquals("", asked.since());
            assertEquals("", trace.since());
        }

        @Test
        void thatIsTakenComesUpIsTestedAndThenReplacesTheOldOne() {
            activated();
            assertTrue(isUp(wifi) && isUp(phone), "make before break");
            assertEquals("phone", used());
            assertTrue(session.accept());
            assertEquals("CONNECTED", trace.since());
            assertEquals("wifi", used());
            assertEquals(Optional.of(wifi.id()), session.property(SessionProperty.ACTIVE_CONFIGURATION));
            seconds(1);
            assertFalse(isUp(phone), "nobody holds it any more");
            session.close();
            seconds(1);
            assertFalse(isUp(wifi));
        }

        @Test
        void thatIsUpAlreadyIsActivatedAtOnce() {
            betterWifi();
            wifi.up();
            seconds(DWELL);
            assertTrue(session.migrate());
            assertEquals("preferred phone>wifi UPGRADE, activated phone>wifi UPGRADE", asked.since());
            session.accept();
            session.close();
            seconds(1);
            assertTrue(isUp(wifi), "it was up before");
        }

        @Test
        void thatIsRejectedGoesDownAgainAndTheSessionStays() {
            activated();
            assertTrue(session.reject());
            assertEquals("CONNECTED", trace.since());
            assertEquals("phone", used());
            seconds(1);
            assertFalse(isUp(wifi));
            assertTrue(isUp(phone));
        }

        @Test
        void thatIsIgnoredIsLeftOutForAMinuteAndThenForTwo() {
            offered();
            assertTrue(session.ignore());
            assertEquals("ROAMING preferred CONNECTED", trace.since());
            seconds(59);
            assertEquals("", trace.since());
            seconds(1);
            assertEquals("ROAMING preferred", trace.since());
            session.ignore();
            seconds(119);
            assertEquals("CONNECTED", trace.since());
            seconds(1);
            assertEquals("ROAMING preferred", trace.since());
        }

        @Test
        void isNeverMovedToByOneThatAlwaysIgnores() {
            betterWifi();
            session.listen(new SessionListener() {
                @Override
                public void preferred(SessionEvent.Preferred event) {
                    session.ignore();
                }
            });
            world.advance(Duration.ofDays(1));
            assertEquals("phone", used());
            assertFalse(isUp(wifi));
            assertEquals(1 + 6 + 22, asked.since().split(", ").length, "doubling to an hour, then hourly");
        }
    }

    @Nested
    class WithoutAnAnswer {

        @Test
        void anOfferIsIgnoredAfterTheDecisionTime() {
            offered();
            seconds(DECISION - 1);
            assertEquals("ROAMING preferred", trace.since());
            seconds(1);
            assertEquals("CONNECTED", trace.since());
            assertFalse(session.migrate(), "too late");
            assertEquals("phone", used());
        }

        @Test
        void aTrialIsRejectedAfterTheDecisionTime() {
            activated();
            seconds(DECISION - 1);
            assertEquals("", trace.since());
            seconds(1);
            assertEquals("CONNECTED", trace.since());
            assertFalse(session.accept());
            seconds(1);
            assertFalse(isUp(wifi));
        }

        @Test
        void aSessionThatIsClosedAsksNoMore() {
            offered();
            session.close();
            assertEquals("ROAMING preferred closed CLOSING", trace.since());
            assertFalse(session.migrate());
            seconds(1);
            assertEquals("DISCONNECTED", trace.since());
            assertFalse(isUp(phone));
        }

        @Test
        void closingOnTrialGivesBothBack() {
            activated();
            session.close();
            seconds(1);
            assertEquals("closed CLOSING DISCONNECTED", trace.since());
            assertFalse(isUp(phone) || isUp(wifi));
        }

        @Test
        void stoppingOnTrialGivesBothBack() {
            activated();
            session.stop();
            seconds(1);
            assertEquals("CLOSING closed DISCONNECTED", trace.since());
            assertFalse(isUp(phone) || isUp(wifi));
        }
    }

    @Nested
    class WithoutAHandler {

        @Test
        void theSessionMovesByItselfAndSaysSo() {
            openOn(phone);
            seconds(DWELL + 2);
            assertEquals("ROAMING preferred activated CONNECTED", trace.since());
            assertEquals("wifi", used());
            assertFalse(isUp(phone));
        }

        @Test
        void itFollowsTheSystemsDefaultRouteAtOnce() {
            openOn(wifi);
            phone.up();
            advance(200);
            world.defaultRoute(phone);
            advance(200);
            assertEquals("ROAMING preferred activated CONNECTED", trace.since());
            assertEquals("phone", used());
            seconds(3 * DWELL);
            assertEquals("phone", used(), "it does not hurry back to where the system does not go any more");
        }

        @Test
        void itIsAskedFromTheMomentThatItHasOne() {
            openOn(phone);
            Registration registration = session.onRoaming(asked);
            seconds(DWELL);
            assertEquals("preferred phone>wifi UPGRADE", asked.since());
            registration.close();
            seconds(1);
            assertEquals("wifi", used(), "without one it decides by itself, also what is pending");
        }

        @Test
        void manySessionsMoveTogetherAndTheInterfaceFollows() {
            NetworkSession[] others = new NetworkSession[20];
            for (int i = 0; i < others.length; i++) {
                others[i] = networks.session(internet);
                others[i].open();
            }
            openOn(phone);
            seconds(DWELL + 2);
            for (NetworkSession other : others) {
                assertEquals("wifi", other.activeConfiguration().orElseThrow().name());
            }
            assertFalse(isUp(phone));
        }
    }

    @Test
    void answersThatNobodyAskedForAreFalse() {
        session.onRoaming(asked);
        assertFalse(session.migrate() || session.ignore() || session.accept() || session.reject());
        offered();
        assertFalse(session.accept() || session.reject());
        assertTrue(session.migrate());
        assertFalse(session.migrate() || session.ignore());
        seconds(1);
        assertFalse(session.migrate() || session.ignore());
        assertTrue(session.accept());
        assertFalse(session.reject());
    }

    @Test
    void anAccessPointSessionIsNeverAsked() {
        NetworkSession single = networks.session(phone.id());
        single.onRoaming(asked);
        single.open();
        wifi.up();
        seconds(100);
        phone.outOfRange();
        advance(GRACE_MILLIS);
        assertEquals("", asked.since());
        assertFalse(single.isOpen());
    }
}
