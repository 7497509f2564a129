package io.github.netsession.windows.wifi;

import static io.github.netsession.windows.wifi.WifiBench.GUID;
import static io.github.netsession.windows.wifi.WifiBench.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NativeCode;
import io.github.netsession.spi.AccessPoint.Transition;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.StartResult;
import io.github.netsession.windows.wifi.WifiAdapter.State;
import io.github.netsession.windows.wifi.WifiNotice.Event;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class WifiStartTest {

    private static final int WRONG_KEY = WlanReasons.MSMSEC_PSK_MISMATCH_SUSPECTED;

    private final WifiBench bench = new WifiBench();
    private final FakeWifiPort port = bench.port;
    private final WifiService service = bench.service;

    @Test
    void itAsksForAConnectionWithTheProfileAndIsNotDoneYet() {
        assertEquals(StartResult.OURS, service.start(id("home")));
        assertEquals(List.of("connect " + GUID + " home"), port.orders());
        assertEquals(ConfigurationState.DISCOVERED, bench.point("home").state());
    }

    @Test
    void onTheWayItIsStartingAndOnceConnectedWithAnAddressActive() {
        service.start(id("home"));
        port.adapter(GUID, State.CONNECTING);
        bench.hear(Event.CONNECTION_START, "home", 0);
        assertEquals(Transition.STARTING, bench.point("home").transition());
        assertEquals(ConfigurationState.DISCOVERED, bench.point("home").state());
        port.connected(GUID, "home", 50);
        bench.hear(Event.CONNECTION_COMPLETE, "home", 0);
        assertEquals(ConfigurationState.ACTIVE, bench.point("home").state());
        assertEquals(Transition.NONE, bench.point("home").transition());
        assertEquals(List.of(), bench.sink.failedIds());
    }

    @Test
    void whatIsConnectedOrOnItsWayIsNotOursToStart() {
        bench.connect("home");
        assertEquals(StartResult.NOT_OURS, service.start(id("home")));
        bench.disconnect("home");
        port.adapter(GUID, State.CONNECTING);
        bench.hear(Event.CONNECTION_START, "home", 0);
        assertEquals(StartResult.NOT_OURS, service.start(id("home")));
        assertEquals(List.of(), port.orders());
    }

    @Test
    void whatIsConnectedWithAnotherProfileIsMoved() {
        bench.connect("home");
        assertEquals(StartResult.OURS, service.start(id("work")));
        assertEquals(List.of("connect " + GUID + " work"), port.orders());
    }

    @Test
    void neitherABeginningNorAFailureOverAnotherConnectionMakesItActive() {
        bench.connect("home");
        service.start(id("work"));
        bench.hear(Event.CONNECTION_START, "work", 0); // The adapter's state and address are still those of home.
        assertEquals(ConfigurationState.DISCOVERED, bench.point("work").state());
        bench.hear(Event.CONNECTION_COMPLETE, "work", WRONG_KEY);
        assertEquals(List.of(id("work")), bench.sink.failedIds());
        assertEquals(ConfigurationState.DISCOVERED, bench.point("work").state());
        assertEquals(ConfigurationState.ACTIVE, bench.point("home").state());
        service.stop(id("work"));
        assertEquals(0, port.count("disconnect"));
    }

    @Nested
    class ThatFails {

        private void start(boolean begun) {
            service.start(id("home"));
            if (begun) {
                bench.hear(Event.CONNECTION_START, "home", 0);
            }
        }

        private BackendException failure() {
            assertEquals(List.of(id("home")), bench.sink.failedIds());
            return bench.sink.causes().get(0);
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void isToldOnceWithTheReasonsWordsAndNumber(boolean begun) {
            start(begun);
            bench.hear(Event.CONNECTION_COMPLETE, "home", WRONG_KEY);
            BackendException cause = failure();
            assertEquals(Kind.SECRETS, cause.kind());
            assertEquals("WlanConnect", cause.call());
            assertEquals("reason number " + WRONG_KEY, cause.reason());
            assertEquals(Optional.of(new NativeCode("wlan reason", WRONG_KEY)), cause.nativeCode());
            bench.hear(Event.CONNECTION_COMPLETE, "home", WRONG_KEY);
            bench.hear(Event.DISCONNECTED, "home", 0);
            failure();
        }

        @Test
        void isToldOnlyByTheLastWordAndNotByAnAttempt() {
            start(true);
            bench.hear(Event.ATTEMPT_FAIL, "home", WRONG_KEY);
            bench.hear(Event.ATTEMPT_FAIL, "home", WRONG_KEY);
            assertEquals(List.of(), bench.sink.failedIds());
            bench.hear(Event.CONNECTION_COMPLETE, "home", WRONG_KEY);
            failure();
        }

        @Test
        void isToldWhenAnotherProfileIsConnectedAfterItHadBegun() {
            start(true);
            bench.hear(Event.CONNECTION_START, "work", 0);
            bench.connect("work");
            BackendException cause = failure();
            assertEquals(Kind.TEMPORARY, cause.kind());
            assertEquals("another profile was connected instead", cause.reason());
            assertEquals(Optional.empty(), cause.nativeCode());
        }

        @Test
        void isNotToldByWhatCompletesBeforeItHasBegun() {
            start(false);
            bench.connect("work");
            assertEquals(List.of(), bench.sink.failedIds());
            bench.connect("home");
            assertEquals(List.of(), bench.sink.failedIds());
            assertEquals(ConfigurationState.ACTIVE, bench.point("home").state());
        }

        @Test
        void isNotToldOfAConnectionThatNobodyHereAskedFor() {
            service.read();
            bench.hear(Event.CONNECTION_START, "home", 0);
            bench.hear(Event.CONNECTION_COMPLETE, "home", WRONG_KEY);
            assertEquals(List.of(), bench.sink.failedIds());
        }

        @Test
        void isNotToldByTheSameProfilesFailureOnAnotherAdapter() {
            port.profiles(WifiBench.OTHER_GUID, "home").adapter(WifiBench.OTHER_GUID, State.DISCONNECTED);
            start(true);
            port.tell(Event.CONNECTION_COMPLETE, WifiBench.OTHER_GUID, "home", WRONG_KEY);
            service.read();
            assertEquals(List.of(), bench.sink.failedIds());
            bench.hear(Event.CONNECTION_COMPLETE, "home", WRONG_KEY);
            failure();
        }

        @Test
        void isNotToldOnceItWasStopped() {
            start(true);
            service.stop(id("home"));
            bench.hear(Event.CONNECTION_COMPLETE, "home", WRONG_KEY);
            assertEquals(List.of(), bench.sink.failedIds());
        }

        @Test
        void canBeStartedAgain() {
            start(true);
            bench.hear(Event.CONNECTION_COMPLETE, "home", WRONG_KEY);
            assertEquals(StartResult.OURS, service.start(id("home")));
            bench.hear(Event.CONNECTION_COMPLETE, "home", WRONG_KEY + 1);
            assertEquals(List.of(id("home"), id("home")), bench.sink.failedIds());
            assertEquals(Optional.of(new NativeCode("wlan reason", WRONG_KEY + 1)), bench.sink.causes().get(1).nativeCode());
        }
    }

    @Nested
    class ThatIsRefused {

        private BackendException refused() {
            return assertThrows(BackendException.class, () -> service.start(id("home")));
        }

        @Test
        void isForgottenSoThatNoLaterNoticeFailsIt() {
            port.refuse("connect", Kind.TEMPORARY);
            assertEquals(Kind.TEMPORARY, refused().kind());
            bench.hear(Event.CONNECTION_COMPLETE, "home", WRONG_KEY);
            assertEquals(List.of(), bench.sink.failedIds());
        }

        @Test
        void withoutPermissionSaysWhatHelpsAndChangesTheReportUntilItIsGiven() {
            service.read();
            assertTrue(service.state().over(CapabilitiesOf.nothing()).has(Capability.CAN_START_AND_STOP_INTERFACES));
            port.refuse("connect", Kind.DENIED);
            assertTrue(refused().remedy().orElseThrow().contains("administrator"));
            assertEquals(1, bench.sink.hints(), "the report has changed");
            assertFalse(service.state().over(CapabilitiesOf.nothing()).has(Capability.CAN_START_AND_STOP_INTERFACES));
            refused();
            assertEquals(1, bench.sink.hints(), "the same refusal is no news");
            port.allow("connect");
            assertEquals(StartResult.OURS, service.start(id("home")));
            assertEquals(2, bench.sink.hints());
            assertTrue(service.state().over(CapabilitiesOf.nothing()).has(Capability.CAN_START_AND_STOP_INTERFACES));
        }

        @Test
        void forAnotherReasonChangesNoReport() {
            port.refuse("connect", Kind.FAILED);
            refused();
            assertEquals(0, bench.sink.hints());
            assertEquals("", service.state().startObstacle());
        }
    }

    @Test
    void whatIsNotThereIsGone() {
        for (ConfigurationId id : List.of(id("nowhere"), id("hom"), id("home/"), WifiAccessPoints.id("{2}", "home"), new ConfigurationId("wlan:x"),
            new ConfigurationId("wlan:/home"), new ConfigurationId("wlan:" + GUID), new ConfigurationId("wlan:/"))) {
            assertEquals(Kind.GONE, assertThrows(BackendException.class, () -> service.start(id), id::toString).kind());
            assertEquals(Kind.GONE, assertThrows(BackendException.class, () -> service.stop(id), id::toString).kind());
        }
        assertEquals(List.of(), port.orders());
    }

    @Test
    void onlyIdsOfProfilesAreItsOwn() {
        assertTrue(WifiService.owns(id("home")));
        assertFalse(WifiService.owns(new ConfigurationId("luid:1")));
        assertFalse(WifiService.owns(new ConfigurationId("wlanx:1")));
    }
}
