package io.github.netsession.linux;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.Link;
import io.github.netsession.NetworkProfile;
import io.github.netsession.Support;
import io.github.netsession.linux.nm.NmOnDemand;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.BootId;
import io.github.netsession.spi.CounterSink;
import io.github.netsession.spi.InterfaceIdentity;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.spi.StartOptions;
import io.github.netsession.spi.StartResult;
import java.io.Closeable;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** The Linux backend, open: passes each call to the role that answers it. */
final class LinuxBackend implements Backend {

    static final String NAME = "linux";

    /**
     * What backends have in common that see the same links.
     *
     * @param backend the backend's name
     * @param networkNamespace the network namespace
     */
    record Scope(String backend, NetworkNamespace networkNamespace) {

        @Override
        public boolean equals(Object object) {
            return object instanceof Scope other && backend.equals(other.backend) && networkNamespace.equals(other.networkNamespace);
        }

        @Override
        public int hashCode() {
            return 31 * backend.hashCode() + networkNamespace.hashCode();
        }
    }

    private final LinuxOs os;
    private final LinuxOs.Kept natives;
    private final Scope scope;
    private final NetlinkClient client;
    private final WirelessLinks wirelessLinks;
    private final LinuxCounters counters;
    private final LinuxWatcher watcher;
    private final LinuxReader reader;
    private final LinkSwitch linkSwitch;
    private final LinuxControl control;
    private final NmOnDemand networkManager;
    private final SocketPort sockets;
    private final SocketDirector director;
    private volatile LinuxCapabilities known;
    private volatile Optional<Snapshot> last = Optional.empty();

    private LinuxBackend(LinuxOs os, LinuxOs.Kept natives, NetworkNamespace namespace, NetlinkClient client, WirelessLinks wirelessLinks, LinuxCounters counters,
                         LinuxWatcher watcher, NmOnDemand networkManager) {
        this.os = os;
        this.natives = natives;
        this.scope = new Scope(NAME, namespace);
        this.client = client;
        this.wirelessLinks = wirelessLinks;
        this.counters = counters;
        this.watcher = watcher;
        this.reader = new LinuxReader(os, client, wirelessLinks);
        this.linkSwitch = new LinkSwitch(client);
        this.control = new LinuxControl(networkManager, linkSwitch);
        this.sockets = os.sockets();
        this.director = new SocketDirector(sockets);
        this.networkManager = networkManager;
        this.known = new LinuxCapabilities(linkSwitch.isPermitted(), counters.source(), watcher.polling(), wirelessLinks.support(),
            DirectRouting.status(director.obstacle()));
    }

    /** Opens all sockets, in the network namespace of the calling thread, and starts to watch. */
    static LinuxBackend open(LinuxOs os, BackendSink sink) {
        Opened opened = new Opened();
        try {
            LinuxOs.Kept natives = opened.add(os.keep());
            NetlinkPort port = os.netlink(Netlink.NETLINK_ROUTE);
            NetlinkClient client = opened.add(new NetlinkClient(port));
            NetworkNamespace namespace = NetworkNamespace.of(os.networkNamespace(), port.namespaceCookie());
            LinuxCounters counters = opened.add(new LinuxCounters(os, opened.add(new NetlinkClient(os.netlink(Netlink.NETLINK_ROUTE)))));
            WirelessLinks wirelessLinks = opened.add(WirelessLinks.open(os));
            LinuxWatcher watcher = opened.add(LinuxWatcher.open(os, sink));
            NmOnDemand networkManager = new NmOnDemand(os.bus(NmOnDemand::isWanted), sink, watcher::attend);
            return new LinuxBackend(os, natives, namespace, client, wirelessLinks, counters, watcher, networkManager);
        } catch (RuntimeException | Error e) {
            opened.closeAll();
            throw e;
        }
    }

    @Override
    public CapabilityReport capabilities() {
        return withTrouble(networkManager.capabilities(known.report()));
    }

    private CapabilityReport withTrouble(CapabilityReport report) {
        Optional<String> trouble = watcher.trouble();
        return trouble.isEmpty() ? report : report.with(CapabilityStatus.of(Capability.CHANGE_EVENTS, Support.DEGRADED,
            "change notices cannot be received now: " + trouble.get()));
    }

    @Override
    public CapabilityReport capabilities(ConfigurationId id) {
        CapabilityReport report = withTrouble(networkManager.capabilities(id, known.report()));
        return last.flatMap(now -> linkOf(id, now).map(link -> report.with(DirectRouting.on(link, now, sockets.reversePathFilter(link.name()),
            known.directing())))).orElse(report);
    }

