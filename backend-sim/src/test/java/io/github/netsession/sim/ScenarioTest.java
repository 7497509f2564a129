package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Network days, from a builder and from a text. */
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

    private static Scenario built() {
        return Scenario.named("day").about("a day").seed(3)
            .world(world -> world.device("wlan0", Bearer.WLAN))
            .world(world -> world.accessPoint("home", world.inventory().device("wlan0").orElseThrow()).at(0, 0).power(18).up()
                .connectivity(Connectivity.INTERNET).metered(Metered.NO).address("192.0.2.7/24").traffic(1000, 10))
            .world(world -> world.accessPoint("cafe", world.inventory().device("wlan0").orElseThrow()).at(40, 0).portal().bandwidth(5000, 500)
                .mobilityDomain("town").startDelay(Duration.ofSeconds(1)).stopDelay(Duration.ofMillis(10)).connectTimeout(Duration.ofSeconds(9)))
            .world(world -> world.accessPoint("phone", Bearer.LTE).metered(Metered.GUESSED_YES).signal(60))
            .serviceNetwork("internet", "home", "cafe", "phone")
            .application("internet")
            .at(Duration.ofSeconds(1), "off we go", world -> { })
            .at(Duration.ofMillis(1500), "device travels 100 0 in 1m", world -> world.travel(100, 0, Duration.ofMinutes(1)))
            .at(Duration.ofSeconds(20), "hints late 300ms", world -> world.faults().jitterHints(Duration.ofMillis(300)))
            .at(Duration.ofSeconds(21), "hints twice", world -> world.faults().doubleHints(true))
            .at(Duration.ofSeconds(22), "phone fails no plan", world -> world.accessPoint("phone").orElseThrow().failStarts(SessionFailure.Reason.UNKNOWN, "no plan"))
            .at(Duration.ofSeconds(23), "the system service is gone", world -> world.faults().daemonGone())
            .at(Duration.ofSeconds(25), "the system service is back", world -> world.faults().daemonBack())
            .at(Duration.ofSeconds(26), "phone works", world -> world.accessPoint("phone").orElseThrow().allowStarts())
            .at(Duration.ofSeconds(27), "starting forbidden", world -> world.permitStart(false))
            .at(Duration.ofSeconds(28), "starting permitted", world -> world.permitStart(true))
            .at(Duration.ofSeconds(29), "the machine is suspended for 7200 s", world -> world.suspend(Duration.ofHours(2)))
            .at(Duration.ofSeconds(30), "cafe reaches internet", world -> world.accessPoint("cafe").orElseThrow().login())
            .at(Duration.ofSeconds(31), "hints lost", world -> world.faults().loseHints())
            .at(Duration.ofSeconds(32), "hints back", world -> world.faults().resynchronize())
            .at(Duration.ofSeconds(33), "device at 0 0", world -> world.moveTo(0, 0))
            .at(Duration.ofSeconds(34), "phone removed", world -> world.accessPoint("phone").orElseThrow().remove())
            .lasts(Duration.ofSeconds(70)).build();
    }

    /** What is told, what happens in the world, and what a session that follows it tells. */
    private static List<String> played(Scenario day) {
        List<String> told = new ArrayList<>();
        SimWorld world = day.begin(told::add);
        try (Networks networks = world.open()) {
            day.define(networks);
            NetworkSession session = networks.session(day.application().orElseThrow());
            session.listen(new SessionListener() {
                @Override
                public void accept(SessionEvent event) {
                    told.add(world.time() + " " + event);
                }
            });
            session.open();
            world.advance(day.length());
        }
        told.addAll(world.trace());
        return told;
    }

    @Test
    void aTextAndABuilderThatSayTheSameAreTheSameDay() {
        Scenario read = Scenario.parse("day", TEXT);
        assertEquals(String.join("\n", played(built())), String.join("\n", played(read)));
        assertEquals(List.of("a day"), read.about());
        assertEquals(Optional.of(ConfigurationId.of("group", "internet")), read.application());
        assertEquals(Duration.ofSeconds(70), read.length());
    }

    @ParameterizedTest
    @MethodSource("io.github.netsession.sim.Scenario#shipped")
    void aDayThatComesWithTheLibraryRoamsAndIsTheSameEachTime(String name) {
        List<String> first = played(Scenario.shipped(name));
        assertEquals(String.join("\n", first), String.join("\n", played(Scenario.shipped(name))));
        assertTrue(first.stream().anyMatch(line -> line.contains("Activated")), name);
    }

    @Test
    void aFileIsReadByItsName(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("my-day.txt");
        Files.writeString(file, TEXT);
        assertEquals("my-day.txt", Scenario.read(file).name());
        Files.writeString(file, "lasts long");
        assertEquals("my-day.txt, line 1: 'long' is not a time; expected for instance 90s, 1m30s, 200ms or 2h",
            assertThrows(IllegalArgumentException.class, () -> Scenario.read(file)).getMessage());
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
