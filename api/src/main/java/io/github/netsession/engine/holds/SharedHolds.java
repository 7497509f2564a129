package io.github.netsession.engine.holds;

import io.github.netsession.ConfigurationId;
import io.github.netsession.SessionHolder;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The holds of all processes of this user, as one of them sees and changes them. What belongs together is done between
 * {@link #enter} and {@link #exit}, and is one step for the others.
 *
 * <p>Nothing here throws because of the directory: where it cannot be used, this process counts for itself and
 * {@link #trouble} says why. A process that does not get its turn in time, because another one is suspended in the midst
 * of a step, {@linkplain #isLate is late}: it may hold and let go, which its own file says, but neither start nor stop.
 *
 * <p>Not safe for threads; the registry's lock is around it.
 */
public final class SharedHolds {

    private static final Duration GATE_LIMIT = Duration.ofSeconds(2);
    private static final int MAX_TIDIED = 8;

    private final Optional<Path> place;
    private final String scope;
    private HoldsDirectory directory;
    private Gate gate;
    private OwnHolds own;
    private OtherHolds others;
    private final Book book = new Book();
    private final Troubles troubles = new Troubles();
    private boolean entered;
    private boolean alone;
    private boolean wasLate;
    private boolean hasLooked;

    private SharedHolds(Optional<Path> place, String scope) {
        this.place = place;
        this.scope = scope;
    }

    /**
     * Looks at the directory, and changes nothing there yet.
     *
     * @param place the directory
     * @param scope what the processes that count together have in common
     * @return the holds
     */
    public static SharedHolds at(Path place, String scope) {
        SharedHolds holds = new SharedHolds(Optional.of(place), scope);
        try {
            HoldsDirectory.probe(place);
        } catch (HoldsUnusable obstacle) {
            holds.troubles.give(obstacle);
        }
        return holds;
    }

    /**
     * The holds of this process alone.
     *
     * @return the holds, without a directory
     */
    public static SharedHolds ofThisProcess() {
        SharedHolds holds = new SharedHolds(Optional.empty(), "");
        holds.troubles.begin(new HoldsUnusable("sessions of this backend are counted within this process only", ""));
        return holds;
    }

    /**
     * The platform's place for this user.
     *
     * @return the directory, which may not be there
     */
    public static Path standardPlace() {
        return HoldsPlace.standard();
    }

    /**
     * Where the processes meet.
     *
     * @return the directory; empty if only this process counts
     */
    public Optional<Path> place() {
        return place;
    }

    /**
     * Why it is not counted across processes now, and what would help.
     *
     * @return the reasons; empty if it is
     */
    public Optional<HoldsUnusable> trouble() {
        return troubles.now();
    }

    /** Begins a step, unless one has begun. True if the others wait for its end. */
    private boolean enter() {
        if (entered || alone || troubles.areForGood()) {
            return entered;
        }
        // Until it is known that it worked: then whatever is thrown, exit() lets the gate go.
        alone = true;
        entered = troubles.attempt(this::enterNow);
        alone = !entered;
        if (!entered) {
            troubles.attempt(this::release);
        } else if (troubles.attempt(this::catchUp)) {
            troubles.end();
        }
        return entered;
    }

    private void enterNow() throws IOException, HoldsUnusable {
        if (!isLetThrough()) {
            wasLate = true;
            throw new IOException("another process has been in the midst of a step for more than " + GATE_LIMIT.toSeconds() + " s; is it suspended?");
        }
        wasLate = false;
        book.load(directory);
        if (!hasLooked) {
            book.begin(directory, !others.living(own.name()).isEmpty());
            hasLooked = true;
            others.sweep(own.name());
        }
    }

    private boolean isLetThrough() throws IOException, HoldsUnusable {
        // One that was suspended in its step may stay so: who has waited for it once only looks whether it has gone on.
        Duration limit = wasLate ? Duration.ZERO : GATE_LIMIT;
        for (int times = 1; ; times++) {
            try {
                if (gate == null) {
                    open();
                }
                return gate.acquire(limit);
            } catch (NoSuchFileException tidied) {
                // Whoever left last has tidied up at this moment.
                gate = null;
                if (times == MAX_TIDIED) {
                    throw tidied;
                }
            }
        }
    }

    private void open() throws IOException, HoldsUnusable {
        directory = HoldsDirectory.open(place.orElseThrow(), scope);
        if (own == null) {
            own = new OwnHolds(directory);
            others = new OtherHolds(directory);
        }
        gate = new Gate(directory);
    }

    /** What could not be said when it happened. */
    private void catchUp() throws IOException {
        own.join();
        own.say();
        book.sayUnsaid(directory);
    }

    /** Ends the step, if one has begun. */
    public void exit() {
        if (entered || alone) {
            entered = false;
            alone = false;
            troubles.attempt(this::release);
        }
    }

    private void release() throws IOException {
        if (gate != null) {
            gate.release();
        }
    }

    /**
     * This process holds an access point from now on.
     *
     * @param id the access point
     */
    public void hold(ConfigurationId id) {
        enter();
        if (own != null) {
            own.hold(id, Instant.now());
            // Its own files it may write at any time: they are replaced as a whole.
            troubles.attempt(own::join);
            troubles.attempt(own::say);
        }
    }

    /**
     * This process does not hold an access point any more.
     *
     * @param id the access point
     */
    public void release(ConfigurationId id) {
        enter();
        if (own != null) {
            own.release(id);
            troubles.attempt(own::say);
        }
    }

    /**
     * Whether another process holds an access point; one that cannot be asked for now may.
     *
     * @param id the access point
     * @return true if so
     */
    public boolean isHeldElsewhere(ConfigurationId id) {
        if (!enter()) {
            // Who has never met the others counts for itself; who has, must not forget them over a trouble that passes.
            return hasLooked && !troubles.areForGood();
        }
        boolean[] held = {true};
        troubles.attempt(() -> held[0] = others.isHeld(id, own.name()));
        return held[0] && !troubles.areForGood();
    }

    /**
     * Whether another process is in the midst of a step, and has been for longer than this one waits. Then nothing must be started
     * or stopped: what that process is about to do is not known.
     *
     * @return true if so
     */
    public boolean isLate() {
        return !enter() && wasLate && !troubles.areForGood();
    }

    private void write(Consumer<Ledger> change) {
        boolean isInStep = enter();
        book.change(change);
        if (!troubles.areForGood() && !(isInStep && troubles.attempt(() -> book.save(directory)))) {
            book.sayLater(change);
        }
    }

    /**
     * A session is about to start an access point.
     *
     * @param id the access point
     */
    public void markStarted(ConfigurationId id) {
        write(ledger -> ledger.start(id));
    }

    /**
     * An access point is not ours to stop any more.
     *
     * @param id the access point
     */
    public void forgetStarted(ConfigurationId id) {
        if (isStarted(id)) {
            write(ledger -> ledger.started().remove(id));
        }
    }

    /**
     * Whether a session of any process had started an access point.
     *
     * @param id the access point
     * @return true if so
     */
    public boolean isStarted(ConfigurationId id) {
        enter();
        return book.ledger().started().containsKey(id);
    }

    /**
     * What sessions of any process had started.
     *
     * @return the access points; a copy
     */
    public Set<ConfigurationId> started() {
        enter();
        return Set.copyOf(book.ledger().started().keySet());
    }

    /**
     * A session of this process has stopped an access point.
     *
     * @param id the access point
     */
    public void markStopped(ConfigurationId id) {
        Presence self = Presence.own(Map.of());
        write(ledger -> ledger.stop(id, self.pid(), self.program()));
    }

    /**
     * A mark for {@link #stoppedSince} and {@link #restartedSince}.
     *
     * @return the number of the last start or stop
     */
    public long mark() {
        if (gate != null) {
            enter();
        }
        return book.ledger().last();
    }

    /**
     * Whether a session of any process has stopped an access point since a mark, and since this process looks here.
     *
     * @param id the access point
     * @param mark the mark
     * @return true if so
     */
    public boolean stoppedSince(ConfigurationId id, long mark) {
        if (gate != null) {
            enter();
        }
        return book.stoppedSince(id, mark);
    }

    /**
     * Whether a session of any process has stopped an access point since a mark, and then one has started it.
     *
     * @param id the access point
     * @param mark the mark
     * @return true if so
     */
    public boolean restartedSince(ConfigurationId id, long mark) {
        if (gate != null) {
            enter();
        }
        return book.restartedSince(id, mark);
    }

    /**
     * Who stopped an access point last.
     *
     * @param id the access point
     * @return a text for a person; empty if this process did
     */
    public Optional<String> stopper(ConfigurationId id) {
        return Optional.ofNullable(book.ledger().lastStop().get(id)).filter(stop -> stop.pid() != ProcessHandle.current().pid())
            .map(stop -> "process " + stop.pid() + " (" + stop.program() + ')');
    }

    /**
     * Who holds what, in all processes that take part.
     *
     * @return a row for each process and access point
     */
    public List<SessionHolder> holders() {
        List<SessionHolder> rows = new ArrayList<>();
        boolean isAnybodyThere = gate != null || place.filter(path -> HoldsDirectory.exists(path, scope)).isPresent();
        if (isAnybodyThere && enter()) {
            troubles.attempt(() -> {
                rows.clear();
                add(rows, Presence.own(own.holds()));
                others.living(own.name()).values().forEach(presence -> add(rows, presence));
            });
        } else if (own != null) {
            add(rows, Presence.own(own.holds()));
        }
        rows.sort(Comparator.comparing(SessionHolder::configuration).thenComparing(SessionHolder::since));
        return rows;
    }

    private static void add(List<SessionHolder> rows, Presence presence) {
        presence.holds().forEach((id, since) -> rows.add(new SessionHolder(presence.pid(), presence.program(), since, id)));
    }

    /** Gives everything back; what this process held, it does not hold any more. */
    public void close() {
        if (own != null && gate == null) {
            troubles.attempt(own::leave);
        }
        if (gate != null) {
            boolean isInStep = enter();
            troubles.attempt(own::leave);
            if (isInStep) {
                troubles.attempt(this::tidyUp);
            }
            troubles.attempt(() -> gate.close(Duration.ZERO));
            entered = false;
            alone = false;
            gate = null;
        }
    }

    /** The last one leaves nothing behind but the gate, and what a session had started. */
    private void tidyUp() throws IOException {
        if (book.ledger().started().isEmpty() && directory.names(OwnHolds.LOCK).isEmpty()) {
            book.delete(directory);
        }
    }
}
