package io.github.netsession.windows;

import static io.github.netsession.windows.WifiScene.HOME;
import static io.github.netsession.windows.WifiScene.WORK;
import static io.github.netsession.windows.WifiScene.guid;
import static io.github.netsession.windows.WifiScene.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NativeCode;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.SessionError;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionState;
import io.github.netsession.Support;
import io.github.netsession.contract.SkippingClock;
import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.SessionTrace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How the start of a Wi-Fi profile ends: refused at once, failed later, never, or well; and what of all that is told is no success. */
@Tag("wine")
class WifiStartingIT extends OnTwoAdapters {

    /** Enough for a notice to arrive and for the reading that it leads to. */
    private static final Duration A_WHILE = Duration.ofMillis(300);

    WifiStartingIT() {
        super("ws");
    }

    // ---- refused at once

    private void assertRefused(int code, SessionError error, String message, boolean isRetryable, String remedy) {
        scene.world.add("fail WlanConnect " + Integer.toUnsignedString(code));
        NetworkSession session = library.session(id(1, HOME));
        SessionTrace trace = Library.trace(session);
        SessionFailure failure = Library.failureOf(session.open());
        assertEquals(error, failure.error(), failure::toString);
        assertEquals("WlanConnect: " + message, failure.message());
        assertEquals(Optional.of(new NativeCode("win32", code)), failure.nativeCode());
        assertEquals(isRetryable, failure.isRetryable(), failure::toString);
        assertEquals(!remedy.isEmpty(), failure.remedy().isPresent(), failure::toString);
        assertTrue(failure.remedy().orElse("").contains(remedy), failure::toString);
        assertEquals(SessionState.DISCONNECTED, session.state());
        assertFalse(session.isOpen());
        assertEquals(Optional.of(failure), session.failure());
        Library.eventually(() -> trace.changes().size() >= 3, "it is told");
        assertEquals(List.of("CONNECTING", "!" + error, "DISCONNECTED"), trace.changes());
        assertTrue(scene.isDisconnected(1), "nothing was changed");
        assertEquals(code == Win32.ERROR_ACCESS_DENIED ? Support.DENIED : Support.AVAILABLE,
            library.updated().networks.capabilities().of(Capability.CAN_START_AND_STOP_INTERFACES).support());
        scene.world.remove("fail");
        session.open().join();
        assertEquals(SessionState.CONNECTED, session.state(), "the next attempt is a new one");
        assertEquals(Support.AVAILABLE, library.updated().networks.capabilities().of(Capability.CAN_START_AND_STOP_INTERFACES).support());
        session.close();
        Library.eventually(() -> scene.isDisconnected(1), "it is given back");
        library.awaitState(id(1, HOME), ConfigurationState.DISCOVERED);
    }

    @Test
    void withoutThePermissionItIsNotSupportedAndSaysWhoMayGiveIt() {
        assertRefused(5, SessionError.OPERATION_NOT_SUPPORTED, "access denied", false, "administrator");
    }

    @Test
    void whatWindowsDoesNotDoIsNotSupported() {
        assertRefused(50, SessionError.OPERATION_NOT_SUPPORTED, "not supported", false, "");
        assertRefused(120, SessionError.OPERATION_NOT_SUPPORTED, "not implemented on this system", false, "");
    }

    @Test
    void aServiceThatDoesNotRunMayBeTriedAgain() {
        assertRefused(1062, SessionError.UNKNOWN, "the service is not running", true, "sc start wlansvc");
    }

    @Test
    void aProfileThatWindowsDoesNotFindIsNoConfiguration() {
        assertRefused(1168, SessionError.INVALID_CONFIGURATION, "not found", false, "");
    }

    @Test
    void aStateInWhichItCannotBeMayPass() {
        assertRefused(5023, SessionError.UNKNOWN, "not possible in the adapter's present state", true, "");
    }

    @Test
    void aRadioThatIsSwitchedOffMayBeSwitchedOn() {
        assertRefused(0x80342002, SessionError.UNKNOWN, "the radio is switched off", true, "ms-settings:network-wifi");
    }

    @Test
    void anErrorThatNobodyKnowsIsToldWithItsNumber() {
        assertRefused(4711, SessionError.UNKNOWN, "refused", false, "");
    }

