package io.github.netsession.cli;

import io.github.netsession.Networks;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Runs a command line as a shell would, and keeps what it wrote. */
final class Shell {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final NetworksOpener opener;
    private Optional<String> backend = Optional.empty();

    Shell(Networks networks) {
        this(name -> networks);
    }

    Shell(NetworksOpener opener) {
        this.opener = opener;
    }

    /** The exit code of a command. */
    int run(String... arguments) {
        out.reset();
        err.reset();
        Terminal terminal = Terminal.plain(stream(out), stream(err), true);
        int code = CommandTree.build(terminal, name -> {
            backend = name;
            return opener.open(name);
        }, false).execute(arguments);
        terminal.out().flush();
        terminal.err().flush();
        return code;
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** The backend that the command line named. */
    Optional<String> backend() {
        return backend;
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, false, StandardCharsets.UTF_8);
    }
}
