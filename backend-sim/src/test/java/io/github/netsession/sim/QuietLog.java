package io.github.netsession.sim;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the log of the library out of the output of a test that causes thousands of messages. */
public final class QuietLog implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("io.github.netsession");

    private final Level before = LOG.getLevel();

    /** Silences the log until {@link #close}. */
    public QuietLog() {
        LOG.setLevel(Level.OFF);
    }

    @Override
    public void close() {
        LOG.setLevel(before);
    }
}