    // ---- whose network gives no addresses

    /** A camera's own network: Windows waits for DHCP, then gives itself an address. */
    @Test
    void aNetworkWithoutDhcpIsUpAndNotOnlineOnceItsAddressIsSettled() {
        Linux.ip("addr flush dev ws1");
        NetworkSession session = library.session(id(1, HOME));
        CompletableFuture<?> opening = session.open();
        Library.eventually(() -> scene.isConnected(1, HOME), "Windows calls it connected");
        assertEquals(ConfigurationState.DISCOVERED, library.updated().configuration(id(1, HOME)).state());
        assertEquals(SessionState.CONNECTING, session.state(), "it waits for an address");
        Linux.ip("addr add 169.254.7.1/16 dev ws1");
        library.updated();
        opening.join();
        assertEquals(ConfigurationState.ACTIVE, library.configuration(id(1, HOME)).state());
        assertFalse(library.networks.isOnline(), "nothing beyond the link is reached");
        session.close();
        Library.eventually(() -> scene.isDisconnected(1), "it is given back");
    }

    // ---- failed later

    private SessionFailure failed(NetworkSession session) {
        SessionFailure failure = Library.failureOf(session.open());
        assertEquals(SessionState.DISCONNECTED, session.state());
        assertFalse(session.isOpen());
        assertEquals(Optional.of(failure), session.failure());
        Library.eventually(() -> scene.isDisconnected(1), "it is down");
        return failure;
    }

    @Test
    void theReasonThatWindowsGivesForAFailureIsTheFailures() {
        scene.world.add("outcome " + guid(1) + " fail 163851 home");
        SessionFailure failure = failed(library.session(id(1, HOME)));
        assertEquals(SessionError.UNKNOWN, failure.error());
        assertEquals(Optional.of(new NativeCode("wlan reason", 163851)), failure.nativeCode());
        assertEquals("WlanConnect: reason 163851", failure.message());
        scene.world.remove("outcome");
        assertTrue(library.opened(id(1, HOME)).isOpen(), "the next attempt is a new one");
    }

    @Test
    void aReasonWithoutWordsIsToldByItsNumber() {
        scene.world.add("outcome " + guid(1) + " fail 5 home", "fail WlanReasonCodeToString 87");
        SessionFailure failure = failed(library.session(id(1, HOME)));
        assertEquals(Optional.of(new NativeCode("wlan reason", 5)), failure.nativeCode());
        assertTrue(failure.message().contains("number"), failure.message());
    }

    @Test
    void anotherHandThatConnectsAnotherProfileEndsTheAttempt() {
        scene.profile(1, "other", 60);
        scene.world.add("outcome " + guid(1) + " silent home");
        NetworkSession session = library.session(id(1, HOME));
        CompletableFuture<Void> opening = session.open();
        Library.eventually(() -> scene.world.has("state " + guid(1) + " 5"), "it is on its way");
        Library.eventually(() -> library.updated().networks.configuration(id(1, HOME)).isPresent(), "its beginning was heard of");
        scene.connect(1, "other");
        SessionFailure failure = Library.failureOf(opening);
        assertTrue(failure.message().contains("another profile"), failure::toString);
        library.awaitState(id(1, "other"), ConfigurationState.ACTIVE);
        assertFalse(session.isOpen());
        assertTrue(scene.isConnected(1, "other"), "and nobody takes down what is there now");
        library.close();
        assertTrue(scene.isConnected(1, "other"), "not even at the end");
    }

    // ---- out of reach

    @Test
    void whatIsOutOfReachIsDefinedOnlyAndNotTried() {
        scene.world.remove("network " + guid(1));
        scene.tell(8, 19, 1, 0, "");
        library.awaitState(id(1, HOME), ConfigurationState.DEFINED);
        NetworkSession session = library.session(id(1, HOME));
        int before = StandIns.calls("wlanapi", "WlanConnect");
        SessionFailure failure = Library.failureOf(session.open());
        assertEquals(SessionError.INVALID_CONFIGURATION, failure.error());
        assertEquals(SessionState.NOT_AVAILABLE, session.state());
        assertEquals(before, StandIns.calls("wlanapi", "WlanConnect"));
        scene.world.add("network " + guid(1) + " 55 1 home");
        scene.tell(8, 19, 1, 0, "");
        library.awaitState(id(1, HOME), ConfigurationState.DISCOVERED);
        assertEquals(55, library.configuration(id(1, HOME)).signalPercent().orElseThrow());
    }

