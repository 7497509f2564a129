package io.github.netsession.sim;

import io.github.netsession.Registration;
import io.github.netsession.internal.EngineClock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedList;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Virtual time. There is no thread: whoever asks for a turn, waits or advances the time runs what is due, one thing at a
 * time, turns before callbacks, timers in the order of their times and, at the same time, of their making.
 */
final class SimClock implements EngineClock {

    /** A world in which things happen at one moment without end is a mistake of the script; this many are taken for that. */
    private static final int MAX_AT_ONE_MOMENT = 1_000_000;

    private record Timer(long atNanos, long order, Runnable work) {
    }

    /** Held by the thread that runs what is due. */
    private final ReentrantLock running = new ReentrantLock();
    private final Object queues = new Object();
    /** Lists, because an array that cannot grow for want of memory loses what it has. Source: OpenJDK, ArrayDeque.addLast. */
    private final Queue<Runnable> turns = new LinkedList<>();
    private final Queue<Runnable> callbacks = new LinkedList<>();
    private final PriorityQueue<Timer> timers =
        new PriorityQueue<>(Comparator.comparingLong(Timer::atNanos).thenComparingLong(Timer::order));
    private long order;
    private volatile long nowNanos;
    private boolean inTurn;
    private boolean inCallback;

    @Override
    public long nanos() {
        return nowNanos;
    }

    @Override
    public void execute(Runnable turn) {
        synchronized (queues) {
            turns.add(turn);
        }
        runDue();
    }

    @Override
    public Registration after(Duration delay, Runnable work) {
        Timer timer;
        synchronized (queues) {
            timer = new Timer(later(delay), order++, work);
            timers.add(timer);
        }
        return () -> {
            synchronized (queues) {
                timers.remove(timer);
            }
        };
    }

    /** So far in the future that it never comes, if it is longer than 292 years. */
    private long later(Duration delay) {
        try {
            return Math.addExact(nowNanos, delay.toNanos());
        } catch (ArithmeticException never) {
            return Long.MAX_VALUE;
        }
    }

    @Override
    public boolean isTurn() {
        return running.isHeldByCurrentThread() && inTurn;
    }

    @Override
    public boolean await(CompletableFuture<?> done, Duration limit) {
        running.lock();
        try {
            if (inTurn) {
                throw new IllegalStateException("waiting within a turn would wait for itself");
            }
            long end = limit.isNegative() ? Long.MAX_VALUE : later(limit);
            boolean waitingInCallback = inCallback;
            // The callbacks of other instances on this world go on; those of the waiting one are kept back by itself.
            inCallback = false;
            try {
                drain();
                while (!done.isDone() && runNextTimer(end)) {
                    drain();
                }
            } finally {
                inCallback = waitingInCallback;
            }
            if (!done.isDone() && end != Long.MAX_VALUE) {
                nowNanos = Math.max(nowNanos, end);
            }
            return done.isDone();
        } finally {
            running.unlock();
            runDue();
        }
    }

    @Override
    public Executor callbacks() {
        return callback -> {
            synchronized (queues) {
                callbacks.add(callback);
            }
            runDue();
        };
    }

    /** The world's clock outlives its engines. */
    @Override
    public void close() {
        // A closed engine has ended its timers, and its turns do nothing.
    }

    /** Lets the time pass, running everything that falls due in it. */
    void advance(Duration duration) {
        running.lock();
        try {
            if (inTurn || inCallback) {
                throw new IllegalStateException("the time cannot be advanced from within a turn or a callback");
            }
            long end = later(duration);
            drain();
            while (runNextTimer(end)) {
                drain();
            }
            nowNanos = end;
        } finally {
            running.unlock();
            runDue();
        }
    }

    /**
     * Lets the time pass until a condition holds, which is asked on the calling thread after each timer and whenever a step has passed without one.
     *
     * @return whether it holds; if not, the time is that of the limit
     */
    boolean advanceUntil(BooleanSupplier condition, Duration limit, Duration step) {
        running.lock();
        try {
            if (inTurn || inCallback) {
                throw new IllegalStateException("the time cannot be advanced from within a turn or a callback");
            }
            long end = later(limit);
            drain();
            boolean holds = condition.getAsBoolean();
            while (!holds && nowNanos < end) {
                long next = Math.min(end, later(step));
                if (!runNextTimer(next)) {
                    nowNanos = next;
                }
                drain();
                holds = condition.getAsBoolean();
            }
            return holds;
        } finally {
            running.unlock();
            runDue();
        }
    }

    /** When the next timer is due, in virtual time. */
    long nextTimerNanos() {
        synchronized (queues) {
            return timers.isEmpty() ? Long.MAX_VALUE : timers.peek().atNanos();
        }
    }

    /** Runs what is due, unless another thread is at it: that one looks at the queues again after it let go. */
    private void runDue() {
        while (hasWork() && running.tryLock()) {
            try {
                if (inTurn || inCallback) {
                    return;
                }
                drain();
            } finally {
                running.unlock();
            }
        }
    }

    private boolean hasWork() {
        synchronized (queues) {
            return !turns.isEmpty() || !callbacks.isEmpty() && !inCallback;
        }
    }

    private void drain() {
        for (int count = 0; count < MAX_AT_ONE_MOMENT; count++) {
            Runnable turn;
            Runnable callback = null;
            synchronized (queues) {
                turn = turns.poll();
                if (turn == null && !inCallback) {
                    callback = callbacks.poll();
                }
            }
            if (turn != null) {
                runTurn(turn);
            } else if (callback != null) {
                runCallback(callback);
            } else {
                return;
            }
        }
        throw new IllegalStateException("the world does not come to rest at " + Duration.ofNanos(nowNanos));
    }

    private boolean runNextTimer(long endNanos) {
        Timer due;
        synchronized (queues) {
            if (timers.isEmpty() || timers.peek().atNanos() > endNanos) {
                return false;
            }
            due = timers.poll();
        }
        nowNanos = Math.max(nowNanos, due.atNanos());
        runTurn(due.work());
        return true;
    }

    private void runTurn(Runnable turn) {
        inTurn = true;
        try {
            turn.run();
        } finally {
            inTurn = false;
        }
    }

    private void runCallback(Runnable callback) {
        boolean outer = inCallback;
        inCallback = true;
        try {
            callback.run();
        } finally {
            inCallback = outer;
        }
    }
}
