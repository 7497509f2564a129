package io.github.netsession.engine;

import io.github.netsession.Registration;
import io.github.netsession.internal.EngineClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A clock that the test moves by hand, for the parts of the engine that need no world around them. */
public class ManualClock implements EngineClock {

    private record Timer(long atNanos, Runnable work) {
    }

    private final ArrayDeque<Runnable> turns = new ArrayDeque<>();
    private final List<Timer> timers = new ArrayList<>();
    private long nowNanos = 1_000_000_000_000L;

    @Override
    public long nanos() {
        return nowNanos;
    }

    @Override
    public void execute(Runnable turn) {
        turns.add(turn);
    }

    @Override
    public Registration after(Duration delay, Runnable turn) {
        Timer timer = new Timer(nowNanos + delay.toNanos(), turn);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    @Override
    public boolean isTurn() {
        return false;
    }

    /** On the test's own thread: lets the time go on. */
    @Override
    public boolean await(CompletableFuture<?> done, Duration limit) {
        long end = limit.isNegative() ? Long.MAX_VALUE : nowNanos + limit.toNanos();
        runTurns();
        while (!done.isDone() && runNextTimer(end)) {
            runTurns();
        }
        return done.isDone();
    }

    @Override
    public Executor callbacks() {
        return this::execute;
    }

    @Override
    public void close() {
        turns.clear();
        timers.clear();
    }

    public void runTurns() {
        while (!turns.isEmpty()) {
            turns.poll().run();
        }
    }

    public void advance(Duration duration) {
        long end = nowNanos + duration.toNanos();
        runTurns();
        while (runNextTimer(end)) {
            runTurns();
        }
        nowNanos = end;
    }

    private boolean runNextTimer(long end) {
        Optional<Timer> next = timers.stream().filter(timer -> timer.atNanos() <= end).min(Comparator.comparingLong(Timer::atNanos));
        next.ifPresent(timer -> {
            timers.remove(timer);
            nowNanos = timer.atNanos();
            timer.work().run();
        });
        return next.isPresent();
    }
}
