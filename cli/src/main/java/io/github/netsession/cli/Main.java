package io.github.netsession.cli;

/** The program. */
public final class Main {

    private Main() {
    }

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        boolean debug = "1".equals(System.getenv("NETSESSION_DEBUG"));
        LogOutput.toOneLineOnStandardError(debug);
        Terminal terminal = Terminal.system(System.getenv());
        int code = CommandTree.build(terminal, NetworksOpener::system, debug).execute(arguments);
        terminal.err().flush();
        // Quietly, as a program that a signal ends when its reader is gone; but no success, for a full disk looks the same.
        boolean lost = terminal.out().checkError();
        System.exit(lost && code == Exit.OK.code() ? Exit.FAILURE.code() : code);
    }
}
