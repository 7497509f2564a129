package io.github.netsession.sim;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.LinkAddress;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.spi.AccessPoint.Transition;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.CounterSink;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A network in a {@link SimWorld}, with the device that reaches it. Each setter changes the world at the present moment and
 * tells the backends; all return this, so that they can be chained.
 */
public final class SimAccessPoint {

    private final SimWorld world;
    private final String name;
    private final Bearer bearer;
    private int linkIndex;
    private boolean inRange = true;
    private boolean up;
    private boolean addressed;
    private Transition transition = Transition.NONE;
    private Metered metered = Metered.UNKNOWN;
    private OptionalInt signalPercent = OptionalInt.empty();
    private Duration connectTimeout = NetworkConfiguration.DEFAULT_CONNECT_TIMEOUT;
    private Duration startDelay = Duration.ofMillis(500);
    private Duration stopDelay = Duration.ofMillis(50);
    private Optional<BackendException> startFailure = Optional.empty();
    private boolean givesAddress = true;
    private LinkAddress address;
    private final SimCounters counters = new SimCounters();
    /** Rises with each start and stop, so that the end of an earlier one that was overtaken does nothing. */
    private int motion;

    SimAccessPoint(SimWorld world, String name, Bearer bearer, int linkIndex) {
        this.world = world;
        this.name = name;
        this.bearer = bearer;
        this.linkIndex = linkIndex;
        this.address = parse("192.0.2." + (1 + linkIndex % 250) + "/24");
        id(name);
    }

    static ConfigurationId id(String name) {
        return ConfigurationId.of("sim", name);
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
     * Its identity in the library.
     *
     * @return {@code sim:<name>}
     */
    public ConfigurationId id() {
        return id(name);
    }

    /**
     * The interface of its device.
     *
     * @return {@code sim-<name>}
     */
    public String interfaceName() {
        return "sim-" + name;
    }

    /**
     * Sets the address that the interface gets when it comes up.
     *
     * @param cidr a literal address with its prefix length, for instance {@code 192.0.2.7/24}
     * @return this
     */
    public SimAccessPoint address(String cidr) {
        LinkAddress parsed = parse(cidr);
        return update(() -> address = parsed);
    }

    /**
     * Brings it up at once, as if somebody else had started it.
     *
     * @return this
     */
    public SimAccessPoint up() {
        return update(() -> {
            count();
            motion++;
            transition = Transition.NONE;
            up = true;
            addressed = givesAddress;
        });
    }

    /**
     * Takes it down at once, as if somebody else had stopped it.
     *
     * @return this
     */
    public SimAccessPoint down() {
        return update(this::fall);
    }

    /**
     * Puts it out of range, or pulls the cable.
     *
     * @return this
     */
    public SimAccessPoint outOfRange() {
        return update(() -> {
            count();
            inRange = false;
        });
    }

    /**
     * Puts it into range, or plugs the cable in.
     *
     * @return this
     */
    public SimAccessPoint inRange() {
        return update(() -> {
            count();
            inRange = true;
        });
    }

    /**
     * Sets whether its traffic costs.
     *
     * @param judged the judgement
     * @return this
     */
    public SimAccessPoint metered(Metered judged) {
        Objects.requireNonNull(judged, "judged");
        return update(() -> metered = judged);
    }

    /**
     * Sets the signal strength.
     *
     * @param percent 0 to 100
     * @return this
     */
    public SimAccessPoint signal(int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("signal " + percent + " is not within 0 to 100");
        }
        return update(() -> signalPercent = OptionalInt.of(percent));
    }

    /**
     * Sets how long a start and a stop take.
     *
     * @param start from the request until it is up
     * @param stop from the request until it is down
     * @return this
     */
    public SimAccessPoint delays(Duration start, Duration stop) {
        if (start.isNegative() || stop.isNegative()) {
            throw new IllegalArgumentException("a delay cannot be negative: " + start + ", " + stop);
        }
        return update(() -> {
            startDelay = start;
            stopDelay = stop;
        });
    }

