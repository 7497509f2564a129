package io.github.netsession.engine.backend;

import io.github.netsession.Registration;
import io.github.netsession.internal.EngineClock;
import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.internal.Trouble;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.Snapshot;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads the backend when hints arrive: four times at once, and ten times a second in the long run. Hints in between are gathered into one more
 * reading. A failed reading is retried with growing pauses, also after an error. If the clock cannot take a turn, for instance because no memory is
 * free, the thread that hints tries again.
 */
public final class ReadLoop {

    private static final System.Logger LOG = GuardedLogger.of("io.github.netsession");
    private static final int AT_ONCE = 4;
    private static final Duration PER_READING = Duration.ofMillis(100);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(30);
    /** After that, a reading that has not begun may never begin: its turn may be lost with a thread that died for want of memory. */
    private static final long OVERDUE_NANOS = Duration.ofSeconds(2).toNanos();

    /** Where the loop reads. */
    @FunctionalInterface
    public interface Source {

        /**
         * Reads everything.
         *
         * @return the snapshot
         */
        Snapshot read();

        /**
         * Reads what the hints are about.
         *
         * @return the complete snapshot
         */
        default Snapshot readChanged() {
            return read();
        }
    }

    private final EngineClock clock;
    private final Source source;
    private final TokenBucket bucket;
    private final Consumer<Snapshot> read;
    private final Consumer<BackendException> failed;
    /** Set from the first hint until the reading for it begins: a later change hints again. */
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final Trouble queueing = new Trouble(LOG, "the next reading of the networks cannot be queued");
    /** Created beforehand, so that a hint needs as little memory as possible. */
    private final Runnable readOrGather = this::readOrGather;
    private final Runnable turn = this::runTurn;
    private final Runnable turnIfWanted = this::runTurnIfWanted;
    private final Runnable queueTurn = this::queueTurn;
    private final Runnable queueTurnAgain = this::queueTurnAgain;
    private final BooleanSupplier isEnded = this::isEnded;
    /** When the wanted reading was to begin. */
    private volatile long dueNanos;
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
     * @param source reads snapshots
     * @param read receives each snapshot
     * @param failed receives the cause of each failed reading
     */
    public ReadLoop(EngineClock clock, Source source, Consumer<Snapshot> read, Consumer<BackendException> failed) {
        this.clock = clock;
        this.source = source;
        this.read = read;
        this.failed = failed;
        this.bucket = new TokenBucket(AT_ONCE, PER_READING.toNanos(), clock.nanos());
        this.dueNanos = clock.nanos();
    }

    /** Requests a reading, because something may have changed. Safe from any thread, at any rate. */
    public void hint() {
        if (wanted.compareAndSet(false, true)) {
            if (!queueing.insist(queueTurn, isEnded)) {
                wanted.set(false);
            }
        } else if (clock.nanos() - dueNanos > OVERDUE_NANOS) {
            queueing.insist(queueTurnAgain, isEnded);
        }
    }

    private void queueTurn() {
        dueNanos = clock.nanos();
        clock.execute(turn);
    }

    private void queueTurnAgain() {
        dueNanos = clock.nanos();
        clock.execute(turnIfWanted);
    }

    private void runTurn() {
        if (!queueing.insist(readOrGather, isEnded)) {
            wanted.set(false);
        }
    }

    private void runTurnIfWanted() {
        if (wanted.get()) {
            runTurn();
        }
    }

    /** Returns whether no further reading begins. Safe from any thread. */
    public boolean isEnded() {
        return ended;
    }

    /** Reads everything now, in the current turn, regardless of the time of the last reading. */
    public void readNow() {
        read(source::read);
    }

    private void read(Supplier<Snapshot> reading) {
        wanted.set(false);
        if (ended) {
            return;
        }
        bucket.take(clock.nanos());
        try {
            Snapshot snapshot = reading.get();
            readings++;
            failure = Optional.empty();
            read.accept(snapshot);
            failures = 0;
        } catch (BackendException unreadable) {
            retryLater(unreadable);
        } catch (Throwable unusable) {
            retryLater(Trouble.unexpected("read", unusable));
        } finally {
            lastReadNanos = clock.nanos();
        }
    }

    /** Ends the loop: no further reading begins. Safe from any thread. */
    public void end() {
        ended = true;
        pending.ifPresent(Registration::close);
    }

    /** Returns the number of successful readings. */
    public long readings() {
        return readings;
    }

    /** Returns why hints cause no readings now; empty if they do. Safe from any thread. */
    public Optional<String> trouble() {
        return queueing.reason();
    }

    /** Returns why the last reading failed; empty if it succeeded. */
    public Optional<BackendException> failure() {
        return failure;
    }

    private void readOrGather() {
        if (pauseNanos() <= 0) {
            readHinted();
        } else {
            planReading();
        }
    }

    /** A reading that failed may have lost what the hints were about. */
    private void readHinted() {
        read(failures == 0 ? source::readChanged : source::read);
    }

    private long pauseNanos() {
        return failures == 0 ? bucket.nanosToToken(clock.nanos()) : pause().toNanos() - (clock.nanos() - lastReadNanos);
    }

    private void planReading() {
        long pauseNanos = Math.max(0, pauseNanos());
        dueNanos = clock.nanos() + pauseNanos;
        pending = Optional.of(clock.after(Duration.ofNanos(pauseNanos), this::readIfWanted));
    }

    /** Reads, unless an explicit reading has made this one unnecessary. */
    private void readIfWanted() {
        if (wanted.get()) {
            readHinted();
        }
    }

    private void retryLater(BackendException unreadable) {
        if (ended) {
            return; // The backend was closed during the reading.
        }
        failures++;
        try {
            failure = Optional.of(unreadable);
            failed.accept(unreadable);
        } finally {
            hint();
        }
    }

    private Duration pause() {
        Duration pause = PER_READING.multipliedBy(1L << Math.min(failures, 10));
        return pause.compareTo(MAX_PAUSE) < 0 ? pause : MAX_PAUSE;
    }
}
