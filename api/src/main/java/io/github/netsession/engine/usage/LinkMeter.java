package io.github.netsession.engine.usage;

import io.github.netsession.Link;
import io.github.netsession.Traffic;
import io.github.netsession.engine.state.StateDiff;
import io.github.netsession.engine.usage.UsageMeter.Reading;
import java.util.Optional;

/**
 * The meter of one link, which keeps it when it is renamed. A session keeps the meters of its links, so that what it used remains known when a
 * link is gone and its index belongs to another one. The lock of {@link Meters} guards it.
 */
final class LinkMeter {

    private Link link;
    private Optional<UsageMeter> meter = Optional.empty();
    private long turnOfReading = -1;
    private long expectedIn;

    LinkMeter(Link link) {
        this.link = link;
    }

    /** The link, as it was when it was last looked up. */
    Link link() {
        return link;
    }

    int linkIndex() {
        return link.index();
    }

    /** Returns whether this is the meter of a link; a link that got the index of another one has its own meter. */
    boolean isOf(Link other) {
        return other == link || other.index() == link.index() && !StateDiff.isAnother(link, other);
    }

    void see(Link present) {
        link = present;
    }

    /** Returns whether a reading is needed: a turn reads a counter once, however many sessions want it; threads outside of turns always read. */
    boolean beginsReadingIn(long turn) {
        boolean begins = turn != turnOfReading;
        if (turn >= 0) {
            turnOfReading = turn;
        }
        return begins || turn < 0;
    }

    /** Expects a reading in a call that reads all links. */
    void expect(long call) {
        expectedIn = call;
    }

    /** Returns whether a reading is still expected in a call. */
    boolean isExpectedIn(long call) {
        return expectedIn == call;
    }

    void add(Reading reading) {
        expectedIn = 0;
        meter = Optional.of(meter.isPresent() ? meter.get().next(reading) : UsageMeter.first(reading));
    }

    /** The sums; empty if the counters have never been read. */
    Optional<UsageMeter> meter() {
        return meter;
    }

    /** The bytes; empty if the counters have never been read. */
    Optional<Traffic> total() {
        return meter.map(UsageMeter::traffic);
    }
}