    /**
     * Sets how long the library waits for a start.
     *
     * @param limit the time, positive
     * @return this
     */
    public SimAccessPoint connectTimeout(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("connectTimeout must be positive, not " + limit);
        }
        return update(() -> connectTimeout = limit);
    }

    /**
     * Makes starts fail, after their delay, with this.
     *
     * @param failure what the backend reports
     * @return this
     */
    public SimAccessPoint failStarts(BackendException failure) {
        Objects.requireNonNull(failure, "failure");
        return update(() -> startFailure = Optional.of(failure));
    }

    /**
     * Ends {@link #failStarts}.
     *
     * @return this
     */
    public SimAccessPoint allowStarts() {
        return update(() -> startFailure = Optional.empty());
    }

    /**
     * Says whether it hands out an address when it comes up; without one it never becomes Active.
     *
     * @param gives whether it does
     * @return this
     */
    public SimAccessPoint givesAddress(boolean gives) {
        return update(() -> givesAddress = gives);
    }

    /**
     * Lets traffic flow while it is up and in range.
     *
     * @param received bytes received each second, not negative
     * @param written bytes sent each second, not negative
     * @return this
     */
    public SimAccessPoint traffic(long received, long written) {
        if (received < 0 || written < 0) {
            throw new IllegalArgumentException("traffic cannot be negative: " + received + ", " + written);
        }
        return update(() -> {
            count();
            counters.rates(received, written);
        });
    }

    /**
     * Makes its device anew: another link index, counters at zero, down.
     *
     * @return this
     */
    public SimAccessPoint replaceDevice() {
        int index = world.newLinkIndex();
        return update(() -> {
            fall();
            linkIndex = index;
            counters.reset();
        });
    }

    /**
     * Sets what the device's byte counters show, for instance just after a 32-bit wrap; its packet counters go on.
     *
     * @param received bytes received
     * @param written bytes sent
     * @return this
     */
    public SimAccessPoint counters(long received, long written) {
        return update(() -> {
            count();
            counters.show(received, written);
        });
    }

    /** Takes it out of the world. */
    public void remove() {
        world.remove(this);
    }

    /** A start by the library. True if it changes anything. */
    boolean start() {
        int mine;
        synchronized (world) {
            if (up) {
                return false;
            }
            transition = Transition.STARTING;
            mine = ++motion;
        }
        update(() -> { });
        world.after(startDelay, () -> finishStart(mine));
        return true;
    }

    private void finishStart(int mine) {
        Optional<BackendException> failure;
        synchronized (world) {
            if (mine != motion) {
                return;
            }
            transition = Transition.NONE;
            failure = startFailure;
        }
        if (failure.isPresent()) {
            update(() -> { });
            world.failed(this, failure.get());
        } else {
            up();
        }
    }

    /** A stop by the library. */
    void stop() {
        int mine;
        synchronized (world) {
            transition = up ? Transition.STOPPING : Transition.NONE;
            mine = ++motion;
        }
        update(() -> { });
        world.after(stopDelay, () -> {
            synchronized (world) {
                if (mine != motion) {
                    return;
                }
            }
            down();
        });
    }

    /** Adds a row with its counters. */
    void counters(CounterSink sink) {
        synchronized (world) {
            count();
            counters.row(linkIndex, sink);
        }
    }

    int linkIndex() {
        synchronized (world) {
            return linkIndex;
        }
    }

    WorldView.State state() {
        synchronized (world) {
            return new WorldView.State(name, bearer, linkIndex, inRange, up, addressed, transition, metered, signalPercent,
                connectTimeout, address);
        }
    }

    private void fall() {
        count();
        motion++;
        transition = Transition.NONE;
        up = false;
        addressed = false;
    }

    private void count() {
        counters.count(world.clock().nanos(), up && inRange);
    }

    private SimAccessPoint update(Runnable change) {
        world.update(change);
        return this;
    }

    private static LinkAddress parse(String cidr) {
        int slash = cidr.lastIndexOf('/');
        String literal = slash < 0 ? cidr : cidr.substring(0, slash);
        if (slash < 0 || !literal.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            throw new IllegalArgumentException("not a literal address with a prefix length: '" + cidr + "'; expected for instance 192.0.2.7/24");
        }
        try {
            return new LinkAddress(InetAddress.getByName(literal), Integer.parseInt(cidr.substring(slash + 1)), true);
        } catch (UnknownHostException | NumberFormatException malformed) {
            throw new IllegalArgumentException("not a literal address with a prefix length: '" + cidr + "'", malformed);
        }
    }
}
