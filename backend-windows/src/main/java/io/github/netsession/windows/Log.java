package io.github.netsession.windows;

/** The one logger of this module. */
public final class Log {

    /** The logger. */
    public static final System.Logger LOGGER = System.getLogger("io.github.netsession.windows");

    private Log() {
    }
}
