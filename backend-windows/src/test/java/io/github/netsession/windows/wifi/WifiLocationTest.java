package io.github.netsession.windows.wifi;

import static io.github.netsession.windows.wifi.WifiBench.GUID;
import static io.github.netsession.windows.wifi.WifiBench.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Support;
import io.github.netsession.contract.RecordingSink;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.StartResult;
import io.github.netsession.windows.wifi.WifiAdapter.State;
import io.github.netsession.windows.wifi.WifiNotice.Event;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows 11 shows the person each call that stands behind the location permission: here they are counted. */
@Tag("unit")
class WifiLocationTest {

    private final WifiBench bench = new WifiBench();
    private final FakeWifiPort port = bench.port;
    private final WifiService service = bench.service;

    /** Reads as often as an engine does in a busy hour, and checks that this asks for nothing. */
    private void readOftenForNothing() {
        long before = port.gated();
        for (int i = 0; i < 1000; i++) {
            service.read();
        }
        assertEquals(before, port.gated());
    }

    @Test
    void aReadingThatSeesNoChangeAsksForNothing() {
        service.read();
        assertEquals(0, port.count("connection"));
        assertEquals(1, port.count("networks"));
        readOftenForNothing();
        bench.connect("home");
        assertEquals(1, port.count("connection"));
        readOftenForNothing();
        bench.disconnect("home");
        readOftenForNothing();
        assertEquals(1, port.count("connection"), "there is none to ask for");
        assertEquals(2, port.count("networks"));
    }

    @Test
    void readingsOfAnyStateAskForNothingASecondTime() {
        for (State state : State.values()) {
            port.connected(GUID, "home", 50).adapter(GUID, state);
            service.read();
            readOftenForNothing();
        }
    }

    @ParameterizedTest(name = "{0} asks for the connection {1} times and for the networks {2} times")
    @CsvSource({
        "CONNECTION_START, home, 0, 0, 0",
        "CONNECTION_COMPLETE, home, 0, 1, 0",
        "CONNECTION_COMPLETE, work, 9, 1, 1",
        "ATTEMPT_FAIL, work, 9, 1, 0",
        "SCAN_ENDED, '', 0, 0, 0",
        "PROFILES_CHANGED, '', 0, 1, 1",
        "REACH_CHANGED, '', 0, 0, 1",
        "ROAMED, '', 0, 1, 0",
        "SIGNAL, '', 50, 0, 0",
        "OTHER, '', 0, 0, 0",
    })
    void eachChangeAsksForWhatItMakesOldAndOnlyOnce(Event event, String profile, int number, int connections, int networks) {
        bench.connect("home");
        long connectionsBefore = port.count("connection");
        long networksBefore = port.count("networks");
        bench.hear(event, profile, number);
        readOftenForNothing();
        assertEquals(connections, port.count("connection") - connectionsBefore);
        assertEquals(networks, port.count("networks") - networksBefore);
    }

    @Test
    void manyNoticesBetweenTwoReadingsAskOnce() {
        bench.connect("home");
        long before = port.gated();
        for (int i = 0; i < 100; i++) {
            port.tell(Event.SCAN_ENDED, GUID, "", 0).tell(Event.ROAMED, GUID, "", 0).tell(Event.REACH_CHANGED, GUID, "", 0);
        }
        service.read();
        assertEquals(2, port.gated() - before);
    }

    @Test
    void startingAndStoppingAskForNothingByThemselves() {
        service.read();
        long before = port.gated();
        service.start(id("home"));
        service.stop(id("home"));
        assertEquals(before, port.gated());
    }

    @Nested
    class WhereItIsDenied {

        private void deny() {
            port.refuse("connection", Kind.DENIED).refuse("networks", Kind.DENIED);
        }

        private Support signal() {
            return service.state().over(CapabilitiesOf.nothing()).of(Capability.SIGNAL_STRENGTH).support();
        }

        @Test
        void theReadingGoesOnAndTheReportSaysSo() {
            deny();
            service.read();
            assertEquals(2, bench.points().size());
            assertEquals("networks: refused by the test", service.state().locationObstacle());
            assertEquals(Support.DENIED, signal());
        }

        @Test
        void everyProfileMayBeWithinReachAndNoSignalIsKnown() {
            deny();
            service.read();
            bench.points().forEach(point -> {
                assertEquals(ConfigurationState.DISCOVERED, point.state());
                assertEquals(OptionalInt.empty(), point.signalPercent());
            });
        }

