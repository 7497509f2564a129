package io.github.netsession.cli;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Networks;
import io.github.netsession.cli.scenario.Scenario;
import io.github.netsession.sim.SimWorld;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code netsession demo}. */
@Command(name = "demo", description = {"Play a network day in a simulated world: an application holds a session on its service network, is"
    + " asked where to move, tests, and answers.",
    "Needs no network and touches none; --backend has no effect. Time is simulated too: the day is over at once unless --speed says otherwise."})
final class DemoCommand implements Callable<Integer> {

    private static final Duration STEP = Duration.ofMillis(100);

    private final Netsession program;

    @Parameters(index = "0", arity = "0..1", paramLabel = "SCENARIO", defaultValue = "commute",
        description = "A file, or one that comes with the program (--list); ${DEFAULT-VALUE} by default.")
    private String scenario;

    @Option(names = "--list", description = "List the scenarios that come with the program.")
    private boolean list;

    @Option(names = "--text", description = "Print the scenario's text instead of playing it, to begin one's own from.")
    private boolean text;

    @Option(names = "--speed", paramLabel = "FACTOR", description = "Play so many times as fast as real time.", converter = Speed.class)
    private Double speed;

    DemoCommand(Netsession program) {
        this.program = program;
    }

    /** Reads a factor. */
    static final class Speed implements ITypeConverter<Double> {
        @Override
        public Double convert(String value) {
            try {
                double factor = Double.parseDouble(value);
                if (factor >= 0.01 && factor <= 1_000_000) {
                    return factor;
                }
            } catch (NumberFormatException malformed) {
                throw expected(value);
            }
            throw expected(value);
        }

        private static TypeConversionException expected(String value) {
            return new TypeConversionException("'" + value + "' is not a speed from 0.01 to 1000000");
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        if (list) {
            Scenario.shipped().forEach(name -> program.terminal().line(name + "  " + String.join(" ", Scenario.shipped(name).about())));
        } else if (text) {
            textOf(scenario).lines().forEach(line -> program.terminal().line(Text.safe(line)));
        } else {
            play(load());
        }
        return Exit.OK.code();
    }

    private Scenario load() {
        try {
            return Scenario.parse(scenario, textOf(scenario));
        } catch (IllegalArgumentException mistake) {
            throw new CliException(Exit.USAGE, mistake.getMessage());
        }
    }

    private static String textOf(String name) {
        if (Scenario.shipped().contains(name)) {
            return Scenario.textOf(name);
        }
        try {
            return Files.readString(Path.of(name));
        } catch (CharacterCodingException binary) {
            throw new CliException(Exit.USAGE, name + " is not a text in UTF-8", binary);
        } catch (IOException | InvalidPathException unreadable) {
            throw new CliException(Exit.USAGE, "there is neither a file " + name + " that can be read nor a scenario of that name; there are: "
                + String.join(", ", Scenario.shipped()), unreadable);
        }
    }

    private void play(Scenario day) throws InterruptedException {
        ConfigurationId used = day.application().orElseThrow(() ->
            new CliException(Exit.USAGE, day.name() + ": no line says what the application uses; expected: application NAME"));
        DemoApplication.Story[] story = new DemoApplication.Story[1];
        SimWorld world = day.begin(words -> story[0].tell("world", words, "world", json -> json.writeStringField("what", words)));
        story[0] = (who, words, event, fields) -> program.terminal().line(program.isJson()
            ? EventJson.line(Instant.EPOCH.plus(world.time()), event, fields)
            : String.format(Locale.ROOT, "%7.1f s  %-11s  %s", world.time().toMillis() / 1000.0, who, Text.safe(words)));
        try (Networks networks = world.open()) {
            day.define(networks);
            introduce(day);
            DemoApplication application = new DemoApplication(networks, world, used, program.terminal().arrow(), story[0]);
            application.begin();
            pass(world, day.length());
            application.end();
            if (!program.isJson()) {
                program.terminal().line("");
                application.summary().forEach(program.terminal()::line);
            }
        }
    }

    private void introduce(Scenario day) {
        if (!program.isJson()) {
            day.about().forEach(sentence -> program.terminal().line(Text.safe(sentence)));
            program.terminal().line("Nothing real is touched, and " + Amount.time(day.length()) + " of simulated time pass"
                + (speed == null ? " at once." : "."));
            program.terminal().line("");
        }
    }

    private void pass(SimWorld world, Duration length) throws InterruptedException {
        long begin = System.nanoTime();
        while (world.time().compareTo(length) < 0 && !program.terminal().out().checkError()) {
            Duration rest = length.minus(world.time());
            world.advance(rest.compareTo(STEP) < 0 ? rest : STEP);
            if (speed != null) {
                long due = begin + (long) (world.time().toNanos() / speed);
                new CountDownLatch(1).await(Math.max(0, due - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
        }
    }
}
