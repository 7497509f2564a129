package io.github.netsession.cli;

import io.github.netsession.NoBackendException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Puts all commands together, with what they have in common: help, exit codes, and errors of one line. */
final class CommandTree {

    private CommandTree() {
    }

    /**
     * Builds the command line.
     *
     * @param terminal where the commands write
     * @param opener how they open networks
     * @param debug whether a failure shows its stack trace
     * @return ready to execute
     */
    static CommandLine build(Terminal terminal, NetworksOpener opener, boolean debug) {
        Netsession root = new Netsession(terminal, opener);
        CommandLine tree = new CommandLine(root)
            .addSubcommand(new StatusCommand(root))
            .addSubcommand(new WatchCommand(root))
            .addSubcommand(new DoctorCommand(root))
            .addSubcommand(new HoldersCommand(root))
            .addSubcommand(new RunCommand(root))
            .addSubcommand(new DemoCommand(root))
            .addSubcommand(new CompletionCommand(root));
        describe(tree.getCommandSpec());
        tree.getSubcommands().values().forEach(command -> describe(command.getCommandSpec()));
        tree.registerConverter(Duration.class, Seconds::parse);
        tree.setOut(new PrintWriter(terminal.out(), true));
        tree.setErr(new PrintWriter(terminal.err(), true));
        tree.setParameterExceptionHandler((exception, arguments) -> wrongArguments(exception, terminal));
        tree.setExecutionExceptionHandler((exception, command, parsed) -> failure(exception, terminal, debug));
        // Options after the command that `run` starts belong to that command.
        tree.getSubcommands().get("run").setStopAtPositional(true);
        return tree;
    }

    private static void describe(CommandSpec spec) {
        spec.versionProvider(() -> new String[] {"netsession " + ProgramVersion.text()});
        spec.usageMessage().sortOptions(false).abbreviateSynopsis(true).exitCodeListHeading("%nExit codes:%n").exitCodeList(Exit.list());
    }

    private static int wrongArguments(ParameterException exception, Terminal terminal) {
        String message = exception.getMessage();
        if (exception instanceof UnmatchedArgumentException unmatched) {
            List<String> suggestions = unmatched.getSuggestions();
            message = "what is " + unmatched.getUnmatched().stream().map(each -> "'" + each + "'").collect(Collectors.joining(" "))
                + "?" + (suggestions.isEmpty() ? "" : " did you mean " + String.join(", ", suggestions) + "?");
        }
        terminal.error(message + " (see: " + exception.getCommandLine().getCommandSpec().qualifiedName() + " --help)");
        return Exit.USAGE.code();
    }

    private static int failure(Exception exception, Terminal terminal, boolean debug) {
        terminal.out().flush();
        Exit exit;
        if (exception instanceof CliException known) {
            exit = known.exit();
            terminal.error(known.getMessage());
        } else if (exception instanceof NoBackendException none) {
            exit = Exit.NO_BACKEND;
            terminal.error(none.getMessage() + " (--backend names another)");
        } else {
            exit = Exit.FAILURE;
            terminal.error("unexpected failure: " + exception + (debug ? "" : " (NETSESSION_DEBUG=1 shows where)"));
        }
        if (debug) {
            exception.printStackTrace(terminal.err()); // NETSESSION_DEBUG=1 asks for it; the user of a terminal has no log.
            terminal.err().flush();
        }
        return exit.code();
    }
}
