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
        "0, FAILED", "1, FAILED", "2, TEMPORARY", "3, TEMPORARY", "4, FAILED", "5, FAILED", "6, TIMEOUT", "7, TIMEOUT", "8, FAILED", "9, TEMPORARY", "10, FAILED",
        "11, GONE", "12, TEMPORARY", "13, FAILED", "14, GONE", "15, FAILED", "4294967295, FAILED",
    })
    void theEndOfAnActivationHasAKindAndItsNumber(long reason, Kind kind) {
        BackendException failure = NmReasons.ofActivation(reason);
        assertEquals(kind, failure.kind());
        assertEquals("ActivateConnection", failure.call());
        assertEquals(Optional.of(new NativeCode("NMActiveConnectionStateReason", (int) reason)), failure.nativeCode());
        assertEquals(reason == 9 || reason == 10, failure.remedy().isPresent());
        BackendException vpn = NmReasons.ofVpn(reason);
        assertEquals(kind, vpn.kind());
        assertEquals(failure.reason(), vpn.reason());
        assertEquals(failure.remedy(), vpn.remedy());
        assertEquals(Optional.of(new NativeCode("NMVpnConnectionStateReason", (int) reason)), vpn.nativeCode());
    }

    @ParameterizedTest
    @CsvSource({
        "0, FAILED", "1, FAILED", "2, FAILED", "3, FAILED", "4, FAILED", "5, TEMPORARY", "6, TEMPORARY", "7, TEMPORARY", "8, TEMPORARY", "9, TEMPORARY",
        "10, TEMPORARY", "11, TIMEOUT", "12, FAILED", "13, FAILED", "14, FAILED", "15, TEMPORARY", "16, TEMPORARY", "17, TEMPORARY", "18, FAILED", "19, FAILED",
        "20, TEMPORARY", "21, TEMPORARY", "22, TEMPORARY", "23, TEMPORARY", "24, TEMPORARY", "25, TEMPORARY", "26, TEMPORARY", "27, TEMPORARY",
        "28, TEMPORARY", "29, TEMPORARY", "30, TEMPORARY", "31, TEMPORARY", "32, TEMPORARY", "33, TEMPORARY", "34, FAILED", "35, FAILED", "36, GONE",
        "37, TEMPORARY", "38, GONE", "39, TEMPORARY", "40, TEMPORARY", "41, FAILED", "42, FAILED", "43, TEMPORARY", "44, FAILED", "45, FAILED", "46, FAILED",
        "47, FAILED", "48, FAILED", "49, FAILED", "50, TEMPORARY", "51, FAILED", "52, FAILED", "53, TEMPORARY", "54, TEMPORARY", "55, FAILED", "56, FAILED",
        "57, TEMPORARY", "58, FAILED", "59, FAILED", "60, TEMPORARY", "61, FAILED", "62, FAILED", "63, FAILED", "64, FAILED", "65, FAILED", "66, FAILED",
        "67, TEMPORARY", "68, FAILED", "4294967295, FAILED",
    })
    void theFailureOfADeviceHasAKindAndItsNumber(long reason, Kind kind) {
        BackendException failure = NmReasons.ofDevice(reason);
        assertEquals(kind, failure.kind());
        assertEquals("ActivateConnection", failure.call());
        assertEquals(Optional.of(new NativeCode("NMDeviceStateReason", (int) reason)), failure.nativeCode());
        assertEquals(reason == 7 || SIM.contains(reason), failure.remedy().isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "MISSING,    FAILED,    is missing,                 store it in the profile",
        "REFUSED,    TEMPORARY, is wrong,                   correct it in the profile",
        "UNANSWERED, TIMEOUT,   in the handshake in time,   correct it in the profile",
        "UNKNOWN,    TEMPORARY, is missing or wrong,        correct it in the profile",
    })
    void whatBecameOfTheKeyDecidesWhatIsSaidOfIt(KeyRequests.Outcome outcome, Kind kind, String reason, String remedy) {
        BackendException failure = NmReasons.ofDevice(7, outcome);
        assertEquals(kind, failure.kind());
        assertTrue(failure.reason().contains(reason), failure.reason());
        assertTrue(failure.remedy().orElseThrow().startsWith(remedy), failure.remedy().orElseThrow());
        BackendException brought = NmReasons.ofBrought(failure);
        assertEquals(failure.getMessage(), brought.getMessage());
        assertFalse(brought.remedy().orElseThrow().contains("in the profile"), "it is stored nowhere");
        assertTrue(brought.remedy().orElseThrow().contains("withPassphrase"), brought.remedy().orElseThrow());
        assertEquals(NmReasons.ofDevice(5).getMessage(), NmReasons.ofDevice(5, outcome).getMessage());
        BackendException notFound = NmReasons.ofDevice(53, outcome);
        assertEquals(outcome != KeyRequests.Outcome.UNKNOWN, notFound.reason().contains("WPA3"), "a wrong password is told like that, too");
        assertEquals(Kind.TEMPORARY, notFound.kind());
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
