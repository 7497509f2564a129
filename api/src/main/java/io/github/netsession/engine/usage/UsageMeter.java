package io.github.netsession.engine.usage;

import io.github.netsession.InterfaceCounters;
import io.github.netsession.Traffic;

/**
 * The monotone sum over one link's counters. Pure: each reading gives the next meter.
 *
 * @param last the last reading
 * @param total the sum so far
 * @param epoch how often the operating system's counters have restarted
 */
record UsageMeter(Reading last, Reading total, int epoch) {

    private static final long WRAP = 1L << 32;

    /** Eight counters as the operating system reports them, or sums of them. */
    record Reading(long bytesReceived, long bytesWritten, long packetsReceived, long packetsWritten,
                   long errorsReceived, long errorsWritten, long droppedReceived, long droppedWritten) {

        static final Reading ZERO = new Reading(0, 0, 0, 0, 0, 0, 0, 0);

        Reading plus(Reading other) {
            return other == ZERO ? this : new Reading(bytesReceived + other.bytesReceived, bytesWritten + other.bytesWritten,
                packetsReceived + other.packetsReceived, packetsWritten + other.packetsWritten,
                errorsReceived + other.errorsReceived, errorsWritten + other.errorsWritten,
                droppedReceived + other.droppedReceived, droppedWritten + other.droppedWritten);
        }

        /** Returns how much higher each of these counters is than the other one; 0 if it is not. */
        Reading without(Reading other) {
            Reading more = new Reading(Math.max(0, bytesReceived - other.bytesReceived), Math.max(0, bytesWritten - other.bytesWritten),
                Math.max(0, packetsReceived - other.packetsReceived), Math.max(0, packetsWritten - other.packetsWritten),
                Math.max(0, errorsReceived - other.errorsReceived), Math.max(0, errorsWritten - other.errorsWritten),
                Math.max(0, droppedReceived - other.droppedReceived), Math.max(0, droppedWritten - other.droppedWritten));
            return more.equals(ZERO) ? ZERO : more;
        }

        InterfaceCounters counters(String interfaceName, int linkIndex, int epoch) {
            return InterfaceCounters.builder(interfaceName, linkIndex).bytesReceived(bytesReceived).bytesWritten(bytesWritten)
                .packetsReceived(packetsReceived).packetsWritten(packetsWritten)
                .errorsReceived(errorsReceived).errorsWritten(errorsWritten)
                .droppedReceived(droppedReceived).droppedWritten(droppedWritten).epoch(epoch).build();
        }
    }

    static UsageMeter first(Reading reading) {
        return new UsageMeter(reading, reading, 0);
    }

    /**
     * Adds a reading.
     *
     * <p>If bytes and packets of one direction are both lower than before, the counters have restarted: their whole value is new
     * traffic. Any other counter that is lower has wrapped at 32 bits, if that explains it by less than half the range; else it is a
     * driver's glitch and counts as no traffic.
     */
    UsageMeter next(Reading now) {
        boolean anew = now.bytesReceived < last.bytesReceived && now.packetsReceived < last.packetsReceived
            || now.bytesWritten < last.bytesWritten && now.packetsWritten < last.packetsWritten;
        if (anew) {
            return new UsageMeter(now, total.plus(now), epoch + 1);
        }
        Reading grown = new Reading(
            growth(last.bytesReceived, now.bytesReceived), growth(last.bytesWritten, now.bytesWritten),
            growth(last.packetsReceived, now.packetsReceived), growth(last.packetsWritten, now.packetsWritten),
            growth(last.errorsReceived, now.errorsReceived), growth(last.errorsWritten, now.errorsWritten),
            growth(last.droppedReceived, now.droppedReceived), growth(last.droppedWritten, now.droppedWritten));
        return new UsageMeter(settled(now), total.plus(grown), epoch);
    }

    Traffic traffic() {
        return new Traffic(total.bytesReceived, total.bytesWritten);
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
}
