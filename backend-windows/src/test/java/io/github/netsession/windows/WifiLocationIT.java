package io.github.netsession.windows;

import static io.github.netsession.windows.WifiScene.HOME;
import static io.github.netsession.windows.WifiScene.WORK;
import static io.github.netsession.windows.WifiScene.guid;
import static io.github.netsession.windows.WifiScene.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.SessionError;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionState;
import io.github.netsession.Support;
import io.github.netsession.UpdateOption;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.testkit.Await;
import io.github.netsession.windows.wifi.WifiService;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What stands behind the location permission: that it is asked for rarely, that it is scanned for never, and that the rest works without. */
@Tag("wine")
class WifiLocationIT {

    private static final TwoCables CABLES = new TwoCables("wq");
    private static final List<String> GATED = List.of("WlanQueryInterface", "WlanGetAvailableNetworkList", "WlanGetNetworkBssList", "WlanScan");
    private static final String REMEDY = "ms-settings:privacy-location";

    private WifiScene scene;
    private Library library;

    @BeforeAll
    static void layTwoCables() {
        CABLES.setRight();
    }

    @BeforeEach
    void makeTwoAdapters() {
        scene = new WifiScene("wq");
    }

    @AfterEach
    void nothingIsLeft() {
        if (library != null) {
            library.close();
        }
        scene.world.change(lines -> List.of());
        StandIns.assertNothingIsLeft();
    }

    @AfterAll
    static void clean() {
        CABLES.remove();
    }

    private void open(String... lines) {
        scene.world.add(lines);
        library = new Library();
        Library.eventually(() -> library.networks.configuration(id(1, HOME)).isPresent(), "the profile is listed");
    }

    private void assertDenied(Capability capability) {
        CapabilityStatus status = library.networks.capabilities().of(capability);
        assertEquals(Support.DENIED, status.support(), status::toString);
        assertTrue(status.remedy().orElse("").contains(REMEDY), status::toString);
    }

    private void assertAvailable(Capability capability) {
        CapabilityStatus status = library.networks.capabilities().of(capability);
        assertEquals(Support.AVAILABLE, status.support(), status::toString);
    }

    /** The Ethernet-like access point that a link is by itself. */
    private Optional<NetworkConfiguration> ofTheLink(String link) {
        return library.networks.configurations().stream()
            .filter(each -> each.id().scheme().equals("luid") && each.interfaceName().equals(Optional.of(link))).findFirst();
    }

    // ---- without the permission

    @Test
    void withoutThePermissionProfilesAreListedStartedAndStopped() {
        open("location denied");
        assertEquals(ConfigurationState.DISCOVERED, library.configuration(id(1, HOME)).state(), "it is not known to be out of reach");
        assertAvailable(Capability.CAN_START_AND_STOP_INTERFACES);
        NetworkSession session = library.opened(id(1, HOME));
        assertEquals(SessionState.CONNECTED, session.state());
        assertTrue(scene.isConnected(1, HOME));
        assertEquals(ConfigurationState.ACTIVE, library.configuration(id(1, HOME)).state());
        session.stop().join();
        assertEquals(SessionState.DISCONNECTED, session.state());
        assertTrue(scene.isDisconnected(1));
    }

    @Test
    void withoutThePermissionSignalAndScanAreDeniedWithTheRemedy() {
        open("location denied");
        assertDenied(Capability.SIGNAL_STRENGTH);
        assertDenied(Capability.SCAN);
        SessionFailure failure = Library.failureOf(library.networks.update(UpdateOption.SCAN));
        assertEquals(SessionError.OPERATION_NOT_SUPPORTED, failure.error());
        assertTrue(failure.remedy().orElse("").contains(REMEDY), failure::toString);
        assertEquals(OptionalInt.empty(), library.configuration(id(1, HOME)).signalPercent());
    }

    @Test
    void withoutThePermissionTheConnectedProfileIsKnownByNotices() {
        open("location denied");
        scene.connect(2, WORK);
        library.awaitState(id(2, WORK), ConfigurationState.ACTIVE);
        assertEquals(Optional.empty(), ofTheLink("wq2"), "the adapter is represented by its profile");
        scene.disconnect(2, WORK);
        library.awaitState(id(2, WORK), ConfigurationState.DISCOVERED);
    }

    @Test
    void withoutThePermissionAnEarlierConnectionIsTheAdaptersOwn() {
        scene.state(1, "1", HOME);
        open("location denied");
        Library.eventually(() -> ofTheLink("wq1").filter(NetworkConfiguration::isActive).isPresent(), "something is up on that adapter");
        assertEquals(Bearer.WLAN, ofTheLink("wq1").orElseThrow().bearer());
        assertTrue(library.networks.isOnline(), "unknown is not no");
        assertFalse(library.isIn(id(1, HOME), ConfigurationState.ACTIVE), "nobody says that it is this one");
        NetworkSession session = library.opened(id(1, HOME));
        assertEquals(SessionState.CONNECTED, session.state(), "from now on it is known by notices");
        assertEquals(ConfigurationState.DEFINED, ofTheLink("wq1").orElseThrow().state(), "it stays, and its profile stands for it");
    }

