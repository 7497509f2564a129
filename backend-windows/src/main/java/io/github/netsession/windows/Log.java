package io.github.netsession.windows;

import io.github.netsession.internal.GuardedLogger;

/** The one logger of this module. */
public final class Log {

    /** The logger. */
    public static final System.Logger LOGGER = GuardedLogger.of("io.github.netsession.windows");

    private Log() {
    }
}
