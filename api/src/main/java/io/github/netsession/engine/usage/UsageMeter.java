package io.github.netsession.engine.usage;

import io.github.netsession.InterfaceCounters;

/**
 * The monotone sum over one interface's counters. Pure: each reading gives the next meter.
 *
 * @param linkIndex the operating system's number of the interface at the last reading
 * @param last the last reading
 * @param total the sum so far
 * @param epoch how often the operating system's counters have restarted
 */
record UsageMeter(int linkIndex, Reading last, Reading total, int epoch) {

    private static final long WRAP = 1L << 32;

    /** Eight counters as the operating system reports them, or sums of them. */
    record Reading(long bytesReceived, long bytesWritten, long packetsReceived, long packetsWritten,
                   long errorsReceived, long errorsWritten, long droppedReceived, long droppedWritten) {
    }

    static UsageMeter first(int linkIndex, Reading reading) {
        return new UsageMeter(linkIndex, reading, reading, 0);
    }

    /**
     * Adds a reading.
     *
     * <p>If the link index differs, or bytes and packets of one direction are both lower than before, the counters have
     * restarted: their whole value is new traffic. Any other counter that is lower has wrapped at 32 bits, if that explains it by
     * less than half the range; else it is a driver's glitch and counts as no traffic.
     */
    UsageMeter next(int index, Reading now) {
        boolean anew = index != linkIndex
            || now.bytesReceived < last.bytesReceived && now.packetsReceived < last.packetsReceived
            || now.bytesWritten < last.bytesWritten && now.packetsWritten < last.packetsWritten;
        if (anew) {
            return new UsageMeter(index, now, plus(total, now), epoch + 1);
        }
        Reading grown = new Reading(
            growth(last.bytesReceived, now.bytesReceived), growth(last.bytesWritten, now.bytesWritten),
            growth(last.packetsReceived, now.packetsReceived), growth(last.packetsWritten, now.packetsWritten),
            growth(last.errorsReceived, now.errorsReceived), growth(last.errorsWritten, now.errorsWritten),
            growth(last.droppedReceived, now.droppedReceived), growth(last.droppedWritten, now.droppedWritten));
        return new UsageMeter(index, settled(now), plus(total, grown), epoch);
    }

    InterfaceCounters counters(String interfaceName) {
        return InterfaceCounters.builder(interfaceName, linkIndex).bytesReceived(total.bytesReceived).bytesWritten(total.bytesWritten)
            .packetsReceived(total.packetsReceived).packetsWritten(total.packetsWritten)
            .errorsReceived(total.errorsReceived).errorsWritten(total.errorsWritten)
            .droppedReceived(total.droppedReceived).droppedWritten(total.droppedWritten).epoch(epoch).build();
    }

    private static long growth(long before, long now) {
        if (now >= before) {
            return now - before;
        }
        return isWrap(before, now) ? now + WRAP - before : 0;
    }

    private static boolean isWrap(long before, long now) {
        return before < WRAP && now >= 0 && now + WRAP - before < WRAP / 2;
    }

    /** Returns the values to compare the next reading with: after a glitch the higher one, because otherwise the dip would count as traffic. */
    private Reading settled(Reading now) {
        return new Reading(
            settled(last.bytesReceived, now.bytesReceived), settled(last.bytesWritten, now.bytesWritten),
            settled(last.packetsReceived, now.packetsReceived), settled(last.packetsWritten, now.packetsWritten),
            settled(last.errorsReceived, now.errorsReceived), settled(last.errorsWritten, now.errorsWritten),
            settled(last.droppedReceived, now.droppedReceived), settled(last.droppedWritten, now.droppedWritten));
    }

    private static long settled(long before, long now) {
        return now < before && !isWrap(before, now) ? before : now;
    }

    private static Reading plus(Reading a, Reading b) {
        return new Reading(a.bytesReceived + b.bytesReceived, a.bytesWritten + b.bytesWritten,
            a.packetsReceived + b.packetsReceived, a.packetsWritten + b.packetsWritten,
            a.errorsReceived + b.errorsReceived, a.errorsWritten + b.errorsWritten,
            a.droppedReceived + b.droppedReceived, a.droppedWritten + b.droppedWritten);
    }
}
