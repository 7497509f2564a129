package io.github.netsession.linux.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.NetworkSession;
import io.github.netsession.RoamingHandler;
import io.github.netsession.RoamingOffer;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionState;
import io.github.netsession.UpdateOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A session on a service network moves from one SSID to another. */
@Tag("radio")
class RadioRoamingIT extends RadioStory {

    /** The candidate must have been better for 10 s, and one radio takes up to 12 s to change. */
    private static final Duration MOVE = Duration.ofSeconds(60);

    /** Migrates, and leaves the rest to the test. */
    private record Migrating(NetworkSession session) implements RoamingHandler {

        @Override
        public void preferred(RoamingOffer offer) {
            session.migrate();
        }

        @Override
        public void activated(RoamingOffer offer) {
        }
    }

    /** Home is heard weakly, and a scan has told so. */
    private void homeFades() {
        signal(Air.HOME, -75);
        networks.update(UpdateOption.SCAN).join();
    }

    private static RoamingOffer activated(Recorder recorder) {
        return recorder.events(SessionEvent.Activated.class).get(0).offer();
    }

    @Test
    void oneRadioBreaksBeforeItMakes() {
        NetworkSession session = openedAtHome(service(home, cafe));
        Recorder recorder = new Recorder(session);
        session.roaming(new Migrating(session));
        homeFades();
        await(MOVE, "cafe is up", () -> !recorder.events(SessionEvent.Activated.class).isEmpty());
        assertFalse(activated(recorder).isMakeBeforeBreak());
        assertEquals(Set.of("cafe"), Station.active());
        assertTrue(session.accept());
        await(AT_ONCE, "the session is on cafe", () -> isConnectedOn(session, "cafe"));
        assertEquals(List.of(SessionState.ROAMING, SessionState.CONNECTED), recorder.states(), recorder::toString);
        session.close();
        await(AT_ONCE, "cafe is down", () -> Station.active().isEmpty());
    }

    @Test
    void twoRadiosMakeBeforeTheyBreak() {
        String second = Station.plug();
        Station.know(second);
        NetworkSession session = openedAtHome(service(home, cafe));
        Recorder recorder = new Recorder(session);
        session.roaming(new Migrating(session));
        homeFades();
        await(MOVE, "cafe is up", () -> !recorder.events(SessionEvent.Activated.class).isEmpty());
        assertTrue(activated(recorder).isMakeBeforeBreak());
        assertEquals(Set.of("home", "cafe"), Station.active(), recorder::toString);
        long before = session.bytesReceived();
        assertTrue(session.accept());
        await(AT_ONCE, "the session is on cafe", () -> isConnectedOn(session, "cafe"));
        await(AT_ONCE, "home is down", () -> Station.active().equals(Set.of("cafe")));
        assertTrue(session.bytesReceived() >= before, "the counters do not go back");
        session.close();
        await(AT_ONCE, "cafe is down", () -> Station.active().isEmpty());
    }

    @Test
    void twoRadiosGoBackWithoutAGap() {
        String second = Station.plug();
        Station.know(second);
        NetworkSession session = openedAtHome(service(home, cafe));
        Recorder recorder = new Recorder(session);
        session.roaming(new Migrating(session));
        homeFades();
        await(MOVE, "cafe is up", () -> !recorder.events(SessionEvent.Activated.class).isEmpty());
        assertTrue(session.reject());
        await(AT_ONCE, "the session is at home", () -> isConnectedOn(session, "home"));
        await(AT_ONCE, "cafe is down", () -> Station.active().equals(Set.of("home")));
        session.close();
    }
}
