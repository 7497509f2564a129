package io.github.netsession.jna;

import io.github.netsession.testkit.Await;
import java.util.Arrays;

/** Waits until another thread is where a test wants it. */
final class BlockedThread {

    private BlockedThread() {
    }

    /** Until a method of that name is on its stack. */
    static void awaitIn(Thread thread, String method) {
        Await.until(() -> Arrays.stream(thread.getStackTrace()).anyMatch(frame -> frame.getMethodName().equals(method)));
    }

    /** Until it waits for a lock that another thread holds. */
    static void awaitLock(Thread thread) {
        Await.until(() -> thread.getState() == Thread.State.BLOCKED);
    }
}
