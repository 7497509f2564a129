package io.github.netsession.linux.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a client does on the thread that asks, with the loop on the same thread. */
@Tag("unit")
class BusClientTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final List<String> told = new ArrayList<>();
    private final ScriptedBus bus = new ScriptedBus();
    private final BusClient client = new BusClient(bus, new Listener(), bus);
    private final OneThread loop = OneThread.drive(client, bus);

    private final class Listener implements BusHandler {

        private boolean isOnTime = true;

        @Override
        public void connected() {
            told.add("connected");
        }

        @Override
        public void lost() {
            told.add("lost");
        }

        @Override
        public boolean signal(BusMessage signal) {
            told.add(signal.member());
            return signal.member().startsWith("Wanted");
        }

        @Override
        public long nanosToWait() {
            return isOnTime && told.contains("Timer") ? 0 : Long.MAX_VALUE;
        }

        @Override
        public boolean timePassed() {
            isOnTime = false;
            told.add("time passed");
            return true;
        }
    }

    private static BusCall call(String member, Object... arguments) {
        return BusCall.of("org.example", "/a", "org.example.I", member, "s".repeat(arguments.length), arguments);
    }

    private BackendException failure(String member) {
        return assertThrows(BackendException.class, () -> client.ask(call(member), LIMIT));
    }

    @Test
    void whatIsAskedIsAnsweredInTheOrderOfTheCallsWhateverTheOrderOfTheAnswers() {
        bus.letHoldingTakeTime(false);
        bus.on("Get", call -> ScriptedBus.reply(call.arguments().get(0)));
        bus.hold("Slow");
        bus.on("Fast", call -> {
            bus.release("Slow", slow -> ScriptedBus.reply("slow"));
            return ScriptedBus.reply("fast");
        });
        List<BusMessage> answers = client.ask(List.of(call("Slow"), call("Get", "a"), call("Fast")), LIMIT);
        assertEquals(List.of(List.of("slow"), List.of("a"), List.of("fast")), answers.stream().map(BusMessage::body).toList());
        assertEquals(List.of("connected"), told);
    }

    @Test
    void thousandCallsAreSentBeforeOneIsAnsweredAndAllAreAnswered() {
        bus.letHoldingTakeTime(false);
        bus.hold("Get");
        bus.on("Last", last -> {
            bus.release("Get", call -> ScriptedBus.reply(call.arguments().get(0)));
            return ScriptedBus.reply("last");
        });
        List<BusCall> calls = new ArrayList<>(IntStream.range(0, 1000).mapToObj(i -> call("Get", "n" + i)).toList());
        calls.add(call("Last"));
        List<BusMessage> answers = client.ask(calls, LIMIT);
        assertEquals(1001, answers.size());
        assertEquals("n999", answers.get(999).body().get(0));
        assertEquals("last", answers.get(1000).body().get(0));
    }

    @Test
    void aRefusalIsAnAnswer() {
        bus.refuse("Get", "org.example.No");
        assertEquals("org.example.No", client.ask(call("Get"), LIMIT).error().orElseThrow().name());
        assertEquals(Optional.empty(), client.obstacle());
    }

    @Test
    void nothingIsAskedAndNothingIsAnswered() {
        assertEquals(List.of(), client.ask(List.of(), LIMIT));
    }

    @Test
    void anAnswerThatIsLateIsATimeoutAndWhileItIsOverdueTheSameCallIsOneAtOnceAndNoOther() {
        bus.answer("Other", "x");
        bus.hold("Get");
        BackendException late = failure("Get");
        assertEquals(Kind.TIMEOUT, late.kind());
        assertEquals("no answer within 2000 ms", late.reason());
        bus.takeCalls();
        assertEquals(Kind.TIMEOUT, failure("Get").kind());
        assertEquals("an earlier call has not been answered yet", failure("Get").reason());
        assertEquals(List.of(), bus.takeCalls(), "nothing is sent");
        assertEquals(List.of("x"), client.ask(call("Other"), LIMIT).body());
    }

    @Test
    void oneLateAnswerOfSeveralMakesAllLate() {
        bus.answer("Other", "x");
        bus.hold("Get");
        assertEquals(Kind.TIMEOUT, assertThrows(BackendException.class, () -> client.ask(List.of(call("Other"), call("Get"), call("Other")), LIMIT)).kind());
    }

    @Test
    void aLateAnswerIsAHintAndLetsOthersAskAgain() {
        bus.hold("Get");
        failure("Get");
        loop.takeHints();
        bus.release("Get", call -> ScriptedBus.reply("late"));
        loop.run();
        assertEquals(1, loop.takeHints());
        assertEquals(List.of("late"), client.ask(call("Get"), LIMIT).body());
        assertEquals(0, loop.takeHints(), "one in time is none");
    }

    @Test
    void aLateAnswerIsGivenToWhoWantsItThen() {
        bus.hold("Get");
        List<Object> late = new ArrayList<>();
        assertEquals(Optional.empty(), client.ask(call("Get"), LIMIT, answer -> late.addAll(answer.body())));
        bus.release("Get", call -> ScriptedBus.reply("late"));
        loop.run();
        assertEquals(List.of("late"), late);
        assertEquals(List.of("late"), client.ask(call("Get"), LIMIT, answer -> late.add("again")).orElseThrow().body());
        assertEquals(List.of("late"), late, "in time it is given once");
    }

    @Test
    void whatAPersonIsAskedForIsNeverOverdue() {
        bus.answer("Other", "x");
        bus.hold("Get");
        assertEquals(Optional.empty(), client.ask(call("Get").interactively(), LIMIT, answer -> { }));
        assertEquals(List.of("x"), client.ask(call("Other"), LIMIT).body());
    }

    @Test
    void anAnswerToNothingThatWasAskedIsPassedOver() {
        bus.answer("Get", "x");
        client.ask(call("Get"), LIMIT);
        bus.hold("Never");
        bus.letHoldingTakeTime(true);
        failure("Never");
        bus.release("Never", call -> ScriptedBus.reply("1"));
        loop.run();
        loop.takeHints();
        bus.release("Never", call -> ScriptedBus.reply("2"));
        loop.run();
        assertEquals(0, loop.takeHints());
    }

    @Test
    void aSignalIsAHintIfWhoListensSaysSo() {
        loop.run();
        bus.emit("/a", "org.example.I", "Unwanted");
        loop.run();
        assertEquals(0, loop.takeHints());
        IntStream.range(0, 1000).forEach(i -> bus.emit("/a", "org.example.I", "Wanted" + i));
        loop.run();
        assertEquals(4, loop.takeHints(), "256 signals make one");
        assertEquals(1002, told.size());
    }

    @Test
    void whereThereMayBeMoreThanIsTakenInAtOnceItIsNotWaitedFor() {
        loop.run();
        IntStream.range(0, 256).forEach(i -> bus.emit("/a", "org.example.I", "Unwanted"));
        client.run();
        assertEquals(0, client.nanosToWait(), "the connection may have ended behind the last one");
        client.run();
        assertEquals(Long.MAX_VALUE, client.nanosToWait());
    }

    @Test
    void whoListensIsToldWhenHisTimeHasCome() {
        loop.run();
        bus.emit("/a", "org.example.I", "Timer");
        loop.run();
        assertEquals(List.of("connected", "Timer", "time passed"), told);
        assertEquals(1, loop.takeHints());
    }

    @Test
    void withoutASocketNothingIsConnectedToUntilThereIsOne() {
        bus.setObstacle(Optional.of("there is no system bus"));
        loop.run();
        assertEquals(Kind.TEMPORARY, failure("Get").kind());
        assertEquals("there is no system bus", failure("Get").reason());
        assertEquals(List.of(), bus.connections());
        assertEquals(Long.MAX_VALUE, client.nanosToWait(), "nobody looks by himself");
        bus.setObstacle(Optional.empty());
        bus.answer("Get", "x");
        assertEquals(List.of("x"), client.ask(call("Get"), LIMIT).body());
        assertEquals(List.of("now"), bus.connections());
    }

    @Test
    void aSocketThatAppearsWhileItIsLookedForIsConnectedTo() {
        int[] looks = {0};
        BusConnector appearing = new BusConnector() {
            @Override
            public Optional<String> obstacle() {
                return looks[0]++ == 0 ? Optional.of("there is no system bus") : Optional.empty();
            }

            @Override
            public Optional<String> socket() {
                return bus.socket();
            }

            @Override
            public BusPort connect(boolean waiting) {
                return bus.connect(waiting);
            }
        };
        BusClient other = new BusClient(appearing, FakeBus.nobody(), bus);
        OneThread.drive(other, bus).run();
        bus.answer("Get", "x");
        assertEquals(List.of("x"), other.ask(call("Get"), LIMIT).body());
    }

    @Test
    void aBusThatRefusesAtTheStartIsTriedAgainByEveryCall() {
        bus.setThere(false);
        loop.run();
        assertEquals("nobody is there", failure("Get").reason());
        assertEquals(List.of("now", "now"), bus.connections());
        bus.setThere(true);
        bus.answer("Get", "x");
        assertEquals(List.of("x"), client.ask(call("Get"), LIMIT).body());
        assertEquals(1, bus.open());
    }

    @Test
    void aLostConnectionIsToldAndWaitedForAtOnceAndThenIsThereAgain() {
        bus.answer("Get", "x");
        client.ask(call("Get"), LIMIT);
        bus.pass(Duration.ofMinutes(1));
        loop.takeHints();
        bus.setThere(false);
        loop.run();
        assertEquals(List.of("connected", "lost"), told);
        assertEquals(1, loop.takeHints());
        assertEquals(List.of("now", "waiting"), bus.connections());
        assertEquals("the connection to the system bus was lost: the bus is gone", client.obstacle().orElseThrow());
        assertEquals(Kind.TEMPORARY, failure("Get").kind());
        bus.setThere(true);
        loop.run();
        assertEquals(List.of("connected", "lost", "connected"), told);
        assertEquals(1, loop.takeHints());
        assertEquals(List.of("x"), client.ask(call("Get"), LIMIT).body());
        assertEquals(1, bus.open(), "the lost one was closed");
    }

    @Test
    void thePauseGrowsToASecondUntilAConnectionHolds() {
        loop.run();
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            pauses.add(loseAndConnectAgain());
        }
        assertEquals(List.of(0L, 250L, 500L, 1000L, 1000L, 1000L, 1000L, 1000L), pauses);
        bus.pass(Duration.ofSeconds(10));
        assertEquals(List.of(0L, 250L), List.of(loseAndConnectAgain(), loseAndConnectAgain()));
    }

    /** How long it waits, in milliseconds, after a connection that was ready is lost at once. */
    private long loseAndConnectAgain() {
        int before = bus.connections().size();
        bus.setThere(false);
        bus.setThere(true);
        assertTrue(client.run(), "a loss is a hint");
        long millis = TimeUnit.NANOSECONDS.toMillis(client.nanosToWait());
        bus.pass(Duration.ofMillis(millis));
        loop.run();
        assertEquals(before + 1, bus.connections().size());
        assertEquals(Optional.empty(), client.obstacle());
        return millis;
    }

    @Test
    void whoeverWaitsWhenTheConnectionIsLostFailsAtOnceAndIsForgotten() {
        bus.letHoldingTakeTime(false);
        bus.hold("Get");
        bus.on("Break", call -> {
            bus.setThere(false);
            return ScriptedBus.reply();
        });
        BackendException lost = assertThrows(BackendException.class, () -> client.ask(List.of(call("Get"), call("Break"), call("Get")), Duration.ofMinutes(1)));
        assertEquals(Kind.TEMPORARY, lost.kind());
        assertEquals("the bus is gone", lost.reason());
        bus.setThere(true);
        bus.answer("Other", "x");
        loop.run();
        assertEquals(List.of("x"), client.ask(call("Other"), LIMIT).body(), "nothing is overdue");
    }

    @Test
    void whatIsToldWithoutWaitingIsAnsweredOnTheLoopAndNeverAfterALoss() {
        List<Object> answers = new ArrayList<>();
        bus.answer("Get", "x");
        client.tell(call("Get"), answer -> answers.addAll(answer.body()));
        assertEquals(List.of("x"), answers);
        bus.hold("Get");
        client.tell(call("Get"), answer -> answers.add("held"));
        bus.setThere(false);
        loop.run();
        client.tell(call("Get"), answer -> answers.add("lost"));
        assertEquals(List.of("x"), answers);
    }

    @Test
    void theDescriptorIsThatOfTheConnection() {
        assertEquals(-1, client.fd());
        assertEquals(0, client.events());
        loop.run();
        assertEquals(7, client.fd());
        assertEquals(1, client.events());
        client.end();
        assertEquals(-1, client.fd());
    }

    @Test
    void afterTheEndTheConnectionIsClosedAndWhoAsksIsToldSo() {
        loop.run();
        client.end();
        assertEquals(0, bus.open());
        assertEquals(Kind.TEMPORARY, failure("Get").kind());
        assertEquals("the backend is closed", failure("Get").reason());
        assertFalse(told.contains("lost"));
        client.end();
    }
}
