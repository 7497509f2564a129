package io.github.netsession.engine.backend;

import io.github.netsession.Registration;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.EngineClock;
import io.github.netsession.spi.Snapshot;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Turns hints into readings. The first hint after quiet is read at once; hints within 100 ms of a reading are gathered into
 * one more, so that a burst costs at most ten readings a second. A reading that fails is tried again with growing pauses.
 */
public final class ReadLoop {

    private static final Duration GATHERING = Duration.ofMillis(100);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(30);

    private final EngineClock clock;
    private final Supplier<Snapshot> source;
    private final Consumer<Snapshot> read;
    private final Consumer<BackendException> failed;
    /** Set from the first hint until the reading for it begins: a change after that beginning hints again. */
    private final AtomicBoolean wanted = new AtomicBoolean();
    private long lastReadNanos;
    private long readings;
    private int failures;
    private Optional<BackendException> failure = Optional.empty();
    private volatile Optional<Registration> pending = Optional.empty();
    private volatile boolean ended;

    /**
     * Creates a loop that has not read yet.
     *
     * @param clock runs the turns
     * @param source reads
     * @param read takes what was read
     * @param failed takes the reason why a reading failed
     */
    public ReadLoop(EngineClock clock, Supplier<Snapshot> source, Consumer<Snapshot> read, Consumer<BackendException> failed) {
        this.clock = clock;
        this.source = source;
        this.read = read;
        this.failed = failed;
        this.lastReadNanos = clock.nanos() - GATHERING.toNanos();
    }

    /** Something may have changed. From any thread, at any rate. */
    public void hint() {
        if (wanted.compareAndSet(false, true)) {
            clock.execute(this::readOrGather);
        }
    }

    /** Reads now, in the present turn, whatever was read when. */
    public void readNow() {
        wanted.set(false);
        if (ended) {
            return;
        }
        try {
            Snapshot snapshot = source.get();
            readings++;
            failure = Optional.empty();
            read.accept(snapshot);
            failures = 0;
        } catch (BackendException unreadable) {
            retryLater(unreadable);
        } catch (RuntimeException unusable) {
            BackendException defect = new BackendException(BackendException.Kind.FAILED, "read", "what was read cannot be used: " + unusable);
            defect.initCause(unusable);
            retryLater(defect);
        } finally {
            lastReadNanos = clock.nanos();
        }
    }

    /** Reads no more. From any thread. */
    public void end() {
        ended = true;
        pending.ifPresent(Registration::close);
    }

    /** How often the backend was read with success. */
    public long readings() {
        return readings;
    }

    /** Why the last attempt to read failed; empty if it succeeded. */
    public Optional<BackendException> failure() {
        return failure;
    }

    private void readOrGather() {
        long sinceNanos = clock.nanos() - lastReadNanos;
        long pauseNanos = (failures == 0 ? GATHERING : pause()).toNanos() - sinceNanos;
        if (pauseNanos <= 0) {
            readNow();
        } else {
            pending = Optional.of(clock.after(Duration.ofNanos(pauseNanos), this::readIfWanted));
        }
    }

    /** An explicit reading may have come between. */
    private void readIfWanted() {
        if (wanted.get()) {
            readNow();
        }
    }

    private void retryLater(BackendException unreadable) {
        failures++;
        failure = Optional.of(unreadable);
        failed.accept(unreadable);
        hint();
    }

    private Duration pause() {
        Duration pause = GATHERING.multipliedBy(1L << Math.min(failures, 10));
        return pause.compareTo(MAX_PAUSE) < 0 ? pause : MAX_PAUSE;
    }
}
