package io.github.netsession.windows.wifi;

import static io.github.netsession.windows.wifi.WifiBench.GUID;
import static io.github.netsession.windows.wifi.WifiBench.OTHER_GUID;
import static io.github.netsession.windows.wifi.WifiBench.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationState;
import io.github.netsession.contract.RecordingSink;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.StartResult;
import io.github.netsession.windows.wifi.WifiAdapter.State;
import io.github.netsession.windows.wifi.WifiNotice.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The service and its adapters come and go. */
@Tag("unit")
class WifiLifeTest {

    private final WifiBench bench = new WifiBench();
    private final FakeWifiPort port = bench.port;
    private final WifiService service = bench.service;

    @Test
    void beforeTheFirstReadingThereIsNothing() {
        assertFalse(service.isPresent());
        assertEquals(List.of(), bench.points());
        assertEquals(WifiState.NONE, service.state());
        assertEquals(0, port.count("adapters"));
    }

    @Nested
    class OfTheService {

        /** What the connector gives, one after the other: a port or a refusal. */
        private final Queue<Object> answers = new ArrayDeque<>();
        private int tries;
        private final WifiService service = new WifiService(this::answer, bench.sink);

        private WifiPort answer() {
            tries++;
            Object next = answers.remove();
            if (next instanceof BackendException refusal) {
                throw refusal;
            }
            return (WifiPort) next;
        }

        private BackendException refusal(Kind kind) {
            return new BackendException(kind, "WlanOpenHandle", "refused by the test");
        }

        @ParameterizedTest
        @EnumSource(value = Kind.class, names = "UNSUPPORTED", mode = EnumSource.Mode.EXCLUDE)
        void whatIsNotThereNowIsTriedAtEachReading(Kind kind) {
            answers.addAll(List.of(refusal(kind), refusal(kind), port));
            service.read();
            assertFalse(service.isPresent());
            assertEquals("WlanOpenHandle: refused by the test", service.state().obstacle());
            service.read();
            service.read();
            assertTrue(service.isPresent());
            service.read();
            assertEquals(3, tries);
            assertEquals(new WifiState("", "", false, false, 1, "", "", ""), service.state());
        }

        @Test
        void whatIsNotInstalledIsNotTriedAgain() {
            answers.add(refusal(Kind.UNSUPPORTED));
            for (int i = 0; i < 10; i++) {
                service.read();
            }
            assertEquals(1, tries);
            assertTrue(service.state().isMissing());
            assertEquals(List.of(), service.accessPoints(List.of()));
        }

        @Test
        void goneItTakesEverythingWithItAndBackItBringsItAgain() {
            FakeWifiPort second = new FakeWifiPort().profiles(GUID, "home", "new").connected(GUID, "new", 50);
            answers.addAll(List.of(port, refusal(Kind.TEMPORARY), second));
            service.read();
            port.refuse("adapters", Kind.GONE);
            service.read();
            assertFalse(service.isPresent());
            assertEquals(1, port.count("close"));
            assertEquals("adapters: refused by the test", service.state().obstacle());
            assertEquals(List.of(), service.accessPoints(List.of()));
            assertFalse(service.isStranger(GUID));
            service.read();
            service.read();
            assertEquals(List.of("home", "new"), service.accessPoints(List.of()).stream().map(AccessPoint::name).toList());
            assertFalse(service.isStranger(GUID));
            assertEquals(0, second.count("close"));
        }

        @Test
        void goneDuringAStartItIsGoneToTheCallerToo() {
            answers.add(port);
            service.read();
            port.refuse("adapters", Kind.GONE);
            assertEquals(Kind.GONE, assertThrows(BackendException.class, () -> service.start(id("home"))).kind());
        }

        @ParameterizedTest
        @EnumSource(value = Kind.class, names = {"TEMPORARY", "NOT_READY", "GONE"}, mode = EnumSource.Mode.EXCLUDE)
        void whateverElseItRefusesTheRestOfTheWorldGoesOnWithoutIt(Kind kind) {
            answers.addAll(List.of(port, new FakeWifiPort()));
            port.refuse("profiles", kind);
            service.read();
            assertFalse(service.isPresent());
            assertTrue(service.isAwaited());
            assertEquals(1, port.count("close"));
            service.read();
            assertTrue(service.isPresent());
            assertFalse(service.isAwaited());
        }

