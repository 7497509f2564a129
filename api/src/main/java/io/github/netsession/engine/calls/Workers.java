package io.github.netsession.engine.calls;

import io.github.netsession.internal.GuardedLogger;
import java.time.Duration;
import java.util.LinkedList;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs turns and callbacks on two interchangeable daemon threads: turns one at a time, in the order in which they were requested or became due,
 * and callbacks one at a time, in their order. The thread that has run a turn makes its callbacks too, so that no other thread need wake up for
 * them; the other thread takes over the turns meanwhile, however long a callback takes. So there is no callback before both threads exist.
 * They are started when they are first needed, and asleep while there is nothing to do.
 *
 * <p>A thread takes its next task without allocating memory, and nothing that a task throws ends it.
 */
final class Workers {

    private static final System.Logger LOG = GuardedLogger.of("io.github.netsession");
    /** 73 years, so that the difference of two times is always exact. */
    private static final long MAX_DELAY_NANOS = Long.MAX_VALUE >> 2;

    /** A turn that is due at some time, and at the same time in the order of the requests. */
    static final class Turn implements Comparable<Turn> {

        private final long dueNanos;
        private final long order;
        private final Runnable work;

        private Turn(long dueNanos, long order, Runnable work) {
            this.dueNanos = dueNanos;
            this.order = order;
            this.work = work;
        }

        @Override
        public int compareTo(Turn other) {
            long later = dueNanos - other.dueNanos;
            return later == 0 ? Long.compare(order, other.order) : Long.signum(later);
        }
    }

    /** A tree, because an array that cannot grow for want of memory loses what it has, and a cancelled turn must leave it soon. */
    private final TreeSet<Turn> turns = new TreeSet<>();
    private final Queue<Runnable> callbacks = new LinkedList<>();
    private final Worker first = new Worker("netsession-engine-1");
    private final Worker second = new Worker("netsession-engine-2");
    /** The worker that runs a turn; null if none does. */
    private Worker turning;
    /** The worker that makes a callback; null if none does. */
    private Worker calling;
    /** The idle worker that wakes up by itself, and when; null if none does. */
    private Worker timekeeper;
    private long timekeeperNanos;
    /** The thread of {@link #turning}, for reading without the lock. */
    private volatile Thread turnThread;
    private long requests;
    private boolean ended;

    /**
     * Requests a turn.
     *
     * @return the turn, which can be cancelled; after {@link #end} it never runs
     */
    synchronized Turn request(Runnable work, long delayNanos) {
        Turn turn = new Turn(System.nanoTime() + Math.min(delayNanos, MAX_DELAY_NANOS), requests++, work);
        if (!ended) {
            first.start();
            turns.add(turn);
            if (turns.first() == turn) {
                wakeForTurns();
            }
        }
        return turn;
    }

    synchronized void cancel(Turn turn) {
        turns.remove(turn);
    }

    /** Queues a callback; drops it after {@link #end}. */
    synchronized void call(Runnable callback) {
        if (!ended) {
            first.start();
            second.start();
            callbacks.add(callback);
            if (calling == null && !isTurn()) {
                wake(first.isIdle ? first : second);
            }
        }
    }

    /** Returns whether the calling thread is in a turn. */
    boolean isTurn() {
        return Thread.currentThread() == turnThread;
    }

    /**
     * Drops all turns, interrupts the one under way unless it is the caller, and ends the threads. Callbacks that are queued are still made. Waits
     * for the turn under way, except on a thread of its own.
     */
    void end(Duration limit) {
        boolean isOwn;
        synchronized (this) {
            ended = true;
            turns.clear();
            isOwn = first.isCurrent() || second.isCurrent();
            if (turning != null && !turning.isCurrent()) {
                turning.thread.interrupt();
            }
            wake(first);
            wake(second);
        }
        if (!isOwn) {
            awaitTurn(limit);
        }
    }

    private synchronized void awaitTurn(Duration limit) {
        long endNanos = System.nanoTime() + limit.toNanos();
        try {
            for (long left = limit.toNanos(); turning != null && left > 0; left = endNanos - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Wakes a worker for the next turn, unless one runs a turn or wakes up in time. */
    private void wakeForTurns() {
        if (turning == null && !isWatched()) {
            wake(timekeeper != null ? timekeeper : first.isIdle ? first : second);
        }
    }

    private boolean isWatched() {
        return turns.isEmpty() || timekeeper != null && timekeeperNanos - turns.first().dueNanos <= 0;
    }

    /** Wakes a worker if it is idle; else it looks for work when it has done its task. */
    private void wake(Worker worker) {
        if (worker.isIdle) {
            goOn(worker);
            LockSupport.unpark(worker.thread);
        }
    }

    private void goOn(Worker worker) {
        worker.isIdle = false;
        if (timekeeper == worker) {
            timekeeper = null;
        }
    }

    /** Ends the task of a worker and returns its next one; null if there is none. */
    private Runnable next(Worker worker) {
        // An interrupt that belonged to the last task.
        Thread.interrupted();
        goOn(worker);
        if (turning == worker) {
            turning = null;
            turnThread = null;
            notifyAll();
        }
        if (calling == worker) {
            calling = null;
        }
        if (calling == null && !callbacks.isEmpty()) {
            calling = worker;
            wakeForTurns();
            return callbacks.poll();
        }
        if (turning == null && !turns.isEmpty() && turns.first().dueNanos - System.nanoTime() <= 0) {
            Turn turn = turns.first();
            turns.remove(turn);
            turning = worker;
            turnThread = worker.thread;
            return turn.work;
        }
        return null;
    }

    /** Makes a worker idle; returns for how long. */
    private long rest(Worker worker) {
        worker.isIdle = true;
        if (turning != null || isWatched()) {
            return Long.MAX_VALUE;
        }
        timekeeper = worker;
        timekeeperNanos = turns.first().dueNanos;
        return timekeeperNanos - System.nanoTime();
    }

    /** One of the two threads. */
    private final class Worker implements Runnable {

        private final String name;
        private Thread thread;
        /** Changed with the lock held; volatile for looking without it. */
        private volatile boolean isIdle;

        Worker(String name) {
            this.name = name;
        }

        /** Starts the thread, once. If there is no memory for it, throws; a later call tries again. */
        void start() {
            if (thread == null) {
                Thread made = new Thread(this, name);
                made.setDaemon(true);
                made.start();
                thread = made;
            }
        }

        boolean isCurrent() {
            return Thread.currentThread() == thread;
        }

        @Override
        public void run() {
            boolean goesOn = true;
            while (goesOn) {
                try {
                    goesOn = step();
                } catch (Throwable thrown) {
                    LOG.log(System.Logger.Level.ERROR, "a turn or a callback threw", thrown);
                }
            }
        }

        /** Calls often come one after the other. */
        private boolean isWokenSoon() {
            BriefWait wait = new BriefWait();
            while (isIdle && wait.goesOn()) {
                continue;
            }
            return !isIdle;
        }

        /** Does the next task, or waits for one; returns false at the end. */
        private boolean step() {
            Runnable task;
            long restNanos = 0;
            synchronized (Workers.this) {
                task = next(this);
                if (task == null) {
                    if (ended) {
                        return false;
                    }
                    restNanos = rest(this);
                }
            }
            if (task != null) {
                task.run();
            } else if (isWokenSoon()) {
                return true;
            } else if (restNanos == Long.MAX_VALUE) {
                LockSupport.park(Workers.this);
            } else {
                LockSupport.parkNanos(Workers.this, restNanos);
            }
            return true;
        }
    }
}
