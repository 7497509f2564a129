package io.github.netsession.sim;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.Connectivity;
import io.github.netsession.LinkAddress;
import io.github.netsession.Metered;
import io.github.netsession.spi.BackendException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * A network in a {@link SimWorld}, on the device that reaches it. Each setter changes the world at the present moment and tells
 * the backends; all return this, so that they can be chained. Bad values throw {@link IllegalArgumentException}, and nothing changes.
 */
public final class SimAccessPoint {

    static final String SCHEME = "sim";

    private final SimWorld world;
    private final String name;
    private final SimDevice device;
    private final Flow flow;
    private final Station station;
    private final SimAir air;

    SimAccessPoint(SimWorld world, String name, SimDevice device) {
        this.world = world;
        this.name = name;
        this.device = device;
        this.flow = new Flow(world, this);
        this.station = new Station(world, this);
        this.air = new SimAir(world, this);
        id(name);
    }

    static ConfigurationId id(String name) {
        return ConfigurationId.of(SCHEME, name);
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
     * The device that reaches it.
     *
     * @return the device
     */
    public SimDevice device() {
        return device;
    }

    /**
     * The interface of its device.
     *
     * @return {@code sim-<name>} for a device of its own
     */
    public String interfaceName() {
        return device.name();
    }

    /**
     * How it behaves where a real network differs from the plain model: gaps, stale lists, guessed costs.
     *
     * @return what sets that
     */
    public SimAir air() {
        return air;
    }

    /**
     * Puts it at a place, so that its signal follows the distance from where the device is: log-distance path loss with 40 dB at
     * 1 m and the exponent 3; below -90 dBm it is out of range, and from -87 dBm on it is seen again. The signal in percent is
     * 2 * (dBm + 100), as on every system: {@link io.github.netsession.NetworkConfiguration#signalPercent()}.
     *
     * @param xMetres metres to the east
     * @param yMetres metres to the north
     * @return this
     */
    public SimAccessPoint at(double xMetres, double yMetres) {
        SimPosition place = new SimPosition(xMetres, yMetres);
        return update("at " + xMetres + ' ' + yMetres, () -> station.place(place));
    }

    /**
     * Sets how strong it sends; 20 dBm, as Wi-Fi may in most countries, unless set. Matters only with a place.
     *
     * @param dbm the power, -50 to 60
     * @return this
     */
    public SimAccessPoint power(double dbm) {
        if (!(dbm >= -50 && dbm <= 60)) {
            throw new IllegalArgumentException("power " + dbm + " dBm is not within -50 to 60");
        }
        return update("sends with " + dbm + " dBm", () -> station.power(dbm));
    }

    /**
     * Sets the signal strength by hand.
     *
     * @param percent 0 to 100
     * @return this
     */
    public SimAccessPoint signal(int percent) {
        SimAir.checkSignal(percent);
        return update("signal " + percent, () -> station.signal(OptionalInt.of(percent)));
    }

    /**
     * Puts it out of range, or pulls the cable.
     *
     * @return this
     */
    public SimAccessPoint outOfRange() {
        return update("out of range", () -> station.inRange(false));
    }

    /**
     * Puts it into range, or plugs the cable in.
     *
     * @return this
     */
    public SimAccessPoint inRange() {
        return update("in range", () -> station.inRange(true));
    }

    /**
     * Makes it one of several access points that hand a device on with its address, so that a move between them is seamless.
     *
     * @param domain the name that they have in common
     * @return this
     */
    public SimAccessPoint mobilityDomain(String domain) {
        Objects.requireNonNull(domain, "domain");
        return update("in the mobility domain " + domain, () -> station.mobilityDomain(domain));
    }

    /**
     * Sets the address that the interface gets when it comes up.
     *
     * @param cidr a literal address with its prefix length, for instance {@code 192.0.2.7/24}
     * @return this
     */
    public SimAccessPoint address(String cidr) {
        LinkAddress parsed = WorldView.address(cidr);
        return update("address " + cidr, () -> station.address(parsed));
    }

    /**
     * Says whether it hands out an address when it comes up; without one it never becomes Active.
     *
     * @param gives whether it does
     * @return this
     */
    public SimAccessPoint givesAddress(boolean gives) {
        return update(gives ? "gives an address" : "gives no address", () -> station.givesAddress(gives));
    }

    /**
     * Sets whether its traffic costs.
     *
     * @param judged the judgement
     * @return this
     */
    public SimAccessPoint metered(Metered judged) {
        Objects.requireNonNull(judged, "judged");
        return update("metered " + judged, () -> station.metered(judged));
    }

    /**
     * Sets how far it reaches while it is Active; UNKNOWN, as where nobody judges it, unless set.
     *
     * @param judged the judgement
     * @return this
     */
    public SimAccessPoint connectivity(Connectivity judged) {
        Objects.requireNonNull(judged, "judged");
        return update("reaches " + judged, () -> station.connectivity(judged));
    }

    /**
     * Puts a captive portal before it, until {@link #login()}.
     *
     * @return this
     */
    public SimAccessPoint portal() {
        return connectivity(Connectivity.CAPTIVE_PORTAL);
    }

    /**
     * Passes its captive portal: from now on it reaches the Internet.
     *
     * @return this
     */
    public SimAccessPoint login() {
        return connectivity(Connectivity.INTERNET);
    }

    /**
     * Lets a steady traffic flow while it is up and in range.
     *
     * @param received bytes received each second, 0 to 100 GB
     * @param written bytes sent each second, likewise
     * @return this
     */
    public SimAccessPoint traffic(long received, long written) {
        Flow.checkRate("traffic", received, 0);
        Flow.checkRate("traffic", written, 0);
        return update("traffic " + received + ' ' + written, () -> flow.steady(received, written));
    }

    /**
     * Sets what its transfers share; 1 MB a second each way unless set.
     *
     * @param down bytes received each second, 1 to 100 GB
     * @param up bytes sent each second, likewise
     * @return this
     */
    public SimAccessPoint bandwidth(long down, long up) {
        Flow.checkRate("bandwidth", down, 1);
        Flow.checkRate("bandwidth", up, 1);
        return update("bandwidth " + down + ' ' + up, () -> flow.bandwidth(down, up));
    }

    /**
     * Receives something through it.
     *
     * @param bytes how much, at least 1
     * @param onEnd is told, in the world's turn, when it is done, broken or cancelled; at once if the access point is not up
     * @return the transfer
     */
    public SimTransfer download(long bytes, Consumer<SimTransfer> onEnd) {
        return flow.begin(true, bytes, onEnd);
    }

    /**
     * Sends something through it.
     *
     * @param bytes how much, at least 1
     * @param onEnd is told, in the world's turn, when it is done, broken or cancelled; at once if the access point is not up
     * @return the transfer
     */
    public SimTransfer upload(long bytes, Consumer<SimTransfer> onEnd) {
        return flow.begin(false, bytes, onEnd);
    }

    /**
     * Brings it up at once, as if somebody else had started it.
     *
     * @return this
     */
    public SimAccessPoint up() {
        return update("up", station::up);
    }

    /**
     * Takes it down at once, as if somebody else had stopped it.
     *
     * @return this
     */
    public SimAccessPoint down() {
        return update("down", station::fall);
    }

    /**
     * Sets how long a start takes, from the request until it is up; half a second unless set.
     *
     * @param delay the time, not negative
     * @return this
     */
    public SimAccessPoint startDelay(Duration delay) {
        Station.checkDelay(delay);
        return update("starts in " + delay, () -> station.startDelay(delay));
    }

    /**
     * Sets how long a stop takes, from the request until it is down; 50 ms unless set.
     *
     * @param delay the time, not negative
     * @return this
     */
    public SimAccessPoint stopDelay(Duration delay) {
        Station.checkDelay(delay);
        return update("stops in " + delay, () -> station.stopDelay(delay));
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
        return update("may take " + limit + " to start", () -> station.connectTimeout(limit));
    }

    /**
     * Makes starts fail, after their delay, with this.
     *
     * @param failure what the backend reports
     * @return this
     */
    public SimAccessPoint failStarts(BackendException failure) {
        Objects.requireNonNull(failure, "failure");
        return update("starts fail: " + failure.reason(), () -> station.failStarts(Optional.of(failure)));
    }

    /**
     * Refuses starts when they are asked for, with this.
     *
     * @param failure what the backend throws
     * @return this
     */
    public SimAccessPoint refuseStarts(BackendException failure) {
        Objects.requireNonNull(failure, "failure");
        return update("starts are refused: " + failure.reason(), () -> station.refuseStarts(Optional.of(failure)));
    }

    /**
     * Ends {@link #failStarts} and {@link #refuseStarts}.
     *
     * @return this
     */
    public SimAccessPoint allowStarts() {
        return update("starts work", () -> {
            station.failStarts(Optional.empty());
            station.refuseStarts(Optional.empty());
        });
    }

    /**
     * Says whether it goes down when it is told to stop; if not, a stop is accepted and never happens.
     *
     * @param does whether it does
     * @return this
     */
    public SimAccessPoint stops(boolean does) {
        return update(does ? "stops work" : "stops hang", () -> station.stops(does));
    }

    /** Takes it out of the world; a device of its own goes with it. */
    public void remove() {
        world.remove(this);
    }

    Flow flow() {
        return flow;
    }

    Station station() {
        return station;
    }

    boolean isUp() {
        return station.isUp();
    }

    void fall() {
        station.fall();
        settle();
    }

    /** Under the world's lock, after a change. */
    void settle() {
        world.ended(flow.follow(station.carries()));
        station.followCarrier();
        device.followRadio();
    }

    SimAccessPoint update(String what, Runnable change) {
        world.update(name + ' ' + what, () -> {
            device.count();
            change.run();
            settle();
        });
        return this;
    }
}
