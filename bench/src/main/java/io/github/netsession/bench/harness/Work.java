package io.github.netsession.bench.harness;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A piece of work that is measured in slices, between slices of others. */
final class Work {

    /** Does something so often and returns the nanoseconds. */
    private interface Repeated {
        long run(int count) throws Exception;
    }

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int MOST_FOR_BYTES = 20_000;
    /** A slow work is done in fewer rounds, so that it does not take all of the time. */
    private static final double MOST_NANOSECONDS_IN_ALL = 1.2e9;

    private static volatile Object kept;

    private final Repeated repeated;
    private final List<Double> nanoseconds = new ArrayList<>();
    private int perSlice = 1;
    private int rounds = Integer.MAX_VALUE;

    private Work(Repeated repeated) {
        this.repeated = repeated;
    }

    /** Returns a work of this JVM. What it returns is kept, so that the compiler does not leave it out. */
    static Work of(WarmUp.Once once) {
        return new Work(count -> {
            long began = System.nanoTime();
            for (int i = 0; i < count; i++) {
                kept = once.run();
            }
            return System.nanoTime() - began;
        });
    }

    /** Returns a work of the yardstick. */
    static Work ofYardstick(int work) {
        return new Work(count -> Yardstick.run(work, count));
    }

    /** Does the work until the JVM is warm, and then decides how often it is done in a slice. */
    void warmUp(double seconds, double sliceMilliseconds) throws Exception {
        int done = WarmUp.until(seconds, () -> repeated.run(1));
        int probe = Math.max(1, done / 10);
        double each = repeated.run(probe) / (double) probe;
        perSlice = Math.max(1, (int) (sliceMilliseconds * 1e6 / each));
        rounds = (int) Math.max(3, MOST_NANOSECONDS_IN_ALL / (each * perSlice));
    }

    /** Measures a slice, unless the work has had enough of them. */
    void measure() throws Exception {
        if (nanoseconds.size() < rounds) {
            nanoseconds.add(repeated.run(perSlice) / (double) perSlice);
        }
    }

    /** Returns the nanoseconds of doing the work once. */
    double median() {
        return Samples.median(nanoseconds);
    }

    /** Returns the bytes that all threads allocate when the work is done once: a part of it may be done by another thread. */
    double bytes() throws Exception {
        int count = Math.max(3, Math.min(perSlice * 5, MOST_FOR_BYTES));
        long before = allocated();
        repeated.run(count);
        return (allocated() - before) / (double) count;
    }

    private static long allocated() {
        return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())).filter(bytes -> bytes > 0).sum();
    }
}
