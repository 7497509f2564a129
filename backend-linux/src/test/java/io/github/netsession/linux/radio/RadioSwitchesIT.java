package io.github.netsession.linux.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkSession;
import io.github.netsession.SessionError;
import io.github.netsession.SessionState;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The radio is taken away, or switched off, while a session uses it. */
@Tag("radio")
class RadioSwitchesIT extends RadioStory {

    /** NetworkManager scans by itself when the radio is back. */
    private static final Duration BACK = Duration.ofSeconds(30);

    private void isLost(NetworkSession session) {
        await(AT_ONCE, "the session is lost", () -> !session.isOpen() && session.state() == SessionState.NOT_AVAILABLE);
        assertEquals(SessionError.SESSION_ABORTED, session.failure().orElseThrow().error());
    }

    @Test
    void anUnpluggedRadioEndsTheSession() {
        NetworkSession session = opened(discovered(home));
        Station.unplug(radio);
        isLost(session);
        radio = Station.plug();
        await(BACK, "home is within reach again", () -> session.state() == SessionState.DISCONNECTED);
        open(session);
        assertEquals("home", Station.profileOn(radio));
        session.close();
    }

    @Test
    void aSecondRadioIsListedAndGoes() {
        String second = Station.plug();
        await(AT_ONCE, "its link is listed", () -> networks.interfaces().stream().anyMatch(link -> link.name().equals(second)));
        Station.unplug(second);
        await(AT_ONCE, "its link is gone", () -> networks.interfaces().stream().noneMatch(link -> link.name().equals(second)));
    }

    @Test
    void wifiSwitchedOffEndsTheSessionAndOnBringsTheNetworkBack() {
        NetworkSession session = opened(discovered(home));
        Station.wifi(false);
        isLost(session);
        await(AT_ONCE, "nothing is within reach", () -> networks.configurations(ConfigurationState.DISCOVERED).isEmpty());
        Station.wifi(true);
        await(BACK, "home is within reach again", () -> session.state() == SessionState.DISCONNECTED);
        open(session);
        session.close();
    }

    @Test
    void aBlockedRadioEndsTheSessionAndIsUsableWhenUnblocked() {
        NetworkSession session = opened(discovered(home));
        Station.rfkill(true);
        isLost(session);
        Station.rfkill(false);
        await(BACK, "home is within reach again", () -> session.state() == SessionState.DISCONNECTED);
        open(session);
        session.close();
    }

    @Test
    void nothingIsOpenedWhileWifiIsOff() {
        NetworkSession session = networks.session(discovered(home));
        Station.wifi(false);
        await(AT_ONCE, "home is out of reach", () -> session.state() == SessionState.NOT_AVAILABLE);
        assertEquals(SessionError.INVALID_CONFIGURATION, failureOf(session.open(), AT_ONCE).error());
        assertFalse(session.isOpen());
    }
}
