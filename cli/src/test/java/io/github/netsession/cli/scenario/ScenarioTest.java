package io.github.netsession.cli.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionFailure;
import io.github.netsession.sim.SimAccessPoint;
import io.github.netsession.sim.SimDevice;
import io.github.netsession.sim.SimWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Network days as texts. */
@Tag("sim")
class ScenarioTest {

    private static final String TEXT = """
        about "a day"   # of which nothing stays
        seed 3
        device wlan0 wlan
        access-point home on wlan0 at 0 0 power 18 up reaches internet metered no address 192.0.2.7/24 traffic 1000 10
        access-point cafe on wlan0 at 40 0 reaches portal bandwidth 5000 500 domain town starts-in 1s stops-in 10ms may-take 9s
        access-point phone lte metered guessed-yes signal 60
        service-network internet home cafe phone
        application internet

        at 1s say "off we go"
        at 1s500ms device travels 100 0 in 1m
        at 20s hints late 300ms
        at 21s hints twice
        at 22s phone fails "no plan"
        at 23s daemon gone
        at 25s daemon back
        at 26s phone works
        at 27s starting forbidden
        at 28s starting permitted
        at 29s suspended 2h
        at 30s cafe reaches internet
        at 31s hints lost
        at 32s hints back
        at 33s device at 0 0
        at 34s phone removed
        lasts 1m10s
        """;

    /** The same day, written in Java. */
    private static SimWorld written(Consumer<String> narrator) {
        SimWorld world = new SimWorld(3);
        SimDevice radio = world.device("wlan0", Bearer.WLAN);
        world.accessPoint("home", radio).at(0, 0).power(18).up().connectivity(Connectivity.INTERNET).metered(Metered.NO).address("192.0.2.7/24").traffic(1000, 10);
        SimAccessPoint cafe = world.accessPoint("cafe", radio).at(40, 0).portal().bandwidth(5000, 500).mobilityDomain("town")
            .startDelay(Duration.ofSeconds(1)).stopDelay(Duration.ofMillis(10)).connectTimeout(Duration.ofSeconds(9));
        SimAccessPoint phone = world.accessPoint("phone", Bearer.LTE).metered(Metered.GUESSED_YES).signal(60);
        event(world, narrator, 1_000, "off we go", () -> { });
        event(world, narrator, 1_500, "device travels 100 0 in 1m", () -> world.travel(100, 0, Duration.ofMinutes(1)));
        event(world, narrator, 20_000, "hints late 300ms", () -> world.faults().jitterHints(Duration.ofMillis(300)));
        event(world, narrator, 21_000, "hints twice", () -> world.faults().doubleHints());
        event(world, narrator, 22_000, "phone fails no plan", () -> phone.failStarts(SessionFailure.Reason.UNKNOWN, "no plan"));
        event(world, narrator, 23_000, "the system service is gone", () -> world.faults().crashService());
        event(world, narrator, 25_000, "the system service is back", () -> world.faults().restoreService());
        event(world, narrator, 26_000, "phone works", phone::restoreStarts);
        event(world, narrator, 27_000, "starting forbidden", () -> world.denyStarts());
        event(world, narrator, 28_000, "starting permitted", () -> world.restoreStarts());
        event(world, narrator, 29_000, "the machine is suspended for 7200 s", () -> world.suspend(Duration.ofHours(2)));
        event(world, narrator, 30_000, "cafe reaches internet", cafe::login);
        event(world, narrator, 31_000, "hints lost", () -> world.faults().loseHints());
        event(world, narrator, 32_000, "hints back", () -> world.faults().restoreHints());
        event(world, narrator, 33_000, "device at 0 0", () -> world.moveTo(0, 0));
        event(world, narrator, 34_000, "phone removed", phone::remove);
        return world;
    }

    private static void event(SimWorld world, Consumer<String> narrator, long atMillis, String words, Runnable action) {
        world.after(Duration.ofMillis(atMillis), () -> {
            narrator.accept(words);
            action.run();
        });
    }

