package io.github.netsession.linux;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a table of the kernel's as it was listed last, with the bytes that they were read from: what comes in the same bytes is the same row, and
 * a list of the same rows is the same list. Most listings are like the one before, and comparing bytes costs a tenth of reading them. For one thread at a
 * time.
 */
final class KeptTable<T> implements NetlinkClient.Messages {

    /** Some 15,000 links; those behind them are read each time. */
    static final int MOST_BYTES = 16 << 20;

    private final int type;
    private final RowParser<T> parser;
    private final List<T> kept = new ArrayList<>();
    private ByteBuffer bytes = ByteBuffer.allocate(0);
    /** Where the bytes of each row end. */
    private int[] ends = new int[16];
    private List<T> rows = List.of();
    /** Whether the rows that are kept are not the listed ones any more, perhaps of a listing that had no end. */
    private boolean isOther;
    private int place;

    /** Reads a row; empty if the message is none, or is malformed. */
    @FunctionalInterface
    interface RowParser<T> {
        Optional<T> parse(ByteBuffer buffer, int payload, int end);
    }

    /** The rows are messages of this type. */
    KeptTable(int type, RowParser<T> parser) {
        this.type = type;
        this.parser = parser;
    }

    @Override
    public void message(int given, ByteBuffer buffer, int payload, int end) {
        if (given != type) {
            return;
        }
        if (place < kept.size() && end > payload && isAsKept(buffer, payload, end)) {
            place++;
            return;
        }
        Optional<T> row = parser.parse(buffer, payload, end);
        if (row.isPresent()) {
            keep(row.get(), buffer, payload, end);
            place++;
        }
    }

    /** The next message is the first of a listing. */
    @Override
    public void again() {
        place = 0;
    }

    /** Returns the rows that came since the last call; the same list if they are the same ones. */
    List<T> rows() {
        if (isOther || place < kept.size()) {
            forgetFrom(place);
            rows = List.copyOf(kept);
            isOther = false;
        }
        return rows;
    }

    private boolean isAsKept(ByteBuffer buffer, int payload, int end) {
        int limit = buffer.limit();
        buffer.limit(end).position(payload);
        bytes.limit(ends[place]).position(begin(place));
        boolean isEqual = buffer.mismatch(bytes) < 0;
        buffer.limit(limit).position(0);
        bytes.clear();
        return isEqual;
    }

    private int begin(int row) {
        return row == 0 ? 0 : ends[row - 1];
    }

    /** Puts a row at the place that the listing has come to. Behind one of another length stands nothing any more. */
    private void keep(T row, ByteBuffer buffer, int payload, int end) {
        int begin = begin(place);
        int length = end - payload <= MOST_BYTES - begin ? end - payload : 0;
        boolean isReplaced = place < kept.size() && ends[place] - begin == length;
        if (isReplaced) {
            isOther |= !kept.get(place).equals(row);
            kept.set(place, kept.get(place).equals(row) ? kept.get(place) : row);
        } else {
            forgetFrom(place);
            isOther = true;
            makeRoom(begin + length);
            kept.add(row);
            ends[place] = begin + length;
        }
        bytes.put(begin, buffer, payload, length);
    }

    private void forgetFrom(int row) {
        kept.subList(row, kept.size()).clear();
    }

    /** Little more than is needed: a link takes a kilobyte, and most tables hardly grow. */
    private void makeRoom(int end) {
        if (end > bytes.capacity()) {
            bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), Math.min(MOST_BYTES, end + end / 8)));
        }
        if (place == ends.length) {
            ends = Arrays.copyOf(ends, 2 * place);
        }
    }
}
