package io.github.netsession.macos;

import io.github.netsession.internal.Trouble;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One thread for calls that wait for another process, which may not answer: whoever asks waits no longer than a limit. While a call is late,
 * further ones are refused at once, so that nobody waits twice for the same. Calls of one thread at a time.
 */
final class BoundedCalls {

    static final String CLOSED = "this backend is closed";

    private final ScheduledThreadPoolExecutor executor;
    private final Trouble repeating;
    private final String server;
    private final long limitMillis;
    private volatile Optional<Future<?>> late = Optional.empty();

    /**
     * Makes no thread yet.
     *
     * @param threadName its name
     * @param server who answers, for messages
     * @param limitMillis how long a call is waited for
     */
    BoundedCalls(String threadName, String server, long limitMillis) {
        this.server = server;
        this.repeating = new Trouble(Log.LOGGER, server.concat(" cannot be polled"));
        this.limitMillis = limitMillis;
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, threadName);
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
    }

    /** Makes a call; what it throws is thrown here, and a TIMEOUT if it is late. */
    <T> T call(String name, Callable<T> work) {
        if (isLate()) {
            throw new BackendException(Kind.TIMEOUT, name, server + " has not answered an earlier call yet");
        }
        late = Optional.empty();
        return result(name, submit(name, work), limitMillis);
    }

    /** The same for what must be done though it be late, as keeping count is: it is not refused, but then not waited for either. */
    <T> void insist(String name, Callable<T> work) {
        if (isLate()) {
            submit(name, work);
            throw new BackendException(Kind.TIMEOUT, name, server + " has not answered an earlier call yet; once it has, this is done");
        }
        call(name, work);
    }

    /** Does something on that thread, when it comes to it; nobody waits. */
    void later(String name, Runnable work) {
        submit(name, () -> {
            try {
                work.run();
            } catch (Throwable thrown) { // Nobody else would see it.
                Log.LOGGER.log(Level.WARNING, name.concat(" failed"), thrown);
            }
            return true;
        });
    }

    /** Whether a call is late, so that further ones are refused. */
    boolean isLate() {
        Optional<Future<?>> last = late;
        return last.isPresent() && !last.get().isDone();
    }

    private <T> Future<T> submit(String name, Callable<T> work) {
        try {
            return executor.submit(work);
        } catch (RejectedExecutionException closed) {
            throw new BackendException(Kind.TEMPORARY, name, CLOSED);
        }
    }

    private <T> T result(String name, Future<T> answer, long millis) {
        try {
            return answer.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            late = Optional.of(answer);
            throw new BackendException(Kind.TIMEOUT, name, server + " has not answered within " + millis + " ms");
        } catch (InterruptedException e) {
            late = Optional.of(answer);
            Thread.currentThread().interrupt();
            throw new BackendException(Kind.TEMPORARY, name, "interrupted while waiting for " + server);
        } catch (CancellationException closed) { // It came just after the thread had ended.
            throw new BackendException(Kind.TEMPORARY, name, CLOSED);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            } else if (e.getCause() instanceof Error defect) {
                throw defect;
            }
            throw new IllegalStateException(name + " failed unexpectedly", e.getCause());
        }
    }

    /** Does something again and again on that thread, whatever it throws, until that is cancelled or this is closed. */
    Future<?> every(long millis, Runnable work) {
        return executor.scheduleWithFixedDelay(() -> {
            try {
                work.run();
                repeating.end();
            } catch (Throwable thrown) { // The executor would not do it again.
                repeating.add(thrown);
            }
        }, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Why what is done again and again does not work now; empty if it does. */
    Optional<String> trouble() {
        return repeating.reason();
    }

    /** Makes a last call, which is made even if it has to wait for a late one; then the thread ends. Does not wait longer than is said. */
    void close(String name, Runnable last, long millis) {
        Future<?> answer = executor.submit(last);
        executor.shutdown();
        try {
            result(name, answer, millis);
        } catch (BackendException refused) {
            Log.LOGGER.log(Level.WARNING, "not everything is given back yet: {0}", refused.getMessage());
        }
    }
}
