package io.github.netsession.cli;

import io.github.netsession.InterfaceCounters;
import io.github.netsession.Networks;
import io.github.netsession.NetworksState;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code netsession status}. */
@Command(name = "status", description = "Show the networks of this machine as they are now.")
final class StatusCommand implements Callable<Integer> {

    private final Netsession program;

    StatusCommand(Netsession program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        try (Networks networks = program.open()) {
            NetworksState state = networks.state();
            Map<String, InterfaceCounters> counters = networks.counters();
            if (program.isJson()) {
                program.terminal().line(StateJson.status(networks, state, counters));
            } else {
                String backend = networks.backend() + networks.fallbackReason().map(why -> " only; doctor says why").orElse("");
                program.terminal().line(new StatusText(program.terminal()).of(backend, state, counters, Incomplete.reason(networks, state)));
            }
        }
        return Exit.OK.code();
    }
}