        @Test
        void aDenialIsRememberedWhateverHappensUntilSomethingIsAskedFor() {
            deny();
            bench.connect("home");
            long asked = port.gated();
            port.allow("connection").allow("networks");
            for (Event event : Event.values()) {
                bench.hear(event, "home", 0);
            }
            bench.connect("home");
            readOftenForNothing();
            assertEquals(asked, port.gated());
            assertEquals(Support.DENIED, signal(), "nobody has asked");
            service.scan();
            service.read();
            assertEquals(Support.AVAILABLE, signal());
            assertEquals(OptionalInt.of(66), bench.point("home").signalPercent());
        }

        @Test
        void aStartAsksAgainToo() {
            deny();
            service.read();
            port.allow("connection").allow("networks");
            service.start(id("home"));
            service.read();
            assertEquals(Support.AVAILABLE, signal());
        }

        @Test
        void aScanThatIsDeniedIsADenial() {
            service.read();
            port.refuse("scan", Kind.DENIED);
            assertThrows(BackendException.class, service::scan);
            assertEquals(Support.DENIED, signal());
        }

        @Test
        void oneDenialIsEnoughForAllAdapters() {
            deny();
            port.connected(GUID, "home", 50).profiles(WifiBench.OTHER_GUID, "far").connected(WifiBench.OTHER_GUID, "far", 50);
            service.read();
            assertEquals(1, port.count("connection"));
        }

        @Test
        void theNoticesStillTellWhichProfileIsConnected() {
            deny();
            bench.connect("home");
            assertEquals(ConfigurationState.ACTIVE, bench.point("home").state());
            assertFalse(service.isStranger(GUID));
        }

        @Test
        void whatWasWithinReachBeforeIsNotKnownAnyMore() {
            port.within(GUID, new WifiNetwork("home", 40));
            service.read();
            assertEquals(ConfigurationState.DEFINED, bench.point("work").state());
            deny();
            bench.hear(Event.REACH_CHANGED, "", 0);
            assertEquals(ConfigurationState.DISCOVERED, bench.point("work").state());
            assertEquals(OptionalInt.empty(), bench.point("home").signalPercent());
        }

        @Test
        void thatThereAreNoNoticesOfTheSignalIsNoDenialOfTheRest() {
            for (Kind kind : List.of(Kind.DENIED, Kind.FAILED)) {
                FakeWifiPort deaf = new FakeWifiPort().adapter(GUID, State.NOT_READY).signalRefused(kind);
                WifiService other = new WifiService(() -> deaf, new RecordingSink());
                other.read();
                assertEquals("", other.state().locationObstacle());
                assertEquals("WlanRegisterNotification: refused by the test", other.state().noticesObstacle());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"TEMPORARY", "FAILED", "GONE", "UNSUPPORTED", "TIMEOUT"})
    void anotherRefusalThanADenialIsNoMatterOfPermissionAndFailsNoReading(Kind kind) {
        port.refuse("connection", kind).refuse("networks", kind);
        bench.connect("home");
        assertEquals("", service.state().locationObstacle());
        assertEquals(ConfigurationState.ACTIVE, bench.point("home").state());
    }

    @Nested
    class WhereTheProgramForbidsIt {

        private WifiService never() {
            String before = System.setProperty(WifiService.LOCATION, "never");
            try {
                return new WifiService(() -> port, bench.sink);
            } finally {
                if (before == null) {
                    System.clearProperty(WifiService.LOCATION);
                } else {
                    System.setProperty(WifiService.LOCATION, before);
                }
            }
        }

        @Test
        void nothingBehindThePermissionIsEverAsked() {
            WifiService service = never();
            port.connected(GUID, "home", 66);
            service.read();
            for (Event event : Event.values()) {
                port.tell(event, GUID, "home", 0);
                service.read();
            }
            port.loseNotices();
            service.read();
            BackendException denied = assertThrows(BackendException.class, service::scan);
            assertEquals(Kind.DENIED, denied.kind());
            assertTrue(denied.reason().contains("netsession.windows.location"), denied.reason());
            assertEquals(0, port.gated());
        }

        @Test
        void theReportSaysThatItWasSwitchedOff() {
            WifiService service = never();
            service.read();
            assertEquals("switched off by the system property netsession.windows.location", service.state().locationObstacle());
            assertEquals(StartResult.OURS, service.start(id("home")));
        }

        @Test
        void whatWasConnectedBeforeCannotBeStopped() {
            WifiService service = never();
            port.connected(GUID, "home", 66);
            assertEquals(Kind.DENIED, assertThrows(BackendException.class, () -> service.stop(id("home"))).kind());
            assertEquals(0, port.count("disconnect"));
        }
    }
}
