package io.github.netsession.linux;

/** The one logger of this module. */
final class Log {

    static final System.Logger LOGGER = System.getLogger("io.github.netsession.linux");

    private Log() {
    }
}
