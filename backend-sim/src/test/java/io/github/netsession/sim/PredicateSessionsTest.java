package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.RoamingPolicy;
import io.github.netsession.SessionState;
import io.github.netsession.UsagePolicy;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sessions on a service network that is defined by a predicate: how they follow its members. Cables come first, then as listed. */
@Tag("sim")
class PredicateSessionsTest extends RoamingStory {

    private static final RoamingPolicy CABLES_FIRST = RoamingPolicy.builder()
        .order(Comparator.comparing((NetworkConfiguration accessPoint) -> accessPoint.bearer() != Bearer.ETHERNET)).build();

    /** The session of the story is on this definition. */
    @BeforeEach
    void unmetered() {
        networks.defineServiceNetwork("internet", accessPoint -> !accessPoint.metered().isMetered(), CABLES_FIRST);
        advance(10);
        trace.since();
    }

    private List<ConfigurationId> children() {
        return networks.configuration(internet.id()).orElseThrow().children();
    }

    @Nested
    class ANewcomer {

        @Test
        void takesPartByItself() {
            openOn(wifi);
            SimAccessPoint dock = world.accessPoint("dock", Bearer.ETHERNET);
            advance(200);
            assertEquals(List.of(dock.id(), wifi.id(), phone.id()), children());
            assertEquals("", trace.since());
            seconds(DWELL + 1);
            assertEquals("ROAMING preferred activated CONNECTED", trace.since());
            assertEquals("dock", used());
            assertFalse(isUp(wifi));
        }

        @Test
        void isOfferedToAHandler() {
            session.onRoaming(asked);
            openOn(wifi);
            world.accessPoint("dock", Bearer.ETHERNET);
            seconds(DWELL + 1);
            assertEquals("preferred wifi>dock UPGRADE", asked.since());
        }

        @Test
        void replacesTheOneThatIsLost() {
            openOn(wifi);
            phone.metered(Metered.YES);
            advance(200);
            SimAccessPoint tether = world.accessPoint("tether", Bearer.WLAN);
            advance(200);
            wifi.outOfRange();
            advance(GRACE_MILLIS);
            seconds(1);
            assertEquals("tether", used());
            assertEquals("ROAMING preferred activated CONNECTED", trace.since());
            assertTrue(tether.isUp());
        }

        @Test
        void isStartedByAnOpeningThatHasFoundNothingElseYet() {
            wifi.startDelay(Duration.ofMinutes(1)).air().switchOff();
            phone.metered(Metered.YES);
            advance(200);
            session.open();
            seconds(2);
            world.accessPoint("dock", Bearer.ETHERNET);
            seconds(6);
            assertEquals("dock", used());
        }

        @Test
        void isUsableByASessionThatHadNothing() {
            wifi.metered(Metered.YES);
            phone.metered(Metered.YES);
            advance(200);
            assertEquals(SessionState.NOT_AVAILABLE, session.state());
            world.accessPoint("dock", Bearer.ETHERNET).up();
            advance(200);
            assertEquals(SessionState.CONNECTED, session.state());
            session.open();
            advance(200);
            assertEquals("dock", used());
        }
    }

    @Nested
    class AnAccessPointInUseThatNoLongerMatches {

        @Test
        void isLeftAfterTheDwellTime() {
            openOn(wifi);
            wifi.metered(Metered.YES);
            seconds(DWELL - 1);
            assertEquals("wifi", used());
            assertEquals("policies:[NO_BACKGROUND_TRAFFIC]", trace.since());
            assertEquals(Set.of(UsagePolicy.NO_BACKGROUND_TRAFFIC), session.usagePolicies());
            seconds(2);
            assertEquals("ROAMING preferred activated policies:[] CONNECTED", trace.since());
            assertEquals("phone", used());
            assertFalse(isUp(wifi));
        }

        @Test
        void isKeptIfItMatchesAgainBefore() {
            openOn(wifi);
            wifi.metered(Metered.YES);
            seconds(DWELL - 1);
            wifi.metered(Metered.NO);
            seconds(3 * DWELL);
            assertEquals("wifi", used());
        }

        @Test
        void isKeptWhileThereIsNoOther() {
            openOn(wifi);
            phone.metered(Metered.YES);
            wifi.metered(Metered.YES);
            seconds(100);
            assertEquals("wifi", used());
            assertTrue(session.isOpen());
            assertEquals(List.of(), children());
            assertEquals(SessionState.CONNECTED, session.state());
            world.accessPoint("dock", Bearer.ETHERNET);
            seconds(DWELL + 1);
            assertEquals("dock", used());
        }

        @Test
        void isNotReturnedToWhenItIsLost() {
            openOn(wifi);
            phone.metered(Metered.YES);
            wifi.metered(Metered.YES);
            seconds(1);
            wifi.outOfRange();
            advance(GRACE_MILLIS);
            wifi.inRange();
            seconds(2 * SEARCH);
            assertEquals("policies:[NO_BACKGROUND_TRAFFIC] !SESSION_ABORTED DISCONNECTED closed policies:[] NOT_AVAILABLE", trace.since());
        }

        @Test
        void isReleasedByClose() {
            openOn(wifi);
            phone.metered(Metered.YES);
            wifi.metered(Metered.YES);
            seconds(1);
            session.close();
            seconds(1);
            assertFalse(isUp(wifi));
            assertEquals(SessionState.NOT_AVAILABLE, session.state());
        }
    }

    @Test
    void anOfferThatNoLongerMatchesIsWithdrawn() {
        offered();
        wifi.metered(Metered.YES);
        advance(200);
        assertEquals("ROAMING preferred CONNECTED", trace.since());
        assertFalse(session.migrate());
        assertEquals("phone", used());
    }

    @Test
    void aStartThatNoLongerMatchesIsFinishedAndThenLeft() {
        wifi.startDelay(Duration.ofSeconds(4));
        session.open();
        seconds(1);
        wifi.metered(Metered.YES);
        seconds(4);
        assertEquals("wifi", used());
        seconds(DWELL + 1);
        assertEquals("phone", used());
        assertFalse(isUp(wifi));
    }

    @Test
    void onlyTheAccessPointInUseIsHeld() {
        openOn(wifi);
        NetworkSession other = networks.session(wifi.id());
        other.open();
        SimAccessPoint dock = world.accessPoint("dock", Bearer.ETHERNET);
        advance(200);
        assertFalse(isUp(dock) || isUp(phone), "a member is not started for being one");
        seconds(DWELL + 1);
        assertEquals("dock", used());
        assertTrue(isUp(wifi), "another session holds it");
        other.close();
        session.close();
        seconds(1);
        assertFalse(isUp(wifi) || isUp(dock));
    }

    @Test
    void theUserMayChooseIt() {
        try (Networks choosing = world.networks()
                .userChoice(choices -> choices.stream().filter(choice -> choice.name().equals("any")).findFirst()).open()) {
            choosing.defineServiceNetwork("any", accessPoint -> !accessPoint.metered().isMetered(), CABLES_FIRST);
            NetworkSession chosen = choosing.session(ConfigurationId.USER_CHOICE);
            chosen.open();
            seconds(2);
            assertEquals(Optional.of(wifi.id()), chosen.activeConfiguration().map(NetworkConfiguration::id));
            SimAccessPoint dock = world.accessPoint("dock", Bearer.ETHERNET);
            seconds(DWELL + 2);
            assertEquals(Optional.of(dock.id()), chosen.activeConfiguration().map(NetworkConfiguration::id));
        }
    }
}
