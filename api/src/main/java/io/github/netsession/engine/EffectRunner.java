package io.github.netsession.engine;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Makes the calls into the application: listeners and the completion of futures, one at a time, in order, on the callback
 * executor, however many threads that has.
 */
final class EffectRunner {

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
    private Thread gathering;
    private Thread running;

    /** Calls on an executor; what that refuses is tried again by {@code later}. */
    EffectRunner(Executor executor, Consumer<Runnable> later) {
        this.executor = executor;
        this.later = later;
    }

    /** Queues the call of a listener. Dropped after {@link #shut}. */
    void tell(Runnable call) {
        add(new Effect(false, call));
    }

    /** Queues the completion of a future. Never dropped. */
    void complete(Runnable completion) {
        add(new Effect(true, completion));
    }

    /** What this thread queues from now on waits for {@link #handOut}. */
    synchronized void gather() {
        gathering = Thread.currentThread();
    }

    /** Lets the executor have what was gathered. */
    void handOut() {
        synchronized (this) {
            gathering = null;
        }
        submitIfNeeded();
    }

    /** Whether the caller is a listener or what follows a future, behind which the rest of the queue waits. */
    synchronized boolean isCallingOnThisThread() {
        return running == Thread.currentThread();
    }

    /** Whether the executor refused what it was given last. */
    synchronized boolean isRefused() {
        return refused;
    }

    /** From now on no call to a listener starts; futures still waiting for their turn are completed here. */
    void shut() {
        while (true) {
            Effect effect;
            synchronized (this) {
                shut = true;
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
        boolean now;
        boolean gathered;
        synchronized (this) {
            now = shut;
            gathered = gathering == Thread.currentThread();
            if (!shut) {
                queue.add(effect);
            }
        }
        if (now && effect.isCompletion()) {
            call(effect);
        } else if (!gathered) {
            submitIfNeeded();
        }
    }

    private void submitIfNeeded() {
        synchronized (this) {
            if (scheduled || shut || queue.isEmpty()) {
                return;
            }
            scheduled = true;
        }
        try {
            executor.execute(this::runSome);
            synchronized (this) {
                refused = false;
            }
        } catch (RuntimeException refusal) {
            boolean first;
            synchronized (this) {
                scheduled = false;
                first = !refused;
                refused = true;
            }
            LOG.log(first ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
                "the callback executor refused a task; the events wait", refusal);
            later.accept(this::submitIfNeeded);
        }
    }

    /** A bounded number of calls for each task, so that a shared executor's other work gets its turn. */
    private void runSome() {
        synchronized (this) {
            running = Thread.currentThread();
        }
        for (int calls = 0; calls < CALLS_PER_TASK; calls++) {
            Effect effect;
            synchronized (this) {
                effect = queue.poll();
            }
            if (effect == null) {
                break;
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
