package io.github.netsession.macos;

import java.text.MessageFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What this module logs while it is open. */
final class LogLines extends Handler implements AutoCloseable {

    /** Held, for the log manager holds its loggers only weakly. */
    private final Logger logger = Logger.getLogger("io.github.netsession.macos");
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    LogLines() {
        logger.addHandler(this);
        logger.setUseParentHandlers(false);
    }

    long warnings(String part) {
        return records.stream().filter(line -> line.getLevel().equals(Level.WARNING)).filter(line -> text(line).contains(part)).count();
    }

    private static String text(LogRecord line) {
        return line.getParameters() == null ? line.getMessage() : MessageFormat.format(line.getMessage(), line.getParameters());
    }

    @Override
    public void publish(LogRecord line) {
        records.add(line);
    }

    @Override
    public void flush() {
        // Nothing is kept back.
    }

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
