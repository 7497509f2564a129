package io.github.netsession.linux.nm;

import io.github.netsession.CapabilityReport;
import io.github.netsession.ConfigurationId;
import io.github.netsession.Link;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * NetworkManager, present or not: merges what it knows into what the kernel says, and passes starts, stops and scans on to it. If it is
 * absent, everything stays as the kernel says.
 */
final class NmService {

    private final BusClient client;
    private final NmReader reader;
    private final NmControl control;
    private final NmWatcher watcher;
    private final NamedObjects named;
    private volatile NmState state = NmState.absent("not looked for yet");
    private volatile Set<String> external = Set.of();
    private NmActiveLinks active = NmActiveLinks.NONE;
    private NmRenames renames = new NmRenames();
    private Map<String, NmTree.Device> devices = Map.of();
    private int confirmedOwner = -1;
    private Map<ConfigurationId, AccessPoint> known = Map.of();
    private Set<String> taken = Set.of();
    private List<Link> takenLinks = List.of();

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
        named = new NamedObjects();
        watcher = new NmWatcher(activations, named, clock);
        client = new BusClient(connector, watcher, clock);
        watcher.subscribeBy(client);
        reader = new NmReader(client, watcher, named, activations, own, clock);
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

    /** Reads what NetworkManager has said to have changed since the last reading. Call it before the kernel is read, too. */
    public void readChanged() {
        state = reader.readChanged();
    }

    /** Whether NetworkManager was asked in the last reading. */
    boolean hasAsked() {
        return reader.hasAsked();
    }

    /**
     * Reads what is on the links of profiles that have changed in the kernel, unless NetworkManager has been asked for something in this reading
     * already. It may hang, and then what it said last does not count.
     *
     * @param kernel what the kernel says now
     * @return whether NetworkManager was asked; then read the kernel again, because NetworkManager may have changed it before it answered
     */
    public boolean readConcerned(Snapshot kernel) {
        if (reader.hasAsked() || state.tree().isEmpty()) {
            return false;
        }
        List<Link> now = takenLinks(kernel);
        if (now.equals(takenLinks)) {
            return false;
        }
        Set<String> changed = new HashSet<>(taken);
        takenLinks.stream().filter(now::contains).map(Link::name).forEach(changed::remove);
        named.add(NmNames.PATH, Set.of(NmNames.NM));
        devices.entrySet().stream().filter(each -> changed.contains(each.getValue().link()) || changed.contains(each.getValue().iface()))
            .forEach(each -> named.add(each.getKey(), Set.of(NmNames.DEVICE)));
        readChanged();
        return true;
    }

    private List<Link> takenLinks(Snapshot kernel) {
        return kernel.links().stream().filter(link -> taken.contains(link.name())).toList();
    }

    /**
     * Merges what was read last into what the kernel says: profiles are the access points of the links that NetworkManager manages.
     *
     * @param kernel what the kernel says
     * @return the two together
     */
    public Snapshot over(Snapshot kernel) {
        Optional<NmTree> told = state.tree();
        if (told.isEmpty()) {
            return alone(state.isSilent() ? kernel.toBuilder().exact(false).build() : kernel);
        }
        if (isElsewhere(told.get(), kernel)) {
            state = NmState.absent("the NetworkManager on the system bus sees other links than there are here");
            return alone(kernel);
        }
        NmTree tree = renames.over(told.get(), kernel.links());
        NmStations stations = new NmStations(tree, signals(kernel), kernel.suspended());
        NmAccessPoints points = new NmAccessPoints(state, tree, kernel.links(), stations, active);
        devices = tree.devices();
        active = points.activeLinks();
        taken = points.linksOfProfiles();
        takenLinks = takenLinks(kernel);
        List<AccessPoint> all = new ArrayList<>(asBefore(points.accessPoints()));
        kernel.accessPoints().stream().filter(each -> each.interfaceName().stream().noneMatch(taken::contains)).forEach(all::add);
        external = Set.copyOf(kernel.links().stream().map(link -> link.name()).filter(points::isExternal).toList());
        return kernel.toBuilder().accessPoints(all).connectivity(points.connectivity(all)).metered(points.metered(all)).exact(kernel.exact() && state.obstacle().isEmpty()).build();
    }

    private Snapshot alone(Snapshot kernel) {
        external = Set.of();
        active = NmActiveLinks.NONE;
        renames = new NmRenames();
        devices = Map.of();
        known = Map.of();
        taken = Set.of();
        takenLinks = List.of();
        return kernel;
    }

    /** The same access points; one that has not changed is the same object as before, so that nobody has to compare it. */
    private List<AccessPoint> asBefore(List<AccessPoint> profiles) {
        List<AccessPoint> same = profiles.stream().map(point -> point.equals(known.get(point.id())) ? known.get(point.id()) : point).toList();
        known = same.stream().collect(Collectors.toUnmodifiableMap(AccessPoint::id, Function.identity()));
        return same;
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
