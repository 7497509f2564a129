package io.github.netsession.cli;

import io.github.netsession.Networks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code netsession run}. */
@Command(name = "run", description = {"Hold a session while a command runs.",
    "Opens the session, runs the command with this program's input and output, closes the session, prints the bytes and the time"
        + " on standard error, and ends with the command's exit code. A termination signal is passed on to the command; an interrupt"
        + " (Ctrl-C), which a terminal gives to both, is left to the command."},
    customSynopsis = "netsession run --on CONFIGURATION [OPTIONS] -- COMMAND [ARGUMENT...]")
final class RunCommand implements Callable<Integer> {

    /** As a shell reports a program that SIGINT has ended: 128 and the number of the signal. */
    private static final int INTERRUPTED = 130;

    private final Netsession program;

    @Option(names = "--on", required = true, paramLabel = "CONFIGURATION",
        description = "The id of a configuration, its name if no other has it, a name or alternative name of its interface, or: default."
            + " If NetworkManager does not answer, the configuration is waited for, for up to 10 seconds.")
    private String wanted;

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "30",
        description = "How long the session may take to open; ${DEFAULT-VALUE} by default. It replaces the limit of an access point"
            + " (status --json: connectTimeoutSeconds); each access point of a service network keeps its own.")
    private Duration timeout;

    @Option(names = "--kill-on-loss", description = "End the command if the session is lost; otherwise it only says so.")
    private boolean killOnLoss;

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "The command and its arguments.")
    private List<String> command;

    RunCommand(Netsession program) {
        this.program = program;
    }

    @Override
    public Integer call() throws InterruptedException {
        Networks networks = program.open();
        Ending ending = new Ending(networks);
        try (networks) {
            Thread hook = new Thread(ending::atShutdown, "netsession-run-shutdown");
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                return run(networks, ending);
            } finally {
                ending.removeHook(hook);
            }
        } finally {
            // Not before: an interrupt that was meant for the command may arrive while the networks are closed.
            ending.interrupts.giveBack();
        }
    }

    private int run(Networks networks, Ending ending) throws InterruptedException {
        HeldSession session = HeldSession.open(networks, ConfigurationLookup.await(networks, wanted, timeout), timeout);
        ending.session = session;
        Child child;
        try {
            child = ending.start(command);
        } catch (CliException e) {
            ending.finish(e.exit().code());
            throw e;
        }
        CompletableFuture.anyOf(child.ended(), session.lost()).join();
        if (session.lost().isDone()) {
            String consequence = killOnLoss ? "; ending the command" : "; the command keeps running";
            program.terminal().error("the session was lost: " + session.lost().join() + (child.isAlive() ? consequence : ""));
            if (killOnLoss) {
                child.end();
            }
        }
        int code = child.exitCode();
        ending.finish(code);
        return code;
    }

    /** Gives everything back, once: at the command's end, or when this process is told to end before. */
    private final class Ending {

        private final Networks networks;
        private volatile HeldSession session;
        private Signals.Taken interrupts = () -> { };
        private final AtomicInteger lateInterrupts = new AtomicInteger();
        private volatile boolean commandEnded;
        private Child child;
        private boolean shutDown;
        private boolean finished;

        Ending(Networks networks) {
            this.networks = networks;
        }

        /** Starts the command, unless this process is ending already and nobody would be left to end it. */
        synchronized Child start(List<String> words) {
            if (shutDown) {
                throw new CliException(Exit.FAILURE, "interrupted before the command was started");
            }
            // The terminal sends Ctrl-C to the command as well. If it goes on, so does this; if it ends, its exit code says how.
            interrupts = Signals.take("INT", this::interrupted);
            child = Child.start(words);
            return child;
        }

        /** The first interrupt after the command's end may be the command's; the next one means this program, which may hang in its close. */
        private void interrupted() {
            if (commandEnded && lateInterrupts.incrementAndGet() > 1) {
                System.exit(INTERRUPTED);
            }
        }

        synchronized void finish(int code) {
            commandEnded = true;
            if (finished || session == null) {
                return;
            }
            finished = true;
            RunSummary summary = session.close(code);
            if (program.isJson()) {
                program.terminal().err().print(summary.json() + '\n');
                program.terminal().err().flush();
            } else {
                program.terminal().error(summary.text());
            }
        }

        void atShutdown() {
            Child running;
            synchronized (this) {
                shutDown = true;
                running = child;
            }
            try {
                if (running != null) {
                    running.end();
                    finish(running.exitCode());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                networks.close();
            }
        }

        void removeHook(Thread hook) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The shutdown has begun; the hook does the rest, and this thread must not close the networks under it.
                awaitEnd(hook);
            }
        }

        private void awaitEnd(Thread hook) {
            try {
                hook.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
