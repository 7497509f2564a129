package io.github.netsession.windows.wifi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.windows.wifi.Station.Attempt;
import io.github.netsession.windows.wifi.Station.Outcome;
import io.github.netsession.windows.wifi.WifiAdapter.State;
import io.github.netsession.windows.wifi.WifiNotice.Event;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("unit")
class StationTest {

    private static final String GUID = "{1}";

    private final Station station = new Station(GUID);

    /** Takes a notice, and gives back the attempt that it ends. */
    private Optional<Attempt> notice(Event event, String profile, int number) {
        return station.apply(new WifiNotice(event, GUID, profile, number));
    }

    private void seen(State state) {
        station.seen(state, List.of("home", "work"));
    }

    /** As it is once both have been asked for. */
    private void connectedAndAsked(String profile) {
        seen(State.CONNECTED);
        assertTrue(station.takeConnectionStale());
        assertTrue(station.takeReachStale());
        station.connectedWith(new WifiConnection(profile, 66));
    }

    /** What each notice does to an adapter that is connected with "home", has been asked, and is asked for nothing. */
    @ParameterizedTest(name = "{0} of {1} with {2}: with {3} now, connection asked {4}, reach asked {5}")
    @CsvSource({
        "CONNECTION_START, work, 0, home, false, false",
        "CONNECTION_START, '', 0, home, false, false",
        "CONNECTION_COMPLETE, home, 0, home, true, false",
        "CONNECTION_COMPLETE, work, 0, work, true, false",
        "CONNECTION_COMPLETE, '', 0, '', true, false",
        "CONNECTION_COMPLETE, work, 5, home, true, true",
        "ATTEMPT_FAIL, work, 5, home, true, false",
        "DISCONNECTED, home, 0, '', true, true",
        "DISCONNECTED, work, 0, home, true, true",
        "DISCONNECTED, '', 0, home, true, true",
        "SCAN_ENDED, '', 0, home, false, false",
        "REACH_CHANGED, '', 0, home, false, true",
        "PROFILES_CHANGED, '', 0, home, true, true",
        "ROAMED, '', 0, home, true, false",
        "RADIO_CHANGED, '', 0, home, false, false",
        "SIGNAL, '', 12, home, false, false",
        "OTHER, home, 5, home, false, false",
    })
    void everyNoticeMovesItAndMakesOldWhatItMakesOld(Event event, String profile, int number, String current, boolean connection, boolean reach) {
        connectedAndAsked("home");
        assertEquals(Optional.empty(), notice(event, profile, number));
        seen(State.CONNECTED);
        assertEquals(Optional.of(current).filter(name -> !name.isEmpty()), station.current());
        assertEquals(connection, station.takeConnectionStale());
        assertEquals(reach, station.takeReachStale());
        assertFalse(station.takeConnectionStale() || station.takeReachStale(), "asked for once");
    }

