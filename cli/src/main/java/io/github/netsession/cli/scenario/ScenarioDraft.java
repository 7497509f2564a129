package io.github.netsession.cli.scenario;

import io.github.netsession.sim.SimWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** A scenario while it is read. For one thread at a time. */
final class ScenarioDraft {

    private final String name;
    private final List<String> about = new ArrayList<>();
    private final Map<String, List<String>> serviceNetworks = new LinkedHashMap<>();
    private final List<Consumer<SimWorld>> setUp = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private long seed = 1;
    private Duration length = Duration.ofMinutes(1);
    private Optional<String> application = Optional.empty();

    /** Something that happens. */
    record Event(Duration at, String words, Consumer<SimWorld> action) {
    }

    ScenarioDraft(String name) {
        this.name = Objects.requireNonNull(name, "name");
    }

    void addAbout(String sentence) {
        about.add(Objects.requireNonNull(sentence, "sentence"));
    }

    void setSeed(long number) {
        seed = number;
    }

    void addSetUp(Consumer<SimWorld> part) {
        setUp.add(Objects.requireNonNull(part, "part"));
    }

    void addServiceNetwork(String network, List<String> accessPoints) {
        serviceNetworks.put(Objects.requireNonNull(network, "network"), List.copyOf(accessPoints));
    }

    void setApplication(String used) {
        application = Optional.of(used);
    }

    void addEvent(Duration time, String words, Consumer<SimWorld> action) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("nothing happens before the beginning: " + time);
        }
        events.add(new Event(time, Objects.requireNonNull(words, "words"), Objects.requireNonNull(action, "action")));
    }

    void setLength(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("a scenario lasts some time, not " + time);
        }
        length = time;
    }

    String name() {
        return name;
    }

    List<String> about() {
        return List.copyOf(about);
    }

    long seed() {
        return seed;
    }

    Duration length() {
        return length;
    }

    Optional<String> application() {
        return application;
    }

    /** The access points of each service network, in the order of definition. */
    Map<String, List<String>> serviceNetworks() {
        return new LinkedHashMap<>(serviceNetworks);
    }

    List<Consumer<SimWorld>> setUp() {
        return List.copyOf(setUp);
    }

    List<Event> events() {
        return List.copyOf(events);
    }
}
