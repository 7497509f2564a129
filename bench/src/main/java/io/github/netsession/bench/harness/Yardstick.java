package io.github.netsession.bench.harness;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/** The C library of {@code native/yardstick/readings.c}, in this process. */
final class Yardstick {

    static final int COUNTERS_OF_ALL = 0;
    static final int COUNTERS_OF_ONE = 1;
    static final int READING = 2;

    private Yardstick() {
    }

    /** Loads the library and opens its socket. Returns how many links there are. */
    static int open() {
        Native.register(Yardstick.class, NativeLibrary.getInstance(Pass.yardstick("libyardstick.so")));
        int links = yardstick_open();
        if (links <= 0) {
            throw new IllegalStateException("the yardstick reads " + links + " links");
        }
        return links;
    }

    /** Returns the index of the link whose counters {@link #COUNTERS_OF_ONE} reads. */
    static int one() {
        return yardstick_one();
    }

    /** Does a work so often, and returns the nanoseconds. */
    static long run(int work, int count) {
        long nanoseconds = yardstick_run(work, count);
        if (nanoseconds < 0) {
            throw new IllegalStateException("the yardstick fails with errno " + -nanoseconds);
        }
        return nanoseconds;
    }

    private static native int yardstick_open();

    private static native int yardstick_one();

    private static native long yardstick_run(int work, int count);
}
