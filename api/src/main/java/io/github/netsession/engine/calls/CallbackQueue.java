package io.github.netsession.engine.calls;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Makes the calls into the application: listeners and the completion of futures, one at a time, in order, on the callback
 * executor, however many threads that has.
 */
public final class CallbackQueue {

    private static final System.Logger LOG = System.getLogger("io.github.netsession");

    private static final int CALLS_PER_TASK = 64;

    /** One call into the application. */
    private record Effect(boolean isCompletion, Runnable call) {
    }

    private final Executor executor;
    private final Consumer<Runnable> later;
    private final ArrayDeque<Effect> queue = new ArrayDeque<>();
    private boolean scheduled;
    private boolean shut;
    private boolean refused;
    private boolean retrying;
    /** How many turns and the like are gathering; while there are any, only what was queued before them may be called. */
    private int gathering;
    private int callable;
    private Thread running;
    private Thread submitting;

    /** Calls on an executor; what that refuses is tried again by {@code later}. */
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

    /** Whatever is queued from now on waits for {@link #handOut}: then everything that belongs together is published. */
    public synchronized void gather() {
        if (gathering++ == 0) {
            callable = queue.size();
        }
    }

    /** Lets the executor have what was gathered. */
    public void handOut() {
        synchronized (this) {
            gathering--;
        }
        submitIfNeeded();
    }

    private boolean hasCallable() {
        return gathering == 0 ? !queue.isEmpty() : callable > 0;
    }

    /** Whether the caller is a listener or what follows a future, behind which the rest of the queue waits. */
    public synchronized boolean isCallingOnThisThread() {
        return running == Thread.currentThread();
    }

    /** Whether the executor refused what it was given last. */
    public synchronized boolean isRefused() {
        return refused;
    }

    /** From now on no call to a listener starts; futures still waiting for their turn are completed here. */
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
            executor.execute(this::runSome);
            synchronized (this) {
                refused = false;
            }
        } catch (RuntimeException | Error refusal) {
            retryLater(refusal);
        } finally {
            synchronized (this) {
                submitting = submitting == Thread.currentThread() ? null : submitting;
            }
        }
    }

    /** One retry at a time, however many turns run into the refusal. */
    private void retryLater(Throwable refusal) {
        boolean first;
        boolean retry;
        synchronized (this) {
            scheduled = false;
            first = !refused;
            refused = true;
            retry = !retrying && !shut;
            retrying = true;
        }
        LOG.log(first ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG, "the callback executor refused a task; the events wait", refusal);
        if (retry) {
            later.accept(() -> {
                synchronized (this) {
                    retrying = false;
                }
                submitIfNeeded();
            });
        }
    }

    /**
     * A bounded number of calls for each task, so that a shared executor's other work gets its turn; all of them if the
     * executor runs its tasks where they are submitted, or each bound would be one more level of recursion.
     */
    private void runSome() {
        boolean direct;
        synchronized (this) {
            running = Thread.currentThread();
            direct = submitting == running;
        }
        for (int calls = 0; direct || calls < CALLS_PER_TASK; calls++) {
            Effect effect;
            synchronized (this) {
                if (!hasCallable()) {
                    break;
                }
                effect = queue.poll();
                callable--;
            }
            call(effect);
        }
        synchronized (this) {
            running = null;
            scheduled = false;
        }
        submitIfNeeded();
    }

    /** Whatever an application's code throws, errors included, must not end the events of the others. */
    private static void call(Effect effect) {
        try {
            effect.call().run();
        } catch (Throwable thrown) {
            LOG.log(System.Logger.Level.ERROR, "a listener threw", thrown);
        }
    }
}
