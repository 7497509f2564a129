package io.github.netsession.linux.nm;

import io.github.netsession.CapabilityReport;
import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkProfile;
import io.github.netsession.linux.bus.BusClient;
import io.github.netsession.linux.bus.BusConnector;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.InterfaceIdentity;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.spi.StartOptions;
import io.github.netsession.spi.StartResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * NetworkManager, present or not: merges what it knows into what the kernel says, and passes starts, stops and scans on to it. If it is
 * absent, everything stays as the kernel says.
 */
public final class NmService {

    /** The keys of dictionaries that are read. */
    public static final Set<String> WANTED = NmNames.WANTED;

    private final BusClient client;
    private final NmReader reader;
    private final NmControl control;
    private final NmWatcher watcher;
    private volatile NmState state = NmState.absent("not looked for yet");
    private volatile Set<String> external = Set.of();
    private NmActiveLinks active = NmActiveLinks.NONE;
    private int confirmedOwner = -1;

    /**
     * Makes it; asks and loads nothing.
     *
     * @param connector where the system bus is
     * @param sink is told of activations that fail
     */
    public NmService(BusConnector connector, BackendSink sink) {
        this(connector, sink, System::nanoTime);
    }

    /** The same, by another clock. */
    NmService(BusConnector connector, BackendSink sink, LongSupplier clock) {
        OwnProfiles own = new OwnProfiles();
        Activations activations = new Activations(sink, own::has);
        watcher = new NmWatcher(activations, clock);
        client = new BusClient(connector, watcher, clock);
        watcher.subscribeBy(client);
        reader = new NmReader(client, watcher, activations, own, clock);
        control = new NmControl(client, reader, activations, own, sink);
    }

    /**
     * Returns its client, which the backend's thread must run.
     *
     * @return the client
     */
    public BusClient client() {
        return client;
    }

    /** Reads everything. Call it before the kernel is read, so that what NetworkManager has done shows there. */
    public void read() {
        state = reader.read();
    }

    /**
     * Merges what was read last into what the kernel says: profiles are the access points of the links that NetworkManager manages.
     *
     * @param kernel what the kernel says
     * @return the two together
     */
    public Snapshot over(Snapshot kernel) {
        Optional<NmTree> tree = state.tree();
        if (tree.isEmpty()) {
            return alone(state.isSilent() ? kernel.toBuilder().exact(false).build() : kernel);
        }
        if (isElsewhere(tree.get(), kernel)) {
            state = NmState.absent("the NetworkManager on the system bus sees other links than there are here");
            return alone(kernel);
        }
        NmStations stations = new NmStations(tree.get(), signals(kernel), kernel.suspended());
        NmAccessPoints points = new NmAccessPoints(state, tree.get(), kernel.links(), stations, active);
        active = points.activeLinks();
        Set<String> taken = points.linksOfProfiles();
        List<AccessPoint> all = new ArrayList<>(points.accessPoints());
        kernel.accessPoints().stream().filter(each -> each.interfaceName().stream().noneMatch(taken::contains)).forEach(all::add);
        external = Set.copyOf(kernel.links().stream().map(link -> link.name()).filter(points::isExternal).toList());
        return kernel.toBuilder().accessPoints(all).connectivity(points.connectivity(all)).metered(points.metered(all)).exact(kernel.exact() && state.obstacle().isEmpty()).build();
    }

    private Snapshot alone(Snapshot kernel) {
        external = Set.of();
        active = NmActiveLinks.NONE;
        return kernel;
    }

    /** The kernel reports signals of its own access points: the links, which NetworkManager's access points replace. */
    private static Map<String, Integer> signals(Snapshot kernel) {
        Map<String, Integer> signals = new HashMap<>();
        kernel.accessPoints().stream().filter(point -> point.signalPercent().isPresent())
            .forEach(point -> point.interfaceName().ifPresent(link -> signals.put(link, point.signalPercent().getAsInt())));
        return signals;
    }

    /** A NetworkManager whose links were here once stays here, even while an address is being changed. */
    private boolean isElsewhere(NmTree tree, Snapshot kernel) {
        if (confirmedOwner == watcher.owners()) {
            return false;
        }
        Optional<Boolean> isHere = NmAccessPoints.isHere(tree, kernel.links());
        if (isHere.orElse(false)) {
            confirmedOwner = watcher.owners();
        }
        return !isHere.orElse(true);
    }

    /**
     * Whether an access point is a profile.
     *
     * @param id the access point
     * @return true if NetworkManager starts and stops it
     */
    public boolean has(ConfigurationId id) {
        return id.scheme().equals(NmAccessPoints.SCHEME);
    }

    /**
     * Starts a profile.
     *
     * @param id the profile
     * @param options how
     * @return whether the library must stop it again, and what it has started
     * @throws BackendException if it was refused
     */
    public StartResult start(ConfigurationId id, StartOptions options) {
        return control.start(id, options);
    }

    /**
     * Defines a profile of the application.
     *
     * @param profile how to get into the network
     * @return its id
     * @throws BackendException if there is no NetworkManager
     */
    public ConfigurationId define(NetworkProfile profile) {
        if (state.tree().isEmpty()) {
            throw new BackendException(BackendException.Kind.UNSUPPORTED, "define", state.obstacle().orElse("there is no NetworkManager"));
        }
        return control.define(profile);
    }

    /**
     * Stops a profile.
     *
     * @param id the profile
     * @throws BackendException if it was refused
     */
    public void stop(ConfigurationId id) {
        control.stop(id);
    }

    /**
     * Stops what a session had started, if it is still up.
     *
     * @param id the profile
     * @param started what the session had started
     * @return false if that is gone
     * @throws BackendException if it was refused
     */
    public boolean giveBack(ConfigurationId id, InterfaceIdentity started) {
        return control.giveBack(id, started);
    }

    /**
     * Asks for a scan.
     *
     * @throws BackendException if it was refused
     */
    public void scan() {
        control.scan();
    }

    /**
     * Throws if another program than NetworkManager has configured a link that NetworkManager only observes: such a link is never stopped.
     *
     * @param id the link's access point
     * @throws BackendException if that is so
     */
    public void refuseIfExternal(ConfigurationId id) {
        if (isExternal(id)) {
            throw new BackendException(BackendException.Kind.UNSUPPORTED, "stop", NmReasons.EXTERNAL);
        }
    }

    private boolean isExternal(ConfigurationId id) {
        return external.contains(id.value().substring(id.scheme().length() + 1));
    }

    /**
     * Returns what can be done now.
     *
     * @param kernel what the kernel can do
     * @return the two together
     */
    public CapabilityReport capabilities(CapabilityReport kernel) {
        return NmCapabilities.over(state, kernel);
    }

    /**
     * Returns what can be done with one access point.
     *
     * @param id the access point
     * @param kernel what the kernel can do
     * @return the two together
     */
    public CapabilityReport capabilities(ConfigurationId id, CapabilityReport kernel) {
        CapabilityReport all = capabilities(kernel);
        return has(id) ? NmCapabilities.ofProfile(state, id, all) : NmCapabilities.ofLink(isExternal(id), kernel, all);
    }
}
