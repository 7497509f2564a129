package io.github.netsession.windows.wifi;

import static io.github.netsession.windows.wifi.WifiBench.GUID;
import static io.github.netsession.windows.wifi.WifiBench.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationState;
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

@Tag("unit")
class WifiStopTest {

    private static final List<String> DISCONNECT = List.of("disconnect " + GUID);

    private final WifiBench bench = new WifiBench();
    private final FakeWifiPort port = bench.port;
    private final WifiService service = bench.service;

    @Test
    void itEndsTheProfilesConnection() {
        bench.connect("home");
        service.stop(id("home"));
        assertEquals(DISCONNECT, port.orders());
        bench.disconnect("home");
        assertEquals(ConfigurationState.DISCOVERED, bench.point("home").state());
    }

    @Test
    void itLeavesAnotherProfilesConnectionAlone() {
        bench.connect("work");
        service.stop(id("home"));
        assertEquals(List.of(), port.orders());
        assertEquals(ConfigurationState.ACTIVE, bench.point("work").state());
    }

    @Test
    void whatIsNotConnectedNeedsNoStopping() {
        service.stop(id("home"));
        port.adapter(GUID, State.NOT_READY);
        service.stop(id("home"));
        assertEquals(List.of(), port.orders());
    }

    @Test
    void whatSomebodyElseIsJustConnectingIsStopped() {
        port.adapter(GUID, State.CONNECTING);
        bench.hear(Event.CONNECTION_START, "home", 0);
        service.stop(id("home"));
        assertEquals(DISCONNECT, port.orders());
    }

    @Test
    void whatWasAskedForAndHasNotBegunIsStoppedSoThatItDoesNotComeUpLater() {
        service.start(id("home"));
        service.stop(id("home"));
        assertEquals(List.of("connect " + GUID + " home", "disconnect " + GUID), port.orders());
        service.stop(id("home"));
        assertEquals(2, port.orders().size(), "once");
    }

    @Test
    void whatWasAskedForOfAnotherProfileIsNotStopped() {
        service.start(id("home"));
        service.stop(id("work"));
        assertEquals(List.of("connect " + GUID + " home"), port.orders());
    }

    @Nested
    class WhatWasAskedForOverAnotherConnection {

        private void askedAndStopped() {
            bench.connect("home");
            service.start(id("work"));
            service.stop(id("work"));
            assertEquals(0, port.count("disconnect"), "home is still the one that is connected");
            assertEquals(ConfigurationState.ACTIVE, bench.point("home").state());
        }

        @Test
        void isEndedWhenItBegins() {
            askedAndStopped();
            port.adapter(GUID, State.CONNECTING);
            bench.hear(Event.CONNECTION_START, "work", 0);
            assertEquals(1, port.count("disconnect"));
            bench.hear(Event.CONNECTION_COMPLETE, "work", 5);
            assertEquals(1, port.count("disconnect"));
            assertEquals(List.of(), bench.sink.failedIds(), "nobody waits for it any more");
        }

        @Test
        void isEndedThoughItsBeginningWasNotTold() {
            askedAndStopped();
            port.connected(GUID, "work", 50);
            bench.hear(Event.CONNECTION_COMPLETE, "work", 0);
            assertEquals(1, port.count("disconnect"));
        }

        @Test
        void isForgottenIfItFails() {
            askedAndStopped();
            bench.hear(Event.CONNECTION_COMPLETE, "work", 5);
            bench.connect("work");
            assertEquals(0, port.count("disconnect"), "that one somebody else wants");
            assertEquals(List.of(), bench.sink.failedIds());
        }

        @Test
        void isWantedAgainIfItIsStartedAgain() {
            askedAndStopped();
            assertEquals(StartResult.OURS, service.start(id("work")));
            bench.connect("work");
            assertEquals(0, port.count("disconnect"));
            assertEquals(ConfigurationState.ACTIVE, bench.point("work").state());
        }

        @Test
        void mayRefuseToEndAndThatFailsNoReading() {
            askedAndStopped();
            port.refuse("disconnect", Kind.TEMPORARY).connected(GUID, "work", 50);
            bench.hear(Event.CONNECTION_COMPLETE, "work", 0);
            assertEquals(ConfigurationState.ACTIVE, bench.point("work").state());
        }
    }

    @Test
    void withoutPermissionItSaysWhatHelps() {
        bench.connect("home");
        port.refuse("disconnect", Kind.DENIED);
        BackendException refused = assertThrows(BackendException.class, () -> service.stop(id("home")));
        assertEquals(Kind.DENIED, refused.kind());
        assertTrue(refused.remedy().orElseThrow().contains("administrator"));
        assertEquals("disconnect: refused by the test", service.state().startObstacle());
    }

    @Nested
    class WhileItIsNotKnownWhichProfileIsConnected {

        private void connectedBeforeWeBegan() {
            port.connected(GUID, "home", 66).refuse("connection", Kind.DENIED).refuse("networks", Kind.DENIED);
            service.read();
        }

        @Test
        void noProfileIsActiveAndNoneStandsForTheAdapter() {
            connectedBeforeWeBegan();
            assertEquals(List.of(ConfigurationState.DISCOVERED, ConfigurationState.DISCOVERED),
                bench.points().stream().map(each -> each.state()).toList());
            assertEquals(true, service.isStranger(GUID));
        }

        @Test
        void stoppingIsDeniedWithWhatWouldHelp() {
            connectedBeforeWeBegan();
            for (String profile : List.of("home", "work")) {
                BackendException denied = assertThrows(BackendException.class, () -> service.stop(id(profile)));
                assertEquals(Kind.DENIED, denied.kind());
                assertEquals(Optional.of("let desktop apps see the location: ms-settings:privacy-location"), denied.remedy());
            }
            assertEquals(List.of(), port.orders(), "it might be another profile's");
            assertEquals("", service.state().startObstacle(), "that is no refusal of Windows'");
        }

        @Test
        void whatThisProcessStartsIsKnownByItsNoticesAndCanBeStopped() {
            connectedBeforeWeBegan();
            assertEquals(StartResult.NOT_OURS, service.start(id("work")), "it may have been the one that is connected");
            bench.connect("work");
            assertEquals(ConfigurationState.ACTIVE, bench.point("work").state());
            assertEquals(false, service.isStranger(GUID));
            service.stop(id("home"));
            service.stop(id("work"));
            assertEquals(List.of("connect " + GUID + " work", "disconnect " + GUID), port.orders());
        }

        @Test
        void afterTheConnectionItIsKnownThatThereIsNone() {
            connectedBeforeWeBegan();
            bench.disconnect("home");
            service.stop(id("home"));
            assertEquals(List.of(), port.orders());
        }

        @Test
        void onceItIsPermittedAndSomethingIsAskedForItIsKnown() {
            connectedBeforeWeBegan();
            port.allow("connection").allow("networks");
            service.scan();
            service.stop(id("home"));
            assertEquals("", service.state().locationObstacle());
            assertEquals(1, port.count("disconnect"));
        }
    }

    @Test
    void aConnectionWithoutASavedProfileIsNoProfilesToStop() {
        port.connected(GUID, "", 66);
        service.stop(id("home"));
        assertEquals(List.of(), port.orders());
        assertEquals(true, service.isStranger(GUID));
    }
}