    private static Optional<Link> linkOf(ConfigurationId id, Snapshot snapshot) {
        return snapshot.accessPoints().stream().filter(accessPoint -> accessPoint.id().equals(id)).findFirst().flatMap(AccessPoint::interfaceName)
            .flatMap(name -> snapshot.links().stream().filter(link -> link.name().equals(name)).findFirst());
    }

    @Override
    public Snapshot read() {
        boolean mayStart = linkSwitch.isPermitted();
        networkManager.read();
        Snapshot kernel = readKernel(true, mayStart, watcher.heard());
        return publish(kernel, mayStart, directing(mayStart));
    }

    /** To try it out takes a socket. A process that may direct sockets goes on to, unless its rights become others. */
    private CapabilityStatus directing(boolean mayStart) {
        boolean isKnown = known.directing().support().isUsable() && mayStart == known.mayStart() && sockets.obstacle().isEmpty();
        return isKnown ? known.directing() : DirectRouting.status(director.obstacle());
    }

    /** What this process may do is not asked again. */
    @Override
    public Snapshot readChanged() {
        boolean mayStart = known.mayStart();
        networkManager.readChanged();
        Snapshot kernel = readChangedInKernel(mayStart);
        return publish(networkManager.readConcerned(kernel) ? readChangedInKernel(mayStart) : kernel, mayStart, known.directing());
    }

    /** What NetworkManager has done before it answered has to show, so if it was asked, no notice of that may still be on its way. */
    private Snapshot readChangedInKernel(boolean mayStart) {
        return readKernel(false, mayStart, networkManager.hasAsked() ? watcher.heard() : watcher.heardSoFar());
    }

    private Snapshot readKernel(boolean isWhole, boolean mayStart, HeardChanges.Heard heard) {
        try {
            return isWhole ? reader.read(mayStart, watcher.losses(), heard, watcher.hasNotices())
                : reader.readChanged(mayStart, watcher.losses(), heard, watcher.hasNotices());
        } catch (Throwable failure) {
            watcher.hearAgain();
            throw failure;
        }
    }

    private Snapshot publish(Snapshot kernel, boolean mayStart, CapabilityStatus directing) {
        OptionalLong nextChange = reader.nextChange();
        if (nextChange.isPresent()) {
            watcher.hintAt(nextChange.getAsLong());
        }
        if (mayStart != known.mayStart() || wirelessLinks.support() != known.signals() || !directing.equals(known.directing())) {
            known = new LinuxCapabilities(mayStart, known.counters(), known.polling(), wirelessLinks.support(), directing);
        }
        Snapshot now = networkManager.over(kernel);
        last = Optional.of(now);
        return now;
    }

    @Override
    public void direct(ConfigurationId id, Link link, Closeable socket) {
        director.direct(link, socket);
    }

    @Override
    public void counters(CounterSink sink) {
        counters.all(sink);
    }

    @Override
    public void counters(int linkIndex, CounterSink sink) {
        counters.one(linkIndex, sink);
    }

    @Override
    public StartResult start(ConfigurationId id, StartOptions options) {
        return control.start(id, options);
    }

    @Override
    public void stop(ConfigurationId id) {
        control.stop(id);
    }

    @Override
    public boolean giveBack(ConfigurationId id, InterfaceIdentity started) {
        return control.giveBack(id, started);
    }

    @Override
    public ConfigurationId define(NetworkProfile profile) {
        return networkManager.define(profile);
    }

    @Override
    public void scan() {
        control.scan();
    }

    @Override
    public Object scope() {
        return scope;
    }

    @Override
    public Optional<String> sharedScope() {
        return scope.networkNamespace().scope();
    }

    @Override
    public Set<String> goneScopes(Set<String> scopes) {
        return os.networkNamespaces().map(present -> scopes.stream().filter(each -> scope.networkNamespace().isGone(each, present))
            .collect(Collectors.toSet())).orElse(Set.of());
    }

    @Override
    public Optional<BootId> boot() {
        Optional<String> id = os.bootId();
        return id.isPresent() ? Optional.of(new BootId(id.get())) : Optional.empty();
    }

    @Override
    public void close() {
        Deadline deadline = Deadline.toClose();
        Opened opened = new Opened();
        opened.add(natives::close);
        opened.add(() -> wirelessLinks.close(deadline));
        opened.add(() -> counters.close(deadline));
        opened.add(() -> client.close(deadline));
        opened.add(() -> watcher.close(deadline));
        opened.closeAll();
    }
}
