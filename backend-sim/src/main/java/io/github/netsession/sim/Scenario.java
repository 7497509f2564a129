package io.github.netsession.sim;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Networks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A day of networks: what is in the world, and what happens in it when. The builder and {@link #parse} make the same of it.
 *
 * <pre>{@code
 * Scenario day = Scenario.named("lost-wifi")
 *     .world(world -> {
 *         world.accessPoint("home", Bearer.WLAN).at(0, 0).up();
 *         world.accessPoint("phone", Bearer.LTE).metered(Metered.YES);
 *     })
 *     .serviceNetwork("internet", "home", "phone")
 *     .at(Duration.ofSeconds(10), "leaves home", world -> world.travel(300, 0, Duration.ofMinutes(2)))
 *     .lasts(Duration.ofMinutes(5))
 *     .build();
 * SimWorld world = day.begin();
 * try (Networks networks = world.open()) {
 *     day.define(networks);
 *     ...
 *     world.advance(day.length());
 * }
 * }</pre>
 *
 * <p>{@link #parse} documents the text. Immutable; every {@link #begin()} is a new world.
 */
public final class Scenario {

    private static final List<String> SHIPPED = List.of("commute", "metered-tethering", "captive-portal", "flapping-dock", "failing-candidate");

    private final String name;
    private final List<String> about;
    private final long seed;
    private final Duration length;
    private final Optional<String> application;
    private final Map<String, List<String>> serviceNetworks;
    private final List<Consumer<SimWorld>> setUp;
    private final List<ScenarioDraft.Event> events;

    private Scenario(ScenarioDraft draft) {
        name = draft.name();
        about = draft.about();
        seed = draft.seed();
        length = draft.length();
        application = draft.application();
        serviceNetworks = draft.serviceNetworks();
        setUp = draft.setUp();
        events = draft.events();
    }

    /**
     * Returns a builder.
     *
     * @param name the name of the scenario
     * @return a builder
     */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /**
     * Reads a scenario from a text. A line is a statement; {@code #} begins a comment; a word with blanks is written in double quotes; times are
     * written {@code 90s}, {@code 1m30s}, {@code 200ms}, {@code 2h}.
     *
     * <pre>
     * about TEXT                                 what the day is about; may be repeated
     * seed NUMBER                                the seed of everything random
     * device NAME BEARER                         a radio that several access points share
     * access-point NAME BEARER|on DEVICE FACT... facts are those below
     * service-network NAME ACCESS-POINT...       best first
     * application NAME                           what the demonstration opens a session on
     * at TIME say TEXT
     * at TIME NAME FACT...                       an access point changes
     * at TIME device at X Y | device travels X Y in TIME
     * at TIME daemon gone | daemon back | hints lost | hints back | hints twice | hints late TIME | suspended TIME
     * at TIME starting permitted | starting forbidden
     * lasts TIME
     * </pre>
     *
     * <p>Facts: {@code up}, {@code down}, {@code in-range}, {@code out-of-range}, {@code removed}, {@code at X Y} (metres), {@code power DBM},
     * {@code signal PERCENT}, {@code metered yes|no|guessed-yes|guessed-no|unknown}, {@code reaches internet|portal|limited|local|none|unknown},
     * {@code address CIDR}, {@code no-address}, {@code traffic RECEIVED WRITTEN}, {@code bandwidth DOWN UP} (bytes a second),
     * {@code starts-in TIME}, {@code stops-in TIME}, {@code may-take TIME}, {@code fails TEXT}, {@code works}, {@code domain NAME}.
     *
     * @param name its name, for messages
     * @param text the text
     * @return the scenario
     * @throws IllegalArgumentException if a line cannot be understood; the message names the line and what is expected
     */
    public static Scenario parse(String name, String text) {
        return new Scenario(new ScenarioText(name).read(text));
    }

    /**
     * Reads a scenario from a file, in UTF-8.
     *
     * @param file the file
     * @return the scenario, named as the file
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if a line cannot be understood
     */
    public static Scenario read(Path file) throws IOException {
        return parse(String.valueOf(file.getFileName()), Files.readString(file));
    }

    /**
     * Returns the names of the scenarios that come with the library.
     *
     * @return their names
     */
    public static List<String> shipped() {
        return SHIPPED;
    }

    /**
     * Returns a scenario that comes with the library.
     *
     * @param name one of {@link #shipped()}
     * @return the scenario
     * @throws IllegalArgumentException if there is none with that name
     */
    public static Scenario shipped(String name) {
        return parse(name, textOf(name));
    }

    /**
     * Returns the text of a scenario that comes with the library.
     *
     * @param name one of {@link #shipped()}
     * @return the text
     * @throws IllegalArgumentException if there is none with that name
     */
    public static String textOf(String name) {
        if (!SHIPPED.contains(name)) {
            throw new IllegalArgumentException("no scenario '" + name + "' comes with the library; there are: " + String.join(", ", SHIPPED));
        }
        try (InputStream text = Scenario.class.getResourceAsStream("scenarios/" + name + ".txt")) {
            return new String(Objects.requireNonNull(text, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Returns its name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Returns what it is about.
     *
     * @return sentences
     */
    public List<String> about() {
        return about;
    }

    /**
     * Returns how long it lasts.
     *
     * @return the time from {@link #begin()} to its end
     */
    public Duration length() {
        return length;
    }

    /**
     * Returns the configuration on which an application should open a session.
     *
     * @return the configuration; empty if the scenario does not say
     */
    public Optional<ConfigurationId> application() {
        return application.map(used -> serviceNetworks.containsKey(used) ? ConfigurationId.of("group", used) : SimId.of(used));
    }

    /**
     * Makes a new world in which everything is still to happen.
     *
     * @return the world, at time zero
     */
    public SimWorld begin() {
        return begin(words -> { });
    }

    /**
     * Makes a new world in which everything is still to happen.
     *
     * @param narrator is called in the world's turn with the words of each event, just before it happens
     * @return the world, at time zero
     */
    public SimWorld begin(Consumer<String> narrator) {
        SimWorld world = new SimWorld(seed);
        setUp.forEach(part -> part.accept(world));
        for (ScenarioDraft.Event event : events) {
            world.after(event.at(), () -> {
                narrator.accept(event.words());
                event.action().accept(world);
            });
        }
        return world;
    }

    /**
     * Defines its service networks.
     *
     * @param networks the instance in which they are defined
     */
    public void define(Networks networks) {
        serviceNetworks.forEach((network, children) -> networks.defineServiceNetwork(network, children.stream().map(SimId::of).toList()));
    }

    /** Builds a scenario. Not safe for use by several threads at once. */
    public static final class Builder {

        private final ScenarioDraft draft;

        private Builder(String name) {
            draft = new ScenarioDraft(name);
        }

        /**
         * Adds a sentence about it.
         *
         * @param sentence the sentence
         * @return this
         */
        public Builder about(String sentence) {
            draft.addAbout(sentence);
            return this;
        }

        /**
         * Sets the seed of everything random in it; 1 unless set.
         *
         * @param number the seed
         * @return this
         */
        public Builder seed(long number) {
            draft.setSeed(number);
            return this;
        }

        /**
         * Adds something that prepares the world before it begins.
         *
         * @param part what prepares it
         * @return this
         */
        public Builder world(Consumer<SimWorld> part) {
            draft.addSetUp(part);
            return this;
        }

        /**
         * Makes access points one service network.
         *
         * @param network its name
         * @param accessPoints their names, best first
         * @return this
         */
        public Builder serviceNetwork(String network, String... accessPoints) {
            draft.addServiceNetwork(network, List.of(accessPoints));
            return this;
        }

        /**
         * Sets on what an application should open a session.
         *
         * @param used the name of a service network or an access point
         * @return this
         */
        public Builder application(String used) {
            draft.setApplication(used);
            return this;
        }

        /**
         * Adds something that happens.
         *
         * @param time when, from the beginning, not negative
         * @param words what happens, for people
         * @param action what it does
         * @return this
         */
        public Builder at(Duration time, String words, Consumer<SimWorld> action) {
            draft.addEvent(time, words, action);
            return this;
        }

        /**
         * Sets how long it lasts; a minute unless set.
         *
         * @param time the time, positive
         * @return this
         */
        public Builder lasts(Duration time) {
            draft.setLength(time);
            return this;
        }

        /**
         * Builds the scenario.
         *
         * @return the scenario
         */
        public Scenario build() {
            return new Scenario(draft);
        }
    }
}
