package io.github.netsession.sim;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
import io.github.netsession.Networks;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendProvider;
import io.github.netsession.spi.CounterSink;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A network world in virtual time. Make one, put access points into it, open it, and move its time by hand:
 *
 * <pre>{@code
 * SimWorld world = new SimWorld();
 * SimAccessPoint home = world.accessPoint("home", Bearer.WLAN).address("192.0.2.7/24");
 * try (Networks networks = world.open()) {
 *     NetworkSession session = networks.session(home.id());
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
 * <p>What the machine sees follows from one model: links and addresses from what is up, the default route from the bearers of
 * what is Active (Ethernet before Wi-Fi before cellular, then the oldest), reach and cost from the access point that it leaves
 * by, signals from where the device is. Each can be set by hand instead. Chance enters only by the seed.
 *
 * <p>Several {@code Networks} can be open on one world. Safe from any thread, though one thread makes the better test.
 */
public final class SimWorld {

    private static final int MAX_TRACE = 10_000;

    private final SimClock clock = new SimClock();
    private final Hints hints;
    private final SimFaults faults;
    private final Journey journey;
    private final SimSockets sockets = new SimSockets(this);
    private final Inventory inventory = new Inventory();
    private final List<SimTransfer> ended = new ArrayList<>();
    private final ArrayDeque<String> trace = new ArrayDeque<>();
    private Optional<WorldView.Route> route = Optional.empty();
    private Optional<Connectivity> connectivity = Optional.empty();
    private Optional<Metered> metered = Optional.empty();
    private Duration suspended = Duration.ZERO;
    private boolean startPermitted = true;
    private long readings;

    /** An empty world at time zero: a loopback link and nothing else. Its seed is 1. */
    public SimWorld() {
        this(1);
    }

    /**
     * An empty world at time zero.
     *
     * @param seed what all chance in it comes from: shadows and the jitter of hints
     */
    public SimWorld(long seed) {
        this.hints = new Hints(clock, seed);
        this.faults = new SimFaults(this, hints);
        this.journey = new Journey(this, seed);
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
     * Puts a device into the world, for several access points.
     *
     * @param name the name of its interface
     * @param bearer what it is
     * @return the device
     * @throws IllegalArgumentException if there is one with that name
     */
    public SimDevice device(String name, Bearer bearer) {
        Objects.requireNonNull(bearer, "bearer");
        SimDevice device = new SimDevice(this, name, bearer, inventory.newLinkIndex());
        update("device " + name, () -> inventory.add(device));
        return device;
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
        return add(new SimDevice(this, "sim-" + name, bearer, inventory.newLinkIndex()), name);
    }

    /**
     * Puts an access point into the world: in range, down, on a device that it shares.
     *
     * @param name its name; its id is {@code sim:<name>}
     * @param device the device
     * @return the access point
     * @throws IllegalArgumentException if there is one with that name
     */
    public SimAccessPoint accessPoint(String name, SimDevice device) {
        return add(Objects.requireNonNull(device, "device"), name);
    }

    private SimAccessPoint add(SimDevice device, String name) {
        SimAccessPoint accessPoint = new SimAccessPoint(this, name, device);
        update("access point " + name, () -> inventory.add(accessPoint));
        return accessPoint;
    }

    /**
     * An access point of this world.
     *
     * @param name its name
     * @return the access point; empty if there is none with that name
     */
    public synchronized Optional<SimAccessPoint> accessPoint(String name) {
        return inventory.find(name);
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
     * Puts the device to a place at once.
     *
     * @param xMetres metres to the east
     * @param yMetres metres to the north
     */
    public void moveTo(double xMetres, double yMetres) {
        journey.moveTo(new SimPosition(xMetres, yMetres));
    }

    /**
     * Lets the device travel to a place in a straight line; signals follow in steps of 200 ms. A later move takes its place.
     *
     * @param xMetres metres to the east
     * @param yMetres metres to the north
     * @param duration how long it takes, positive
     */
    public void travel(double xMetres, double yMetres, Duration duration) {
        journey.travel(new SimPosition(xMetres, yMetres), duration);
    }

    /**
     * Lets walls and people weaken or strengthen signals by chance, the same at the same place: log-normal shadowing.
     *
     * @param sigmaDb the standard deviation, 0 to 20 dB; 0 for none, as it is unless set
     */
    public void shadowing(double sigmaDb) {
        journey.shadowing(sigmaDb);
    }

    /**
     * Sets the system's judgement of how far the network reaches, by hand.
     *
     * @param judged the judgement
     */
    public void connectivity(Connectivity judged) {
        Objects.requireNonNull(judged, "judged");
        update("connectivity " + judged, () -> connectivity = Optional.of(judged));
    }

    /**
     * Sets whether the network in use costs, by hand.
     *
     * @param judged the judgement
     */
    public void metered(Metered judged) {
        Objects.requireNonNull(judged, "judged");
        update("metered " + judged, () -> metered = Optional.of(judged));
    }

    /**
     * Sets the access point whose interface traffic to the Internet leaves by, by hand.
     *
     * @param accessPoint the access point
     */
    public void defaultRoute(SimAccessPoint accessPoint) {
        update("default route by " + accessPoint.name(), () -> route = Optional.of(new WorldView.Route(Optional.of(accessPoint.interfaceName()))));
    }

    /** Takes the default route away, by hand. */
    public void noDefaultRoute() {
        update("no default route", () -> route = Optional.of(new WorldView.Route(Optional.empty())));
    }

    /** Lets default route, reach and cost follow from what is up again, after they were set by hand. */
    public void automatic() {
        update("default route, reach and cost by the model", () -> {
            route = Optional.empty();
            connectivity = Optional.empty();
            metered = Optional.empty();
        });
    }

    /**
     * Says whether this process may start and stop interfaces.
     *
     * @param permitted whether it may
     */
    public void permitStart(boolean permitted) {
        update(permitted ? "starting is permitted" : "starting is not permitted", () -> startPermitted = permitted);
    }

    /**
     * What goes wrong between the world and the library.
     *
     * @return the faults
     */
    public SimFaults faults() {
        return faults;
    }

    /**
     * Returns where sockets were directed to.
     *
     * @return the record
     */
    public SimSockets sockets() {
        return sockets;
    }

    /**
     * Suspends the machine and wakes it again: the library's clock, and what is under way in the world, stand still meanwhile.
     *
     * @param duration for how long, not negative
     */
    public void suspend(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time does not go backwards: " + duration);
        }
        update("was suspended for " + duration, () -> suspended = suspended.plus(duration));
    }

    /**
     * What has happened in this world, a line each with the time in seconds: the last 10,000 things. The same seed and the same
     * script give the same trace.
     *
     * @return the lines, oldest first
     */
    public synchronized List<String> trace() {
        return List.copyOf(trace);
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
        faults.checkReading();
        return new WorldView(inventory.devices().stream().map(device -> new WorldView.Device(device.name(), device.bearer(), device.linkIndex())).toList(),
            inventory.accessPoints().stream().map(accessPoint -> accessPoint.station().state()).toList(), route, connectivity, metered,
            suspended, faults.losses());
    }

    /** The station that the library may start or stop. */
    synchronized Station controlled(String call, ConfigurationId id) {
        faults.checkDaemon(call);
        if (!startPermitted) {
            throw new BackendException(BackendException.Kind.DENIED, call, "the world does not permit it")
                .withRemedy("call SimWorld.permitStart(true)");
        }
        return inventory.find(id).map(SimAccessPoint::station)
            .orElseThrow(() -> new BackendException(BackendException.Kind.GONE, call, id + " is not in the world"));
    }

    synchronized void rows(CounterSink sink) {
        inventory.devices().forEach(device -> device.row(sink));
    }

    synchronized void row(int linkIndex, CounterSink sink) {
        inventory.row(linkIndex, sink);
    }

    synchronized boolean isStartPermitted() {
        return startPermitted;
    }

    void remove(SimAccessPoint accessPoint) {
        update(accessPoint.name() + " is removed", () -> {
            accessPoint.device().count();
            accessPoint.fall();
            if (inventory.remove(accessPoint)) {
                route = route.filter(byHand -> !byHand.interfaceName().equals(Optional.of(accessPoint.interfaceName())));
            }
        });
    }

    /** For use under the world's lock. */
    Inventory inventory() {
        return inventory;
    }

    Journey journey() {
        return journey;
    }

    Hints hints() {
        return hints;
    }

    /** Under the lock: these have to be told when it is let go. */
    void ended(List<SimTransfer> transfers) {
        ended.addAll(transfers);
    }

    synchronized void trace(String what) {
        if (trace.size() == MAX_TRACE) {
            trace.removeFirst();
        }
        trace.add(String.format(Locale.ROOT, "%.3f %s", clock.nanos() / 1e9, what));
    }

    /** Changes the world under its lock, then tells of it without: the telling may run everything that follows. */
    void update(String what, Runnable change) {
        List<SimTransfer> told;
        synchronized (this) {
            change.run();
            trace(what);
            told = List.copyOf(ended);
            ended.clear();
        }
        told.forEach(SimTransfer::tell);
        hints.changed();
    }

    SimClock clock() {
        return clock;
    }
}
