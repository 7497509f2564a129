package io.github.netsession.internal;

import java.util.Objects;
import java.util.ResourceBundle;

/**
 * A logger that throws nothing that its handlers throw. Log handlers are code of the application, and one may fail at any time, for instance
 * because the disk is full. A lost message is reported with the next one that can be logged. Safe from any thread.
 */
public final class GuardedLogger implements System.Logger {

    private final String name;
    private volatile System.Logger logger;
    /** The class of what a handler threw; the object itself might keep a class loader of the application. */
    private volatile String loss;

    private GuardedLogger(String name) {
        this.name = name;
    }

    /**
     * Returns a guarded logger.
     *
     * @param name the name of the logger of the platform that takes the messages
     * @return the logger
     */
    public static System.Logger of(String name) {
        return new GuardedLogger(Objects.requireNonNull(name, "name"));
    }

    /** Looked up at the first use, because the application may provide the loggers too, and its failure must not break a class forever. */
    private System.Logger target() {
        if (logger == null) {
            logger = System.getLogger(name);
        }
        return logger;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isLoggable(Level level) {
        try {
            return target().isLoggable(level);
        } catch (Throwable thrown) {
            return false;
        }
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
        try {
            target().log(level, bundle, message, thrown);
            reportLoss();
        } catch (Throwable failure) {
            keepLoss(failure);
        }
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
        try {
            target().log(level, bundle, format, parameters);
            reportLoss();
        } catch (Throwable failure) {
            keepLoss(failure);
        }
    }

    private void reportLoss() {
        String lost = loss;
        if (lost != null) {
            target().log(Level.WARNING, "at least one earlier message is lost, because a log handler threw {0}", lost);
            loss = null;
        }
    }

    private void keepLoss(Throwable failure) {
        try {
            loss = failure.getClass().getName();
        } catch (Throwable noMemory) {
            loss = "java.lang.OutOfMemoryError";
        }
    }
}
