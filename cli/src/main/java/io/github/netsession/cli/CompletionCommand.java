package io.github.netsession.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code netsession completion}. */
@Command(name = "completion", description = "Print a completion script for bash and zsh.",
    footer = {"", "Use it with:  source <(netsession completion)"})
final class CompletionCommand implements Callable<Integer> {

    private final Netsession program;

    @Spec
    private CommandSpec spec;

    CompletionCommand(Netsession program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        program.terminal().line(AutoComplete.bash("netsession", spec.root().commandLine()).stripTrailing());
        return Exit.OK.code();
    }
}
