package io.github.netsession.cli;

import io.github.netsession.Networks;
import io.github.netsession.NetworksEvent;
import io.github.netsession.NetworksListener;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code netsession demo}. */
@Command(name = "demo", description = {"Show sessions in a simulated world: networks come, go and fail by themselves,"
    + " and an application follows the default one.",
    "Needs no network and touches none; --backend has no effect."})
final class DemoCommand implements Callable<Integer> {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Netsession program;

    @Option(names = "--for", paramLabel = "SECONDS", defaultValue = "14", description = "How long; ${DEFAULT-VALUE} by default.")
    private Duration limit;

    DemoCommand(Netsession program) {
        this.program = program;
    }

    @Override
    public Integer call() throws InterruptedException {
        LineLoop loop = new LineLoop().limit(limit);
        long start = System.nanoTime();
        try (Networks networks = program.open("sim")) {
            if (!program.isJson()) {
                introduce(networks);
            }
            DemoApplication application = new DemoApplication(networks, program.terminal().arrow(),
                (words, json) -> loop.offer(program.isJson() ? json : told(start, words), true));
            networks.listen(listener(loop, start, application));
            loop.show(new PlainView(program.terminal(), program.isJson()));
            application.end();
            if (!program.isJson()) {
                program.terminal().line("");
            }
            (program.isJson() ? application.jsonSummary() : application.summary()).forEach(program.terminal()::line);
        }
        return Exit.OK.code();
    }

    /** What happens is told by the class DemoDay of the simulated backend. */
    private void introduce(Networks networks) {
        String names = networks.configurations().stream().map(each -> Text.safe(each.id().value()) + " (" + Text.word(each.bearer()) + ')')
            .collect(Collectors.joining(", "));
        program.terminal().line("A simulated laptop for " + Amount.time(limit) + "; nothing real is touched. Its networks: " + names + '.');
        program.terminal().line("The Wi-Fi fades and is lost, the metered phone steps in, the Wi-Fi returns; an application keeps a session"
            + " on the default network.");
        program.terminal().line("");
    }

    private NetworksListener listener(LineLoop loop, long start, DemoApplication application) {
        EventText words = new EventText(program.terminal().arrow());
        EventJson json = new EventJson();
        return new NetworksListener() {
            @Override
            public void event(NetworksEvent event) {
                loop.offer(program.isJson() ? json.of(Instant.now(), event) : told(start, words.of(event)), true);
                application.follow();
            }
        };
    }

    private static String told(long start, String words) {
        return String.format(Locale.ROOT, "%+7.2f s  %s", (System.nanoTime() - start) / NANOS_PER_SECOND, words);
    }
}
