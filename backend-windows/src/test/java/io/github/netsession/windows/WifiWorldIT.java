package io.github.netsession.windows;

import static io.github.netsession.windows.WifiScene.HOME;
import static io.github.netsession.windows.WifiScene.WORK;
import static io.github.netsession.windows.WifiScene.guid;
import static io.github.netsession.windows.WifiScene.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.SessionError;
import io.github.netsession.SessionState;
import io.github.netsession.Support;
import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.SessionTrace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Adapters, profiles, radios and the Wi-Fi service come and go while they are in use. */
@Tag("wine")
class WifiWorldIT extends OnTwoAdapters {

    /** A notice and a reading; less than anything takes that looks by itself. */
    private static final Duration AT_ONCE = Duration.ofSeconds(3);
    /** Of WLAN_INTERFACE_STATE. */
    private static final String NOT_READY = "0";
    private static final String CONNECTED = "1";
    private static final String ASSOCIATING = "5";
    private static final String DISCOVERING = "6";
    private static final String AUTHENTICATING = "7";

    WifiWorldIT() {
        super("ww");
    }

    private static void tells(SessionTrace trace, String... expected) {
        Linux.await(() -> trace.changes().size() >= expected.length);
        assertEquals(List.of(expected), trace.changes());
    }

    private boolean isListed(int adapter, String profile) {
        return library.networks.configuration(id(adapter, profile)).isPresent();
    }

    // ---- what a profile is

    @Test
    void aProfileIsAnAccessPointOnItsAdaptersLink() {
        NetworkConfiguration home = library.configuration(id(1, HOME));
        assertEquals(HOME, home.name());
        assertEquals(Bearer.WLAN, home.bearer());
        assertEquals(Optional.of("ww1"), home.interfaceName());
        assertEquals(90, home.signalPercent().orElseThrow());
        assertEquals(guid(1), library.link("ww1").systemId().orElseThrow());
        assertTrue(library.networks.configurations().stream().noneMatch(each -> each.id().scheme().equals("luid")
            && each.interfaceName().filter(name -> name.equals("ww1") || name.equals("ww2")).isPresent()), "an adapter is what its profiles are");
    }

    @Test
    void aProfileMayHaveAnyName() {
        for (String name : List.of("a/b", "caf\u00e9 au coin \ud83d\ude00", "x".repeat(255), "nm:5 * ?")) {
            scene.profile(1, name, 50);
            scene.tell(8, 15, 1, 0, "");
            scene.tell(8, 19, 1, 0, "");
            library.awaitState(id(1, name), ConfigurationState.DISCOVERED);
            NetworkSession session = library.opened(id(1, name));
            assertTrue(scene.isConnected(1, name), name);
            session.stop().join();
            library.awaitState(id(1, name), ConfigurationState.DISCOVERED);
        }
    }

    // ---- adapters

    @Test
    void anAdapterThatLeavesTakesItsSessionsAlongAndNoOthers() {
        NetworkSession leaving = library.opened(id(1, HOME));
        NetworkSession staying = library.opened(id(2, WORK));
        SessionTrace trace = Library.trace(leaving);
        SessionTrace others = Library.trace(staying);
        scene.remove(1);
        tells(trace, "!SESSION_ABORTED", "INVALID", "closed");
        assertFalse(isListed(1, HOME));
        scene.restore(1);
        Library.eventually(() -> leaving.state() == SessionState.DISCONNECTED, "it is back, and closed");
        leaving.open().join();
        assertTrue(scene.isConnected(1, HOME));
        assertEquals(List.of(), others.changes());
        assertTrue(staying.isOpen());
    }

    @Test
    void anAdapterThatLeavesDuringAStartEndsIt() {
        scene.world.add("outcome " + guid(1) + " silent home");
        NetworkSession session = library.session(id(1, HOME));
        session.open();
        Library.eventually(() -> scene.world.has("state " + guid(1) + " 5"), "it is on its way");
        scene.remove(1);
        Library.eventually(() -> session.state() == SessionState.INVALID, "it is gone");
        assertEquals(SessionError.INVALID_CONFIGURATION, session.failure().orElseThrow().error());
    }

