package io.github.netsession.bench.harness;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Does something until this JVM has compiled it. */
final class WarmUp {

    private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int LEAST = 3;

    /** What is done. */
    interface Once {
        Object run() throws Exception;
    }

    private WarmUp() {
    }

    /**
     * Does something, at least three times, until this process has used so many seconds of the processors, the compiler's threads included: on a busy
     * machine code is compiled later. Takes no longer than three times as long. Returns how often it was done.
     */
    static int until(double seconds, Once once) throws Exception {
        long nanoseconds = (long) (seconds * 1e9);
        long end = SYSTEM.getProcessCpuTime() + nanoseconds;
        long last = System.nanoTime() + 3 * nanoseconds;
        int done = 0;
        while (SYSTEM.getProcessCpuTime() < end && System.nanoTime() < last || done < LEAST) {
            once.run();
            done++;
        }
        return done;
    }
}