        @Test
        void oneThatHasGoneIsLookedForAgainEvenIfItIsNotInstalledAnyMore() {
            answers.addAll(List.of(port, refusal(Kind.UNSUPPORTED), port));
            service.read();
            port.refuse("adapters", Kind.GONE);
            service.read();
            service.read();
            port.allow("adapters");
            service.read();
            assertEquals(3, tries);
            assertTrue(service.isPresent());
        }

        @ParameterizedTest
        @ValueSource(strings = {"adapters", "profiles"})
        void whatIsTemporaryFailsTheReadingForItIsNeverAPart(String call) {
            answers.add(port);
            port.refuse(call, Kind.TEMPORARY);
            assertEquals(Kind.TEMPORARY, assertThrows(BackendException.class, service::read).kind());
            port.allow(call);
            service.read();
            assertEquals(2, service.accessPoints(List.of()).size());
            assertEquals(1, tries);
        }
    }

    @Nested
    class OfAdapters {

        @Test
        void oneThatArrivesBringsItsProfiles() {
            service.read();
            port.profiles(OTHER_GUID, "home").adapter(OTHER_GUID, State.DISCONNECTED);
            service.read();
            assertEquals(List.of(id("home"), id("work"), WifiAccessPoints.id(OTHER_GUID, "home")),
                bench.points().stream().map(AccessPoint::id).toList());
            assertEquals(2, service.state().adapters());
        }

        @Test
        void oneThatLeavesTakesThemWithItAndComesBackUnknown() {
            bench.connect("home");
            port.gone(GUID);
            service.read();
            assertEquals(List.of(), bench.points());
            assertEquals(0, service.state().adapters());
            assertFalse(service.isStranger(GUID));
            long before = port.gated();
            port.connected(GUID, "work", 20);
            service.read();
            assertEquals(ConfigurationState.ACTIVE, bench.point("work").state());
            assertEquals(2, port.gated() - before, "both are asked for, for it may be elsewhere now");
        }

        @Test
        void oneThatLeavesBetweenTwoCallsIsLeftOutAndTheOthersStay() {
            port.profiles(OTHER_GUID, "far").adapter(OTHER_GUID, State.DISCONNECTED);
            service.read();
            port.during("profiles", () -> port.gone(GUID));
            service.read();
            assertEquals(List.of("far"), bench.names());
            assertEquals(1, service.state().adapters());
        }

        @ParameterizedTest
        @ValueSource(strings = {"connection", "networks"})
        void oneThatLeavesLaterInAReadingIsGoneAtTheNext(String call) {
            port.connected(GUID, "home", 66).during(call, () -> port.gone(GUID));
            service.read();
            service.read();
            assertEquals(List.of(), bench.points());
        }

        @Test
        void aNoticeOfOneThatIsNotThereIsNoDefect() {
            port.tell(Event.CONNECTION_COMPLETE, "{77}", "home", 5).tell(Event.SIGNAL, "", "", 5);
            service.read();
            assertEquals(List.of("home", "work"), bench.names());
            assertEquals(1, service.state().adapters());
            assertEquals(List.of(), bench.sink.failedIds());
        }

        @Test
        void eachHasItsOwnLinkAndOneWithoutALinkIsNoDefect() {
            port.profiles(OTHER_GUID, "far").connected(OTHER_GUID, "far", 9);
            service.read();
            List<AccessPoint> points = bench.points();
            assertEquals("Wi-Fi 9", points.get(0).interfaceName().orElseThrow());
            assertEquals("Wi-Fi 8", points.get(2).interfaceName().orElseThrow());
            assertEquals(ConfigurationState.ACTIVE, points.get(2).state());
            points = service.accessPoints(List.of());
            assertTrue(points.get(2).interfaceName().isEmpty());
            assertEquals(ConfigurationState.DISCOVERED, points.get(2).state());
            assertEquals(Bearer.WLAN, points.get(2).bearer());
        }
    }

