package io.github.netsession.sim;

import io.github.netsession.Bearer;
import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
import io.github.netsession.Networks;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendProvider;
import io.github.netsession.spi.BackendSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A network world in virtual time. Make one, put access points into it, open it, and move its time by hand:
 *
 * <pre>{@code
 * SimWorld world = new SimWorld();
 * SimAccessPoint home = world.accessPoint("home", Bearer.WLAN).address("192.0.2.7/24");
 * try (Networks networks = world.open()) {
 *     NetworkSession session = networks.session(networks.configuration(home.id()).orElseThrow());
 *     session.open();
 *     world.advance(Duration.ofSeconds(3));
 *     home.outOfRange();
 * }
 * }</pre>
 *
 * <p>Nothing happens by itself and there is no thread: {@link #advance} runs everything that falls due, listeners included,
 * on the caller's thread, to quiescence; calls into the library run what they cause at the present moment; and
 * {@code NetworkSession.awaitOpened} lets the virtual time pass as far as it needs. The same script gives the same events in
 * the same order, always.
 *
 * <p>Several {@code Networks} can be open on one world. Safe from any thread, though one thread makes the better test.
 */
public final class SimWorld {

    private final SimClock clock = new SimClock();
    private final Map<String, SimAccessPoint> accessPoints = new LinkedHashMap<>();
    private final List<BackendSink> sinks = new ArrayList<>();
    private Optional<String> defaultInterface = Optional.empty();
    private Connectivity connectivity = Connectivity.UNKNOWN;
    private Metered metered = Metered.UNKNOWN;
    private Optional<BackendException> readFailure = Optional.empty();
    private Duration suspended = Duration.ZERO;
    private boolean hintsLost;
    private boolean startPermitted = true;
    private long losses;
    private long readings;
    private int nextLinkIndex = 2;

    /** An empty world at time zero: a loopback link and nothing else. */
    public SimWorld() {
    }

    /**
     * Opens the library on this world.
     *
     * @return the open instance, in this world's time
     */
    public Networks open() {
        return Networks.builder().backend(provider()).open();
    }

    /**
     * This world as a backend, for {@code Networks.builder().backend(..)}.
     *
     * @return a provider that opens this world in its virtual time
     */
    public BackendProvider provider() {
        return new SimBackendProvider(this);
    }

    /**
     * Puts an access point into the world: in range, down, on a device of its own.
     *
     * @param name its name; its id is {@code sim:<name>}, its interface {@code sim-<name>}
     * @param bearer what carries it
     * @return the access point
     * @throws IllegalArgumentException if there is one with that name
     */
    public SimAccessPoint accessPoint(String name, Bearer bearer) {
        Objects.requireNonNull(bearer, "bearer");
        SimAccessPoint accessPoint = new SimAccessPoint(this, name, bearer, newLinkIndex());
        update(() -> {
            if (accessPoints.putIfAbsent(name, accessPoint) != null) {
                throw new IllegalArgumentException("the world has an access point '" + name + "' already");
            }
        });
        return accessPoint;
    }

    /**
     * Lets the time pass, running everything that falls due in it.
     *
     * @param duration how much, not negative
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time does not go backwards: " + duration);
        }
        clock.advance(duration);
    }

    /**
     * Does something later, in the world's turn: it may change the world and call into the library, but not wait.
     *
     * @param delay how much later, not negative
     * @param event what to do
     */
    public void after(Duration delay, Runnable event) {
        Objects.requireNonNull(event, "event");
        clock.after(delay, event);
    }

    /**
     * The time since the world began.
     *
     * @return the virtual time
     */
    public Duration time() {
        return Duration.ofNanos(clock.nanos());
    }

    /**
     * Sets the system's judgement of how far the network reaches.
     *
     * @param judged the judgement
     */
    public void connectivity(Connectivity judged) {
        update(() -> {
            connectivity = Objects.requireNonNull(judged, "judged");
        });
    }

    /**
     * Sets whether the network in use costs.
     *
     * @param judged the judgement
     */
    public void metered(Metered judged) {
        update(() -> {
            metered = Objects.requireNonNull(judged, "judged");
        });
    }

    /**
     * Sets the access point whose interface traffic to the Internet leaves by.
     *
     * @param accessPoint the access point
     */
    public void defaultRoute(SimAccessPoint accessPoint) {
        update(() -> {
            defaultInterface = Optional.of(accessPoint.interfaceName());
        });
    }

    /**
     * Says whether this process may start and stop interfaces.
     *
     * @param permitted whether it may
     */
    public void permitStart(boolean permitted) {
        update(() -> {
            startPermitted = permitted;
        });
    }

    /** Makes every reading fail from now on, as when a system service hangs. */
    public void failReads() {
        update(() -> {
            readFailure = Optional.of(new BackendException(BackendException.Kind.TEMPORARY, "sim.read", "the world cannot be read"));
        });
    }

    /** Ends {@link #failReads()}. */
    public synchronized void allowReads() {
        readFailure = Optional.empty();
    }

    /** Loses the notices of everything that changes, until {@link #resynchronize()}. */
    public synchronized void loseHints() {
        hintsLost = true;
    }

    /** Notices come again; that some were lost is noticed too. */
    public void resynchronize() {
        update(() -> {
            hintsLost = false;
            losses++;
        });
    }

    /**
     * Suspends the machine and wakes it again: the library's clock stands still meanwhile.
     *
     * @param duration for how long
     */
    public void suspend(Duration duration) {
        update(() -> {
            suspended = suspended.plus(duration);
        });
    }

    /**
     * How often the world was read, over all backends.
     *
     * @return the count
     */
    public synchronized long readings() {
        return readings;
    }

    synchronized WorldView view() {
        readings++;
        if (readFailure.isPresent()) {
            throw readFailure.get();
        }
        return new WorldView(accessPoints.values().stream().map(SimAccessPoint::state).toList(), defaultInterface, connectivity,
            metered, suspended, losses);
    }

    synchronized Optional<SimAccessPoint> find(String name) {
        return Optional.ofNullable(accessPoints.get(name));
    }

    synchronized List<SimAccessPoint> all() {
        return List.copyOf(accessPoints.values());
    }

    synchronized boolean isStartPermitted() {
        return startPermitted;
    }

    void remove(SimAccessPoint accessPoint) {
        update(() -> {
            accessPoints.remove(accessPoint.name(), accessPoint);
            if (defaultInterface.equals(Optional.of(accessPoint.interfaceName()))) {
                defaultInterface = Optional.empty();
            }
        });
    }

    synchronized int newLinkIndex() {
        return nextLinkIndex++;
    }

    synchronized void attach(BackendSink sink) {
        sinks.add(sink);
    }

    synchronized void detach(BackendSink sink) {
        sinks.remove(sink);
    }

    /** Changes the world under its lock, then tells of it without: the telling may run everything that follows. */
    void update(Runnable change) {
        List<BackendSink> told;
        synchronized (this) {
            change.run();
            told = hintsLost ? List.of() : List.copyOf(sinks);
        }
        told.forEach(BackendSink::changed);
    }

    void failed(SimAccessPoint accessPoint, BackendException cause) {
        List<BackendSink> told;
        synchronized (this) {
            told = List.copyOf(sinks);
        }
        told.forEach(sink -> sink.failed(accessPoint.id(), cause));
    }

    SimClock clock() {
        return clock;
    }
}
