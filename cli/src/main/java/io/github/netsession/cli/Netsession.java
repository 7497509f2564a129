package io.github.netsession.cli;

import io.github.netsession.Networks;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program without a command, and what all its commands share. */
@Command(name = "netsession", sortOptions = false,
    description = "Shows this machine's networks, watches them, and holds sessions on them.")
final class Netsession implements Callable<Integer> {

    private final Terminal terminal;
    private final NetworksOpener opener;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Write JSON: one object, or one a line.")
    private boolean json;

    @Option(names = "--backend", scope = ScopeType.INHERIT, paramLabel = "NAME",
        description = "Use this backend and no other: linux, windows, macos, jdk, sim.")
    private String backend;

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Show this help.")
    private boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, scope = ScopeType.INHERIT, description = "Show the version.")
    private boolean version;

    Netsession(Terminal terminal, NetworksOpener opener) {
        this.terminal = terminal;
        this.opener = opener;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(terminal.err());
        return Exit.USAGE.code();
    }

    Terminal terminal() {
        return terminal;
    }

    boolean isJson() {
        return json;
    }

    /** Opens with the backend that the command line names. */
    Networks open() {
        return opener.open(Optional.ofNullable(backend));
    }

    /** Opens with this backend, whatever the command line names. */
    Networks open(String name) {
        return opener.open(Optional.of(name));
    }
}