    @Test
    void withoutAnAdapterWifiIsMissingAndCablesAreNot() {
        scene.remove(1);
        scene.remove(2);
        Library.eventually(() -> !isListed(1, HOME) && !isListed(2, WORK), "they are gone");
        assertEquals(Support.MISSING, library.networks.capabilities().of(Capability.SCAN).support());
        assertEquals(Support.UNSUPPORTED, library.networks.capabilities().of(Capability.CAN_START_AND_STOP_INTERFACES).support());
        assertTrue(library.networks.isOnline(), "the cables below them are cables now");
        scene.restore(2);
        Library.eventually(() -> library.networks.capabilities().of(Capability.CAN_START_AND_STOP_INTERFACES).support() == Support.AVAILABLE,
            "it is back");
    }

    // ---- profiles

    @Test
    void aProfileThatIsDeletedInUseIsGoneAndItsConnectionIsTheAdapters() {
        NetworkSession session = library.opened(id(1, HOME));
        SessionTrace trace = Library.trace(session);
        scene.world.remove("profile " + guid(1) + " home");
        scene.tell(8, 15, 1, 0, "");
        tells(trace, "!SESSION_ABORTED", "INVALID", "closed");
        assertFalse(isListed(1, HOME));
        assertTrue(library.networks.isOnline());
        assertTrue(library.networks.configurations(ConfigurationState.ACTIVE).stream().anyMatch(each -> each.id().scheme().equals("luid")
            && each.interfaceName().equals(Optional.of("ww1"))), () -> library.networks.configurations().toString());
        assertTrue(scene.isConnected(1, HOME), "nobody took it down");
    }

    @Test
    void aProfileThatIsRenamedInUseIsAnotherConfigurationAndStaysConnected() {
        NetworkSession session = library.opened(id(1, HOME));
        SessionTrace trace = Library.trace(session);
        scene.world.change(lines -> {
            lines.replaceAll(line -> line.contains(guid(1)) && line.endsWith(" home") ? line.replace(" home", " castle") : line);
            return lines;
        });
        scene.tell(8, 16, 1, 0, "");
        library.awaitState(id(1, "castle"), ConfigurationState.ACTIVE);
        tells(trace, "!SESSION_ABORTED", "INVALID", "closed");
        assertFalse(isListed(1, HOME));
        assertTrue(scene.isConnected(1, "castle"));
    }

    @Test
    void aProfileThatIsAddedIsListedAndDisturbsNobody() {
        NetworkSession session = library.opened(id(1, HOME));
        SessionTrace trace = Library.trace(session);
        scene.profile(1, "new", 33);
        scene.tell(8, 15, 1, 0, "");
        Library.eventually(() -> isListed(1, "new"), "it is listed");
        scene.tell(8, 19, 1, 0, "");
        library.awaitState(id(1, "new"), ConfigurationState.DISCOVERED);
        assertEquals(33, library.configuration(id(1, "new")).signalPercent().orElseThrow());
        assertEquals(List.of(), trace.changes());
        assertTrue(session.isOpen());
    }

    /** Windows knows its network already, and tells of the profile only: no scan need follow before somebody wants to start it. */
    @Test
    void aProfileThatIsAddedForANetworkWithinReachMayBeStartedAtOnce() {
        scene.profile(1, "new", 33);
        scene.tell(8, 15, 1, 0, "");
        assertTrue(Await.comesTrueWithin(AT_ONCE, () -> library.isIn(id(1, "new"), ConfigurationState.DISCOVERED)),
            () -> "it should be DISCOVERED in " + library.networks.configurations());
    }

