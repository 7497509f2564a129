package io.github.netsession;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class NetworkProfileTest {

    private static String refusal(Runnable making) {
        return assertThrows(IllegalArgumentException.class, making::run).getMessage();
    }

    @Test
    void eachStepKeepsWhatWasSaidBefore() {
        NetworkProfile profile = NetworkProfile.wlan("hotel", "Hôtel").interfaceName("wlan0").passphrase("correct horse").build();
        assertEquals("hotel", profile.name());
        assertEquals(Bearer.WLAN, profile.bearer());
        assertEquals(Optional.of("wlan0"), profile.interfaceName());
        assertEquals(Optional.of("Hôtel"), profile.ssid());
        assertEquals(Optional.of("correct horse"), profile.passphrase());
    }

    @Test
    void thePassphraseIsNotTold() {
        NetworkProfile profile = NetworkProfile.wlan("hotel", "Hotel").passphrase("correct horse").build();
        assertFalse(profile.toString().contains("correct horse"), profile::toString);
        assertTrue(profile.toString().contains("Hotel"), profile::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678", "a passphrase of sixty-three characters is as long as may be: 63",
        "0123456789abcdefABCDEF0123456789abcdefABCDEF0123456789abcdefABCD"})
    void aPassphraseIsWhatWpaTakes(String secret) {
        assertEquals(Optional.of(secret), NetworkProfile.wlan("a", "b").passphrase(secret).build().passphrase());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", "sixty-four characters that are no hexadecimal digits at all 6464", "with\nnewline", "schlüssel-mit-umlaut"})
    void andNothingElseWhichIsNotRepeated(String secret) {
        String refusal = refusal(() -> NetworkProfile.wlan("a", "b").passphrase(secret).build());
        assertTrue(refusal.contains("this one has " + secret.length()), refusal);
        assertTrue(secret.isEmpty() || !refusal.contains(secret), refusal);
    }

    @Test
    void anSsidHasOneToThirtyTwoBytes() {
        assertEquals(Optional.of("ü".repeat(16)), NetworkProfile.wlan("a", "ü".repeat(16)).build().ssid());
        assertTrue(refusal(() -> NetworkProfile.wlan("a", "ü".repeat(17)).build()).contains("34"));
        assertTrue(refusal(() -> NetworkProfile.wlan("a", "").build()).contains("1 to 32"));
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() {
        assertTrue(refusal(() -> NetworkProfile.ethernet(" ").build()).contains("name"));
        assertTrue(refusal(() -> NetworkProfile.ethernet("a").interfaceName("").build()).contains("interface"));
        assertTrue(refusal(() -> NetworkProfile.ethernet("a").passphrase("12345678").build()).contains("passphrase"));
    }
}
