package io.github.netsession.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.netsession.SessionError;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionFailure;
import io.github.netsession.engine.SessionInput.InterfaceAfter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The whole table: what every situation makes of every input. A line reads: input: next situation, what is told in order. */
class SessionMachineTest {

    private static final SessionFailure LOSS = SessionFailure.of(SessionError.SESSION_ABORTED, "lost", true);
    private static final SessionFailure NOT_USABLE = SessionFailure.of(SessionError.INVALID_CONFIGURATION, "not usable", true);
    private static final SessionFailure FAILURE = SessionFailure.of(SessionError.UNKNOWN, "failed", true);

    private static final Map<String, SessionInput> INPUTS = inputs();

    private static Map<String, SessionInput> inputs() {
        Map<String, SessionInput> inputs = new LinkedHashMap<>();
        for (Observation observation : Observation.values()) {
            inputs.put("sees " + observation, new SessionInput.Observed(observation, () -> LOSS));
        }
        inputs.put("open", new SessionInput.Open(() -> NOT_USABLE));
        for (InterfaceAfter after : InterfaceAfter.values()) {
            inputs.put("close " + after, new SessionInput.Close(after));
        }
        inputs.put("stop", new SessionInput.Stop());
        inputs.put("start failed", new SessionInput.StartFailed(FAILURE));
        inputs.put("stop failed", new SessionInput.StopFailed(FAILURE));
        inputs.put("refused", new SessionInput.Refused(FAILURE));
        return inputs;
    }