    @Test
    void withoutThePermissionNobodyStopsAConnectionThatMayBeAnothers() {
        scene.state(1, "1", "another");
        scene.world.add("profile " + guid(1) + " another", "location denied");
        try (Backend backend = new WindowsBackendProvider().open(new Deaf())) {
            backend.read();
            BackendException refused = assertThrows(BackendException.class, () -> backend.stop(id(1, HOME)));
            assertEquals(BackendException.Kind.DENIED, refused.kind());
            assertTrue(refused.remedy().orElse("").contains(REMEDY), refused::toString);
            assertTrue(scene.isConnected(1, "another"));
        }
    }

    @Test
    void withoutThePermissionAFailureIsStillKnownByNotices() {
        scene.world.remove("network " + guid(1));
        open("location denied");
        SessionFailure failure = Library.failureOf(library.session(id(1, HOME)).open());
        assertEquals(0x2800B, failure.nativeCode().orElseThrow().code(), "the network is not available");
    }

    @Test
    void aPermissionThatIsGivenLaterCountsFromTheNextStartOrScanOn() {
        open("location denied");
        assertDenied(Capability.SIGNAL_STRENGTH);
        scene.world.remove("location");
        library.networks.update(UpdateOption.SCAN).join();
        Library.eventually(() -> library.configuration(id(1, HOME)).signalPercent().isPresent(), "the signal is known");
        assertAvailable(Capability.SCAN);
        assertEquals(90, library.configuration(id(1, HOME)).signalPercent().orElseThrow());
    }

    @Test
    void aPermissionThatIsTakenAwayTakesNothingElseAlong() {
        open();
        library.opened(id(1, HOME));
        assertAvailable(Capability.SCAN);
        scene.world.add("location denied");
        scene.tell(8, 19, 1, 0, "");
        Library.eventually(() -> library.networks.capabilities().of(Capability.SCAN).support() == Support.DENIED, "that is seen");
        assertEquals(ConfigurationState.ACTIVE, library.configuration(id(1, HOME)).state());
    }

    // ---- rarely

    private static int gated() {
        return GATED.stream().mapToInt(name -> StandIns.calls("wlanapi", name)).sum();
    }

    /** What came before may lead to some more; half a second without any ends that. */
    private static int gatedAtRest() {
        int[] calls = {gated()};
        Library.eventually(() -> {
            int before = calls[0];
            boolean isAtRest = !Await.comesTrueWithin(Duration.ofMillis(500), () -> gated() != before);
            calls[0] = gated();
            return isAtRest;
        }, "it comes to rest");
        return calls[0];
    }

    /** After what came before has been read, as many readings as nobody would make. */
    private void assertReadingsAskForNothing() {
        int before = gatedAtRest();
        for (int i = 0; i < 8; i++) {
            library.updated();
        }
        assertEquals(before, gated(), "calls behind the location permission");
    }

    @Test
    void readingsDoNotRepeatWhatStandsBehindThePermission() {
        open();
        assertReadingsAskForNothing();
        scene.connect(1, HOME);
        library.awaitState(id(1, HOME), ConfigurationState.ACTIVE);
        assertReadingsAskForNothing();
        scene.disconnect(1, HOME);
        library.awaitState(id(1, HOME), ConfigurationState.DISCOVERED);
        assertReadingsAskForNothing();
    }

    @Test
    void aRefusalIsNotAskedForAgainByReadings() {
        scene.state(2, "1", WORK);
        open("location denied");
        assertReadingsAskForNothing();
        scene.connect(1, HOME);
        library.awaitState(id(1, HOME), ConfigurationState.ACTIVE);
        assertReadingsAskForNothing();
    }

    @Test
    void anyOtherRefusalIsNotAskedForAgainByReadingsEither() {
        scene.state(2, "1", WORK);
        open("fail WlanQueryInterface:7 50", "fail WlanGetAvailableNetworkList 50");
        assertReadingsAskForNothing();
    }

    @Test
    void aChangeOfTheNetworkIsNoReasonToAskTheWifiService() {
        open();
        library.opened(id(1, HOME));
        int before = gatedAtRest();
        Linux.ip("addr add 10.7.8.1/24 dev wq1");
        Library.eventually(() -> library.linkIs("wq1", link -> link.addresses().size() == 2), "it is seen");
        Linux.ip("addr del 10.7.8.1/24 dev wq1");
        Library.eventually(() -> library.linkIs("wq1", link -> link.addresses().size() == 1), "that, too");
        assertEquals(before, gated());
    }