    /** What each state that a reading shows leaves of a connection with "home". */
    @ParameterizedTest(name = "{0}: knows its profile {1}, busy {2}, signal known {3}")
    @CsvSource({
        "CONNECTED, true, true, true",
        "CONNECTING, true, true, true",
        "AUTHENTICATING, true, true, true",
        "DISCONNECTING, true, false, false",
        "DISCONNECTED, false, false, false",
        "NOT_READY, true, true, false",
    })
    void everyStateLeavesWhatItLeaves(State state, boolean known, boolean busy, boolean signal) {
        connectedAndAsked("home");
        seen(state);
        assertEquals(state, station.state());
        assertEquals(known, station.current().isPresent());
        assertEquals(busy, station.isBusyWith("home"));
        assertFalse(station.isBusyWith("work"));
        assertEquals(signal ? OptionalInt.of(66) : OptionalInt.empty(), station.signal("home"));
        assertFalse(station.takeConnectionStale() || station.takeReachStale());
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void theConnectionIsAskedForOnlyWhileThereIsOneAndTheReachOnlyWithARadio(State state) {
        seen(state);
        assertEquals(state == State.CONNECTED, station.takeConnectionStale());
        assertEquals(state != State.NOT_READY, station.takeReachStale());
    }

    /** What is intended counts only on the way there; what is connected only once it is told. */
    @ParameterizedTest(name = "home connected, work begun, {0}: {1}")
    @CsvSource({"CONNECTED, home", "CONNECTING, work", "AUTHENTICATING, work", "DISCONNECTING, home", "DISCONNECTED, ''", "NOT_READY, ''"})
    void aBeginningIsNoConnection(State state, String current) {
        connectedAndAsked("home");
        notice(Event.CONNECTION_START, "work", 0);
        seen(state);
        assertEquals(current, station.current().orElse(""));
    }

    /** In a roam within its network, and while the adapter is not ready for a moment. */
    @ParameterizedTest
    @EnumSource(value = State.class, names = {"CONNECTING", "AUTHENTICATING", "NOT_READY"})
    void aConnectionThatNobodyHasEndedGoesOn(State state) {
        connectedAndAsked("home");
        for (State next : List.of(state, State.CONNECTED, state, state, State.CONNECTED)) {
            seen(next);
            assertTrue(station.isConnectedWith("home"));
            assertFalse(station.isConnectedWith("work"));
        }
    }

    @ParameterizedTest(name = "{0} of {1}, then {2}: connected with home {3}")
    @CsvSource({
        "DISCONNECTED, home, CONNECTING, false",
        "DISCONNECTED, home, NOT_READY, false",
        "DISCONNECTED, work, CONNECTING, true",
        "CONNECTION_START, work, CONNECTING, false",
        "CONNECTION_START, home, AUTHENTICATING, false",
        "CONNECTION_START, '', CONNECTING, false",
        "CONNECTION_START, work, NOT_READY, false",
        "RADIO_CHANGED, '', NOT_READY, false",
        "RADIO_CHANGED, '', CONNECTING, true",
        "ROAMED, '', CONNECTING, true",
        "OTHER, home, AUTHENTICATING, true",
        "OTHER, home, DISCONNECTED, false",
        "OTHER, home, DISCONNECTING, false",
    })
    void whatEndsAConnectionEndsItOnTheWayToo(Event event, String profile, State state, boolean connected) {
        connectedAndAsked("home");
        notice(event, profile, 0);
        seen(state);
        assertEquals(connected, station.isConnectedWith("home"));
        seen(State.CONNECTED);
        assertEquals(connected || !List.of(State.DISCONNECTED, State.NOT_READY).contains(state) && event != Event.DISCONNECTED,
            station.current().equals(Optional.of("home")), "a start that came to nothing leaves what was connected");
    }

    @ParameterizedTest
    @EnumSource(value = State.class, names = {"CONNECTING", "AUTHENTICATING", "NOT_READY"})
    void aConnectionThatNobodyMayTellGoesOnToo(State state) {
        seen(State.CONNECTED);
        assertTrue(station.isStranger() && station.isConnectedWithUnknown());
        seen(state);
        assertTrue(station.isStranger() && station.isConnectedWithUnknown());
        seen(State.CONNECTED);
        assertTrue(station.isStranger());
        notice(Event.DISCONNECTED, "home", 0);
        seen(state);
        assertFalse(station.isStranger() || station.isConnectedWithUnknown());
    }

    /** A reading may show a connection before the end of its start is told. */
    @ParameterizedTest(name = "start of {0}, connected with home: a roam {1}")
    @CsvSource({"home, true", "work, false", "'', false"})
    void aStartEndsWithTheReadingThatShowsItsConnection(String profile, boolean isRoam) {
        notice(Event.CONNECTION_START, profile, 0);
        connectedAndAsked("home");
        seen(State.AUTHENTICATING);
        assertEquals(isRoam, station.isConnectedWith("home"));
    }

    @Test
    void whatIsBeingConnectedIsNoStranger() {
        seen(State.CONNECTED);
        notice(Event.CONNECTION_START, "home", 0);
        seen(State.CONNECTING);
        assertFalse(station.isStranger());
        seen(State.CONNECTED);
        assertFalse(station.isStranger(), "it is told by the end of that start");
    }

    @Test
    void anIntentionEndsWithItsFailureOrItsState() {
        notice(Event.CONNECTION_START, "work", 0);
        seen(State.CONNECTING);
        assertTrue(station.isBusyWith("work"));
        notice(Event.CONNECTION_COMPLETE, "work", 5);
        assertFalse(station.isBusyWith("work"));
        notice(Event.CONNECTION_START, "work", 0);
        seen(State.DISCONNECTED);
        seen(State.CONNECTING);
        assertEquals(Optional.empty(), station.current());
    }

    @Test
    void whatWasNotAskedForStaysToBeAskedFor() {
        seen(State.DISCONNECTED);
        assertFalse(station.takeConnectionStale());
        seen(State.CONNECTED);
        assertTrue(station.takeConnectionStale());
        assertFalse(station.takeConnectionStale(), "once a change");
        notice(Event.ROAMED, "", 0);
        assertTrue(station.takeConnectionStale());
        seen(State.NOT_READY);
        assertFalse(station.takeReachStale());
        seen(State.DISCONNECTED);
        assertTrue(station.takeReachStale(), "the radio was off");
    }

    @Test
    void afterLostNoticesNothingThatCameByThemCounts() {
        connectedAndAsked("home");
        station.attempt("work");
        notice(Event.SIGNAL, "", 50);
        station.forget();
        assertEquals(Optional.empty(), station.current());
        assertEquals(OptionalInt.empty(), station.signal("home"));
        assertFalse(station.isTrying("work"));
        assertTrue(station.takeConnectionStale());
        assertTrue(station.takeReachStale());
    }

    @Nested
    class WithAnAttemptAtWork {

        private void attempt(boolean begun) {
            seen(State.DISCONNECTED);
            station.attempt("work");
            if (begun) {
                assertEquals(Optional.empty(), notice(Event.CONNECTION_START, "work", 0));
            }
        }

        /** Which notice ends it, and how: as a failure with a reason, in success, or not at all. */
        @ParameterizedTest(name = "begun {0}: {1} of {2} with {3} is {4}")
        @CsvSource({
            "true, CONNECTION_COMPLETE, work, 0, success",
            "false, CONNECTION_COMPLETE, work, 0, success",
            "true, CONNECTION_COMPLETE, work, 229396, failure",
            "false, CONNECTION_COMPLETE, work, 229396, failure",
            "true, CONNECTION_COMPLETE, work, -1, failure",
            "true, CONNECTION_COMPLETE, home, 0, failure",
            "false, CONNECTION_COMPLETE, home, 0, nothing",
            "true, CONNECTION_COMPLETE, '', 0, failure",
            "false, CONNECTION_COMPLETE, '', 0, nothing",
            "true, CONNECTION_COMPLETE, home, 229396, nothing",
            "false, CONNECTION_COMPLETE, home, 229396, nothing",
            "true, CONNECTION_COMPLETE, WORK, 0, failure",
            "true, ATTEMPT_FAIL, work, 229396, nothing",
            "true, DISCONNECTED, work, 0, nothing",
            "true, CONNECTION_START, home, 0, nothing",
            "true, SCAN_ENDED, '', 0, nothing",
            "true, PROFILES_CHANGED, '', 0, nothing",
            "true, OTHER, work, 5, nothing",
        })
        void onlyItsOwnCompletionOrAnotherOnesAfterItHadBegunEndsIt(boolean begun, Event event, String profile, int number, String result) {
            attempt(begun);
            Optional<Attempt> failed = notice(event, profile, number);
            assertEquals(result.equals("failure") ? Optional.of(new Attempt("work", Outcome.FAILED, number)) : Optional.empty(), failed);
            assertEquals(result.equals("nothing"), station.isTrying("work"));
        }

        @Test
        void itFailsOnceOnly() {
            attempt(true);
            assertTrue(notice(Event.CONNECTION_COMPLETE, "work", 7).isPresent());
            assertEquals(Optional.empty(), notice(Event.CONNECTION_COMPLETE, "work", 7));
            assertEquals(Optional.empty(), notice(Event.CONNECTION_COMPLETE, "home", 0));
        }

        @Test
        void anotherOnesBeginningIsNotItsOwn() {
            attempt(false);
            notice(Event.CONNECTION_START, "home", 0);
            assertEquals(Optional.empty(), notice(Event.CONNECTION_COMPLETE, "home", 0));
            notice(Event.CONNECTION_START, "work", 0);
            assertEquals(Optional.empty(), notice(Event.CONNECTION_COMPLETE, "work", 0));
            seen(State.CONNECTED);
            assertEquals(Optional.of("work"), station.current());
        }

        @Test
        void aReadingThatShowsItsConnectionEndsItInSuccess() {
            attempt(true);
            seen(State.CONNECTED);
            station.connectedWith(new WifiConnection("home", 50));
            assertTrue(station.isTrying("work"));
            station.connectedWith(new WifiConnection("work", 50));
            assertFalse(station.isTrying("work"));
        }

        @Test
        void givenUpItEndsNothing() {
            attempt(true);
            station.giveUp("home");
            assertTrue(station.isTrying("work"));
            station.giveUp("work");
            assertFalse(station.isTrying("work"));
            assertEquals(Optional.empty(), notice(Event.CONNECTION_COMPLETE, "work", 7));
        }

        @ParameterizedTest(name = "cancelled, {0} of {1} with {2}: to be ended {3}, still tried {4}")
        @CsvSource({
            "CONNECTION_START, work, 0, true, false",
            "CONNECTION_COMPLETE, work, 0, true, false",
            "CONNECTION_COMPLETE, work, 5, false, false",
            "CONNECTION_START, home, 0, false, true",
            "DISCONNECTED, home, 0, false, true",
        })
        void cancelledItIsEndedWhenItBeginsOrIsThereAfterAll(Event event, String profile, int number, boolean toBeEnded, boolean tried) {
            attempt(false);
            station.cancelWhenItBegins();
            assertEquals(toBeEnded ? Optional.of(new Attempt("work", Outcome.CANCELLED, 0)) : Optional.empty(), notice(event, profile, number));
            assertEquals(tried, station.isTrying("work"));
        }
    }

    @Nested
    class OfReachAndSignal {

        @Test
        void untilItIsKnownEverythingMayBeWithinReach() {
            assertTrue(station.mayReach("home"));
            station.within(List.of(new WifiNetwork("home", 30)));
            assertTrue(station.mayReach("home"));
            assertFalse(station.mayReach("work"));
            station.within(List.of());
            assertFalse(station.mayReach("home"));
            station.reachUnknown();
            assertTrue(station.mayReach("work"));
        }

        @Test
        void ofSeveralNetworksOfOneProfileTheStrongestCounts() {
            station.within(List.of(new WifiNetwork("home", 30), new WifiNetwork("home", 80), new WifiNetwork("home", 50)));
            assertEquals(OptionalInt.of(80), station.signal("home"));
            assertEquals(OptionalInt.empty(), station.signal("work"));
        }

        @Test
        void theSignalOfTheConnectionComesBeforeThatOfTheLastScan() {
            connectedAndAsked("home");
            station.within(List.of(new WifiNetwork("home", 30), new WifiNetwork("work", 40)));
            assertEquals(OptionalInt.of(66), station.signal("home"));
            notice(Event.SIGNAL, "", 71);
            assertEquals(OptionalInt.of(71), station.signal("home"));
            assertEquals(OptionalInt.of(40), station.signal("work"));
            station.signalUnknown();
            assertEquals(OptionalInt.of(30), station.signal("home"));
        }

        @Test
        void whatIsOnItsWayHasTheSignalOfItsNetworkAndNotOfTheLastConnection() {
            connectedAndAsked("home");
            station.within(List.of(new WifiNetwork("work", 40)));
            notice(Event.CONNECTION_START, "work", 0);
            seen(State.CONNECTING);
            assertEquals(OptionalInt.of(40), station.signal("work"));
        }

        @Test
        void afterTheConnectionTheLastScanCountsAgain() {
            connectedAndAsked("home");
            station.within(List.of(new WifiNetwork("home", 30)));
            notice(Event.DISCONNECTED, "home", 0);
            assertEquals(OptionalInt.of(30), station.signal("home"));
        }

        @Test
        void aConnectionWithoutASavedProfileHasNone() {
            connectedAndAsked("");
            assertEquals(Optional.empty(), station.current());
            assertFalse(station.isBusyWith(""));
        }
    }
}
