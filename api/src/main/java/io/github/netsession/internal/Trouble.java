package io.github.netsession.internal;

import io.github.netsession.spi.BackendException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The current failure of a loop that nothing thrown may end, such as the loop of a thread that watches for changes. The loop catches
 * every {@code Throwable} of a turn, passes it to {@link #add}, waits for the returned pause, and calls {@link #end} after a turn without one.
 * A capability report shows the {@link #reason} meanwhile.
 *
 * <p>No method throws, except for null, even if an {@code OutOfMemoryError} is handled while no memory is free. The first failure is logged at WARNING if it is a
 * {@link BackendException} and at ERROR if not, a repetition at DEBUG.
 *
 * <p>Safe from any thread.
 */
public final class Trouble {

    private static final long LEAST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** The pauses between them last for 23 s together. */
    private static final int MAX_ATTEMPTS = 10;
    /** Created beforehand, for the case that there is no memory to describe what was thrown. */
    private static final Optional<String> UNDESCRIBED = Optional.of("no memory is free");

    private static final BackendException NO_MEMORY = new BackendException(BackendException.Kind.TEMPORARY, "memory", "no memory is free");

    private final System.Logger log;
    private final String what;
    private volatile Optional<String> reason = Optional.empty();
    private volatile int failures;
    private volatile boolean isLogged;

    /**
     * Creates the state of a loop that works.
     *
     * @param log takes the messages
     * @param what what does not work while there is trouble, as the beginning of a message
     */
    public Trouble(System.Logger log, String what) {
        this.log = Objects.requireNonNull(log, "log");
        this.what = Objects.requireNonNull(what, "what");
    }

    /**
     * Adds a failure.
     *
     * @param thrown what a turn threw
     * @return the pause before the next turn in nanoseconds: 100 ms at first, twice as long after each further failure, 10 s at most
     */
    public long add(Throwable thrown) {
        Objects.requireNonNull(thrown, "thrown");
        int before = failures;
        failures = before + 1;
        if (reason.isEmpty()) {
            reason = UNDESCRIBED;
        }
        try {
            String text = describe(thrown);
            reason = Optional.of(text);
            System.Logger.Level first = thrown instanceof BackendException ? System.Logger.Level.WARNING : System.Logger.Level.ERROR;
            // Concatenated by a method: the operator would load classes, which may need memory too.
            log.log(isLogged ? System.Logger.Level.DEBUG : first, what.concat("; this is tried again: ").concat(text), thrown);
            isLogged = true;
        } catch (Throwable again) {
            // The reason is set in any case, and the next failure is logged.
        }
        return pauseNanos(before);
    }

    /**
     * Returns the pause after a failure.
     *
     * @param failuresBefore the number of failures before this one, without a success in between
     * @return the pause in nanoseconds, as {@link #add} returns it
     */
    public static long pauseNanos(int failuresBefore) {
        return Math.min(LONGEST_PAUSE_NANOS, LEAST_PAUSE_NANOS << Math.min(failuresBefore, 10));
    }

    /**
     * Ends the trouble after a turn that went well.
     *
     * @return true if there was trouble, so that everything must be looked at again
     */
    public boolean end() {
        boolean isOver = failures != 0;
        if (isOver) {
            failures = 0;
            isLogged = false;
            reason = Optional.empty();
        }
        return isOver;
    }

    /**
     * Returns whether the last turn has failed.
     *
     * @return true from {@link #add} to {@link #end}
     */
    public boolean isPresent() {
        return failures != 0;
    }

    /**
     * Returns what goes wrong.
     *
     * @return the last failure, as text for people; empty if the last turn went well
     */
    public Optional<String> reason() {
        return reason;
    }

    /**
     * Does something on the calling thread that must not be lost: if it throws, tries again at once, and then after each pause, ten times in
     * all.
     *
     * @param work what to do
     * @param isOver returns true when the work is not needed any more
     * @return true if the work was done or is not needed; false if it failed each time
     */
    public boolean insist(Runnable work, BooleanSupplier isOver) {
        return insist(work, isOver, MAX_ATTEMPTS);
    }

    /**
     * Does something on the calling thread as {@link #insist(Runnable, BooleanSupplier)} does, with a number of attempts.
     *
     * @param work what to do
     * @param isOver returns true when the work is not needed any more
     * @param attempts how often it is tried, 1 or more
     * @return true if the work was done or is not needed; false if it failed each time
     */
    public boolean insist(Runnable work, BooleanSupplier isOver, int attempts) {
        Objects.requireNonNull(work, "work");
        Objects.requireNonNull(isOver, "isOver");
        for (int attempt = 0; attempt < attempts; attempt++) {
            if (attempt > 1) {
                pause(pauseNanos(attempt - 2), isOver);
            }
            try {
                if (!isOver.getAsBoolean()) {
                    work.run();
                }
                end();
                return true;
            } catch (Throwable thrown) {
                add(thrown);
            }
        }
        return false;
    }

    /** An interrupt does not shorten the pause, and is restored. */
    private static void pause(long nanos, BooleanSupplier isOver) {
        boolean isInterrupted = false;
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0 && !isOver.getAsBoolean(); left = end - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, LEAST_PAUSE_NANOS));
            isInterrupted |= Thread.interrupted();
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Returns the exception for something that a call is not expected to throw, for instance an {@code OutOfMemoryError}.
     *
     * @param call the call
     * @param defect what it threw
     * @return an exception with this cause, which is retryable: of the kind TEMPORARY for want of memory or stack, else FAILED. A
     *     BackendException itself is returned as it is. If there is no memory for a new one, returns one without a cause that was created before
     */
    public static BackendException unexpected(String call, Throwable defect) {
        Objects.requireNonNull(call, "call");
        Objects.requireNonNull(defect, "defect");
        if (defect instanceof BackendException refusal) {
            return refusal;
        }
        try {
            BackendException.Kind kind = defect instanceof VirtualMachineError ? BackendException.Kind.TEMPORARY : BackendException.Kind.FAILED;
            BackendException failure = new BackendException(kind, call, "failed unexpectedly: ".concat(describe(defect))).withRetryable(true);
            failure.initCause(defect);
            return failure;
        } catch (Throwable noMemory) {
            return NO_MEMORY;
        }
    }

    /**
     * Describes what any code threw.
     *
     * @param thrown the object, whose own methods may throw too
     * @return the text for people; the name of its class if it cannot describe itself
     */
    public static String describe(Throwable thrown) {
        Objects.requireNonNull(thrown, "thrown");
        try {
            String text = thrown instanceof BackendException refusal ? refusal.getMessage() : thrown.toString();
            return text == null ? thrown.getClass().getName() : text;
        } catch (Throwable undescribed) {
            return thrown.getClass().getName();
        }
    }
}
