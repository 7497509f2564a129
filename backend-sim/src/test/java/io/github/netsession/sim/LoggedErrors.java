package io.github.netsession.sim;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Collects the messages that the library logs as errors, and keeps them out of the output of the test. */
final class LoggedErrors extends Handler implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("io.github.netsession");

    private final List<String> errors = new CopyOnWriteArrayList<>();

    LoggedErrors() {
        LOG.addHandler(this);
        LOG.setUseParentHandlers(false);
    }

    List<String> errors() {
        return errors;
    }

    @Override
    public void publish(LogRecord record) {
        if (record.getLevel().intValue() >= Level.SEVERE.intValue()) {
            errors.add(record.getMessage());
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