    @Test
    void whoSwitchesItOffIsNeverAskedForThePermission() {
        System.setProperty(WifiService.LOCATION, "never");
        try {
            int before = gated();
            open();
            NetworkSession session = library.opened(id(1, HOME));
            scene.tell(8, 19, 1, 0, "");
            library.updated();
            SessionFailure failure = Library.failureOf(library.networks.update(UpdateOption.SCAN));
            assertEquals(SessionError.OPERATION_NOT_SUPPORTED, failure.error());
            session.stop().join();
            assertTrue(scene.isDisconnected(1));
            assertEquals(before, gated());
            assertEquals(Support.DENIED, library.networks.capabilities().of(Capability.SIGNAL_STRENGTH).support());
            assertEquals(1, StandIns.handles(), "and no notices of the signal are asked for");
        } finally {
            System.clearProperty(WifiService.LOCATION);
        }
    }

    // ---- notices of the signal

    @Test
    void theSignalFollowsItsNoticesWithoutACall() {
        open();
        library.opened(id(1, HOME));
        int before = gatedAtRest();
        scene.tell(16, 8, 1, 37, "");
        Library.eventually(() -> library.configuration(id(1, HOME)).signalPercent().equals(OptionalInt.of(37)), "the signal is 37");
        scene.tell(16, 8, 1, 101, "");
        scene.tell(16, 8, 1, -1, "");
        scene.tell(16, 8, 1, 38, "");
        Library.eventually(() -> library.configuration(id(1, HOME)).signalPercent().equals(OptionalInt.of(38)), "what is no percentage is not taken");
        assertEquals(before, gated());
    }

    @Test
    void afterRoamingTheSignalIsAskedForOnce() {
        open();
        library.opened(id(1, HOME));
        scene.world.add("quality " + guid(1) + " 21");
        scene.tell(16, 6, 1, 0, HOME);
        Library.eventually(() -> library.configuration(id(1, HOME)).signalPercent().equals(OptionalInt.of(21)), "it is that of the new station");
        assertReadingsAskForNothing();
    }

    @Test
    void noticesOfTheSignalThatAreRefusedDoNotTakeTheOthersAlong() {
        open("fail WlanRegisterNotification:16 5");
        assertEquals(1, StandIns.handles());
        scene.connect(1, HOME);
        library.awaitState(id(1, HOME), ConfigurationState.ACTIVE);
        scene.disconnect(1, HOME);
        library.awaitState(id(1, HOME), ConfigurationState.DISCOVERED);
        assertTrue(library.opened(id(1, HOME)).isOpen());
    }

    @Test
    void theNoticesAreOnTwoHandles() {
        open();
        assertEquals(2, StandIns.handles());
        assertEquals(6, StandIns.registrations());
    }

    // ---- scans

    @Test
    void onlyTheUpdateThatSaysSoScansAndItAsksEachAdapter() {
        int before = StandIns.calls("wlanapi", "WlanScan");
        open();
        NetworkSession session = library.opened(id(1, HOME));
        library.updated();
        scene.connect(2, WORK);
        library.awaitState(id(2, WORK), ConfigurationState.ACTIVE);
        scene.disconnect(2, WORK);
        library.awaitState(id(2, WORK), ConfigurationState.DISCOVERED);
        session.stop().join();
        assertEquals(before, StandIns.calls("wlanapi", "WlanScan"));
        library.networks.update(UpdateOption.SCAN).join();
        assertEquals(before + 2, StandIns.calls("wlanapi", "WlanScan"));
    }

    @Test
    void whatAScanHasFoundIsSeenWhenItIsOver() {
        open();
        Library.eventually(() -> library.configuration(id(1, HOME)).signalPercent().equals(OptionalInt.of(90)), "as Windows knew it");
        scene.world.set("network " + guid(1), "42 1 home");
        library.updated();
        assertEquals(90, library.configuration(id(1, HOME)).signalPercent().orElseThrow(), "a mere update asks for no more");
        library.networks.update(UpdateOption.SCAN).join();
        Library.eventually(() -> library.configuration(id(1, HOME)).signalPercent().equals(OptionalInt.of(42)), "as the scan has found it");
    }

    @Test
    void aScanThatIsRefusedFailsTheUpdateAndNothingElse() {
        open("fail WlanScan 5023");
        SessionFailure failure = Library.failureOf(library.networks.update(UpdateOption.SCAN));
        assertEquals(SessionError.UNKNOWN, failure.error());
        assertTrue(failure.isRetryable(), failure::toString);
        assertTrue(library.opened(id(1, HOME)).isOpen());
    }
}
