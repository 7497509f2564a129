package io.github.netsession.engine;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

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
    private final ArrayDeque<Effect> queue = new ArrayDeque<>();
    private boolean scheduled;
    private boolean shut;
    private Thread running;

    EffectRunner(Executor executor) {
        this.executor = executor;
    }

    /** Queues the call of a listener. Dropped after {@link #shut}. */
    void tell(Runnable call) {
        add(new Effect(false, call));
    }

    /** Queues the completion of a future. Never dropped. */
    void complete(Runnable completion) {
        add(new Effect(true, completion));
    }

    /** Whether the caller is a listener or what follows a future, behind which the rest of the queue waits. */
    synchronized boolean isCallingOnThisThread() {
        return running == Thread.currentThread();
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
        boolean direct;
        boolean submit = false;
        synchronized (this) {
            direct = shut;
            if (!shut) {
                queue.add(effect);
                submit = !scheduled;
                scheduled = true;
            }
        }
        if (direct && effect.isCompletion()) {
            call(effect);
        } else if (submit) {
            submit();
        }
    }

    private void submit() {
        try {
            executor.execute(this::runSome);
        } catch (RejectedExecutionException refused) {
            synchronized (this) {
                scheduled = false;
            }
            LOG.log(System.Logger.Level.WARNING, "the callback executor refused a task; events wait for the next one", refused);
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
        boolean more;
        synchronized (this) {
            running = null;
            more = !queue.isEmpty();
            scheduled = more;
        }
        if (more) {
            submit();
        }
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
