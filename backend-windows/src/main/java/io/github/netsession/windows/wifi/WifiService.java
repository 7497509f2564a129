package io.github.netsession.windows.wifi;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Link;
import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.StartResult;
import io.github.netsession.windows.wifi.Stations.Target;
import io.github.netsession.windows.wifi.WifiAdapter.State;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The Wi-Fi service, present or not. For one thread at a time, except {@link #state()} and {@link #close()}. It scans only on request, and
 * makes calls that need the location permission only after a change, never for a mere reading.
 */
public final class WifiService implements AutoCloseable {

    /** System property: with the value {@code never}, no call is made that needs the location permission. */
    public static final String LOCATION = "netsession.windows.location";

    private static final int MOST_ROUNDS = 3;
    private static final System.Logger LOGGER = GuardedLogger.of("io.github.netsession.windows");

    private final Supplier<WifiPort> connector;
    private final BackendSink sink;
    private final boolean mayLocate;
    private final Stations stations = new Stations();
    /** The adapters that are scanning on our request. */
    private final Set<String> scanning = new HashSet<>();
    /** Whether a notice told of more than a signal, or notices were lost, since the service was last asked completely. */
    private boolean isDue = true;
    private volatile WifiState state = WifiState.NONE;
    private volatile WifiPort port;
    private volatile boolean closed;

    /** Makes it; the first reading connects by the connector. The sink learns of starts that have failed. */
    public WifiService(Supplier<WifiPort> connector, BackendSink sink) {
        this.connector = connector;
        this.sink = sink;
        this.mayLocate = !"never".equals(System.getProperty(LOCATION));
    }

    /**
     * Returns what is known of the service as a whole. For any thread.
     *
     * @return the last reading's
     */
    public WifiState state() {
        return state;
    }

    /** Returns whether the service is there, and connected to. */
    public boolean isPresent() {
        return port != null;
    }

    /** Returns whether the service has ended and has to be looked for from time to time: no event reports that it is back. */
    public boolean isAwaited() {
        return state.isAwaited();
    }

    /**
     * Whether the service has an adapter.
     *
     * @param guid the adapter
     * @return true if it is
     */
    public boolean knows(String guid) {
        return stations.find(guid).isPresent();
    }

    /**
     * Whether an adapter is connected, with none of its saved profiles as far as is known.
     *
     * @param guid the adapter
     * @return true if none of its access points stands for the connection
     */
    public boolean isStranger(String guid) {
        return stations.find(guid).filter(Station::isStranger).isPresent();
    }

    /** Returns whether a notice waits to be read: something has happened since the last reading. */
    public boolean hasNotices() {
        WifiPort open = port;
        return open != null && open.hasNotices();
    }

    /** Returns what each adapter is doing, as the last reading has shown it. If that changes, so may the links. */
    public Map<String, State> states() {
        return stations.states();
    }

    /** Reads everything; again if a notice came meanwhile, so that the last reading is not older than the last notice. */
    public void read() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            WifiPort open = connected();
            if (open == null || !readOnce(open) || !open.hasNotices()) {
                return;
            }
        }
    }

    /**
     * Takes the notices, and asks the service only if they do not tell all that may have changed: a notice of the signal is complete. The
     * result is the same as that of {@link #read()}.
     */
    public void readChanged() {
        WifiPort open = port;
        // What an adapter does step by step is not told, nor what its radio does where such notices are refused.
        boolean isTold = open != null && open.signalObstacle().isEmpty() && stations.areSettled();
        if (isTold) {
            takeNotices(open);
        }
        if (!isTold || isDue) {
            read();
        }
    }

    private void takeNotices(WifiPort open) {
        if (!open.take(this::apply)) {
            LOGGER.log(Level.DEBUG, "notices of Wi-Fi were lost; everything is asked anew");
            isDue = true;
            stations.forget();
        }
    }

    private boolean readOnce(WifiPort open) {
        takeNotices(open);
        try {
            List<WifiAdapter> adapters = open.adapters();
            stations.keepOnly(adapters.stream().map(WifiAdapter::guid).toList());
            adapters.forEach(adapter -> refresh(open, adapter));
            state = state.withAdapters(stations.guids().size());
            isDue = false;
            return true;
        } catch (BackendException e) {
            if (e.kind() == Kind.TEMPORARY || e.kind() == Kind.NOT_READY) {
                throw e; // It is read again soon.
            }
            if (!closed) { // Else close() has ended the connection.
                drop(open, e);
            }
            return false;
        } catch (Throwable defect) {
            stations.forget(); // What was asked may be half taken in.
            throw defect;
        }
    }

    /** Returns the connection. A service that was not running is tried again at each reading; one that is not installed is not. */
    private WifiPort connected() {
        if (port == null && !closed && !state.isMissing()) {
            try {
                WifiPort opened = connector.get();
                port = opened;
                if (closed) {
                    opened.close(); // close() was called meanwhile, and may not have seen this connection.
                }
                state = WifiState.connected(opened.signalObstacle().map(BackendException::getMessage).orElse(""),
                    mayLocate ? "" : "switched off by the system property " + LOCATION);
            } catch (BackendException e) {
                LOGGER.log(Level.DEBUG, "no Wi-Fi service", e);
                state = WifiState.without(e, state.isAwaited());
            }
        }
        return port;
    }

    /** Without the service, the rest of the backend continues. */
    private void drop(WifiPort open, BackendException why) {
        LOGGER.log(Level.WARNING, "the Wi-Fi service has gone; it is looked for again: {0}", why.getMessage());
        open.close();
        port = null;
        stations.clear();
        state = WifiState.without(why, true);
    }

    private void apply(WifiNotice notice) {
        isDue |= notice.event() != WifiNotice.Event.SIGNAL || stations.states().get(notice.guid()) != State.CONNECTED;
        Station station = stations.of(notice.guid());
        station.apply(notice).ifPresent(ended -> {
            if (ended.isCancelled()) {
                disconnectLate(station);
            } else {
                sink.failed(WifiAccessPoints.id(station.guid(), ended.profile()), refusal(ended));
            }
        });
        if (notice.event() == WifiNotice.Event.SCAN_ENDED && scanning.remove(notice.guid())) {
            station.askAgain();
        }
    }

    /** Ends a connection that has begun although it was stopped before. */
    private void disconnectLate(Station station) {
        try {
            port.disconnect(station.guid());
        } catch (BackendException e) {
            LOGGER.log(Level.WARNING, "a connection that is not wanted any more could not be stopped: {0}", e.getMessage());
        }
    }

    private BackendException refusal(Station.Attempt failed) {
        if (failed.reason() == 0) {
            return new BackendException(Kind.TEMPORARY, "WlanConnect", "another profile was connected instead");
        }
        return WlanReasons.failure(failed.reason(), port.reason(failed.reason()));
    }

    private void refresh(WifiPort open, WifiAdapter adapter) {
        Station station = stations.of(adapter.guid());
        try {
            station.seen(adapter.state(), open.profiles(adapter.guid()));
        } catch (BackendException e) {
            if (e.kind() != Kind.GONE) {
                throw e;
            }
            stations.remove(adapter.guid()); // It was removed between the two calls.
            return;
        }
        // After a refusal it is not asked again without a request: Windows may show each refusal to the user.
        boolean mayAsk = mayLocate && state.locationObstacle().isEmpty();
        if (mayAsk && station.takeConnectionStale()) {
            located(station, () -> station.connectedWith(open.connection(adapter.guid())));
        }
        if (mayAsk && station.takeReachStale()) {
            located(station, () -> station.within(open.networks(adapter.guid())));
        }
    }

    /**
     * Makes a call that needs the location permission. A refusal is no failure of the reading; the next notice causes another attempt.
     */
    private void located(Station station, Runnable call) {
        try {
            call.run();
        } catch (BackendException e) {
            LOGGER.log(Level.DEBUG, "less is known of Wi-Fi", e);
            station.reachUnknown();
            if (e.kind() == Kind.DENIED) {
                station.signalUnknown();
                state = state.withLocation(e.getMessage());
            }
        }
    }

    /** A request of the user is passed to Windows even if an earlier one was refused. */
    private void askAgain() {
        if (mayLocate && !state.locationObstacle().isEmpty()) {
            state = state.withLocation("");
            stations.askAgain();
        }
    }

    /**
     * Returns the access points of the last reading: one for each saved profile of each adapter.
     *
     * @param links the links of the same reading
     * @return the access points
     */
    public List<AccessPoint> accessPoints(List<Link> links) {
        return stations.accessPoints(links);
    }

    /** Asks again for a connection that no notice has reported, before it is changed: an earlier query may have failed. */
    private Target target(ConfigurationId id) {
        Target target = stations.target(id);
        Station station = target.station();
        if (station.state() == State.CONNECTED && station.isConnectedWithUnknown() && mayLocate && state.locationObstacle().isEmpty()) {
            located(station, () -> station.connectedWith(port.connection(station.guid())));
        }
        return target;
    }

    /**
     * Whether an id is that of a profile.
     *
     * @param id the id
     * @return true if it is
     */
    public static boolean owns(ConfigurationId id) {
        return id.scheme().equals(WifiAccessPoints.SCHEME);
    }

    /**
     * Connects with a profile.
     *
     * @param id its access point
     * @return not ours if it was or may have been connected or connecting already: then the library must not end it
     * @throws BackendException if it was refused
     */
    public StartResult start(ConfigurationId id) {
        read();
        Target target = target(id);
        if (target.station().isBusyWith(target.profile())) {
            return StartResult.NOT_OURS;
        }
        boolean mayBeUp = target.station().isConnectedWithUnknown();
        permitted(() -> port.connect(target.station().guid(), target.profile()));
        // The notices of this connection wait until the next reading, so none is missed.
        target.station().attempt(target.profile()).ifPresent(earlier ->
            sink.failed(WifiAccessPoints.id(target.station().guid(), earlier.profile()), refusal(earlier)));
        askAgain();
        return mayBeUp ? StartResult.NOT_OURS : StartResult.OURS;
    }

    /**
     * Disconnects a profile; a connection of another profile stays.
     *
     * @param id its access point
     * @throws BackendException if it was refused
     */
    public void stop(ConfigurationId id) {
        read();
        Target target = target(id);
        Station station = target.station();
        boolean isTrying = station.isTrying(target.profile());
        boolean isFree = station.current().isEmpty() && !station.isConnectedWithUnknown();
        if (station.isBusyWith(target.profile()) || isTrying && isFree) {
            permitted(() -> port.disconnect(station.guid()));
            station.giveUp(target.profile());
        } else if (isTrying) {
            station.cancelWhenItBegins();
        } else if (station.isConnectedWithUnknown() && !state.locationObstacle().isEmpty()) {
            throw new BackendException(Kind.DENIED, "WlanQueryInterface", "Windows does not say with which profile the adapter is connected")
                .withRemedy(WifiState.LOCATION_REMEDY);
        }
    }

    /** Only a refusal shows that this process may not start and stop; the report changes then. */
    private void permitted(Runnable call) {
        try {
            call.run();
            startRefused("");
        } catch (BackendException e) {
            if (e.kind() != Kind.DENIED) {
                throw e;
            }
            startRefused(e.getMessage());
            throw e.withRemedy(WifiState.START_REMEDY);
        }
    }

    private void startRefused(String why) {
        boolean isNews = !state.startObstacle().equals(why);
        state = state.withStart(why);
        if (isNews) {
            sink.changed();
        }
    }

    /** Asks all adapters for a scan; fails only if all refuse. */
    public void scan() {
        WifiPort open = port;
        if (open == null || stations.guids().isEmpty()) {
            throw new BackendException(Kind.UNSUPPORTED, "WlanScan", "there is no Wi-Fi adapter" + (state.obstacle().isEmpty() ? "" : "; " + state.obstacle()));
        }
        if (!mayLocate) {
            throw new BackendException(Kind.DENIED, "WlanScan", "switched off by the system property " + LOCATION).withRemedy(WifiState.LOCATION_REMEDY);
        }
        List<BackendException> refusals = new ArrayList<>();
        for (String guid : stations.guids()) {
            try {
                open.scan(guid);
                scanning.add(guid);
            } catch (BackendException e) {
                refusals.add(e);
            }
        }
        if (refusals.size() == stations.guids().size()) {
            BackendException first = refusals.get(0);
            if (first.kind() == Kind.DENIED) {
                state = state.withLocation(first.getMessage());
                throw first.withRemedy(WifiState.LOCATION_REMEDY);
            }
            throw first;
        }
        askAgain();
    }

    @Override
    public void close() {
        closed = true;
        WifiPort open = port;
        if (open != null) {
            open.close();
        }
    }
}
