package io.github.netsession.linux.radio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.NetworkSession;
import io.github.netsession.RoamingOffer;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionState;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A session on a service network moves from one SSID to another. */
@Tag("radio")
class RadioRoamingIT extends RadioStory {

    private static final int ECHO_PORT = 7007;

    private static RoamingOffer activated(Recorder recorder) {
        return recorder.events(SessionEvent.Activated.class).get(0).offer();
    }

    @Test
    void oneRadioBreaksBeforeItMakes() {
        begin();
        answering(NetworkSession::migrate, each -> { });
        homeFades();
        await(MOVE, "cafe is up", () -> !recorder.events(SessionEvent.Activated.class).isEmpty());
        assertFalse(activated(recorder).isMakeBeforeBreak());
        assertEquals(Set.of("cafe"), Station.active());
        assertTrue(session.accept());
        await(AT_ONCE, "the session is on cafe", () -> isConnectedOn(session, "cafe"));
        await(AT_ONCE, "both changes are told", () -> recorder.states().equals(List.of(SessionState.ROAMING, SessionState.CONNECTED)));
        session.close();
        await(AT_ONCE, "cafe is down", () -> Station.active().isEmpty());
    }

    @Test
    void twoRadiosMakeBeforeTheyBreak() {
        String second = Station.plug();
        Station.know(second);
        begin();
        answering(NetworkSession::migrate, each -> { });
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
    void twoRadiosCarryAStreamEachUntilTheMoveIsAccepted() throws IOException {
        Air.echo(ECHO_PORT);
        Station.know(Station.plug());
        begin();
        answering(NetworkSession::migrate, each -> { });
        try (Socket overHome = new Socket(Air.addresses("home") + "1", ECHO_PORT)) {
            echo(overHome);
            homeFades();
            await(MOVE, "cafe is up", () -> !recorder.events(SessionEvent.Activated.class).isEmpty());
            try (Socket overCafe = new Socket(Air.addresses("cafe") + "1", ECHO_PORT)) {
                echo(overCafe);
                echo(overHome);
                assertTrue(session.accept());
                await(AT_ONCE, "home is down", () -> Station.active().equals(Set.of("cafe")));
                echo(overCafe);
            }
        }
        session.close();
    }

    /** A few bytes there and back. */
    private static void echo(Socket socket) throws IOException {
        byte[] bytes = Long.toString(System.nanoTime()).getBytes(StandardCharsets.US_ASCII);
        socket.setSoTimeout((int) AT_ONCE.toMillis());
        socket.getOutputStream().write(bytes);
        assertArrayEquals(bytes, socket.getInputStream().readNBytes(bytes.length));
    }

    @Test
    void twoRadiosGoBackWithoutAGap() {
        String second = Station.plug();
        Station.know(second);
        begin();
        answering(NetworkSession::migrate, each -> { });
        homeFades();
        await(MOVE, "cafe is up", () -> !recorder.events(SessionEvent.Activated.class).isEmpty());
        assertTrue(session.reject());
        await(AT_ONCE, "the session is at home", () -> isConnectedOn(session, "home"));
        await(AT_ONCE, "cafe is down", () -> Station.active().equals(Set.of("home")));
        session.close();
    }
}
