package io.github.netsession.windows.wifi;

import static io.github.netsession.windows.wifi.WifiBench.GUID;
import static io.github.netsession.windows.wifi.WifiBench.OTHER_GUID;
import static io.github.netsession.windows.wifi.WifiBench.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationState;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.windows.wifi.WifiAdapter.State;
import io.github.netsession.windows.wifi.WifiNotice.Event;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What happens rarely to a Wi-Fi adapter, and went wrong before it was tested. */
@Tag("unit")
class WifiHardCasesTest {

    private final WifiBench bench = new WifiBench();
    private final FakeWifiPort port = bench.port;
    private final WifiService service = bench.service;

    @Test
    void aCompletionWithAFailureDoesNotMakeTheProfileActive() {
        bench.connect("home");
        service.start(id("work"));
        bench.hear(Event.CONNECTION_START, "work", 0);
        bench.hear(Event.CONNECTION_COMPLETE, "work", 0x38002); // Windows has stayed with home.
        assertEquals(List.of(id("work")), bench.sink.failedIds());
        assertNotEquals(ConfigurationState.ACTIVE, bench.point("work").state());
        assertEquals(ConfigurationState.ACTIVE, bench.point("home").state());
    }

    @Test
    void afterTheFailureStoppingTheFailedProfileLeavesTheOtherAlone() {
        bench.connect("home");
        service.start(id("work"));
        bench.hear(Event.CONNECTION_START, "work", 0);
        bench.hear(Event.CONNECTION_COMPLETE, "work", 0x38002);
        service.stop(id("work"));
        assertEquals(0, port.count("disconnect"));
    }

    @Test
    void onlyACompletionMakesAProfileActiveNotABeginningOverAnOlderConnection() {
        bench.connect("home");
        service.start(id("work"));
        bench.hear(Event.CONNECTION_START, "work", 0); // The adapter's state and address are still those of home.
        assertNotEquals(ConfigurationState.ACTIVE, bench.point("work").state());
    }

    @Test
    void aStartThatGivesWayToAnotherIsToldToHaveFailed() {
        service.start(id("home"));
        bench.hear(Event.CONNECTION_START, "home", 0);
        service.start(id("work"));
        bench.hear(Event.CONNECTION_COMPLETE, "home", 0x38002);
        bench.connect("work");
        assertEquals(List.of(id("home")), bench.sink.failedIds());
    }

    @Test
    void aRefusedStartDoesNotForgetAnotherProfilesStart() {
        service.start(id("home"));
        bench.hear(Event.CONNECTION_START, "home", 0);
        port.refuse("connect", Kind.FAILED);
        assertThrows(BackendException.class, () -> service.start(id("work")));
        bench.hear(Event.CONNECTION_COMPLETE, "home", 0x38002);
        assertEquals(List.of(id("home")), bench.sink.failedIds());
    }

    @Test
    void afterLostNoticesAndADenialTheConnectionsProfileIsNotKnown() {
        port.refuse("connection", Kind.DENIED);
        bench.connect("home");
        port.connected(GUID, "work", 50).loseNotices();
        service.read();
        assertNotEquals(ConfigurationState.ACTIVE, bench.point("home").state());
    }

    @Test
    void thenStoppingDoesNotEndAnotherProfilesConnection() {
        port.refuse("connection", Kind.DENIED);
        bench.connect("home");
        port.connected(GUID, "work", 50).loseNotices();
        assertThrows(BackendException.class, () -> service.stop(id("home")));
        assertEquals(0, port.count("disconnect"));
    }

    @Test
    void aNewProfileWhoseNetworkIsWithinReachCanBeStartedAtOnce() {
        service.read();
        port.profiles(GUID, "home", "new", "work").within(GUID, new WifiNetwork("new", 77), new WifiNetwork("home", 40));
        bench.hear(Event.PROFILES_CHANGED, "", 0);
        assertEquals(ConfigurationState.DISCOVERED, bench.point("new").state());
    }

    @Test
    void aNewConnectionDoesNotInheritTheSignalOfTheLast() {
        bench.connect("home");
        port.within(GUID, new WifiNetwork("work", 30)).adapter(GUID, State.CONNECTING);
        bench.hear(Event.CONNECTION_START, "work", 0);
        assertNotEquals(OptionalInt.of(66), bench.point("work").signalPercent());
    }

