package io.github.netsession.engine.usage;

import io.github.netsession.Link;
import io.github.netsession.Traffic;
import io.github.netsession.engine.state.StateDiff;
import java.util.Optional;

/**
 * The meter of one link, which keeps it when it is renamed. A session keeps the meters of its links, so that what it used remains known when a
 * link is gone and its index belongs to another one. The lock of {@link Meters} guards it.
 */
final class LinkMeter {

    private final UsageMeter usage = new UsageMeter();
    private Link link;
    private long turnOfReading = -1;

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

    /** The sums. */
    UsageMeter usage() {
        return usage;
    }

    /** The bytes; empty if the counters have never been read. */
    Optional<Traffic> total() {
        return usage.isRead() ? Optional.of(usage.traffic()) : Optional.empty();
    }
}
