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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A network day: what there is in the world, and what happens in it when. Made with the builder, or from a text; both are the same.
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
    private final List<Event> events;

    /** Something that happens. */
    private record Event(Duration at, String words, Consumer<SimWorld> action) {
    }

    private Scenario(Builder builder) {
        name = builder.name;
        about = List.copyOf(builder.about);
        seed = builder.seed;
        length = builder.length;
        application = builder.application;
        serviceNetworks = new LinkedHashMap<>(builder.serviceNetworks);
        setUp = List.copyOf(builder.setUp);
        events = List.copyOf(builder.events);
    }

    /**
     * Begins a scenario.
     *
     * @param name its name
     * @return a builder
     */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /**
     * Reads a scenario from a text. A line is a statement; {@code #} begins a comment; a word with blanks stands in double quotes; times are
     * written {@code 90s}, {@code 1m30s}, {@code 200ms}, {@code 2h}.
     *
     * <pre>
     * about TEXT                                 what the day is about; may stand several times
     * seed NUMBER                                what chance comes from
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
     * @throws IllegalArgumentException if a line cannot be understood; the message names it and what could stand there
     */
    public static Scenario parse(String name, String text) {
        return new ScenarioText(name).read(text);
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
     * The scenarios that come with the library.
     *
     * @return their names
     */
    public static List<String> shipped() {
        return SHIPPED;
    }

    /**
     * A scenario that comes with the library.
     *
     * @param name one of {@link #shipped()}
     * @return the scenario
     * @throws IllegalArgumentException if there is none with that name
     */
    public static Scenario shipped(String name) {
        return parse(name, textOf(name));
    }

    /**
     * The text of a scenario that comes with the library.
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
     * Its name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * What it is about.
     *
     * @return sentences
     */
    public List<String> about() {
        return about;
    }

    /**
     * How long it lasts.
     *
     * @return the time from {@link #begin()} to its end
     */
    public Duration length() {
        return length;
    }

    /**
     * What an application in it should open a session on.
     *
     * @return the configuration; empty if nobody said
     */
    public Optional<ConfigurationId> application() {
        return application.map(used -> serviceNetworks.containsKey(used) ? ConfigurationId.of("group", used) : SimId.of(used));
    }

    /**
     * A new world with everything in it and everything still to happen.
     *
     * @return the world, at time zero
     */
    public SimWorld begin() {
        return begin(words -> { });
    }

    /**
     * A new world with everything in it and everything still to happen.
     *
     * @param narrator is told, in the world's turn, what happens, just before it does
     * @return the world, at time zero
     */
    public SimWorld begin(Consumer<String> narrator) {
        SimWorld world = new SimWorld(seed);
        setUp.forEach(part -> part.accept(world));
        for (Event event : events) {
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
     * @param networks where
     */
    public void define(Networks networks) {
        serviceNetworks.forEach((network, children) -> networks.defineServiceNetwork(network, children.stream().map(SimId::of).toList()));
    }

    /** Collects a scenario. Not safe for use by several threads at once. */
    public static final class Builder {

        private final String name;
        private final List<String> about = new ArrayList<>();
        private final Map<String, List<String>> serviceNetworks = new LinkedHashMap<>();
        private final List<Consumer<SimWorld>> setUp = new ArrayList<>();
        private final List<Event> events = new ArrayList<>();
        private long seed = 1;
        private Duration length = Duration.ofMinutes(1);
        private Optional<String> application = Optional.empty();

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        /**
         * Says what it is about.
         *
         * @param sentence a sentence more
         * @return this
         */
        public Builder about(String sentence) {
            about.add(Objects.requireNonNull(sentence, "sentence"));
            return this;
        }

        /**
         * Sets what chance comes from; 1 unless set.
         *
         * @param number the seed
         * @return this
         */
        public Builder seed(long number) {
            seed = number;
            return this;
        }

        /**
         * Puts something into the world before it begins.
         *
         * @param part what
         * @return this
         */
        public Builder world(Consumer<SimWorld> part) {
            setUp.add(Objects.requireNonNull(part, "part"));
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
            serviceNetworks.put(Objects.requireNonNull(network, "network"), List.of(accessPoints));
            return this;
        }

        /**
         * Says what an application in it should open a session on.
         *
         * @param used the name of a service network or an access point
         * @return this
         */
        public Builder application(String used) {
            application = Optional.of(used);
            return this;
        }

        /**
         * Lets something happen.
         *
         * @param time when, from the beginning, not negative
         * @param words what, for people
         * @param action what it does
         * @return this
         */
        public Builder at(Duration time, String words, Consumer<SimWorld> action) {
            if (time.isNegative()) {
                throw new IllegalArgumentException("nothing happens before the beginning: " + time);
            }
            events.add(new Event(time, Objects.requireNonNull(words, "words"), Objects.requireNonNull(action, "action")));
            return this;
        }

        /**
         * Sets how long it lasts; a minute unless set.
         *
         * @param time the time, positive
         * @return this
         */
        public Builder lasts(Duration time) {
            if (time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException("a scenario lasts some time, not " + time);
            }
            length = time;
            return this;
        }

        /**
         * The scenario.
         *
         * @return the scenario
         */
        public Scenario build() {
            return new Scenario(this);
        }
    }
}