    /** What is told, what happens in the world, and what a session that follows it tells. */
    private static List<String> played(Scenario day, Function<Consumer<String>, SimWorld> begin) {
        List<String> told = new ArrayList<>();
        SimWorld world = begin.apply(told::add);
        try (Networks networks = world.open()) {
            day.define(networks);
            NetworkSession session = networks.session(day.application().orElseThrow());
            session.listen(event -> told.add(world.time() + " " + event));
            session.open();
            world.advance(day.length());
        }
        told.addAll(world.trace());
        return told;
    }

    private static List<String> played(Scenario day) {
        return played(day, day::begin);
    }

    @Test
    void aTextAndAScriptThatSayTheSameAreTheSameDay() {
        Scenario read = Scenario.parse("day", TEXT);
        assertEquals(String.join("\n", played(read, ScenarioTest::written)), String.join("\n", played(read)));
        assertEquals(List.of("a day"), read.about());
        assertEquals(Optional.of(ConfigurationId.of("group", "internet")), read.application());
        assertEquals(Duration.ofSeconds(70), read.length());
    }

    @ParameterizedTest
    @MethodSource("io.github.netsession.cli.scenario.Scenario#shipped")
    void aDayThatComesWithTheProgramRoamsAndIsTheSameEachTime(String name) {
        List<String> first = played(Scenario.shipped(name));
        assertEquals(String.join("\n", first), String.join("\n", played(Scenario.shipped(name))));
        assertTrue(first.stream().anyMatch(line -> line.contains("Activated")), name);
    }

    @Test
    void theDayInTheDocumentCanBeReadAndItsGrammarIsComplete() throws IOException {
        String document = Files.readString(Path.of("SCENARIOS.md"));
        String day = document.substring(document.indexOf("```\n") + 4, document.indexOf("\n```", document.indexOf("```\n") + 4));
        assertEquals(Optional.of(ConfigurationId.of("group", "internet")), Scenario.parse("guide", day).application());
        for (String line : List.of("flies", "access-point a wlan flies", "at 1s flies")) {
            String mistake = assertThrows(IllegalArgumentException.class, () -> Scenario.parse("day", line)).getMessage();
            for (String word : mistake.substring(mistake.indexOf("expected: ") + 10).replace(", or an access point", "").split(", ")) {
                assertTrue(document.matches("(?s).*[\\s`]" + word + "[\\s`].*"), word);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "acces-point a wlan | 'acces-point' cannot stand here; expected: about, seed",
        "access-point a wifi | 'wifi' cannot stand here; expected: bluetooth, bridge",
        "access-point a on wlan7 | 'wlan7' cannot stand here; expected: a device that was named before",
        "access-point a wlan at 1 | ends where a number should stand",
        "access-point a wlan signal 101 | signal 101 is not within 0 to 100",
        "access-point a wlan signal 9999999999 | signal",
        "access-point a wlan upp | 'upp' cannot stand here; expected: up, down",
        "access-point a wlan reaches mars | 'mars' cannot stand here; expected: internet, limited",
        "access-point a wlan address home | not a literal address",
        "access-point a wlan removed up | a has been removed",
        "service-network s b | 'b' cannot stand here; expected: the name of something that was made before",
        "application nobody | 'nobody' cannot stand here",
        "at 5 say hello | '5' is not a time",
        "at 5s | ends where say, device, daemon",
        "at 5s nobody up | 'nobody' cannot stand here",
        "at 5s device flies 1 1 | 'flies' cannot stand here; expected: at, travels",
        "at 5s device travels 1 1 within 5s | 'within' cannot stand here; expected: in",
        "at 5s daemon sleeps | 'sleeps' cannot stand here; expected: back, gone",
        "lasts 0s | a scenario lasts some time",
        "lasts 1m 2m | '2m' cannot stand here; expected: the end of the line",
        "seed x | 'x' is not a whole number",
        "about \"never ended | cannot be read from here on: \"never ended",
        "at 5s suspended 99999999999s | is not a time",
    })
    void aMistakeIsNamedWithItsLineAndWhatCouldStandThere(String line, String message) {
        String thrown = assertThrows(IllegalArgumentException.class, () -> Scenario.parse("day", "# one\n" + line)).getMessage();
        assertTrue(thrown.startsWith("day, line 2: ") && thrown.contains(message), thrown);
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Scenario.shipped("../commute")).getMessage()
            .endsWith("there are: commute, metered-tethering, captive-portal, flapping-dock, failing-candidate"));
    }
}
