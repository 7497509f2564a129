package io.github.netsession.sim;

import io.github.netsession.Bearer;
import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
import io.github.netsession.Networks;
import io.github.netsession.NoBackendException;
import io.github.netsession.spi.BackendProvider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

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
 * <p>The world answers what a test asks from outside: whether an interface is {@linkplain SimAccessPoint#isUp() up}, how many sessions
 * {@linkplain SimAccessPoint#openSessions() hold} it, what has gone through it. {@link #otherProgram()} acts as another program does.
 *
 * <p>Several {@code Networks} can be open on one world. Safe from any thread, though one thread makes the better test.
 */
public final class SimWorld {

    private static final Duration LONGEST_STEP = Duration.ofSeconds(1);
    private static final int SHOWN_LINES = 20;

    private final Changes changes;
    private final Machine machine;
    private final Journey journey;

    /** An empty world at time zero: a loopback link and nothing else. Its seed is 1. */
    public SimWorld() {
        this(1);
    }

    /**
     * An empty world at time zero.
     *
     * @param seed the seed of everything random in it: shadowing and the jitter of hints
     */
    public SimWorld(long seed) {
        Reception reception = new Reception(seed);
        this.changes = new Changes(seed);
        this.machine = new Machine(changes, reception);
        this.journey = new Journey(changes, reception, machine.inventory());
    }

    /**
     * Opens the library on this world: the same as {@code networks().open()}.
     *
     * @return the open instance, in this world's time
     * @throws NoBackendException if the world cannot be read now, because of a fault
     */
    public Networks open() {
        return networks().open();
    }

    /**
     * Returns a builder of instances of the library on this world, for a test that needs another setting than the defaults, or that hands the
     * builder to the program under test.
     *
     * @return a new builder, whose instances run in this world's time
     */
    public Networks.Builder networks() {
        return Networks.builder().backend(provider());
    }

    /**
     * Returns another program on this machine, which opens sessions of its own beside those of the program under test. The two count their sessions
     * together, as programs of one user do.
     *
     * @return a new program, without a session
     * @throws NoBackendException if the world cannot be read now, because of a fault
     */
    public SimProgram otherProgram() {
        return new SimProgram(open(), accessPoint -> accessPoint(accessPoint.name()).equals(Optional.of(accessPoint)));
    }

    BackendProvider provider() {
        return new SimProvider(sink -> new SimBackend(machine, sink, Optional.empty()));
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
        SimDevice device = newDevice(name, bearer);
        changes.update("device " + name, () -> machine.inventory().add(device));
        return device;
    }

    /**
     * Returns a device of this world.
     *
     * @param name the name of its interface
     * @return the device; empty if there is none with that name
     */
    public Optional<SimDevice> device(String name) {
        Objects.requireNonNull(name, "name");
        synchronized (changes) {
            return machine.inventory().device(name);
        }
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
        return machine.add(name, newDevice("sim-" + name, bearer));
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
        return machine.add(name, Objects.requireNonNull(device, "device"));
    }

    private SimDevice newDevice(String name, Bearer bearer) {
        return new SimDevice(changes, machine.inventory(), name, bearer, machine.inventory().newLinkIndex());
    }

    /**
     * Returns an access point of this world.
     *
     * @param name its name
     * @return the access point; empty if there is none with that name
     */
    public Optional<SimAccessPoint> accessPoint(String name) {
        Objects.requireNonNull(name, "name");
        synchronized (changes) {
            return machine.inventory().find(name);
        }
    }

    /**
     * Lets the time pass, running everything that falls due in it.
     *
     * @param duration how much, not negative
     */
    public void advance(Duration duration) {
        checkNotNegative(duration);
        simClock().advance(duration);
    }

    private static void checkNotNegative(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time does not go backwards: " + duration);
        }
    }

    /**
     * Lets the time pass until a condition holds, and no further. It is asked on the calling thread whenever something has happened, and at least
     * once in each second of virtual time, for traffic goes on without an event.
     *
     * @param condition what to wait for; it may ask the library and the world, and should change neither
     * @param limit how long to wait, in virtual time, not negative
     * @return how much time has passed
     * @throws AssertionError if it does not hold within the limit; the message ends with what has happened last
     */
    public Duration advanceUntil(BooleanSupplier condition, Duration limit) {
        Objects.requireNonNull(condition, "condition");
        checkNotNegative(limit);
        Duration begin = time();
        if (!simClock().advanceUntil(condition, limit, LONGEST_STEP)) {
            List<String> lines = trace();
            throw new AssertionError("what was waited for has not come within " + limit + "; what has happened last, with the time in seconds:\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size())));
        }
        return time().minus(begin);
    }

    /**
     * Runs something later, in the world's turn: it may change the world and call into the library, but not wait.
     *
     * @param delay how much later, not negative
     * @param event what to do
     */
    public void after(Duration delay, Runnable event) {
        Objects.requireNonNull(event, "event");
        simClock().after(delay, event);
    }

    /**
     * Returns the time since the world began.
     *
     * @return the virtual time
     */
    public Duration time() {
        return Duration.ofNanos(simClock().nanos());
    }

    /**
     * Returns the time of day in this world, for a program that is given its clock. It begins with 1970-01-01T00:00Z, and goes on while the
     * machine is {@linkplain #suspend suspended}, as a real one does.
     *
     * @return the clock, in UTC
     */
    public Clock clock() {
        InstantSource now = () -> Instant.EPOCH.plus(time()).plus(machine.suspended());
        return now.withZone(ZoneOffset.UTC);
    }

    /**
     * Moves the machine to a place at once.
     *
     * @param xMetres metres to the east
     * @param yMetres metres to the north
     */
    public void moveTo(double xMetres, double yMetres) {
        journey.moveTo(new SimPosition(xMetres, yMetres));
    }

    /**
     * Lets the machine travel to a place in a straight line; signals follow in steps of 200 ms. A later move replaces this one.
     *
     * @param xMetres metres to the east
     * @param yMetres metres to the north
     * @param duration how long it takes, positive
     */
    public void travel(double xMetres, double yMetres, Duration duration) {
        journey.travel(new SimPosition(xMetres, yMetres), duration);
    }

    /**
     * Weakens or strengthens signals by chance, as walls and people do: log-normal shadowing, the same at the same place.
     *
     * @param sigmaDb the standard deviation, 0 to 20 dB; 0, the default, for none
     */
    public void shadowing(double sigmaDb) {
        journey.shadowing(sigmaDb);
    }

    /**
     * Sets by hand how far the network reaches in the system's judgement.
     *
     * @param judged the judgement
     */
    public void connectivity(Connectivity judged) {
        Objects.requireNonNull(judged, "judged");
        machine.connectivity(judged);
    }

    /**
     * Sets by hand whether the network in use costs.
     *
     * @param judged the judgement
     */
    public void metered(Metered judged) {
        Objects.requireNonNull(judged, "judged");
        machine.metered(judged);
    }

    /**
     * Sets by hand the access point by whose interface traffic to the Internet leaves.
     *
     * @param accessPoint the access point
     */
    public void defaultRoute(SimAccessPoint accessPoint) {
        machine.defaultRoute(accessPoint);
    }

    /** Removes the default route, by hand. */
    public void removeDefaultRoute() {
        machine.removeDefaultRoute();
    }

    /** Undoes what was set by hand: default route, reach and cost follow again from what is up. */
    public void restoreDefaults() {
        machine.restoreDefaults();
    }

    /** Takes from this process the permission to start and stop interfaces, until {@link #restoreStarts()}. */
    public void denyStarts() {
        machine.permitStart(false);
    }

    /** Ends {@link #denyStarts()}. */
    public void restoreStarts() {
        machine.permitStart(true);
    }

    /**
     * Returns the faults between the world and the library.
     *
     * @return the faults
     */
    public SimFaults faults() {
        return machine.faults();
    }

    /**
     * Returns where sockets were directed to.
     *
     * @return the record
     */
    public SimSockets sockets() {
        return machine.sockets();
    }

    /**
     * Suspends the machine and wakes it again: the library's clock and everything in the world stand still meanwhile.
     *
     * @param duration for how long, not negative
     */
    public void suspend(Duration duration) {
        checkNotNegative(duration);
        machine.suspend(duration);
    }

    /**
     * Returns what has happened in this world, a line each with the time in seconds: the last 10,000 lines. The same seed and the same
     * script give the same trace.
     *
     * @return the lines, oldest first
     */
    public List<String> trace() {
        return changes.trace();
    }

    /**
     * Returns how often the world was read, over all backends.
     *
     * @return the count
     */
    public long readings() {
        return machine.readings();
    }

    Machine machine() {
        return machine;
    }

    SimClock simClock() {
        return changes.clock();
    }
}