    @Test
    void whatIsToldDuringAReadingIsTakenInTheSame() {
        port.during("adapters", () -> port.connected(GUID, "home", 66).tell(Event.CONNECTION_COMPLETE, GUID, "home", 0));
        service.read();
        assertEquals(ConfigurationState.ACTIVE, bench.point("home").state());
    }

    @Test
    void aStormOfNoticesDoesNotKeepAReadingForever() {
        List<Runnable> storm = new ArrayList<>();
        storm.add(() -> port.tell(Event.OTHER, GUID, "", 0).during("adapters", storm.get(0)));
        storm.get(0).run();
        service.read();
        assertTrue(port.count("adapters") < 10, "as often as " + port.count("adapters"));
    }

    @Test
    void afterLostNoticesAndADenialNobodyKnowsWhichProfileIsConnectedAndNoneIsStopped() {
        port.refuse("connection", Kind.DENIED).refuse("networks", Kind.DENIED);
        bench.connect("home");
        port.connected(GUID, "work", 50).loseNotices();
        assertEquals(Kind.DENIED, assertThrows(BackendException.class, () -> service.stop(id("home"))).kind());
        assertEquals(ConfigurationState.DISCOVERED, bench.point("home").state());
        assertEquals(0, port.count("disconnect"));
    }

    @Test
    void afterLostNoticesEverythingIsAskedAnew() {
        bench.connect("home");
        long connections = port.count("connection");
        long networks = port.count("networks");
        port.connected(GUID, "work", 12).within(GUID, new WifiNetwork("work", 12)).loseNotices();
        service.read();
        assertEquals(connections + 1, port.count("connection"));
        assertEquals(networks + 1, port.count("networks"));
        assertEquals(ConfigurationState.ACTIVE, bench.point("work").state());
        assertEquals(ConfigurationState.DEFINED, bench.point("home").state());
        service.read();
        assertEquals(connections + 1, port.count("connection"));
    }

    @Nested
    class Closing {

        @Test
        void closesTheConnection() {
            service.read();
            service.close();
            assertEquals(1, port.count("close"));
        }

        @Test
        void beforeTheFirstReadingClosesNothingAndNothingIsOpenedLater() {
            service.close();
            service.read();
            assertFalse(service.isPresent());
            assertEquals(0, port.count("adapters"));
            assertEquals(0, port.count("close"));
        }

        @Test
        void whileAConnectionIsMadeClosesIt() {
            List<WifiService> own = new ArrayList<>();
            own.add(new WifiService(() -> {
                own.get(0).close();
                return port;
            }, new RecordingSink()));
            own.get(0).read();
            assertEquals(1, port.count("close"));
        }

        /** As it is when the handle is closed under a call: it is not valid any more. */
        @ParameterizedTest
        @ValueSource(strings = {"take", "adapters", "profiles", "connection", "networks"})
        void duringAnyCallOfAReadingOpensNoOtherConnectionAndClosesOnce(String call) {
            List<FakeWifiPort> opened = new ArrayList<>();
            WifiService closing = new WifiService(() -> {
                opened.add(port);
                return port;
            }, bench.sink);
            port.connected(GUID, "home", 66).during(call, () -> {
                closing.close();
                port.refuse("adapters", Kind.GONE).refuse("profiles", Kind.TEMPORARY).refuse("connection", Kind.TEMPORARY)
                    .refuse("networks", Kind.TEMPORARY);
            });
            try {
                closing.read();
            } catch (BackendException refused) {
                assertEquals(Kind.TEMPORARY, refused.kind(), "nobody reads what it would have shown");
            }
            closing.read();
            closing.read();
            assertEquals(1, opened.size());
            assertEquals(1, port.count("close"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"connect", "disconnect"})
        void duringAnOrderLetsItEnd(String call) {
            if (call.equals("disconnect")) {
                bench.connect("home");
            }
            port.during(call, service::close);
            if (call.equals("connect")) {
                assertEquals(StartResult.OURS, service.start(id("home")));
            } else {
                service.stop(id("home"));
            }
            assertEquals(1, port.count("close"));
        }
    }
}
