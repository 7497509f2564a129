package io.github.netsession.engine.calls;

import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.internal.Trouble;
import java.util.LinkedList;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Makes the calls into the application: notifies listeners and completes futures, one at a time and in order, on the callback
 * executor, which may have several threads.
 */
public final class CallbackQueue {

    private static final System.Logger LOG = GuardedLogger.of("io.github.netsession");

    private static final int CALLS_PER_TASK = 64;

    /** One call into the application. */
    private record Effect(boolean isCompletion, Runnable call) {
    }

    private final Executor executor;
    private final Consumer<Runnable> later;
    private final Trouble planning = new Trouble(LOG, "no retry of the callbacks can be planned");
    /** A list, because an array that cannot grow for want of memory loses what it has. Source: OpenJDK, ArrayDeque.addLast. */
    private final Queue<Effect> queue = new LinkedList<>();
    private final Runnable task = this::runSome;
    private final Runnable retry = this::retry;
    private boolean scheduled;
    private boolean shut;
    private boolean refused;
    private boolean retrying;
    /** The number of turns, or similar, that gather calls. While it is positive, only calls that were queued earlier may run. */
    private int gathering;
    private int callable;
    private Thread running;
    private Thread submitting;

    /** Creates a queue on an executor; {@code later} plans a retry after the executor has rejected a task. */
    public CallbackQueue(Executor executor, Consumer<Runnable> later) {
        this.executor = executor;
        this.later = later;
    }

    /** Queues the call of a listener. Dropped after {@link #shut}. */
    public void tell(Runnable call) {
        add(new Effect(false, call));
    }

    /** Queues the completion of a future. Never dropped. */
    public void complete(Runnable completion) {
        add(new Effect(true, completion));
    }

    /** Delays the calls that are queued from now on until {@link #handOut}: then everything that belongs together is published. */
    public synchronized void gather() {
        if (gathering++ == 0) {
            callable = queue.size();
        }
    }

    /** Submits the gathered calls to the executor. */
    public void handOut() {
        synchronized (this) {
            gathering--;
        }
        submitIfNeeded();
    }

    private boolean hasCallable() {
        return gathering == 0 ? !queue.isEmpty() : callable > 0;
    }

    /** Returns whether the caller is a listener or the continuation of a future: the rest of the queue waits for it. */
    public synchronized boolean isCallingOnThisThread() {
        return running == Thread.currentThread();
    }

    /** Returns whether the executor rejected the last task. */
    public synchronized boolean isRefused() {
        return refused;
    }

    /** Drops all calls of listeners from now on, and completes the queued futures on this thread. */
    public void shut() {
        while (true) {
            Effect effect;
            synchronized (this) {
                shut = true;
                callable = 0;
                effect = queue.poll();
            }
            if (effect == null) {
                return;
            }
            if (effect.isCompletion()) {
                call(effect);
            }
        }
    }

    private void add(Effect effect) {
        boolean late;
        synchronized (this) {
            late = shut;
            if (!shut) {
                queue.add(effect);
            }
        }
        if (!late) {
            submitIfNeeded();
        } else if (effect.isCompletion()) {
            call(effect);
        }
    }

    private void submitIfNeeded() {
        synchronized (this) {
            if (scheduled || shut || !hasCallable()) {
                return;
            }
            scheduled = true;
            submitting = Thread.currentThread();
        }
        try {
            executor.execute(task);
            synchronized (this) {
                refused = false;
            }
        } catch (Throwable refusal) {
            retryLater(refusal);
        } finally {
            synchronized (this) {
                submitting = submitting == Thread.currentThread() ? null : submitting;
            }
        }
    }

    /** Plans one retry at a time, even if several turns see the rejection. */
    private void retryLater(Throwable refusal) {
        boolean first;
        boolean plans;
        synchronized (this) {
            scheduled = false;
            first = !refused;
            refused = true;
            plans = !retrying && !shut;
            retrying |= plans;
        }
        if (plans) {
            planRetry();
        }
        LOG.log(first ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG, "the callback executor rejected a task; events are queued and will be retried", refusal);
    }

    /** Without a plan, the next call or the end of the next turn tries again. */
    private void planRetry() {
        boolean isPlanned = false;
        try {
            isPlanned = planning.insist(() -> later.accept(retry), this::isShut);
        } finally {
            if (!isPlanned) {
                synchronized (this) {
                    retrying = false;
                }
            }
        }
    }

    private synchronized boolean isShut() {
        return shut;
    }

    private void retry() {
        synchronized (this) {
            retrying = false;
        }
        submitIfNeeded();
    }

    /**
     * Makes a limited number of calls per task, so that other work of a shared executor is not delayed. If the executor runs
     * tasks on the submitting thread, makes all calls, because otherwise each further task would be one more level of recursion.
     */
    private void runSome() {
        boolean direct;
        synchronized (this) {
            running = Thread.currentThread();
            direct = submitting == running;
        }
        try {
            callSome(direct);
        } finally {
            synchronized (this) {
                running = null;
                scheduled = false;
            }
            submitIfNeeded();
        }
    }

    private void callSome(boolean all) {
        for (int calls = 0; all || calls < CALLS_PER_TASK; calls++) {
            Effect effect;
            synchronized (this) {
                if (!hasCallable()) {
                    return;
                }
                effect = queue.poll();
                callable--;
            }
            call(effect);
        }
    }

    /** Makes one call. An exception or error of the application's code must not prevent the other calls. */
    private static void call(Effect effect) {
        try {
            effect.call().run();
        } catch (Throwable thrown) {
            LOG.log(System.Logger.Level.ERROR, "a listener threw", thrown);
        }
    }
}
