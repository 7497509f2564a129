package io.github.netsession.bench.harness;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A notice of the kernel about a link, as {@code listen} prints it.
 *
 * @param nanoseconds when it was received, by {@link System#nanoTime()}
 * @param mtu the MTU
 * @param flags IFF_...
 * @param operstate IF_OPER_...
 */
record Notice(long nanoseconds, int mtu, int flags, int operstate) {

    /** Source: linux/if.h. */
    private static final int IFF_LOWER_UP = 1 << 16;

    static List<Notice> of(List<String> lines) {
        return lines.stream().map(line -> line.split(" "))
            .map(words -> new Notice(Long.parseLong(words[0]), Integer.parseInt(words[1]), Integer.parseUnsignedInt(words[2]), Integer.parseInt(words[3])))
            .toList();
    }

    boolean hasCarrier() {
        return (flags & IFF_LOWER_UP) != 0;
    }

    /** Returns how many milliseconds after a time the first such notice came. */
    static Optional<Double> first(List<Notice> notices, long after, Predicate<Notice> wanted) {
        return notices.stream().filter(notice -> notice.nanoseconds() >= after && wanted.test(notice)).findFirst()
            .map(notice -> (notice.nanoseconds() - after) / 1e6);
    }
}
