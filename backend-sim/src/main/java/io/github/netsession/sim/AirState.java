package io.github.netsession.sim;

import io.github.netsession.Metered;
import io.github.netsession.spi.BackendException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** How an access point differs from the plain model, and what follows from it. Requires the lock of {@link Changes}. */
final class AirState {

    /** NetworkManager reports "The Wi-Fi network could not be found" (53) after some 25 s. */
    static final BackendException NOT_FOUND = new BackendException(BackendException.Kind.NOT_READY, "sim.start", "the network could not be found");

    private Optional<Duration> patience = Optional.empty();
    private Metered guessed = Metered.UNKNOWN;
    private OptionalInt signalInUse = OptionalInt.empty();
    private boolean off;
    private int gaps;
    private int wakings;
    private Optional<Duration> foundAfter = Optional.empty();
    private long seenNanos;
    private boolean silent;
    private int silences;

    /** A time without carrier, and how long the service that manages the access point waits for it. */
    record Silence(int number, Duration patience) {
    }

    void manage(Duration givesUpAfter) {
        patience = Optional.of(givesUpAfter);
    }

    boolean isManaged() {
        return patience.isPresent();
    }

    void guess(Metered judged) {
        guessed = judged;
    }

    /** The guess while it is up, otherwise what is known without it. */
    Metered metered(Metered known, boolean isUsed) {
        return isUsed && guessed != Metered.UNKNOWN ? guessed : known;
    }

    void signalInUse(int percent) {
        signalInUse = OptionalInt.of(percent);
    }

    OptionalInt signal(OptionalInt scanned, boolean isUsed) {
        return isUsed && signalInUse.isPresent() ? signalInUse : scanned;
    }

    void off(boolean present) {
        off = present;
    }

    boolean isOff() {
        return off;
    }

    void beginGap() {
        gaps++;
    }

    /** The carrier is back; the link is not operational yet. */
    void endGap() {
        gaps--;
        wakings++;
    }

    void wake() {
        wakings--;
    }

    boolean isWaking() {
        return wakings > 0;
    }

    boolean isInGap() {
        return gaps > 0;
    }

    void forget(Duration untilFound) {
        foundAfter = Optional.of(untilFound);
    }

    Optional<Duration> foundAfter() {
        return foundAfter;
    }

    /** Whether the system lists it: an access point that is switched off stays listed, a forgotten one does not. */
    boolean isListed(boolean inRange) {
        return (inRange || off) && foundAfter.isEmpty();
    }

    void seen(long nanos) {
        seenNanos = nanos;
        foundAfter = Optional.empty();
    }

    /** When a service saw it last; empty without a service, since a bare kernel does not date what it has seen. */
    OptionalLong seenNanos() {
        return isManaged() ? OptionalLong.of(seenNanos) : OptionalLong.empty();
    }

    /** Notes whether the access point is up without a carrier; returns the wait of its service if that begins now. */
    Optional<Silence> carrier(boolean away) {
        boolean begins = away && !silent;
        if (away != silent) {
            silences++;
        }
        silent = away;
        return patience.filter(limit -> begins).map(limit -> new Silence(silences, limit));
    }

    boolean isCurrent(Silence silence) {
        return silent && silence.number() == silences;
    }
}
