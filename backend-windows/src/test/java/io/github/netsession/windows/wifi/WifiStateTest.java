package io.github.netsession.windows.wifi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.Support;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class WifiStateTest {

    private static final CapabilityReport BASE = CapabilitiesOf.nothing();
    private static final Capability START = Capability.CAN_START_AND_STOP_INTERFACES;
    private static final Capability SIGNAL = Capability.SIGNAL_STRENGTH;

    private static CapabilityStatus status(WifiState state, Capability capability) {
        return state.over(BASE).of(capability);
    }

    @Test
    void onlyWhatWifiIsAboutIsTouched() {
        for (WifiState state : List.of(WifiState.NONE, WifiState.connected("", ""), WifiState.connected("", "denied").withAdapters(1))) {
            Arrays.stream(Capability.values()).filter(each -> each != START && each != SIGNAL && each != Capability.SCAN)
                .forEach(each -> assertEquals(BASE.of(each), status(state, each)));
        }
    }

    @Nested
    class WithoutTheService {

        @Test
        void beforeTheFirstReadingNothingIsPromised() {
            assertEquals(Support.MISSING, status(WifiState.NONE, SIGNAL).support());
            assertEquals("no Wi-Fi: not looked for yet", status(WifiState.NONE, SIGNAL).reason());
            assertEquals("no Wi-Fi: not looked for yet; base", status(WifiState.NONE, START).reason());
        }

        @Test
        void aMissingPartIsNotTriedAgainAndSaysWhatToInstall() {
            WifiState state = WifiState.without(new BackendException(Kind.UNSUPPORTED, "wlanapi.dll", "not installed")
                .withRemedy("install it"), false);
            assertTrue(state.isMissing());
            for (Capability each : List.of(SIGNAL, Capability.SCAN)) {
                assertEquals(CapabilityStatus.of(each, Support.MISSING, "no Wi-Fi: wlanapi.dll: not installed", "install it"), status(state, each));
            }
            assertEquals(Support.UNSUPPORTED, status(state, START).support());
        }

        @Test
        void aServiceThatDoesNotRunIsTriedAgain() {
            for (Kind kind : Kind.values()) {
                assertEquals(kind == Kind.UNSUPPORTED, WifiState.without(new BackendException(kind, "WlanOpenHandle", "no"), false).isMissing());
            }
            assertEquals(Optional.empty(),
                status(WifiState.without(new BackendException(Kind.TEMPORARY, "WlanOpenHandle", "no"), false), SIGNAL).remedy());
        }
    }

    @Nested
    class WhenItHasGone {

        @Test
        void itIsAwaitedWhateverTheReasonAndTheReportOfChangesSaysSo() {
            for (Kind kind : Kind.values()) {
                WifiState gone = WifiState.without(new BackendException(kind, "WlanEnumInterfaces", "no"), true);
                assertTrue(gone.isAwaited());
                assertFalse(gone.isMissing(), "it was there");
                assertEquals(Support.DEGRADED, status(gone, Capability.CHANGE_EVENTS).support());
                assertEquals("no Wi-Fi: WlanEnumInterfaces: no", status(gone, SIGNAL).reason());
            }
        }

        @Test
        void oneThatNeverWasThereIsNotAwaited() {
            WifiState never = WifiState.without(new BackendException(Kind.TEMPORARY, "WlanOpenHandle", "no"), false);
            assertFalse(never.isAwaited() || WifiState.NONE.isAwaited() || WifiState.connected("", "").isAwaited());
            assertEquals(BASE.of(Capability.CHANGE_EVENTS), status(never, Capability.CHANGE_EVENTS));
        }
    }

    @Test
    void withoutNoticesOfTheSignalItIsKnownAtEachConnectionOnly() {
        WifiState state = WifiState.connected("WlanRegisterNotification: access denied", "").withAdapters(1);
        assertEquals(CapabilityStatus.of(SIGNAL, Support.DEGRADED, "by Native Wifi, at each connection only: WlanRegisterNotification: access denied",
            "let desktop apps see the location: ms-settings:privacy-location"), status(state, SIGNAL));
        assertEquals(Support.AVAILABLE, status(state, Capability.SCAN).support());
        assertEquals(Support.DENIED, status(state.withLocation("denied"), SIGNAL).support());
    }

    @Nested
    class WithIt {

        private final WifiState ready = WifiState.connected("", "").withAdapters(1);

        @Test
        void withoutAnAdapterThereIsNothingToStart() {
            WifiState state = WifiState.connected("", "");
            assertEquals(CapabilityStatus.of(SIGNAL, Support.MISSING, "there is no Wi-Fi adapter"), status(state, SIGNAL));
            assertEquals("there is no Wi-Fi adapter; base", status(state, START).reason());
            assertEquals(Support.UNSUPPORTED, status(state, START).support());
            assertEquals(status(WifiState.connected("", ""), SIGNAL), status(ready.withAdapters(0), SIGNAL));
        }

        @Test
        void withAnAdapterAllIsAvailable() {
            for (Capability each : List.of(START, SIGNAL, Capability.SCAN)) {
                assertEquals(Support.AVAILABLE, status(ready, each).support());
            }
        }

        @Test
        void withoutTheLocationPermissionProfilesCanStillBeStarted() {
            WifiState state = ready.withLocation("access denied");
            for (Capability each : List.of(SIGNAL, Capability.SCAN)) {
                assertEquals(CapabilityStatus.of(each, Support.DENIED, "behind the location permission: access denied",
                    "let desktop apps see the location: ms-settings:privacy-location"), status(state, each));
            }
            assertEquals(Support.AVAILABLE, status(state, START).support());
            assertEquals(Support.AVAILABLE, status(state.withLocation(""), SIGNAL).support());
        }

        @Test
        void aStartThatWasRefusedIsDeniedUntilOneIsNot() {
            WifiState state = ready.withStart("WlanConnect: access denied");
            assertEquals(Support.DENIED, status(state, START).support());
            assertEquals("WlanConnect: access denied", status(state, START).reason());
            assertTrue(status(state, START).remedy().orElseThrow().contains("administrator"));
            assertEquals(Support.AVAILABLE, status(state, SIGNAL).support());
            assertEquals(Support.AVAILABLE, status(state.withStart(""), START).support());
        }

        @Test
        void eachChangeLeavesTheRest() {
            WifiState state = ready.withLocation("l").withStart("s").withAdapters(3);
            assertEquals(new WifiState("", "", false, false, 3, "", "l", "s"), state);
            assertFalse(state.isMissing());
        }
    }
}
