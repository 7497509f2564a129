package io.github.netsession.cli;

import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.NetworksEvent;
import io.github.netsession.NetworksListener;
import io.github.netsession.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code netsession demo}. */
@Command(name = "demo", description = {"Show a session in a simulated world: networks that come, go and fail by themselves.",
    "Needs no network and touches none; --backend has no effect."})
final class DemoCommand implements Callable<Integer> {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Netsession program;

    @Option(names = "--for", paramLabel = "SECONDS", defaultValue = "12", description = "How long; ${DEFAULT-VALUE} by default.")
    private Duration limit;

    DemoCommand(Netsession program) {
        this.program = program;
    }

    @Override
    public Integer call() throws InterruptedException {
        LineLoop loop = new LineLoop().limit(limit);
        long start = System.nanoTime();
        try (Networks networks = program.open("sim")) {
            networks.listen(listener(loop, start));
            Optional<NetworkConfiguration> configuration = networks.defaultConfiguration();
            if (configuration.isEmpty()) {
                loop.show(new PlainView(program.terminal(), program.isJson()));
                return Exit.OK.code();
            }
            try (NetworkSession session = networks.session(configuration.get())) {
                session.listen(new SessionLines(program.terminal().arrow(),
                    (words, json) -> loop.offer(program.isJson() ? json : told(start, words), true)));
                session.open();
                loop.show(new PlainView(program.terminal(), program.isJson()));
                if (!program.isJson()) {
                    Traffic traffic = session.traffic();
                    program.terminal().line(told(start, "the end: open for " + Amount.time(session.activeTime()) + ", "
                        + Amount.bytes(traffic.bytesReceived()) + " received, " + Amount.bytes(traffic.bytesWritten()) + " written"));
                }
            }
        }
        return Exit.OK.code();
    }

    private NetworksListener listener(LineLoop loop, long start) {
        EventText words = new EventText(program.terminal().arrow());
        EventJson json = new EventJson();
        return new NetworksListener() {
            @Override
            public void event(NetworksEvent event) {
                loop.offer(program.isJson() ? json.of(Instant.now(), event) : told(start, words.of(event)), true);
            }
        };
    }

    private static String told(long start, String words) {
        return String.format(Locale.ROOT, "%+7.2f s  %s", (System.nanoTime() - start) / NANOS_PER_SECOND, words);
    }
}
