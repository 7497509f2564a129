package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionProperty;
import io.github.netsession.Traffic;
import io.github.netsession.testkit.SessionTrace;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bytes, time and properties of a session, in a simulated world. */
@Tag("sim")
class SessionUsageTest {

    private static final long WRAP = 1L << 32;

    private final SimWorld world = new SimWorld();
    private final SimAccessPoint home = world.accessPoint("home", Bearer.WLAN).up().traffic(1000, 100);
    private final Networks networks = world.open();
    private final NetworkSession session = networks.session(home.id());

    @AfterEach
    void close() {
        networks.close();
    }

    private void seconds(long seconds) {
        world.advance(Duration.ofSeconds(seconds));
    }

    @Test
    void aSessionSeesTheInterfacesBytesAndItsOwnShare() {
        seconds(10);
        session.open();
        seconds(5);
        assertEquals(15_000, session.bytesReceived());
        assertEquals(1_500, session.bytesWritten());
        assertEquals(new Traffic(5_000, 500), session.traffic().orElseThrow());
        assertEquals(Duration.ofSeconds(5), session.activeTime());
    }

    @Test
    void closingFreezesTheShareAndTheTimeAndOpeningBeginsAnew() {
        session.open();
        seconds(5);
        session.close();
        seconds(5);
        assertEquals(new Traffic(5_000, 500), session.traffic().orElseThrow());
        assertEquals(Duration.ofSeconds(5), session.activeTime());
        session.open();
        assertEquals(Traffic.NONE, session.traffic().orElseThrow());
        assertEquals(Duration.ZERO, session.activeTime());
    }

    @Test
    void aSessionThatWasNeverOpenUsedNothing() {
        seconds(5);
        assertEquals(Traffic.NONE, session.traffic().orElseThrow());
        assertEquals(Duration.ZERO, session.activeTime());
    }

    @Test
    void theShareSurvivesADeviceThatIsMadeAnew() {
        session.open();
        seconds(5);
        assertEquals(5_000, session.traffic().orElseThrow().bytesReceived());
        home.device().replace();
        home.up();
        seconds(1);
        session.open();
        seconds(3);
        assertEquals(4_000, session.bytesReceived(), "a link never seen begins at what it shows");
        assertEquals(1, networks.counters("sim-home").orElseThrow().epoch());
        assertEquals(8_000, networks.counters("sim-home").orElseThrow().bytesReceived(), "the name does not count back");
        assertEquals(3_000, session.traffic().orElseThrow().bytesReceived());
    }

    @Test
    void theShareSurvivesAThirtyTwoBitWrap() {
        home.device().counters(WRAP - 2_000, 0);
        session.open();
        seconds(1);
        assertEquals(1_000, session.traffic().orElseThrow().bytesReceived());
        home.traffic(0, 0).device().counters(3_000, 500);
        home.traffic(0, 100);
        seconds(5);
        assertEquals(5_000, session.traffic().orElseThrow().bytesReceived());
    }

    @Test
    void counterLookUpsNameEveryInterface() {
        seconds(2);
        assertEquals(2_000, networks.counters().get("sim-home").bytesReceived());
        assertEquals(0, networks.counters().get("lo").bytesReceived());
        assertEquals(Optional.empty(), networks.counters("no-such-interface"));
    }

    @Test
    void autoCloseClosesThatLongAfterOpening() {
        session.setProperty(SessionProperty.AUTO_CLOSE_TIMEOUT, Duration.ofSeconds(60));
        seconds(100);
        session.open();
        SessionTrace trace = SessionTrace.of(session);
        seconds(59);
        assertEquals("present:CONNECTED:open", trace.since());
        seconds(1);
        assertEquals("closed", trace.since());
    }

    @Test
    void autoCloseSetWhileOpenCountsFromThenAndCanBeRemoved() {
        session.open();
        seconds(30);
        session.setProperty(SessionProperty.AUTO_CLOSE_TIMEOUT, Duration.ofSeconds(60));
        seconds(59);
        assertTrue(session.isOpen());
        session.removeProperty(SessionProperty.AUTO_CLOSE_TIMEOUT);
        seconds(1000);
        assertTrue(session.isOpen());
    }

    @Test
    void autoCloseDoesNotOutliveAnEarlierClose() {
        session.setProperty(SessionProperty.AUTO_CLOSE_TIMEOUT, Duration.ofSeconds(60));
        session.open();
        seconds(50);
        session.close();
        session.open();
        seconds(50);
        assertTrue(session.isOpen());
        seconds(10);
        assertTrue(!session.isOpen());
    }

    @Test
    void propertiesAreTypedAndTheReadOnlyOnesRefuse() {
        SessionProperty<String> own = SessionProperty.of("my.app.job", String.class);
        assertEquals(Optional.empty(), session.property(own));
        session.setProperty(own, "backup");
        assertEquals(Optional.of("backup"), session.property(own));
        session.removeProperty(own);
        assertEquals(Optional.empty(), session.property(own));
        assertEquals(Optional.empty(), session.property(SessionProperty.ACTIVE_CONFIGURATION));
        assertThrows(IllegalArgumentException.class, () -> session.setProperty(SessionProperty.ACTIVE_CONFIGURATION, home.id()));
        assertThrows(IllegalArgumentException.class, () -> session.removeProperty(SessionProperty.USER_CHOICE_CONFIGURATION));
        assertThrows(IllegalArgumentException.class, () -> session.setProperty(SessionProperty.AUTO_CLOSE_TIMEOUT, Duration.ofSeconds(-1)));
        assertThrows(IllegalArgumentException.class, () -> SessionProperty.of("netsession.mine", String.class));
        assertThrows(NullPointerException.class, () -> session.setProperty(own, null));
    }

    @Test
    void roamingAnswersWithoutAnOfferAreFalse() {
        assertTrue(!session.migrate() && !session.ignore() && !session.accept() && !session.reject());
    }
}
