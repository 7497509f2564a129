package io.github.netsession.bench.harness;

import java.io.IOException;

/** Real-time priority for this process and what it starts from now on. */
final class RealTime {

    private static final String PRIORITY = "5";

    private RealTime() {
    }

    /**
     * Raises the priority of all threads of this process. To be called after the warm-up, so that what then runs sleeps most of the time. If the
     * system refuses, everything is measured at its usual priority.
     */
    static void raise() throws IOException, InterruptedException {
        Process chrt = new ProcessBuilder("chrt", "--all-tasks", "--fifo", "--pid", PRIORITY, Long.toString(ProcessHandle.current().pid()))
            .redirectErrorStream(true).start();
        String printed = new String(chrt.getInputStream().readAllBytes());
        if (chrt.waitFor() != 0) {
            System.out.println("  at the usual priority, because: " + printed.strip());
        }
    }
}