    @Test
    void aNetworkThatCannotBeConnectedToIsNotWithinReach() {
        scene.world.set("network " + guid(1), "80 0 home");
        scene.tell(8, 19, 1, 0, "");
        library.awaitState(id(1, HOME), ConfigurationState.DEFINED);
    }

    @Test
    void aConnectionThatNeverComesEndsWithTheTimeout() {
        library.close();
        SkippingClock clock = new SkippingClock();
        library = new Library(clock.under(new WindowsBackendProvider()));
        library.awaitState(id(1, HOME), ConfigurationState.DISCOVERED);
        scene.world.add("outcome " + guid(1) + " silent home");
        NetworkSession session = library.session(id(1, HOME));
        long start = clock.nanos();
        CompletableFuture<Void> opening = session.open();
        Library.eventually(() -> scene.world.has("state " + guid(1) + " 5"), "it is on its way");
        Library.eventually(() -> {
            clock.skipToNext(NetworkConfiguration.DEFAULT_CONNECT_TIMEOUT);
            return opening.isDone();
        }, "it has an end");
        SessionFailure failure = Library.failureOf(opening);
        long seconds = (clock.nanos() - start) / 1_000_000_000;
        assertTrue(seconds >= NetworkConfiguration.DEFAULT_CONNECT_TIMEOUT.toSeconds() - 1, () -> "after " + seconds + " s");
        assertEquals(SessionError.UNKNOWN, failure.error());
        assertTrue(failure.isRetryable() && failure.message().contains("30 s"), failure::toString);
        assertFalse(session.isOpen());
        Library.eventually(() -> session.state() == SessionState.DISCONNECTED && scene.isDisconnected(1), "the attempt does not go on");
    }

    // ---- what is no success

    /** Not as it is told, but until the library is told what it is not to take for a success. */
    private NetworkSession underWay() {
        scene.profile(1, "other", 60);
        scene.world.add("outcome " + guid(1) + " silent home");
        NetworkSession session = library.session(id(1, HOME));
        session.open();
        Library.eventually(() -> scene.world.has("state " + guid(1) + " 5"), "it is on its way");
        return session;
    }

    private void assertStillUnderWay(NetworkSession session, String after) {
        assertFalse(Await.comesTrueWithin(A_WHILE, () -> session.isOpen() || session.state() != SessionState.CONNECTING),
            () -> session.state() + " after " + after);
    }

    private void assertSucceeds(NetworkSession session) {
        scene.state(1, "1", HOME);
        scene.tell(8, 10, 1, 0, HOME);
        Library.eventually(session::isOpen, "the very notice is one");
        assertEquals(SessionState.CONNECTED, session.state());
    }

    @Test
    void theCompletionOnAnotherAdapterIsNoSuccess() {
        NetworkSession session = underWay();
        scene.tell(8, 10, 2, 0, HOME);
        assertStillUnderWay(session, "a completion of another adapter");
        scene.connect(2, WORK);
        library.awaitState(id(2, WORK), ConfigurationState.ACTIVE);
        assertStillUnderWay(session, "a connection of another adapter");
        assertSucceeds(session);
    }

    @Test
    void anAttemptThatFailsIsNeitherSuccessNorTheEnd() {
        NetworkSession session = underWay();
        scene.tell(8, 11, 1, 0, HOME);
        scene.tell(8, 11, 1, 163851, HOME);
        assertStillUnderWay(session, "two attempts that have failed");
        assertSucceeds(session);
    }

    @Test
    void noOtherNoticeIsASuccess() {
        NetworkSession session = underWay();
        for (int code : new int[] {1, 3, 5, 6, 7, 8, 12, 13, 15, 16, 18, 19, 22, 23, 24, 26, 27, 28, 999}) {
            scene.tell(8, code, 1, 0, HOME);
        }
        for (int code : new int[] {1, 2, 3, 4, 5, 6, 7, 8, 14, 15, 16, 999}) {
            scene.tell(16, code, 1, 0, HOME);
        }
        scene.tell(4, 10, 1, 0, HOME);
        scene.tell(32, 10, 1, 0, HOME);
        assertStillUnderWay(session, "every other notice");
        assertSucceeds(session);
    }

