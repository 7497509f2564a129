package io.github.netsession.cli;

/** Ends a command with one line for the person who ran it. */
final class CliException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Exit exit;

    /**
     * An end with a message.
     *
     * @param exit the exit code
     * @param message what is wrong and what to do, in one line
     */
    CliException(Exit exit, String message) {
        super(message);
        this.exit = exit;
    }

    CliException(Exit exit, String message, Throwable cause) {
        super(message, cause);
        this.exit = exit;
    }

    Exit exit() {
        return exit;
    }
}
