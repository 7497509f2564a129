package io.github.netsession.macos.jna;

import io.github.netsession.jna.NativeMemory;
import io.github.netsession.macos.InterfaceRow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The numbers of interfaces, found by their names as 16 bytes. The order is mostly the same, so that a search mostly ends at once. */
final class InterfaceNumbers {

    private record Table(long[] names, int[] numbers) {
    }

    private volatile Table table = new Table(new long[0], new int[0]);
    private int expected;
    private boolean isRefreshed;

    /** Reads all interfaces, and learns their numbers. */
    List<InterfaceRow> read() {
        List<InterfaceRow> all = InterfaceList.read();
        learn(all.stream().map(InterfaceRow::name).toList(), all.stream().map(InterfaceRow::index).toList());
        return all;
    }

    private void learn(List<String> names, List<Integer> numbers) {
        long[] both = new long[names.size() * 2];
        ByteBuffer bytes = NativeMemory.buffer(Constants.IFNAMSIZ);
        for (int i = 0; i < names.size(); i++) {
            byte[] name = names.get(i).getBytes(StandardCharsets.US_ASCII);
            bytes.putLong(0, 0).putLong(Long.BYTES, 0).put(0, name, 0, Math.min(name.length, Constants.IFNAMSIZ - 1));
            both[2 * i] = bytes.getLong(0);
            both[2 * i + 1] = bytes.getLong(Long.BYTES);
        }
        table = new Table(both, numbers.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Begins a reading. */
    void begin() {
        expected = 0;
        isRefreshed = false;
    }

    /** Returns the number; 0 if there is no such interface. For a new interface, reads all again, at most once in a reading. */
    int of(long first, long second) {
        if (first == 0) {
            return 0;
        }
        int found = find(first, second);
        if (found == 0 && !isRefreshed) {
            isRefreshed = true;
            read();
            found = find(first, second);
        }
        return found;
    }

    private int find(long first, long second) {
        Table now = table;
        int count = now.numbers.length;
        for (int i = 0; i < count; i++) {
            int at = (expected + i) % count;
            if (now.names[2 * at] == first && now.names[2 * at + 1] == second) {
                expected = at + 1;
                return now.numbers[at];
            }
        }
        return 0;
    }
}