    @Test
    void theSameProfileOnTwoAdaptersIsTwo() {
        scene.profile(2, HOME, 80);
        scene.tell(8, 15, 2, 0, "");
        scene.tell(8, 7, 2, 0, "");
        library.awaitState(id(2, HOME), ConfigurationState.DISCOVERED);
        NetworkSession first = library.opened(id(1, HOME));
        assertTrue(scene.isDisconnected(2));
        assertEquals(ConfigurationState.DISCOVERED, library.configuration(id(2, HOME)).state());
        SessionTrace trace = Library.trace(first);
        scene.world.add("outcome " + guid(2) + " fail 163851 home");
        assertEquals(163851, Library.failureOf(library.session(id(2, HOME)).open()).nativeCode().orElseThrow().code());
        scene.world.remove("outcome");
        NetworkSession second = library.opened(id(2, HOME));
        assertTrue(scene.isConnected(1, HOME) && scene.isConnected(2, HOME));
        second.stop().join();
        assertTrue(scene.isConnected(1, HOME) && scene.isDisconnected(2));
        assertEquals(List.of(), trace.changes());
    }

    @Test
    void startingAnotherProfileOfTheAdapterReplacesTheFirst() {
        scene.profile(1, "other", 60);
        scene.tell(8, 19, 1, 0, "");
        library.awaitState(id(1, "other"), ConfigurationState.DISCOVERED);
        NetworkSession first = library.opened(id(1, HOME));
        SessionTrace trace = Library.trace(first);
        NetworkSession second = library.opened(id(1, "other"));
        tells(trace, "!SESSION_ABORTED", "DISCONNECTED", "closed");
        library.awaitState(id(1, HOME), ConfigurationState.DISCOVERED);
        assertTrue(scene.isConnected(1, "other"));
        first.close();
        assertFalse(Await.comesTrueWithin(Duration.ofMillis(500), () -> !scene.isConnected(1, "other") || !second.isOpen()), "the first has nothing to stop any more");
        second.close();
        Library.eventually(() -> scene.isDisconnected(1), "the second has");
    }

    // ---- what looks like a loss for a moment

