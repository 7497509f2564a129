package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionFailure;
import io.github.netsession.testkit.SessionTrace;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sessions that share a radio, roam together, and get in each other's way. */
@Tag("sim")
class RoamingRivalsTest {

    private final SimWorld world = new SimWorld();
    private final SimDevice radio = world.device("wlan0", Bearer.WLAN);
    private final SimAccessPoint cafe = world.accessPoint("cafe", radio).metered(Metered.YES);
    private final SimAccessPoint home = world.accessPoint("home", radio).outOfRange();
    private final SimAccessPoint phone = world.accessPoint("phone", Bearer.LTE).metered(Metered.YES);
    private final Networks networks = world.open();
    private final NetworkConfiguration wifi = networks.defineServiceNetwork("wifi", RoamingStory.ids(home, cafe));
    private final NetworkSession session = networks.session(wifi);
    private final RoamingStory.Asked asked = new RoamingStory.Asked();

    @AfterEach
    void close() {
        networks.close();
    }

    private void seconds(long seconds) {
        world.advance(Duration.ofSeconds(seconds));
    }

    private boolean isActive(SimAccessPoint accessPoint) {
        return networks.configuration(accessPoint.id()).orElseThrow().state() == ConfigurationState.ACTIVE;
    }

    private void offered() {
        session.onRoaming(asked);
        session.open();
        seconds(1);
        home.inRange();
        seconds(11);
        assertEquals("preferred cafe>home UPGRADE", asked.since());
    }

    @Test
    void aRejectedOneIsNotLeftUpWhenTheWayBackIsRefused() {
        offered();
        session.migrate();
        seconds(1);
        assertTrue(isActive(home));
        cafe.refuseStarts(SessionFailure.Reason.UNKNOWN, "no");
        session.reject();
        seconds(5);
        assertFalse(session.isOpen());
        assertFalse(isActive(home), "a session had started it, nobody holds it");
    }

    @Test
    void sessionsOfAnotherNetworksAreNoPeersThoughTheirServiceNetworkHasTheSameName() {
        try (Networks others = world.open()) {
            NetworkSession rival = others.session(others.defineServiceNetwork("wifi", RoamingStory.ids(home, cafe)));
            session.onRoaming(asked);
            session.open();
            rival.open();
            seconds(1);
            home.inRange();
            seconds(30);
            assertEquals("", asked.since(), "it would take the radio from the rival");
        }
        home.metered(Metered.NO);
        seconds(11);
        assertEquals("preferred cafe>home UPGRADE", asked.since());
    }

    @Test
    void aSessionThatCameDuringTheTrialIsNotDeprivedOfTheRadioByTheWayBack() {
        offered();
        session.migrate();
        seconds(1);
        assertTrue(isActive(home));
        NetworkSession other = networks.session(home.id());
        other.open();
        seconds(1);
        session.reject();
        seconds(5);
        assertTrue(isActive(home) && other.isOpen());
        assertFalse(isActive(cafe) || session.isOpen());
    }

    @Test
    void aFollowerGoesBackTooIfTheLeaderRejects() {
        NetworkSession follower = networks.session(wifi);
        follower.onRoaming(new RoamingStory.Asked());
        follower.open();
        seconds(1);
        offered();
        session.migrate();
        seconds(1);
        follower.migrate();
        seconds(1);
        session.reject();
        seconds(3);
        assertTrue(session.isOpen() && isActive(cafe));
        assertTrue(follower.isOpen());
    }

    @Test
    void aFollowerWithoutAHandlerGoesBackTooIfTheNewOneFails() {
        home.failStarts(SessionFailure.Reason.UNKNOWN, "no").startDelay(Duration.ofSeconds(5));
        session.open();
        seconds(1);
        home.inRange();
        seconds(5);
        NetworkSession follower = networks.session(wifi);
        SessionTrace f = SessionTrace.of(follower);
        follower.open();
        seconds(30);
        assertTrue(session.isOpen() && isActive(cafe));
        assertTrue(follower.isOpen(), f.since());
    }

    @Test
    void aSessionOfAnotherServiceNetworkThatLetsGoFreesTheRadio() {
        NetworkSession blocker = networks.session(networks.defineServiceNetwork("only", RoamingStory.ids(cafe)));
        blocker.open();
        seconds(1);
        session.onRoaming(asked);
        session.open();
        seconds(1);
        home.inRange();
        seconds(60);
        assertEquals("", asked.since());
        blocker.close();
        seconds(11);
        assertEquals("preferred cafe>home UPGRADE", asked.since());
    }

    @Test
    void aSessionOnAnAccessPointThatIsNoMemberFreesTheRadio() {
        NetworkConfiguration mixed = networks.defineServiceNetwork("mixed", RoamingStory.ids(home, phone));
        cafe.up();
        seconds(1);
        NetworkSession blocker = networks.session(cafe.id());
        blocker.open();
        NetworkSession s = networks.session(mixed);
        s.onRoaming(asked);
        s.open();
        seconds(2);
        home.inRange();
        seconds(60);
        assertEquals("", asked.since());
        blocker.close();
        seconds(11);
        assertEquals("preferred phone>home UPGRADE", asked.since());
    }

    @Test
    void openingAgainTakesTheRadioAsOpeningDoes() {
        home.inRange();
        NetworkSession s = networks.session(networks.defineServiceNetwork("only", RoamingStory.ids(cafe)));
        s.open();
        seconds(2);
        s.close();
        s.open();
        networks.session(home.id()).open();
        seconds(3);
        assertTrue(s.isOpen(), s.failure().toString());
    }

    @Test
    void aSessionThatCameDuringTheOfferIsNotDeprivedOfTheRadio() {
        offered();
        NetworkSession other = networks.session(cafe.id());
        other.open();
        seconds(1);
        SessionTrace trace = SessionTrace.of(session);
        session.migrate();
        seconds(5);
        assertEquals("present:ROAMING:open !ROAMING CONNECTED", trace.since());
        assertTrue(other.isOpen() && session.isOpen());
    }
}
