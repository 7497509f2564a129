package io.github.netsession.linux;

import io.github.netsession.internal.GuardedLogger;

/** The one logger of this module. */
final class Log {

    static final System.Logger LOGGER = GuardedLogger.of("io.github.netsession.linux");

    private Log() {
    }
}
