package io.github.netsession.engine.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.RoamingOffer;
import io.github.netsession.SessionError;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionFailure.Reason;
import io.github.netsession.engine.session.SessionInput.InterfaceAfter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The whole table, in session-machine.txt: what every situation makes of every input. A line reads: input: next situation, what
 * is told in order.
 */
@Tag("unit")
class SessionMachineTest {

    private static final SessionFailure LOSS = failure(SessionError.SESSION_ABORTED, Reason.LOST);
    private static final SessionFailure NOT_USABLE = failure(SessionError.INVALID_CONFIGURATION, Reason.NOT_READY);
    private static final SessionFailure FAILURE = failure(SessionError.UNKNOWN, Reason.UNKNOWN);

    private static final RoamingOffer OFFER = offer();

    private static final Map<String, SessionInput> INPUTS = inputs();

    private static SessionFailure failure(SessionError error, Reason reason) {
        return SessionFailure.builder(error, reason, "failed").retryable(true).build();
    }

    private static RoamingOffer offer() {
        NetworkConfiguration present = NetworkConfiguration.builder(ConfigurationId.of("fake", "a")).name("a").state(ConfigurationState.ACTIVE)
            .bearer(Bearer.WLAN).build();
        return RoamingOffer.builder(present, present).isMakeBeforeBreak(true).build();
    }

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
        inputs.put("offered", new SessionInput.Offered(OFFER));
        inputs.put("search", new SessionInput.Search());
        inputs.put("migrate", new SessionInput.Migrate());
        inputs.put("activated", new SessionInput.Activated(OFFER));
        inputs.put("go back", new SessionInput.GoBack());
        inputs.put("settled", new SessionInput.Settled(Optional.empty()));
        inputs.put("settled after a failure", new SessionInput.Settled(Optional.of(FAILURE)));
        return inputs;
    }

    private static String table() {
        try (InputStream text = SessionMachineTest.class.getResourceAsStream("session-machine.txt")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static final String TABLE = table();

    private record Row(Phase situation, String input, String outcome) {
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        Phase situation = null;
        for (String line : TABLE.lines().toList()) {
            if (line.startsWith("  ")) {
                int colon = line.indexOf(':');
                rows.add(new Row(situation, line.substring(2, colon), line.substring(colon + 2)));
            } else {
                situation = Phase.valueOf(line);
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
        for (Phase situation : Phase.values()) {
            INPUTS.keySet().forEach(input -> expected.add(situation + ": " + input));
        }
        assertEquals(expected, rows().stream().map(row -> row.situation() + ": " + row.input()).sorted(
            (a, b) -> Integer.compare(expected.indexOf(a), expected.indexOf(b))).toList());
        assertEquals(Phase.values().length * INPUTS.size(), rows().size());
        assertEquals(SessionInput.class.getPermittedSubclasses().length,
            INPUTS.values().stream().map(Object::getClass).distinct().count(), "every kind of input stands in the table");
    }

    @Test
    void theSameObservationTwiceTellsNothingTheSecondTime() {
        for (Phase situation : Phase.values()) {
            for (Observation observation : Observation.values()) {
                SessionInput input = new SessionInput.Observed(observation, () -> LOSS);
                Phase once = SessionMachine.step(situation, input).next();
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
