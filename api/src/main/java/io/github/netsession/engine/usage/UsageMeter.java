package io.github.netsession.engine.usage;

import io.github.netsession.Traffic;

/**
 * The monotone sums over one link's eight counters, in the order of a row. A sum is the counter itself plus what an overflow or a restart has
 * taken from it, which most links never have. Pure: the sums depend on the readings alone.
 */
final class UsageMeter {

    static final int COUNTERS = 8;

    private static final long WRAP = 1L << 32;
    private static final long[] NOTHING = {};

    private long bytesReceived;
    private long bytesWritten;
    private long packetsReceived;
    private long packetsWritten;
    private long errorsReceived;
    private long errorsWritten;
    private long droppedReceived;
    private long droppedWritten;
    /** What to add to the counters; no numbers if nothing. */
    private long[] lost = NOTHING;
    private int epoch;
    private boolean isRead;

    /**
     * Adds a reading, and puts the sums in its place. The first reading is the sum so far.
     *
     * <p>If bytes and packets of one direction are both lower than before, the counters have restarted: their whole value is new
     * traffic. Any other counter that is lower has wrapped at 32 bits, if that explains it by less than half the range; else it is a
     * driver's glitch and counts as no traffic.
     *
     * @param row has the counters
     * @param at where in the row they begin
     */
    void add(long[] row, int at) {
        if (!isRead || !isLast(row, at)) {
            if (row[at] < bytesReceived && row[at + 2] < packetsReceived || row[at + 1] < bytesWritten && row[at + 3] < packetsWritten) {
                restart();
            }
            isRead = true;
            bytesReceived = row[at] = next(0, bytesReceived, row[at]);
            bytesWritten = row[at + 1] = next(1, bytesWritten, row[at + 1]);
            packetsReceived = row[at + 2] = next(2, packetsReceived, row[at + 2]);
            packetsWritten = row[at + 3] = next(3, packetsWritten, row[at + 3]);
            errorsReceived = row[at + 4] = next(4, errorsReceived, row[at + 4]);
            errorsWritten = row[at + 5] = next(5, errorsWritten, row[at + 5]);
            droppedReceived = row[at + 6] = next(6, droppedReceived, row[at + 6]);
            droppedWritten = row[at + 7] = next(7, droppedWritten, row[at + 7]);
        }
        addTo(row, at, lost);
    }

    /** Most of a thousand links are quiet: to write nothing then saves half of the time. */
    private boolean isLast(long[] row, int at) {
        return row[at] == bytesReceived && row[at + 1] == bytesWritten && row[at + 2] == packetsReceived && row[at + 3] == packetsWritten
            && row[at + 4] == errorsReceived && row[at + 5] == errorsWritten && row[at + 6] == droppedReceived && row[at + 7] == droppedWritten;
    }

    /**
     * Adds numbers to a row.
     *
     * @param row the row
     * @param at where in the row its counters begin
     * @param numbers as many as there are counters, or none
     */
    static void addTo(long[] row, int at, long[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            row[at + i] += numbers[i];
        }
    }

    /** Returns the value to compare the next one with: after a glitch the higher one, because otherwise the dip would count as traffic. */
    private long next(int counter, long before, long now) {
        if (now >= before) {
            return now;
        }
        if (!isWrap(before, now)) {
            return before;
        }
        if (lost.length == 0) {
            lost = new long[COUNTERS];
        }
        lost[counter] += WRAP;
        return now;
    }

    private static boolean isWrap(long before, long now) {
        return before < WRAP && now >= 0 && now + WRAP - before < WRAP / 2;
    }

    private void restart() {
        lost = sums();
        bytesReceived = bytesWritten = packetsReceived = packetsWritten = 0;
        errorsReceived = errorsWritten = droppedReceived = droppedWritten = 0;
        if (isRead) {
            epoch++;
        }
    }

    /** Returns whether there has been a reading. */
    boolean isRead() {
        return isRead;
    }

    /** Returns how often the operating system's counters have restarted. */
    int epoch() {
        return epoch;
    }

    /** Returns the sum of the bytes. */
    Traffic traffic() {
        return lost.length == 0 ? new Traffic(bytesReceived, bytesWritten) : new Traffic(bytesReceived + lost[0], bytesWritten + lost[1]);
    }

    /** Returns the sums, in the order of a row. */
    long[] sums() {
        long[] sums = {bytesReceived, bytesWritten, packetsReceived, packetsWritten, errorsReceived, errorsWritten, droppedReceived, droppedWritten};
        addTo(sums, 0, lost);
        return sums;
    }
}
