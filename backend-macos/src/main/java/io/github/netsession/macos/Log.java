package io.github.netsession.macos;

/** The one logger of this module. */
public final class Log {

    /** The logger. */
    public static final System.Logger LOGGER = System.getLogger("io.github.netsession.macos");

    private Log() {
    }
}
