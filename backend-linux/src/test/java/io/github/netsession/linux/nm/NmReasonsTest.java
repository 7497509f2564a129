package io.github.netsession.linux.nm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.NativeCode;
import io.github.netsession.linux.bus.BusMessage;
import io.github.netsession.linux.bus.ScriptedBus;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class NmReasonsTest {

    private static final Set<Long> SIM = Set.of(34L, 45L, 46L, 47L, 48L, 59L);

    private static BusMessage error(String name, String text) {
        return BusMessage.error(1, new BusMessage.Refusal(name, text));
    }

    @ParameterizedTest
    @CsvSource({
        "0, FAILED, false", "1, FAILED, false", "2, TEMPORARY, true", "3, NOT_READY, true", "4, FAILED, false", "5, FAILED, false", "6, TIMEOUT, true",
        "7, TIMEOUT, true", "8, FAILED, false", "9, SECRETS, true", "10, SECRETS, false", "11, GONE, false", "12, NOT_READY, true", "13, FAILED, false",
        "14, GONE, false", "15, FAILED, false", "4294967295, FAILED, false",
    })
    void theEndOfAnActivationHasAKindAndItsNumber(long reason, Kind kind, boolean isRetryable) {
        BackendException failure = NmReasons.ofActivation(reason);
        assertEquals(kind, failure.kind());
        assertEquals("ActivateConnection", failure.call());
        assertEquals(Optional.of(new NativeCode("NMActiveConnectionStateReason", (int) reason)), failure.nativeCode());
        assertEquals(reason == 9 || reason == 10, failure.remedy().isPresent());
        assertEquals(isRetryable, failure.isRetryable());
        BackendException vpn = NmReasons.ofVpn(reason);
        assertEquals(kind, vpn.kind());
        assertEquals(isRetryable, vpn.isRetryable());
        assertEquals(failure.reason(), vpn.reason());
        assertEquals(failure.remedy(), vpn.remedy());
        assertEquals(Optional.of(new NativeCode("NMVpnConnectionStateReason", (int) reason)), vpn.nativeCode());
    }

    @ParameterizedTest
    @CsvSource({
        "0, FAILED, false", "1, FAILED, false", "2, FAILED, false", "3, NOT_READY, false", "4, FAILED, false", "5, REFUSED, true",
        "6, REFUSED, true", "7, SECRETS, true", "8, REFUSED, true", "9, FAILED, true", "10, FAILED, true", "11, TIMEOUT, true", "12, FAILED, false",
        "13, FAILED, false", "14, FAILED, false", "15, REFUSED, true", "16, REFUSED, true", "17, REFUSED, true", "18, FAILED, false",
        "19, FAILED, false", "20, REFUSED, true", "21, REFUSED, true", "22, REFUSED, true", "23, TEMPORARY, true", "24, NOT_READY, true",
        "25, NOT_READY, true", "26, TIMEOUT, true", "27, REFUSED, true", "28, FAILED, true", "29, REFUSED, true", "30, NOT_READY, true",
        "31, REFUSED, true", "32, TIMEOUT, true", "33, REFUSED, true", "34, SECRETS, false", "35, FAILED, false", "36, GONE, false",
        "37, NOT_READY, true", "38, GONE, false", "39, TEMPORARY, true", "40, NOT_READY, true", "41, FAILED, false", "42, FAILED, false",
        "43, NOT_READY, true", "44, FAILED, false", "45, NOT_READY, false", "46, SECRETS, false", "47, SECRETS, false", "48, REFUSED, false",
        "49, FAILED, false", "50, NOT_READY, true", "51, FAILED, false", "52, NOT_READY, false", "53, NOT_READY, true", "54, NOT_READY, true",
        "55, FAILED, false", "56, FAILED, false", "57, NOT_READY, true", "58, FAILED, false", "59, SECRETS, false", "60, TEMPORARY, true",
        "61, FAILED, false", "62, FAILED, false", "63, FAILED, false", "64, REFUSED, false", "65, UNSUPPORTED, false", "66, FAILED, false",
        "67, NOT_READY, true", "68, FAILED, false", "4294967295, FAILED, false",
    })
    void theFailureOfADeviceHasAKindAndItsNumber(long reason, Kind kind, boolean isRetryable) {
        BackendException failure = NmReasons.ofDevice(reason);
        assertEquals(kind, failure.kind());
        assertEquals("ActivateConnection", failure.call());
        assertEquals(Optional.of(new NativeCode("NMDeviceStateReason", (int) reason)), failure.nativeCode());
        assertEquals(isRetryable, failure.isRetryable());
        assertEquals(reason == 7 || SIM.contains(reason), failure.remedy().isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "MISSING,    SECRETS, false, is missing,                 store it in the profile",
        "REFUSED,    SECRETS, true,  is wrong,                   correct it in the profile",
        "UNANSWERED, TIMEOUT, true,  in the handshake in time,   correct it in the profile",
        "UNKNOWN,    SECRETS, true,  is missing or wrong,        correct it in the profile",
    })
    void whatBecameOfTheKeyDecidesWhatIsSaidOfIt(KeyRequests.Outcome outcome, Kind kind, boolean isRetryable, String reason, String remedy) {
        BackendException failure = NmReasons.ofDevice(7, outcome);
        assertEquals(kind, failure.kind());
        assertEquals(isRetryable, failure.isRetryable());
        assertTrue(failure.reason().contains(reason), failure.reason());
        assertTrue(failure.remedy().orElseThrow().startsWith(remedy), failure.remedy().orElseThrow());
        BackendException brought = NmReasons.ofBrought(failure);
        assertEquals(failure.getMessage(), brought.getMessage());
        assertFalse(brought.remedy().orElseThrow().contains("in the profile"), "it is stored nowhere");
        assertTrue(brought.remedy().orElseThrow().contains("NetworkProfile (passphrase)"), brought.remedy().orElseThrow());
        assertEquals(NmReasons.ofDevice(5).getMessage(), NmReasons.ofDevice(5, outcome).getMessage());
        BackendException notFound = NmReasons.ofDevice(53, outcome);
        assertEquals(outcome != KeyRequests.Outcome.UNKNOWN, notFound.reason().contains("WPA3"), "a wrong password is told like that, too");
        assertEquals(Kind.NOT_READY, notFound.kind());
    }

    @Test
    void whatHelpsAgainstOtherFailuresIsTheSameForAProfileThatWasBrought() {
        BackendException sim = NmReasons.ofDevice(34);
        assertEquals(sim, NmReasons.ofBrought(sim));
        BackendException notFound = NmReasons.ofDevice(53);
        assertEquals(notFound, NmReasons.ofBrought(notFound));
    }

    @ParameterizedTest
    @CsvSource({
        "org.freedesktop.NetworkManager.PermissionDenied, DENIED",
        "org.freedesktop.DBus.Error.AccessDenied, DENIED",
        "org.freedesktop.DBus.Error.InteractiveAuthorizationRequired, DENIED",
        "org.freedesktop.NetworkManager.UnknownConnection, GONE",
        "org.freedesktop.NetworkManager.UnknownDevice, GONE",
        "org.freedesktop.DBus.Error.UnknownObject, GONE",
        "org.freedesktop.DBus.Error.UnknownMethod, UNSUPPORTED",
        "org.freedesktop.NetworkManager.MissingPlugin, UNSUPPORTED",
        "org.freedesktop.DBus.Error.Timeout, TIMEOUT",
        "org.freedesktop.DBus.Error.NoReply, TEMPORARY",
        "org.freedesktop.DBus.Error.ServiceUnknown, TEMPORARY",
        "org.freedesktop.DBus.Error.LimitsExceeded, TEMPORARY",
        "org.freedesktop.NetworkManager.Device.NotAllowed, TEMPORARY",
        "org.freedesktop.NetworkManager.ConnectionNotAvailable, NOT_READY",
        "org.freedesktop.NetworkManager.DependencyFailed, NOT_READY",
        "org.freedesktop.NetworkManager.AgentManager.NoSecrets, SECRETS",
        "org.freedesktop.NetworkManager.Failed, FAILED",
        "Failed, FAILED",
        "'', FAILED",
        "ends.with.a.dot., FAILED",
        "io.github.netsession.Unreadable, FAILED",
    })
    void aRefusalHasAKindByTheLastPartOfItsName(String name, Kind kind) {
        BackendException refused = NmReasons.refused("Call", error(name, "words"));
        assertEquals(kind, refused.kind());
        assertEquals("Call", refused.call());
        assertEquals("words [" + name.substring(name.lastIndexOf('.') + 1) + "]", refused.reason());
        assertEquals(kind == Kind.DENIED ? Optional.of(NmReasons.PERMISSION_REMEDY) : Optional.empty(), refused.remedy());
    }

    @Test
    void aRefusalWithoutWordsIsSaidInOne() {
        assertEquals("refused [Failed]", NmReasons.refused("Call", error(NmNames.NM + ".Failed", "")).reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ServiceUnknown", "NameHasNoOwner", "NoReply", "Disconnected"})
    void someRefusalsSayThatNobodyIsThere(String name) {
        assertTrue(NmReasons.isNobody(error("org.freedesktop.DBus.Error." + name, "")));
        assertFalse(NmReasons.isNobody(error("org.example." + name, "")));
    }

    @Test
    void anAnswerAndOtherRefusalsSayThatSomebodyIs() {
        assertFalse(NmReasons.isNobody(ScriptedBus.reply("x")));
        assertFalse(NmReasons.isNobody(error("org.freedesktop.DBus.Error.AccessDenied", "")));
    }
}