    private void connectedWithHomeFirst() {
        scene.profile(1, "other", 60);
        scene.tell(8, 19, 1, 0, "");
        scene.connect(1, HOME);
        library.awaitState(id(1, HOME), ConfigurationState.ACTIVE);
        library.awaitState(id(1, "other"), ConfigurationState.DISCOVERED);
        Await.comesTrueWithin(A_WHILE, () -> false); // For the completion, too, to be taken in.
    }

    @Test
    void theBeginningOfAConnectionIsNoneYet() {
        connectedWithHomeFirst();
        scene.tell(8, 9, 1, 0, "other");
        assertFalse(Await.comesTrueWithin(A_WHILE, () -> library.isIn(id(1, "other"), ConfigurationState.ACTIVE)),
            "it is still connected with the first, and the second has only begun");
    }

    @Test
    void aBeginningThatFailsLeavesTheEarlierConnectionWhatItIs() {
        connectedWithHomeFirst();
        scene.tell(8, 9, 1, 0, "other");
        scene.tell(8, 11, 1, 163851, "other");
        scene.tell(8, 10, 1, 163851, "other");
        Await.comesTrueWithin(A_WHILE, () -> false);
        library.updated();
        assertFalse(library.isIn(id(1, "other"), ConfigurationState.ACTIVE), "it has failed");
        assertTrue(library.isIn(id(1, HOME), ConfigurationState.ACTIVE), "the adapter is connected with it still");
    }

    @Test
    void aSessionIsNotOpenWhileItsAdapterIsStillConnectedWithAnotherProfile() {
        assertIsNotOpenBeforeItIsSaid();
    }

    @Test
    void norIsItWithoutTheLocationPermission() {
        scene.world.add("location denied");
        assertIsNotOpenBeforeItIsSaid();
    }

    /** The adapter's state may lag behind the notices, and then it is that of the connection before. */
    private void assertIsNotOpenBeforeItIsSaid() {
        connectedWithHomeFirst();
        scene.world.add("outcome " + guid(1) + " silent other");
        NetworkSession session = library.session(id(1, "other"));
        session.open();
        Library.eventually(() -> scene.world.has("state " + guid(1) + " 5"), "it is on its way");
        scene.state(1, "1", HOME);
        library.updated();
        assertFalse(Await.comesTrueWithin(A_WHILE, session::isOpen), "nothing has said that it is connected");
    }

    @Test
    void payloadsThatMakeNoSenseAreNoSuccessAndDoNoHarm() {
        NetworkSession session = underWay();
        for (int bytes : new int[] {0, 1, 3, 4, 516, 563, 564, 571, 572, 573, 580, 4095, 4096, 70000}) {
            for (String code : List.of("8 10", "8 11", "8 21", "8 20", "8 7", "16 8", "16 4", "16 6", "8 4294967295")) {
                scene.world.tell("raw " + code + ' ' + guid(1) + ' ' + bytes);
            }
        }
        scene.world.tell("raw 8 10 {00000000-0000-0000-0000-000000000000} 572");
        assertStillUnderWay(session, "payloads that make no sense");
        assertSucceeds(session);
    }

    @Test
    void aBeginningThatMakesNoSenseDoesNotHideTheEnd() {
        NetworkSession session = underWay();
        scene.world.tell("raw 8 9 " + guid(1) + " 572");
        scene.world.tell("raw 8 9 " + guid(1) + " 4");
        assertStillUnderWay(session, "a beginning that makes no sense");
        assertSucceeds(session);
    }

    @Test
    void aStormOfNoticesFromManyThreadsEndsWithTheTruth() {
        NetworkSession session = underWay();
        scene.world.tell("storm 16 300 8 11 " + guid(1) + " home");
        scene.world.tell("storm 16 30 16 8 " + guid(1) + ' ');
        assertStillUnderWay(session, "a storm");
        assertSucceeds(session);
    }
}