    private static final String TABLE = """
        INVALID
          sees REMOVED: INVALID
          sees UNDEFINED: NOT_AVAILABLE >NOT_AVAILABLE
          sees DEFINED: NOT_AVAILABLE >NOT_AVAILABLE
          sees DISCOVERED: DISCONNECTED >DISCONNECTED
          sees STARTING: CONNECTING_WATCHED >CONNECTING
          sees ACTIVE: CONNECTED_WATCHED >CONNECTED
          sees STOPPING: CLOSING_WATCHED >CLOSING
          open: INVALID !INVALID_CONFIGURATION
          close SHARED: INVALID
          close LEFT: INVALID
          close STOPPED: INVALID
          stop: INVALID
          start failed: INVALID
          stop failed: INVALID
          refused: INVALID !UNKNOWN
        NOT_AVAILABLE
          sees REMOVED: INVALID >INVALID
          sees UNDEFINED: NOT_AVAILABLE
          sees DEFINED: NOT_AVAILABLE
          sees DISCOVERED: DISCONNECTED >DISCONNECTED
          sees STARTING: CONNECTING_WATCHED >CONNECTING
          sees ACTIVE: CONNECTED_WATCHED >CONNECTED
          sees STOPPING: NOT_AVAILABLE
          open: NOT_AVAILABLE !INVALID_CONFIGURATION
          close SHARED: NOT_AVAILABLE
          close LEFT: NOT_AVAILABLE
          close STOPPED: NOT_AVAILABLE
          stop: NOT_AVAILABLE
          start failed: NOT_AVAILABLE
          stop failed: NOT_AVAILABLE
          refused: NOT_AVAILABLE !UNKNOWN
        DISCONNECTED
          sees REMOVED: INVALID >INVALID
          sees UNDEFINED: NOT_AVAILABLE >NOT_AVAILABLE
          sees DEFINED: NOT_AVAILABLE >NOT_AVAILABLE
          sees DISCOVERED: DISCONNECTED
          sees STARTING: CONNECTING_WATCHED >CONNECTING
          sees ACTIVE: CONNECTED_WATCHED >CONNECTED
          sees STOPPING: DISCONNECTED
          open: CONNECTING_OWN >CONNECTING start
          close SHARED: DISCONNECTED
          close LEFT: DISCONNECTED
          close STOPPED: DISCONNECTED
          stop: DISCONNECTED
          start failed: DISCONNECTED
          stop failed: DISCONNECTED
          refused: DISCONNECTED !UNKNOWN
        CONNECTING_WATCHED
          sees REMOVED: INVALID >INVALID
          sees UNDEFINED: NOT_AVAILABLE >NOT_AVAILABLE
          sees DEFINED: NOT_AVAILABLE >NOT_AVAILABLE
          sees DISCOVERED: DISCONNECTED >DISCONNECTED
          sees STARTING: CONNECTING_WATCHED
          sees ACTIVE: CONNECTED_WATCHED >CONNECTED
          sees STOPPING: CLOSING_WATCHED >CLOSING
          open: CONNECTING_OWN start
          close SHARED: CONNECTING_WATCHED
          close LEFT: CONNECTING_WATCHED
          close STOPPED: CONNECTING_WATCHED
          stop: CLOSING_OWN >CLOSING
          start failed: CONNECTING_WATCHED
          stop failed: CONNECTING_WATCHED
          refused: CONNECTING_WATCHED !UNKNOWN
        CONNECTING_OWN
          sees REMOVED: INVALID !SESSION_ABORTED >INVALID
          sees UNDEFINED: NOT_AVAILABLE !SESSION_ABORTED >NOT_AVAILABLE
          sees DEFINED: NOT_AVAILABLE !SESSION_ABORTED >NOT_AVAILABLE
          sees DISCOVERED: DISCONNECTED !SESSION_ABORTED >DISCONNECTED
          sees STARTING: CONNECTING_OWN
          sees ACTIVE: CONNECTED_OPEN >CONNECTED opened
          sees STOPPING: CONNECTING_OWN
          open: CONNECTING_OWN
          close SHARED: CONNECTING_WATCHED closed
          close LEFT: DISCONNECTED >CLOSING >DISCONNECTED closed
          close STOPPED: DISCONNECTED >CLOSING >DISCONNECTED closed
          stop: CLOSING_OWN >CLOSING closed
          start failed: DISCONNECTED !UNKNOWN >DISCONNECTED
          stop failed: CONNECTING_OWN
          refused: CONNECTING_OWN !UNKNOWN
        CONNECTED_WATCHED
          sees REMOVED: INVALID >INVALID
          sees UNDEFINED: NOT_AVAILABLE >NOT_AVAILABLE
          sees DEFINED: NOT_AVAILABLE >NOT_AVAILABLE
          sees DISCOVERED: DISCONNECTED >DISCONNECTED
          sees STARTING: CONNECTED_WATCHED
          sees ACTIVE: CONNECTED_WATCHED
          sees STOPPING: CLOSING_WATCHED >CLOSING
          open: CONNECTED_OPEN opened
          close SHARED: CONNECTED_WATCHED
          close LEFT: CONNECTED_WATCHED
          close STOPPED: CONNECTED_WATCHED
          stop: CLOSING_OWN >CLOSING
          start failed: CONNECTED_WATCHED
          stop failed: CONNECTED_WATCHED
          refused: CONNECTED_WATCHED !UNKNOWN
        CONNECTED_OPEN
          sees REMOVED: INVALID !SESSION_ABORTED >INVALID closed
          sees UNDEFINED: NOT_AVAILABLE !SESSION_ABORTED >DISCONNECTED closed >NOT_AVAILABLE
          sees DEFINED: NOT_AVAILABLE !SESSION_ABORTED >DISCONNECTED closed >NOT_AVAILABLE
          sees DISCOVERED: DISCONNECTED !SESSION_ABORTED >DISCONNECTED closed
          sees STARTING: CONNECTED_OPEN
          sees ACTIVE: CONNECTED_OPEN
          sees STOPPING: CONNECTED_OPEN
          open: CONNECTED_OPEN
          close SHARED: CONNECTED_WATCHED closed
          close LEFT: CONNECTED_WATCHED closed
          close STOPPED: CLOSING_OWN closed >CLOSING
          stop: CLOSING_OWN >CLOSING closed
          start failed: CONNECTED_OPEN
          stop failed: CONNECTED_OPEN
          refused: CONNECTED_OPEN !UNKNOWN
        CLOSING_WATCHED
          sees REMOVED: INVALID >INVALID
          sees UNDEFINED: NOT_AVAILABLE >NOT_AVAILABLE
          sees DEFINED: NOT_AVAILABLE >NOT_AVAILABLE
          sees DISCOVERED: DISCONNECTED >DISCONNECTED
          sees STARTING: CONNECTING_WATCHED >CONNECTING
          sees ACTIVE: CONNECTED_WATCHED >CONNECTED
          sees STOPPING: CLOSING_WATCHED
          open: REOPENING
          close SHARED: CLOSING_WATCHED
          close LEFT: CLOSING_WATCHED
          close STOPPED: CLOSING_WATCHED
          stop: CLOSING_WATCHED
          start failed: CLOSING_WATCHED
          stop failed: CONNECTED_WATCHED >CONNECTED
          refused: CLOSING_WATCHED !UNKNOWN
        CLOSING_OWN
          sees REMOVED: INVALID >INVALID
          sees UNDEFINED: NOT_AVAILABLE >DISCONNECTED >NOT_AVAILABLE
          sees DEFINED: NOT_AVAILABLE >DISCONNECTED >NOT_AVAILABLE
          sees DISCOVERED: DISCONNECTED >DISCONNECTED
          sees STARTING: CLOSING_OWN
          sees ACTIVE: CLOSING_OWN
          sees STOPPING: CLOSING_OWN
          open: REOPENING
          close SHARED: CLOSING_OWN
          close LEFT: CLOSING_OWN
          close STOPPED: CLOSING_OWN
          stop: CLOSING_OWN
          start failed: CLOSING_OWN
          stop failed: CONNECTED_WATCHED !UNKNOWN >CONNECTED
          refused: CLOSING_OWN !UNKNOWN
        REOPENING
          sees REMOVED: INVALID !SESSION_ABORTED >INVALID
          sees UNDEFINED: NOT_AVAILABLE !SESSION_ABORTED >NOT_AVAILABLE
          sees DEFINED: NOT_AVAILABLE !SESSION_ABORTED >NOT_AVAILABLE
          sees DISCOVERED: CONNECTING_OWN >DISCONNECTED >CONNECTING start
          sees STARTING: REOPENING
          sees ACTIVE: CONNECTED_OPEN >CONNECTED opened
          sees STOPPING: REOPENING
          open: REOPENING
          close SHARED: CLOSING_WATCHED closed
          close LEFT: CLOSING_WATCHED closed
          close STOPPED: CLOSING_WATCHED closed
          stop: CLOSING_WATCHED closed
          start failed: REOPENING
          stop failed: CONNECTED_OPEN >CONNECTED opened
          refused: REOPENING !UNKNOWN
        ROAMING
          sees REMOVED: INVALID !SESSION_ABORTED >INVALID closed
          sees UNDEFINED: NOT_AVAILABLE !SESSION_ABORTED >DISCONNECTED closed >NOT_AVAILABLE
          sees DEFINED: NOT_AVAILABLE !SESSION_ABORTED >DISCONNECTED closed >NOT_AVAILABLE
          sees DISCOVERED: DISCONNECTED !SESSION_ABORTED >DISCONNECTED closed
          sees STARTING: ROAMING
          sees ACTIVE: ROAMING
          sees STOPPING: ROAMING
          open: ROAMING
          close SHARED: CONNECTED_WATCHED closed >CONNECTED
          close LEFT: CONNECTED_WATCHED closed >CONNECTED
          close STOPPED: CLOSING_OWN closed >CLOSING
          stop: CLOSING_OWN >CLOSING closed
          start failed: ROAMING
          stop failed: ROAMING
          refused: ROAMING !UNKNOWN
        """;

