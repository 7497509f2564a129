package io.github.netsession.cli.scenario;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Networks;
import io.github.netsession.sim.SimWorld;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** A day of networks: what is in a simulated world, and what happens in it when. Immutable; every {@link #begin} makes a new world. */
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
     * Reads a scenario from a text, in the grammar that cli/SCENARIOS.md documents.
     *
     * @param name its name, for messages
     * @param text the text
     * @return the scenario
     * @throws IllegalArgumentException if a line cannot be understood; the message names the line and what is expected
     */
    public static Scenario parse(String name, String text) {
        return new Scenario(new ScenarioText(name).read(text));
    }

    /** {@return the names of the scenarios that come with the program} */
    public static List<String> shipped() {
        return SHIPPED;
    }

    /**
     * Returns a scenario that comes with the program.
     *
     * @param name one of {@link #shipped()}
     * @return the scenario
     * @throws IllegalArgumentException if there is none with that name
     */
    public static Scenario shipped(String name) {
        return parse(name, textOf(name));
    }

    /**
     * Returns the text of a scenario that comes with the program.
     *
     * @param name one of {@link #shipped()}
     * @return the text
     * @throws IllegalArgumentException if there is none with that name
     */
    public static String textOf(String name) {
        if (!SHIPPED.contains(name)) {
            throw new IllegalArgumentException("no scenario '" + name + "' comes with the program; there are: " + String.join(", ", SHIPPED));
        }
        try (InputStream text = Scenario.class.getResourceAsStream(name + ".txt")) {
            return new String(Objects.requireNonNull(text, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** {@return its name} */
    public String name() {
        return name;
    }

    /** {@return what it is about, in sentences} */
    public List<String> about() {
        return about;
    }

    /** {@return the time from {@link #begin} to its end} */
    public Duration length() {
        return length;
    }

    /** {@return the configuration on which an application should open a session; empty if the scenario does not say} */
    public Optional<ConfigurationId> application() {
        return application.map(used -> serviceNetworks.containsKey(used) ? ConfigurationId.of("group", used) : accessPointId(used));
    }

    /** The id that the simulated world gives an access point of this name. */
    private static ConfigurationId accessPointId(String name) {
        return ConfigurationId.of("sim", name);
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
        serviceNetworks.forEach((network, children) -> networks.defineServiceNetwork(network, children.stream().map(Scenario::accessPointId).toList()));
    }
}
