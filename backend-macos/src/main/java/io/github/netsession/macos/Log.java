package io.github.netsession.macos;

import io.github.netsession.internal.GuardedLogger;

/** The one logger of this module. */
public final class Log {

    /** The logger. */
    public static final System.Logger LOGGER = GuardedLogger.of("io.github.netsession.macos");

    private Log() {
    }
}
