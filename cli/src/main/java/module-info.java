/** The command-line program. Start reading at {@code Main}, then {@code CommandTree}. */
module io.github.netsession.cli {
    requires io.github.netsession.all;
    requires io.github.netsession.sim;
    requires info.picocli;
    requires com.fasterxml.jackson.core;
    requires java.logging;
    // sun.misc.Signal, which Signals looks up by name.
    requires jdk.unsupported;

    opens io.github.netsession.cli to info.picocli;
}
