package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.SessionFailure;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What can happen to either access point while a session moves from one to the other. */
@Tag("sim")
class RoamingTroubleTest extends RoamingStory {

    @Nested
    class ACandidate {

        @Test
        void thatIsNoMemberAnyMoreIsWithdrawn() {
            offered();
            networks.defineServiceNetwork("internet", ids(phone));
            advance(200);
            assertEquals("ROAMING preferred CONNECTED", trace.since());
            assertFalse(session.migrate());
            assertEquals("phone", used());
        }

        @Test
        void thatVanishesIsWithdrawn() {
            offered();
            wifi.remove();
            advance(200);
            assertEquals("ROAMING preferred CONNECTED", trace.since());
            assertFalse(session.migrate());
        }

        @Test
        void thatCannotBeStartedLeavesTheSessionWhereItIs() {
            wifi.failStarts(SessionFailure.Reason.UNKNOWN, "wrong password");
            offered();
            session.migrate();
            seconds(1);
            assertEquals("ROAMING preferred !ROAMING CONNECTED", trace.since());
            assertTrue(session.failure().orElseThrow().message().contains("wrong password"));
            assertEquals("phone", used());
            assertTrue(session.isOpen());
        }

        @Test
        void thatNeverGetsAnAddressIsGivenUpAfterItsConnectTimeout() {
            wifi.withholdAddress().connectTimeout(Duration.ofSeconds(7));
            offered();
            session.migrate();
            seconds(8);
            assertEquals("ROAMING preferred !ROAMING CONNECTED", trace.since());
            seconds(1);
            assertFalse(isUp(wifi));
        }

        @Test
        void thatVanishesWhileItStartsLeavesTheSessionWhereItIs() {
            offered();
            session.migrate();
            wifi.remove();
            seconds(1);
            assertEquals("ROAMING preferred !ROAMING CONNECTED", trace.since());
        }

        @Test
        void thatIsLostOnTrialLeavesTheSessionWhereItIs() {
            activated();
            wifi.outOfRange();
            advance(GRACE_MILLIS);
            assertEquals("!ROAMING CONNECTED", trace.since());
            assertFalse(session.accept());
            assertEquals("phone", used());
        }

        @Test
        void isNotReplacedByAnotherWhileItIsDecided() {
            offered();
            SimAccessPoint dock = world.accessPoint("dock", Bearer.ETHERNET).up();
            networks.defineServiceNetwork("internet", ids(dock, wifi, phone));
            seconds(DWELL + 5);
            assertEquals("preferred phone>wifi UPGRADE", asked.since());
            session.migrate();
            seconds(1);
            session.accept();
            assertEquals("activated phone>wifi UPGRADE", asked.since());
            seconds(DWELL);
            assertEquals("preferred wifi>dock UPGRADE", asked.since());
        }
    }

    @Nested
    class TheOldAccessPoint {

        @Test
        void thatIsLostWhileOfferedMakesItAReplacement() {
            offered();
            phone.outOfRange();
            advance(GRACE_MILLIS);
            assertEquals("preferred phone>wifi UPGRADE, preferred phone>wifi REPLACEMENT", asked.since());
            assertTrue(session.ignore());
            assertEquals("ROAMING preferred preferred !SESSION_ABORTED DISCONNECTED closed", trace.since());
        }

        @Test
        void thatIsLostOnTrialMakesRejectingTheEnd() {
            activated();
            phone.outOfRange();
            advance(GRACE_MILLIS);
            assertTrue(session.reject());
            assertEquals("!SESSION_ABORTED DISCONNECTED closed", trace.since());
            seconds(1);
            assertFalse(isUp(wifi));
        }

        @Test
        void thatIsLostOnTrialDoesNotHinderAccepting() {
            activated();
            phone.outOfRange();
            advance(GRACE_MILLIS);
            assertTrue(session.accept());
            assertEquals("CONNECTED", trace.since());
            assertEquals("wifi", used());
        }

        @Test
        void thatIsLostAsksForAReplacement() {
            session.onRoaming(asked);
            openOn(wifi);
            wifi.outOfRange();
            advance(GRACE_MILLIS);
            assertEquals("preferred wifi>phone REPLACEMENT", asked.since());
            assertTrue(session.migrate());
            seconds(1);
            assertTrue(session.accept());
            assertEquals("ROAMING preferred activated CONNECTED", trace.since());
            assertEquals("phone", used());
        }

        @Test
        void thatIsStoppedBySomebodyElseEndsTheRoamingToo() {
            activated();
            networks.session(phone.id()).stop();
            seconds(1);
            assertEquals("!SESSION_ABORTED DISCONNECTED closed", trace.since());
            assertFalse(isUp(wifi));
        }
    }
}
