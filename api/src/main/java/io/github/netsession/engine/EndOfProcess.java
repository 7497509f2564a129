package io.github.netsession.engine;

import io.github.netsession.internal.GuardedLogger;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends the instances that are still open when the process ends in order: {@code main} returns, {@code System.exit}, or a signal. One shutdown
 * hook serves all instances of this class loader. It exists only while one of them is open, so that it does not keep a class loader that the
 * application drops. It ends the instances in parallel and waits for at most a second in all: one that hangs does not keep the others.
 *
 * <p>The JVM waits up to 300 ms at its end for threads that are in native code, as the thread of a backend is that waits for the operating
 * system. So the hook also closes the backends. Source: OpenJDK, vmOperations.cpp, VM_Exit::wait_for_threads_in_native_to_block.
 */
final class EndOfProcess {

    /** The longest time that the hook delays the end of the process. */
    static final Duration LIMIT = Duration.ofSeconds(1);

    /** An open instance. */
    interface Instance {

        /**
         * Releases the sessions of this instance.
         *
         * @param limit the time for it
         * @param released is run when they are released
         */
        void endWithProcess(Duration limit, Runnable released);
    }

    private static final System.Logger LOG = GuardedLogger.of("io.github.netsession");
    private static final Set<Instance> OPEN = new LinkedHashSet<>();
    private static Optional<Thread> hook = Optional.empty();

    private EndOfProcess() {
    }

    /** Ends an instance with the process, unless {@link #remove} comes first, or the process ends already: the caller closes it then. */
    static void add(Instance instance) {
        synchronized (OPEN) {
            try {
                if (hook.isEmpty()) {
                    // Inherits no values of the thread that happens to open the first instance.
                    Thread created = new Thread(null, EndOfProcess::endAll, "netsession-end", 0, false);
                    created.setContextClassLoader(EndOfProcess.class.getClassLoader());
                    Runtime.getRuntime().addShutdownHook(created);
                    hook = Optional.of(created);
                } else {
                    // This thread is no hook. Only an end that has begun refuses this; our own hook may still be about to run.
                    Runtime.getRuntime().removeShutdownHook(Thread.currentThread());
                }
                OPEN.add(instance);
            } catch (IllegalStateException isEnding) {
                LOG.log(System.Logger.Level.DEBUG, "opened while the process ends: only its own close() releases its sessions");
            }
        }
    }

    /** Forgets an instance that is closed. */
    static void remove(Instance instance) {
        synchronized (OPEN) {
            OPEN.remove(instance);
            if (OPEN.isEmpty() && hook.isPresent()) {
                try {
                    Runtime.getRuntime().removeShutdownHook(hook.get());
                    hook = Optional.empty();
                } catch (IllegalStateException isEnding) {
                    LOG.log(System.Logger.Level.DEBUG, "closed while the process ends");
                }
            }
        }
    }

    private static void endAll() {
        List<Instance> open;
        synchronized (OPEN) {
            open = List.copyOf(OPEN);
        }
        CountDownLatch released = new CountDownLatch(open.size());
        open.forEach(instance -> end(instance, released));
        try {
            if (!released.await(LIMIT.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "the process ends before {0} of {1} open instances have released their sessions",
                    released.getCount(), open.size());
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(Instance instance, CountDownLatch released) {
        try {
            Thread ending = new Thread(() -> instance.endWithProcess(LIMIT, released::countDown), "netsession-end");
            ending.setDaemon(true);
            ending.start();
        } catch (Throwable noThread) {
            endHere(instance, released);
        }
    }

    /** What one instance throws must not keep the others from their end. */
    private static void endHere(Instance instance, CountDownLatch released) {
        try {
            instance.endWithProcess(LIMIT, released::countDown);
        } catch (Throwable defect) {
            LOG.log(System.Logger.Level.ERROR, "an instance could not be ended with the process", defect);
        }
    }
}
