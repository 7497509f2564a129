package io.github.netsession.sim;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Connectivity;
import io.github.netsession.LinkAddress;
import io.github.netsession.Metered;
import io.github.netsession.SessionFailure;
import io.github.netsession.spi.BackendException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A network in a simulated world, on the device that reaches it. Each setter changes the world at the present moment and reports that
 * to the backends; all return this, so that they can be chained. Bad values throw {@link IllegalArgumentException}, and nothing changes.
 */
public final class SimAccessPoint {

    private final Station station;
    private final Starts starts;
    private final SimAir air;
    private final Holders holders;
    private final Consumer<SimAccessPoint> removal;

    SimAccessPoint(Changes changes, Station station, Holders holders, Consumer<SimAccessPoint> removal) {
        this.station = station;
        this.holders = holders;
        this.starts = new Starts(changes, station);
        this.air = new SimAir(station, changes.clock());
        this.removal = removal;
    }

    /** {@return its name} */
    public String name() {
        return station.name();
    }

    /** {@return its identity in the library: {@code sim:<name>}} */
    public ConfigurationId id() {
        return station.id();
    }

    /** {@return the device that reaches it} */
    public SimDevice device() {
        return station.device();
    }

    /** {@return the name of the interface of its device: {@code sim-<name>} for a device of its own} */
    public String interfaceName() {
        return station.device().name();
    }

    /**
     * Returns whether its interface is up on it at the present moment, whoever brought it up: a session, another program, or {@link #up()}. It may
     * still have no address or no carrier.
     *
     * @return true from the end of a start to the end of a stop
     */
    public boolean isUp() {
        return station.look(station::isUp);
    }

    /**
     * Returns how many sessions hold it, of all {@code Networks} and all {@linkplain SimWorld#otherProgram() programs} in the world. A session
     * holds the access point that it opens, uses, or tries while roaming, from the beginning of its start on.
     *
     * @return the count
     */
    public int openSessions() {
        return holders.count(station.id());
    }

    /**
     * Returns how many bytes have been received through it since it was added to the world. Unlike the counters of its device, the sum counts no
     * other access point, and is never reset.
     *
     * @return bytes
     */
    public long bytesReceived() {
        return station.flow().look(station.flow()::received);
    }

    /**
     * Returns how many bytes have been sent through it since it was added to the world, like {@link #bytesReceived()}.
     *
     * @return bytes
     */
    public long bytesWritten() {
        return station.flow().look(station.flow()::written);
    }

    /** {@return the settings in which a real network differs from the plain model: gaps, stale lists, guessed costs} */
    public SimAir air() {
        return air;
    }

    /**
     * Puts it at a place, so that its signal follows the distance to the machine: log-distance path loss with 40 dB at 1 m and the
     * exponent 3; below -90 dBm it is out of range, and from -87 dBm on it is in range again. The signal in percent is
     * 2 * (dBm + 100), as on every system: {@link io.github.netsession.NetworkConfiguration#signalPercent()}.
     *
     * @param xMetres metres to the east
     * @param yMetres metres to the north
     * @return this
     */
    public SimAccessPoint at(double xMetres, double yMetres) {
        SimPosition place = new SimPosition(xMetres, yMetres);
        return update("at " + xMetres + ' ' + yMetres, () -> station.signal().place(place));
    }

    /**
     * Sets how strong it sends; 20 dBm unless set, which most countries permit for Wi-Fi. Matters only with a place.
     *
     * @param dbm the power, -50 to 60
     * @return this
     */
    public SimAccessPoint power(double dbm) {
        if (!(dbm >= -50 && dbm <= 60)) {
            throw new IllegalArgumentException("power " + dbm + " dBm is not within -50 to 60");
        }
        return update("sends with " + dbm + " dBm", () -> station.signal().power(dbm));
    }

    /**
     * Sets the signal strength by hand.
     *
     * @param percent 0 to 100
     * @return this
     */
    public SimAccessPoint signal(int percent) {
        Signal.checkPercent(percent);
        return update("signal " + percent, () -> station.signal().percent(percent));
    }

    /** Puts it out of range, or pulls the cable. */
    public SimAccessPoint outOfRange() {
        return update("out of range", () -> station.signal().inRange(false));
    }

    /** Puts it into range, or plugs the cable in. */
    public SimAccessPoint inRange() {
        return update("in range", () -> station.signal().inRange(true));
    }

    /**
     * Makes it one of several access points between which a device keeps its address, so that a move between them is seamless.
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
        LinkAddress parsed = Cidr.parse(cidr);
        return update("address " + cidr, () -> station.address(parsed));
    }

    /**
     * Hands out no address when it comes up, until {@link #restoreAddress()}, so that it never becomes Active. An address that its interface has
     * stays.
     */
    public SimAccessPoint withholdAddress() {
        return update("gives no address", () -> station.givesAddress(false));
    }