    /** The adapter associates and authenticates, and no start was told. Whether a real Windows shows that has not been seen. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aReadingDuringARoamEndsNoSession(boolean connectedBefore) {
        if (connectedBefore) {
            scene.connect(1, HOME);
            library.awaitState(id(1, HOME), ConfigurationState.ACTIVE);
        }
        NetworkSession session = library.opened(id(1, HOME));
        SessionTrace trace = Library.trace(session);
        int disconnects = StandIns.calls("wlanapi", "WlanDisconnect");
        scene.world.add("roams " + guid(1) + " home");
        for (String state : List.of(DISCOVERING, ASSOCIATING, AUTHENTICATING, NOT_READY, CONNECTED)) {
            scene.state(1, state, HOME);
            library.updated();
            assertEquals(List.of(), trace.changes(), state);
            assertTrue(library.isIn(id(1, HOME), ConfigurationState.ACTIVE), state);
        }
        assertTrue(session.isOpen());
        assertEquals(disconnects, StandIns.calls("wlanapi", "WlanDisconnect"));
        scene.state(1, AUTHENTICATING, HOME);
        library.updated();
        scene.tell(8, 20, 1, 0, HOME);
        scene.tell(8, 21, 1, 0, HOME);
        tells(trace, "!SESSION_ABORTED", "DISCONNECTED", "closed");
    }

    @Test
    void aSessionThatClosesDuringARoamDisconnectsWhatItHadStarted() {
        NetworkSession session = library.opened(id(1, HOME));
        scene.world.add("roams " + guid(1) + " home");
        scene.state(1, AUTHENTICATING, HOME);
        library.updated();
        session.close();
        Library.eventually(() -> scene.isDisconnected(1), "it is disconnected");
    }

    // ---- the radio

    @Test
    void aRadioThatIsSwitchedOffAndOnAgain() {
        NetworkSession session = library.opened(id(1, HOME));
        SessionTrace trace = Library.trace(session);
        scene.state(1, "0");
        scene.tell(16, 7, 1, 0, "");
        tells(trace, "!SESSION_ABORTED", "DISCONNECTED", "closed", "NOT_AVAILABLE");
        assertEquals(ConfigurationState.DEFINED, library.configuration(id(1, HOME)).state());
        assertEquals(SessionError.INVALID_CONFIGURATION, Library.failureOf(session.open()).error());
        assertEquals(ConfigurationState.DISCOVERED, library.configuration(id(2, WORK)).state(), "the other radio is on");
        scene.state(1, "4");
        scene.tell(8, 27, 1, 0, "");
        Library.eventually(() -> session.state() == SessionState.DISCONNECTED, "it may be started again");
        session.open().join();
        assertTrue(scene.isConnected(1, HOME));
    }

    // ---- the service

    private void assertTheServiceStopsAndComesBack(int code, boolean tellsHow) {
        NetworkSession session = library.opened(id(1, HOME));
        SessionTrace trace = Library.trace(session);
        scene.world.add("fail WlanEnumInterfaces " + code, "fail WlanOpenHandle " + code);
        library.updated();
        tells(trace, "!SESSION_ABORTED", "INVALID", "closed");
        assertFalse(isListed(1, HOME) || isListed(2, WORK));
        assertEquals(0, StandIns.handles());
        CapabilityStatus scan = library.networks.capabilities().of(Capability.SCAN);
        assertEquals(Support.MISSING, scan.support(), scan::toString);
        if (tellsHow) {
            assertTrue(scan.remedy().orElse("").contains("wlansvc"), scan::toString);
        }
        assertTrue(library.networks.isOnline(), "something is connected on that adapter all the same");
        library.updated();
        assertEquals(0, StandIns.handles());
        scene.world.remove("fail");
        library.updated();
        assertEquals(2, StandIns.handles());
        Library.eventually(() -> isListed(1, HOME) && session.state() == SessionState.CONNECTED, "it is connected still, and the session is closed");
        assertFalse(session.isOpen());
        assertEquals(Support.AVAILABLE, library.networks.capabilities().of(Capability.SCAN).support());
    }

    @Test
    void aServiceThatStopsTakesItsProfilesAlongAndBringsThemBack() {
        assertTheServiceStopsAndComesBack(1062, true);
    }

    @Test
    void aServiceThatDoesNotAnswerIsOneThatHasStopped() {
        assertTheServiceStopsAndComesBack(1722, false);
    }

    @Test
    void aServiceThatWasRestartedIsConnectedToAnew() {
        NetworkSession session = library.opened(id(1, HOME));
        scene.world.add("fail WlanEnumInterfaces 6");
        library.updated();
        assertFalse(isListed(1, HOME));
        scene.world.remove("fail");
        library.updated();
        Library.eventually(() -> session.state() == SessionState.CONNECTED, "it is seen again");
        scene.disconnect(1, HOME);
        library.awaitState(id(1, HOME), ConfigurationState.DISCOVERED);
        assertEquals(2, StandIns.handles());
        assertEquals(6, StandIns.registrations());
    }

    @Test
    void aServiceThatIsNotInstalledIsNotLookedForAgain() {
        library.close();
        scene.world.add("fail WlanOpenHandle 120");
        library = new Library();
        int before = StandIns.calls("wlanapi", "WlanOpenHandle");
        library.updated().updated();
        assertEquals(before, StandIns.calls("wlanapi", "WlanOpenHandle"));
        assertEquals(Support.MISSING, library.networks.capabilities().of(Capability.SCAN).support());
        assertTrue(library.networks.interfaces().stream().anyMatch(link -> link.name().equals("ww1")));
    }

    @Test
    void aServiceWhoseNoticesAreRefusedLeavesNothingOpen() {
        library.close();
        scene.world.add("fail WlanRegisterNotification 8");
        library = new Library();
        library.updated();
        assertEquals(0, StandIns.handles());
        assertEquals(Support.MISSING, library.networks.capabilities().of(Capability.SCAN).support());
        scene.world.remove("fail");
        library.updated();
        library.awaitState(id(1, HOME), ConfigurationState.DISCOVERED);
    }

    @Test
    void aListOfProfilesThatCannotBeReadKeepsWhatWasKnown() {
        library.opened(id(1, HOME));
        scene.world.add("fail WlanGetProfileList 8");
        assertTrue(Library.failureOf(library.networks.update()).isRetryable());
        assertEquals(ConfigurationState.ACTIVE, library.configuration(id(1, HOME)).state());
        scene.world.remove("fail");
        library.updated();
        assertEquals(ConfigurationState.ACTIVE, library.configuration(id(1, HOME)).state());
    }
}
