package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.Capability;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationKind;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionProperty;
import io.github.netsession.SessionState;
import io.github.netsession.Support;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The differences from Qt that docs/from-qt.md states and that no other test of the simulated world shows. */
@Tag("sim")
class QtDifferencesTest extends RoamingStory {

    private long received(SimAccessPoint accessPoint) {
        return networks.counters(accessPoint.interfaceName()).orElseThrow().bytesReceived();
    }

    private long sent(SimAccessPoint accessPoint) {
        return networks.counters(accessPoint.interfaceName()).orElseThrow().bytesWritten();
    }

    @Nested
    class TheBytesOfAServiceNetwork {

        @Test
        void areThoseOfAllActiveChildrenWhileTheSessionIsClosed() {
            phone.up();
            seconds(5);
            assertEquals(received(phone), session.bytesReceived());
            wifi.up();
            seconds(1);
            assertTrue(received(phone) > 0 && received(wifi) > 0 && received(phone) != received(wifi));
            assertEquals(received(wifi) + received(phone), session.bytesReceived(), "the sum over both, as in Qt");
            assertEquals(sent(wifi) + sent(phone), session.bytesWritten());
            session.open();
            assertEquals(received(wifi), session.bytesReceived(), "of the one that the session uses");
        }

        @Test
        void areThoseOfEveryInterfaceUsedSinceTheOpeningAndOfThoseThatAreUpAfterTheClose() {
            openOn(wifi);
            phone.up();
            seconds(5);
            assertTrue(received(phone) > 0);
            assertEquals(received(wifi), session.bytesReceived(), "the phone is up, and not used");
            wifi.outOfRange();
            advance(GRACE_MILLIS);
            seconds(1);
            assertEquals("phone", used());
            assertEquals(received(wifi) + received(phone), session.bytesReceived(), "with what the phone had counted before");
            session.close();
            assertEquals(received(phone), session.bytesReceived());
        }

        @Test
        void includeThoseOfACandidateFromItsTrialOnAlsoIfItIsRejected() {
            activated();
            seconds(3);
            assertEquals(received(phone) + received(wifi), session.bytesReceived());
            long ofTheTrial = received(wifi);
            assertTrue(session.reject());
            seconds(3);
            assertEquals("phone", used());
            assertTrue(ofTheTrial > 0 && session.bytesReceived() >= received(phone) + ofTheTrial, "what was counted stays counted");
        }
    }

    @Nested
    class TheAutoCloseTimeout {

        @Test
        void staysSetAfterItHasClosedTheSessionAndAppliesToTheNextOpening() {
            session.setProperty(SessionProperty.AUTO_CLOSE_TIMEOUT, Duration.ofSeconds(60));
            session.open();
            seconds(62);
            assertFalse(session.isOpen());
            assertEquals(Optional.of(Duration.ofSeconds(60)), session.property(SessionProperty.AUTO_CLOSE_TIMEOUT));
            seconds(1000);
            session.open();
            seconds(59);
            assertTrue(session.isOpen());
            seconds(3);
            assertFalse(session.isOpen());
        }

        @Test
        void doesNotBeginAgainWithAMove() {
            session.setProperty(SessionProperty.AUTO_CLOSE_TIMEOUT, Duration.ofSeconds(60));
            openOn(wifi);
            seconds(30);
            wifi.outOfRange();
            seconds(10);
            assertEquals("phone", used());
            seconds(20);
            assertFalse(session.isOpen());
        }

        @Test
        void refusesZero() {
            assertThrows(IllegalArgumentException.class, () -> session.setProperty(SessionProperty.AUTO_CLOSE_TIMEOUT, Duration.ZERO));
            assertEquals(Optional.empty(), session.property(SessionProperty.AUTO_CLOSE_TIMEOUT));
        }
    }

    @Nested
    class Configurations {

        @Test
        void listTheUsersChoiceWhichSaysThatItRoamsAndIsNeverTheDefault() {
            try (Networks asking = world.networks().userChoice(candidates -> Optional.empty()).open()) {
                NetworkConfiguration choice = asking.configurations().stream().filter(each -> each.kind() == ConfigurationKind.USER_CHOICE).findFirst().orElseThrow();
                assertEquals(ConfigurationId.USER_CHOICE, choice.id());
                assertTrue(choice.isRoamingAvailable());
                assertNotEquals(Optional.of(choice), asking.defaultConfiguration());
            }
        }

        @Test
        void keepAChildThatDoesNotExistAnyMore() {
            phone.remove();
            seconds(1);
            assertEquals(Optional.empty(), networks.configuration(phone.id()));
            assertEquals(ids(wifi, phone), networks.configuration(internet.id()).orElseThrow().children());
        }

        @Test
        void areFilteredByTheLeastState() {
            phone.outOfRange();
            wifi.up();
            seconds(1);
            assertEquals(3, networks.configurations(ConfigurationState.UNDEFINED).size(), "and not only those that are exactly Undefined");
            assertEquals(List.of(wifi.id(), internet.id()), networks.configurations(ConfigurationState.DISCOVERED).stream().map(NetworkConfiguration::id).toList());
        }

        @Test
        void areEqualIfAllTheirValuesAre() {
            NetworkConfiguration before = networks.configuration(phone.id()).orElseThrow();
            phone.remove();
            seconds(1);
            SimAccessPoint again = world.accessPoint("phone", Bearer.LTE);
            seconds(1);
            assertEquals(before, networks.configuration(again.id()).orElseThrow(), "found again, and not another one");
            again.up();
            seconds(1);
            assertNotEquals(before, networks.configuration(again.id()).orElseThrow());
        }
    }

    @Test
    void aSessionOnAConfigurationThatIsGoneHasNoFailureUntilItIsOpened() {
        phone.remove();
        seconds(1);
        NetworkSession gone = networks.session(phone.id());
        assertEquals(SessionState.INVALID, gone.state());
        assertEquals(Optional.empty(), gone.failure());
        gone.open();
        assertTrue(gone.failure().isPresent());
    }

    @Test
    void anUnknownIdIsRefusedWhereQtMakesAnInvalidSession() {
        assertThrows(IllegalArgumentException.class, () -> networks.session(new ConfigurationId("nm:no-such-profile")));
    }

    @Test
    void waitingForAnOpeningThatNoCallHasBegunReturnsAtOnce() throws InterruptedException {
        wifi.up();
        seconds(1);
        assertEquals(SessionState.CONNECTED, session.state());
        Duration before = world.time();
        assertFalse(session.awaitOpened(Duration.ofSeconds(-1)));
        assertEquals(before, world.time());
    }

    @Test
    void anOpeningResetsTheFailure() {
        openOn(wifi);
        networks.session(wifi.id()).stop();
        seconds(1);
        assertTrue(session.failure().isPresent());
        session.open();
        assertEquals(Optional.empty(), session.failure());
    }

    @Test
    void noSystemNeedsASessionForTraffic() {
        assertEquals(Support.UNSUPPORTED, networks.capabilities().of(Capability.NETWORK_SESSION_REQUIRED).support());
    }
}
