package io.github.netsession.linux;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has been opened so far, to be closed together. */
final class Opened {

    private final Deque<AutoCloseable> all = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T one) {
        all.push(one);
        return one;
    }

    /** Closes everything, the last one first. */
    void closeAll() {
        while (!all.isEmpty()) {
            try {
                all.pop().close();
            } catch (Throwable thrown) { // Whatever it is: the others are still to be closed.
                Log.LOGGER.log(System.Logger.Level.WARNING, "something could not be closed", thrown);
            }
        }
    }
}
