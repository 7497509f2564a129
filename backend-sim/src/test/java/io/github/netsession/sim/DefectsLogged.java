package io.github.netsession.sim;

import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Listens for what the library logs as an error, which is always a defect: of its own, or of a listener. */
final class DefectsLogged extends Handler implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("io.github.netsession");

    private Optional<String> first = Optional.empty();

    DefectsLogged() {
        LOG.addHandler(this);
        LOG.setUseParentHandlers(false);
    }

    Optional<String> first() {
        return first;
    }

    @Override
    public void publish(LogRecord record) {
        if (first.isEmpty() && record.getLevel().intValue() >= Level.SEVERE.intValue()) {
            Throwable thrown = record.getThrown();
            first = Optional.of(record.getMessage() + (thrown == null ? "" : ": " + thrown + " at " + thrown.getStackTrace()[0] + " from "
                + thrown.getStackTrace()[1] + " from " + thrown.getStackTrace()[2] + " from " + thrown.getStackTrace()[3]));
        }
    }

    @Override
    public void flush() {
        // Nothing is kept back.
    }

    @Override
    public void close() {
        LOG.removeHandler(this);
        LOG.setUseParentHandlers(true);
    }
}