    private record Row(Situation situation, String input, String outcome) {
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        Situation situation = null;
        for (String line : TABLE.lines().toList()) {
            if (line.startsWith("  ")) {
                int colon = line.indexOf(':');
                rows.add(new Row(situation, line.substring(2, colon), line.substring(colon + 2)));
            } else {
                situation = Situation.valueOf(line);
            }
        }
        return rows;
    }

    @TestFactory
    Stream<DynamicTest> everySituationMakesOfEveryInputWhatTheTableSays() {
        return rows().stream().map(row -> dynamicTest(row.situation() + ": " + row.input(),
            () -> assertEquals(row.outcome(), outcome(SessionMachine.step(row.situation(), INPUTS.get(row.input()))))));
    }

    @Test
    void theTableLeavesOutNoPairAndNamesNoneTwice() {
        List<String> expected = new ArrayList<>();
        for (Situation situation : Situation.values()) {
            INPUTS.keySet().forEach(input -> expected.add(situation + ": " + input));
        }
        assertEquals(expected, rows().stream().map(row -> row.situation() + ": " + row.input()).sorted(
            (a, b) -> Integer.compare(expected.indexOf(a), expected.indexOf(b))).toList());
        assertEquals(Situation.values().length * INPUTS.size(), rows().size());
        assertEquals(SessionInput.class.getPermittedSubclasses().length,
            INPUTS.values().stream().map(Object::getClass).distinct().count(), "every kind of input stands in the table");
    }

    @Test
    void theSameObservationTwiceTellsNothingTheSecondTime() {
        for (Situation situation : Situation.values()) {
            for (Observation observation : Observation.values()) {
                SessionInput input = new SessionInput.Observed(observation, () -> LOSS);
                Situation once = SessionMachine.step(situation, input).next();
                // Waiting for a stop and then starting is the one observation that needs a command in between.
                if (!SessionMachine.step(situation, input).start()) {
                    Step twice = SessionMachine.step(once, input);
                    assertEquals(List.of(), twice.events(), situation + " sees " + observation);
                    assertEquals(once, twice.next());
                }
            }
        }
    }

    private static String outcome(Step step) {
        StringBuilder text = new StringBuilder(step.next().name());
        for (SessionEvent event : step.events()) {
            text.append(' ');
            if (event instanceof SessionEvent.StateChanged changed) {
                text.append('>').append(changed.state());
            } else if (event instanceof SessionEvent.Failed failed) {
                text.append('!').append(failed.failure().error());
            } else {
                text.append(event.getClass().getSimpleName().toLowerCase(Locale.ROOT));
            }
        }
        return text.append(step.start() ? " start" : "").toString();
    }
}
