package io.github.netsession.linux.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Connectivity;
import io.github.netsession.NetworkSession;
import io.github.netsession.SessionError;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionState;
import io.github.netsession.UsagePolicy;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A session on a profile that NetworkManager has. */
@Tag("radio")
class RadioOpeningIT extends RadioStory {

    @Test
    void aKnownProfileIsOpenedAndClosed() {
        NetworkSession session = opened(discovered(home));
        assertEquals("home", Station.profileOn(radio));
        assertTrue(Air.HOME.stream().anyMatch(ap -> ap.bssid.equals(Station.bssid(radio))), () -> Station.bssid(radio));
        assertEquals(radio, session.networkInterface().orElseThrow().name());
        await(Duration.ofSeconds(40), "the Internet is reached", () -> networks.connectivity() == Connectivity.INTERNET);
        assertTrue(session.bytesReceived() > 0 && session.bytesWritten() > 0, "DHCP has sent and received");
        session.close();
        await(AT_ONCE, "home is down", () -> Station.active().isEmpty());
        assertEquals("", Station.bssid(radio));
    }

    @Test
    void aWrongPasswordFailsWithinBounds() {
        NetworkSession session = networks.session(discovered(id(Station.profile("wrong", "home", "not-the-secret"))));
        // NetworkManager tries it several times: 4 to 15 s.
        SessionFailure failure = failureOf(session.open(), Duration.ofSeconds(40));
        assertEquals(SessionError.UNKNOWN, failure.error(), failure::toString);
        assertTrue(failure.message().contains("wrong") && failure.isRetryable(), failure::toString);
        assertFalse(session.isOpen());
        assertEquals(SessionState.DISCONNECTED, session.state());
    }

    @Test
    void anOpenNetworkNeedsNoPassphrase() {
        NetworkSession session = opened(discovered(id(Station.profile("free", "free", ""))));
        assertEquals(Air.Ap.FREE.bssid, Station.bssid(radio));
        session.close();
    }

    @Test
    void aNetworkThatSaysThatItCostsForbidsBackgroundTraffic() {
        NetworkSession session = opened(discovered(cafe));
        await(AT_ONCE, "traffic in the background is unwelcome", () -> session.usagePolicies().equals(Set.of(UsagePolicy.NO_BACKGROUND_TRAFFIC)));
        assertEquals(Set.of(UsagePolicy.NO_BACKGROUND_TRAFFIC), networks.usagePolicies());
        assertTrue(Station.nmcli("-g", "GENERAL.METERED", "device", "show", radio).startsWith("yes"));
        session.close();
        NetworkSession other = opened(discovered(home));
        assertEquals(Set.of(), other.usagePolicies());
        other.close();
    }
}
