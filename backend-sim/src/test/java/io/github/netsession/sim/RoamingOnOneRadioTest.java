package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionFailure;
import io.github.netsession.testkit.SessionTrace;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Roaming where one radio reaches both access points, so that the old one has to be left before the new one is up. */
@Tag("sim")
class RoamingOnOneRadioTest {

    private final SimWorld world = new SimWorld();
    private final SimDevice radio = world.device("wlan0", Bearer.WLAN);
    private final SimAccessPoint cafe = world.accessPoint("cafe", radio).metered(Metered.YES).traffic(1000, 0);
    private final SimAccessPoint home = world.accessPoint("home", radio).outOfRange().traffic(2000, 0);
    private final Networks networks = world.open();
    private final NetworkConfiguration wifi = networks.defineServiceNetwork("wifi", RoamingStory.ids(home, cafe));
    private final NetworkSession session = networks.session(wifi);
    private final RoamingStory.Asked asked = new RoamingStory.Asked();
    private final SessionTrace trace = SessionTrace.of(session);

    @AfterEach
    void close() {
        networks.close();
    }

    private void seconds(long seconds) {
        world.advance(Duration.ofSeconds(seconds));
    }

    private void offered() {
        session.onRoaming(asked);
        session.open();
        seconds(1);
        trace.since();
        home.inRange();
        seconds(11);
        assertEquals("preferred cafe>home UPGRADE", asked.since());
        assertFalse(asked.last().isMakeBeforeBreak());
        assertEquals("ROAMING preferred", trace.since());
    }

    private boolean isActive(SimAccessPoint accessPoint) {
        return networks.configuration(accessPoint.id()).orElseThrow().state() == ConfigurationState.ACTIVE;
    }

    @Test
    void theOldOneGivesWayAndComesNotBackIfTheNewOneIsAccepted() {
        offered();
        session.migrate();
        seconds(1);
        assertEquals("activated", trace.since());
        assertTrue(isActive(home) && !isActive(cafe));
        assertTrue(session.accept());
        seconds(1);
        assertEquals("policies:[] CONNECTED", trace.since());
        assertTrue(isActive(home));
        session.close();
        seconds(1);
        assertEquals("closed CLOSING DISCONNECTED", trace.since());
        assertFalse(isActive(home) || isActive(cafe));
    }

    @Test
    void theOldOneIsStartedAgainIfTheNewOneIsRejected() {
        offered();
        session.migrate();
        seconds(1);
        assertTrue(session.reject());
        assertEquals("activated", trace.since());
        seconds(1);
        assertEquals("CONNECTED", trace.since());
        assertTrue(isActive(cafe) && !isActive(home));
        session.close();
        seconds(1);
        assertFalse(isActive(cafe), "it was the session's to stop");
    }

    @Test
    void theOldOneIsStartedAgainIfTheNewOneFails() {
        home.failStarts(SessionFailure.Reason.UNKNOWN, "wrong password");
        offered();
        session.migrate();
        world.advance(Duration.ofMillis(800));
        assertEquals("!ROAMING", trace.since());
        seconds(1);
        assertEquals("CONNECTED", trace.since());
        assertTrue(isActive(cafe));
        assertTrue(session.isOpen());
    }

    @Test
    void whatWasUpBeforeAnySessionStaysUpAlsoAfterItWasStartedAgain() {
        cafe.up();
        seconds(1);
        offered();
        session.migrate();
        seconds(1);
        session.reject();
        seconds(1);
        session.close();
        seconds(1);
        assertTrue(isActive(cafe));
    }

    @Test
    void ifTheOldOneCannotBeStartedAgainTheSessionEnds() {
        offered();
        session.migrate();
        seconds(1);
        cafe.failStarts(SessionFailure.Reason.UNKNOWN, "closed for the night");
        session.reject();
        seconds(2);
        assertEquals("activated !ROAMING DISCONNECTED closed", trace.since().replace(" policies:[NO_BACKGROUND_TRAFFIC]", "").replace(" policies:[]", ""));
        assertTrue(session.failure().orElseThrow().message().contains("closed for the night"));
        seconds(1);
        assertFalse(isActive(home) || isActive(cafe));
    }

    @Test
    void nothingIsTakenFromASessionThatUsesTheOldOneItself() {
        NetworkSession other = networks.session(cafe.id());
        other.open();
        seconds(1);
        session.onRoaming(asked);
        session.open();
        home.inRange();
        seconds(60);
        assertEquals("", asked.since());
        other.close();
        seconds(11);
        assertEquals("preferred cafe>home UPGRADE", asked.since());
    }

    @Test
    void sessionsOnTheSameServiceNetworkMoveTogether() {
        NetworkSession other = networks.session(wifi);
        other.open();
        session.open();
        seconds(1);
        home.inRange();
        seconds(15);
        assertTrue(isActive(home) && session.isOpen() && other.isOpen());
        assertEquals("home", session.activeConfiguration().orElseThrow().name());
        assertEquals("home", other.activeConfiguration().orElseThrow().name());
    }

    @Test
    void aHandoverWithinAMobilityDomainIsSeamless() {
        cafe.mobilityDomain("campus").address("10.0.0.7/16");
        home.mobilityDomain("campus").address("10.0.0.7/16");
        offered();
        assertTrue(asked.last().isSeamless());
        session.migrate();
        seconds(1);
        session.accept();
        assertEquals(List.of("10.0.0.7"), session.networkInterface().orElseThrow().addresses().stream()
            .map(address -> address.address().getHostAddress()).toList());
    }

    @Test
    void theRadiosBytesAreCountedOverBothAccessPoints() {
        offered();
        long before = session.traffic().orElseThrow().bytesReceived();
        session.migrate();
        seconds(10);
        session.accept();
        assertEquals(before + 2000 * 95 / 10, session.traffic().orElseThrow().bytesReceived(), "half a second is lost while the radio changes over");
    }

    @Test
    void aPortalSendsASessionWithoutAHandlerBackAndItWaitsBeforeItTriesAgain() {
        home.portal();
        cafe.connectivity(Connectivity.INTERNET).metered(Metered.NO);
        session.open();
        seconds(1);
        trace.since();
        home.inRange();
        seconds(13);
        assertEquals("ROAMING preferred activated CONNECTED", trace.since());
        assertTrue(isActive(cafe));
        seconds(50);
        assertEquals("", trace.since());
        home.login();
        seconds(15);
        assertTrue(trace.since().startsWith("ROAMING preferred activated"));
        assertTrue(isActive(home));
    }
}