    /** Ends {@link #withholdAddress()}; an interface gets its address when it comes up the next time. */
    public SimAccessPoint restoreAddress() {
        return update("gives an address", () -> station.givesAddress(true));
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
     * Sets how far it reaches while it is Active; UNKNOWN unless set.
     *
     * @param judged the judgement
     * @return this
     */
    public SimAccessPoint connectivity(Connectivity judged) {
        Objects.requireNonNull(judged, "judged");
        return update("reaches " + judged, () -> station.connectivity(judged));
    }

    /** Puts a captive portal before it, until {@link #login()}: the same as {@code connectivity(Connectivity.CAPTIVE_PORTAL)}. */
    public SimAccessPoint portal() {
        return connectivity(Connectivity.CAPTIVE_PORTAL);
    }

    /** Passes its captive portal: from now on it reaches the Internet. */
    public SimAccessPoint login() {
        return connectivity(Connectivity.INTERNET);
    }

    /**
     * Lets steady traffic flow while it is up and in range.
     *
     * @param received bytes received each second, 0 to 100 GB
     * @param written bytes sent each second, likewise
     * @return this
     */
    public SimAccessPoint traffic(long received, long written) {
        Flow.checkRate("traffic", received, 0);
        Flow.checkRate("traffic", written, 0);
        return update("traffic " + received + ' ' + written, () -> station.flow().steady(received, written));
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
        return update("bandwidth " + down + ' ' + up, () -> station.flow().bandwidth(down, up));
    }

    /**
     * Downloads through it.
     *
     * @param bytes how much, at least 1
     * @param onEnd is called in the world's turn when the transfer is done, broken or cancelled; at once if the access point is not up
     * @return the transfer
     */
    public SimTransfer download(long bytes, Consumer<SimTransfer> onEnd) {
        return station.flow().begin(true, bytes, onEnd);
    }

    /**
     * Uploads through it.
     *
     * @param bytes how much, at least 1
     * @param onEnd is called in the world's turn when the transfer is done, broken or cancelled; at once if the access point is not up
     * @return the transfer
     */
    public SimTransfer upload(long bytes, Consumer<SimTransfer> onEnd) {
        return station.flow().begin(false, bytes, onEnd);
    }

    /** Brings it up at once, as if another program had started it. */
    public SimAccessPoint up() {
        return update("up", station::up);
    }

    /** Takes it down at once, as if another program had stopped it. */
    public SimAccessPoint down() {
        return update("down", station::down);
    }

    /**
     * Sets how long a start takes, from the request until it is up; half a second unless set.
     *
     * @param delay the time, not negative
     * @return this
     */
    public SimAccessPoint startDelay(Duration delay) {
        Starts.checkDelay(delay);
        return update("starts in " + delay, () -> starts.startDelay(delay));
    }

    /**
     * Shows progress while a start is under way, as when the system waits for a key or a DHCP server, whatever its carrier does. Unless set, a start
     * shows progress while its interface has a carrier: while it is in range, not {@linkplain SimAir#switchOff switched off} and in no
     * {@linkplain SimAir#gap gap}. To a session, a carrier is progress in any case.
     */
    public SimAccessPoint showStartProgress() {
        return update("shows progress when started", () -> station.startProgress(Optional.of(true)));
    }

    /** Shows no progress while a start is under way, as when the system waits for a link. */
    public SimAccessPoint hideStartProgress() {
        return update("shows no progress when started", () -> station.startProgress(Optional.of(false)));
    }

    /** Ends {@link #showStartProgress()} and {@link #hideStartProgress()}: the carrier decides. */
    public SimAccessPoint restoreStartProgress() {
        return update("shows progress by its carrier when started", () -> station.startProgress(Optional.empty()));
    }

    /**
     * Sets how long a stop takes, from the request until it is down; 50 ms unless set.
     *
     * @param delay the time, not negative
     * @return this
     */
    public SimAccessPoint stopDelay(Duration delay) {
        Starts.checkDelay(delay);
        return update("stops in " + delay, () -> starts.stopDelay(delay));
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
     * Makes starts fail after their delay, until {@link #restoreStarts()}, as when the network rejects a key.
     *
     * @param reason the reason that the session reports: DENIED, UNSUPPORTED, GONE, NOT_READY, TIMED_OUT, BUSY, SECRETS, REFUSED or UNKNOWN
     * @param message what happened, as text for people
     * @return this
     * @throws IllegalArgumentException if no system reports that reason for a start
     */
    public SimAccessPoint failStarts(SessionFailure.Reason reason, String message) {
        BackendException failure = StartFailures.of(reason, message);
        return update("starts fail: " + message, () -> starts.failStarts(Optional.of(failure)));
    }

    /**
     * Refuses starts at once, until {@link #restoreStarts()}, as when the system does not accept the request.
     *
     * @param reason the reason that the session reports, one of those of {@link #failStarts}
     * @param message what happened, as text for people
     * @return this
     * @throws IllegalArgumentException if no system reports that reason for a start
     */
    public SimAccessPoint refuseStarts(SessionFailure.Reason reason, String message) {
        BackendException failure = StartFailures.of(reason, message);
        return update("starts are refused: " + message, () -> starts.refuseStarts(Optional.of(failure)));
    }

    /** Ends {@link #failStarts} and {@link #refuseStarts}. */
    public SimAccessPoint restoreStarts() {
        return update("starts work", () -> {
            starts.failStarts(Optional.empty());
            starts.refuseStarts(Optional.empty());
        });
    }

    /** Lets stops hang, until {@link #restoreStops()}: a stop is accepted and never happens. */
    public SimAccessPoint hangStops() {
        return update("stops hang", () -> starts.stops(false));
    }

    /** Ends {@link #hangStops()}; a stop that has hung is not made up for. */
    public SimAccessPoint restoreStops() {
        return update("stops work", () -> starts.stops(true));
    }

    /** Removes it from the world; a device of its own goes with it. */
    public void remove() {
        removal.accept(this);
    }

    Station station() {
        return station;
    }

    Starts starts() {
        return starts;
    }


    private SimAccessPoint update(String what, Runnable change) {
        station.update(what, change);
        return this;
    }
}
