package io.github.netsession.linux;

import io.github.netsession.spi.CounterSink;
import java.util.Arrays;
import java.util.Map;

/**
 * Reads the text of {@code /proc/net/dev}: two lines of headings, then a line for each link with its name, a colon, eight numbers
 * about what was received and eight about what was sent. Source: net/core/net-procfs.c, dev_seq_printf_stats.
 *
 * @param indexes the numbers of the links that are wanted, by printable name
 */
record ProcNetDev(Map<String, Integer> indexes) {

    private static final int COLUMNS = 16;
    private static final int SENT = 8;

    ProcNetDev {
        indexes = Map.copyOf(indexes);
    }

    /** Hands out a row for each line of a wanted link; passes over lines that it cannot read. */
    void read(byte[] text, CounterSink sink) {
        int from = 0;
        while (from < text.length) {
            int end = from;
            while (end < text.length && text[end] != '\n') {
                end++;
            }
            line(text, from, end, sink);
            from = end + 1;
        }
    }

    private void line(byte[] text, int from, int end, CounterSink sink) {
        int start = from;
        while (start < end && text[start] == ' ') {
            start++;
        }
        int colon = end - 1; // The last one: a colon may stand in the name of an old alias.
        while (colon > start && text[colon] != ':') {
            colon--;
        }
        if (colon <= start) {
            return;
        }
        Integer index = indexes.get(InterfaceName.printable(Arrays.copyOfRange(text, start, colon)));
        long[] values = new long[COLUMNS];
        if (index != null && numbers(text, colon + 1, end, values)) {
            sink.row(index, values[0], values[SENT], values[1], values[SENT + 1], values[2], values[SENT + 2], values[3], values[SENT + 3]);
        }
    }

    /** Fills in the numbers; false if there are fewer. A 64-bit counter may be beyond the largest {@code long} and wraps, as it does by netlink. */
    private static boolean numbers(byte[] text, int from, int end, long[] values) {
        int column = 0;
        int at = from;
        while (at < end && column < values.length) {
            if (text[at] == ' ') {
                at++;
                continue;
            }
            int begun = at;
            while (at < end && text[at] >= '0' && text[at] <= '9') {
                values[column] = values[column] * 10 + (text[at] - '0');
                at++;
            }
            if (at == begun) {
                return false;
            }
            column++;
        }
        return column == values.length;
    }
}
