package io.github.netsession.linux.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkProfile;
import io.github.netsession.NetworkSession;
import io.github.netsession.SessionError;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Networks that the program brings along. */
@Tag("radio")
class RadioProfileIT extends RadioStory {

    private NetworkConfiguration defined(NetworkProfile profile) {
        return discovered(networks.defineAccessPoint(profile).join().id());
    }

    private void isUsedAndForgotten(NetworkProfile profile, Air.Ap ap) {
        Set<String> before = Station.profiles();
        NetworkSession session = opened(defined(profile));
        assertEquals(ap.bssid, Station.bssid(radio));
        session.close();
        await(AT_ONCE, "it is down", () -> Station.active().isEmpty());
        await(AT_ONCE, "its profile is gone", () -> Station.profiles().equals(before));
    }

    @Test
    void aBroughtNetworkWithWpa2IsUsedAndLeavesNothing() {
        isUsedAndForgotten(NetworkProfile.wlan("brought", "cafe").passphrase(Air.passphrase("cafe")).build(), Air.Ap.CAFE);
    }

    @Test
    void aBroughtNetworkWithWpa3IsUsedAndLeavesNothing() {
        isUsedAndForgotten(NetworkProfile.wlan("brought", "safe").passphrase(Air.passphrase("safe")).build(), Air.Ap.SAFE);
    }

    @Test
    void aBroughtOpenNetworkIsUsedAndLeavesNothing() {
        isUsedAndForgotten(NetworkProfile.wlan("brought", "free").build(), Air.Ap.FREE);
    }

    @Test
    void aBroughtNetworkMayBeOpenedAgain() {
        NetworkSession session = opened(defined(NetworkProfile.wlan("brought", "cafe").passphrase(Air.passphrase("cafe")).build()));
        session.close();
        await(AT_ONCE, "it is down", () -> Station.active().isEmpty() && session.state() == SessionState.DISCONNECTED);
        open(session);
        assertEquals(Air.Ap.CAFE.bssid, Station.bssid(radio));
        session.close();
        await(AT_ONCE, "it is down again", () -> Station.active().isEmpty());
    }

    @Test
    void aBroughtNetworkWithAWrongPassphraseFailsWithinBounds() {
        NetworkSession session = networks.session(defined(NetworkProfile.wlan("brought", "cafe").passphrase("not-the-secret").build()));
        SessionFailure failure = failureOf(session.open(), Duration.ofSeconds(40));
        assertEquals(SessionError.UNKNOWN, failure.error(), failure::toString);
        assertTrue(failure.message().contains("wrong") && failure.remedy().orElse("").contains("NetworkProfile"), failure::toString);
        assertFalse(session.isOpen());
        await(AT_ONCE, "it is down", () -> Station.active().isEmpty());
    }

    @Test
    void aBroughtNetworkIsDownWhenItsProgramIsKilled() throws IOException {
        Set<String> before = Station.profiles();
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx48m", "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), RadioChild.class.getName(), "cafe")
            .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        assertEquals("CONNECTED", child.inputReader(StandardCharsets.UTF_8).readLine());
        assertEquals(Air.Ap.CAFE.bssid, Station.bssid(radio));
        child.destroyForcibly();
        await(AT_ONCE, "it is down", () -> Station.bssid(radio).isEmpty() && Station.active().isEmpty());
        await(AT_ONCE, "its profile is gone", () -> Station.profiles().equals(before));
    }
}