    @Test
    void oneAdaptersRefusalDoesNotKeepTheOthersFromScanning() {
        port.adapter(OTHER_GUID, State.DISCONNECTED);
        service.read();
        port.during("scan", () -> port.gone(GUID)); // As a radio that is switched off would refuse it.
        service.scan();
        assertEquals(2, port.count("scan"));
    }

    @Test
    void aStopThatIsRefusedDoesNotForgetTheStart() {
        service.start(id("home"));
        port.refuse("disconnect", Kind.TEMPORARY);
        assertThrows(BackendException.class, () -> service.stop(id("home")));
        bench.hear(Event.CONNECTION_COMPLETE, "home", 0x38002);
        assertEquals(List.of(id("home")), bench.sink.failedIds());
    }

    @Test
    void aConnectionThatCouldNotBeAskedForIsAskedForAgainAndNotStoppedInSilence() {
        port.connected(GUID, "home", 50).refuse("connection", Kind.TEMPORARY);
        service.read();
        port.allow("connection");
        service.stop(id("home"));
        assertEquals(1, port.count("disconnect"));
    }

    @Test
    void anEmptyNameIsNothingToStart() {
        port.profiles(GUID, "", "home");
        assertThrows(BackendException.class, () -> service.start(id("")));
    }

    @Test
    void namesForPeopleArePrintable() {
        port.profiles(GUID, "free\u001b[2J\u202ewifi");
        service.read();
        String name = bench.points().get(0).name();
        assertTrue(name.codePoints().noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT), name);
    }

    @Test
    void withoutThePermissionTheNetworksAreNotAskedForAtEachScan() {
        port.refuse("networks", Kind.DENIED);
        service.read();
        for (int i = 0; i < 10; i++) {
            bench.hear(Event.SCAN_ENDED, "", 0);
        }
        assertEquals(1, port.count("networks"));
    }

    @Test
    void aServiceWithoutAdaptersSaysSoInAWholeSentence() {
        port.gone(GUID);
        service.read();
        assertEquals("there is no Wi-Fi adapter", assertThrows(BackendException.class, service::scan).reason());
    }

    @Test
    void closedUnderACallItDoesNotCloseAndComplainAgain() {
        service.read();
        port.during("adapters", () -> {
            service.close();
            port.refuse("adapters", Kind.GONE);
        });
        service.read();
        assertEquals(1, port.count("close"));
    }

    @Test
    void stoppingWhatHasNotBegunDoesNotEndAConnectionThatIsNotKnown() {
        port.connected(GUID, "home", 66).refuse("connection", Kind.DENIED).refuse("networks", Kind.DENIED);
        service.read();
        service.start(id("work"));
        service.stop(id("work"));
        assertEquals(0, port.count("disconnect"));
    }

    @Test
    void aConnectionThatCannotBeAskedForIsNotAskedForAtEachReading() {
        port.adapter(GUID, State.CONNECTED); // connection() is TEMPORARY.
        service.read();
        for (int i = 0; i < 100; i++) {
            service.read();
        }
        assertTrue(port.count("connection") < 10, "asked " + port.count("connection") + " times");
    }

    @Test
    void aCancelledStartDoesNotEndWhatSomebodyElseStartsMuchLater() {
        bench.connect("home");
        service.start(id("work"));
        service.stop(id("work"));
        bench.disconnect("home");
        bench.connect("home");
        bench.disconnect("home");
        bench.connect("work"); // By the user, hours later; Windows never began ours.
        assertEquals(0, port.count("disconnect"));
    }

    @Test
    void betweenTwoAttemptsOfOneConnectionItIsStillOnItsWay() {
        service.start(id("home"));
        port.adapter(GUID, State.CONNECTING);
        bench.hear(Event.CONNECTION_START, "home", 0);
        bench.hear(Event.ATTEMPT_FAIL, "home", 0x38002);
        assertEquals(io.github.netsession.spi.AccessPoint.Transition.STARTING, bench.point("home").transition());
    }
}
