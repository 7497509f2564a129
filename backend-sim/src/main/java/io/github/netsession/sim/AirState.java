package io.github.netsession.sim;

import io.github.netsession.Metered;
import io.github.netsession.spi.BackendException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What {@link SimAir} has set for an access point, and what follows from it. Under the world's lock. */
final class AirState {

    /** NetworkManager's words for it: "The Wi-Fi network could not be found" (53), which it says after some 25 s. */
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

    /** The carrier is away from an access point that a service manages, which waits for so long. */
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

    /** What is only guessed while it is up is unknown otherwise. */
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

    /** The carrier is back, and the link is not operational yet. */
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

    /** Whether the system's list has it: one that was switched off stays in it, one that was forgotten does not. */
    boolean isListed(boolean inRange) {
        return (inRange || off) && foundAfter.isEmpty();
    }

    void seen(long nanos) {
        seenNanos = nanos;
        foundAfter = Optional.empty();
    }

    /** A service dates what it has seen; a bare kernel does not. */
    OptionalLong seenNanos() {
        return isManaged() ? OptionalLong.of(seenNanos) : OptionalLong.empty();
    }

    /** Whether the carrier is away from an access point that is up; the wait that begins with it. */
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
