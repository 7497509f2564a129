package io.github.netsession.cli;

import io.github.netsession.Networks;
import io.github.netsession.NetworksEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code netsession watch}. */
@Command(name = "watch", description = {"Show changes as they happen, until interrupted.",
    "At a terminal of at least " + LiveView.LEAST_COLUMNS + " columns, the rates of the interfaces are drawn below them."})
final class WatchCommand implements Callable<Integer> {

    private static final Duration LIVE_PERIOD = Duration.ofSeconds(1);
    private static final Duration SHORTEST_PERIOD = Duration.ofMillis(100);

    private final Netsession program;

    @Spec
    private CommandSpec spec;

    @Option(names = "--rates", paramLabel = "SECONDS",
        description = "Read the byte counters once in this time and show the rates; at a terminal once a second, otherwise not unless asked for.")
    private Duration period;

    @Option(names = "--for", paramLabel = "SECONDS", description = "End after this time.")
    private Duration limit;

    @Option(names = "--count", paramLabel = "N", description = "End after this many changes; the present state, shown first, is not counted.")
    private Long count;

    WatchCommand(Netsession program) {
        this.program = program;
    }

    @Override
    public Integer call() throws InterruptedException {
        check();
        boolean live = program.terminal().isInteractive() && !program.isJson()
            && program.terminal().columns() >= LiveView.LEAST_COLUMNS;
        LineLoop loop = new LineLoop();
        if (limit != null) {
            loop.limit(limit);
        }
        if (count != null) {
            loop.count(count);
        }
        try (Networks networks = program.open()) {
            networks.listen(listener(loop));
            if (live || period != null) {
                loop.rates(period == null ? LIVE_PERIOD : period, networks::counters);
            }
            loop.show(live ? new LiveView(program.terminal()) : new PlainView(program.terminal(), program.isJson()));
        }
        return Exit.OK.code();
    }

    private void check() {
        if (count != null && count < 1) {
            throw new ParameterException(spec.commandLine(), "--count must be 1 or more, not " + count);
        }
        if (period != null && period.compareTo(SHORTEST_PERIOD) < 0) {
            throw new ParameterException(spec.commandLine(), "--rates must be 0.1 or more");
        }
    }

    private Consumer<NetworksEvent> listener(LineLoop loop) {
        boolean json = program.isJson();
        EventJson eventJson = new EventJson();
        EventText eventText = new EventText(program.terminal().arrow());
        return event -> {
            Instant now = Instant.now();
            loop.offer(json ? eventJson.of(now, event) : Clock.time(now) + "  " + eventText.of(event), !(event instanceof NetworksEvent.Present));
        };
    }
}
