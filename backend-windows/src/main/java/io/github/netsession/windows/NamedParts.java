package io.github.netsession.windows;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The parts that notices have named since the last reading. From any thread; takes no lock. */
final class NamedParts {

    private static final Part[] PARTS = Part.values();

    /** A bit for each part: naming one needs no memory, so a notice is not lost for want of it. */
    private final AtomicInteger bits = new AtomicInteger();

    void add(Part part) {
        bits.accumulateAndGet(1 << part.ordinal(), (before, more) -> before | more);
    }

    /** Returns what was named since the last call; everything if nothing was: then nobody knows what the hint is about. */
    Set<Part> take() {
        int taken = bits.getAndSet(0);
        if (taken == 0 || (taken & 1 << Part.ALL.ordinal()) != 0) {
            return Part.EVERYTHING;
        }
        Set<Part> named = EnumSet.noneOf(Part.class);
        for (Part part : PARTS) {
            if ((taken & 1 << part.ordinal()) != 0) {
                named.add(part);
            }
        }
        return named;
    }
}
