package io.github.netsession.linux.nm;

import io.github.netsession.CapabilityReport;
import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkProfile;
import io.github.netsession.linux.bus.BusClient;
import io.github.netsession.linux.bus.BusConnector;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.InterfaceIdentity;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.spi.StartOptions;
import io.github.netsession.spi.StartResult;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * NetworkManager, of which nothing is loaded until there is a bus: each reading looks whether there is one, and each call asks {@link NmService}.
 * The backend's thread runs the client from then on. Safe from any thread, but for the readings.
 */
public final class NmOnDemand {

    private final BusConnector connector;
    private final BackendSink sink;
    private final Consumer<BusClient> loop;
    private volatile Optional<NmService> service = Optional.empty();

    /**
     * Looks for a bus; if there is one, the loop connects to it.
     *
     * @param connector where the system bus is
     * @param sink is told of activations that fail
     * @param loop takes the client, once, and runs it
     */
    public NmOnDemand(BusConnector connector, BackendSink sink, Consumer<BusClient> loop) {
        this.connector = connector;
        this.sink = sink;
        this.loop = loop;
        if (isThere()) {
            service();
        }
    }

    /**
     * Whether the entries of a dictionary are read.
     *
     * @param key their key
     * @return true if so
     */
    public static boolean isWanted(String key) {
        return NmNames.WANTED.contains(key);
    }

    private synchronized NmService service() {
        if (service.isEmpty()) {
            NmService created = new NmService(connector, sink);
            loop.accept(created.client());
            service = Optional.of(created);
        }
        return service.get();
    }

    private boolean isThere() {
        return service.isPresent() || connector.obstacle().isEmpty();
    }

    /** Reads everything. Call it before the kernel is read, so that what NetworkManager has done shows there. */
    public void read() {
        if (isThere()) {
            service().read();
        }
    }

    /** Reads what NetworkManager has said to have changed since the last reading. Call it before the kernel is read, too. */
    public void readChanged() {
        if (isThere()) {
            service().readChanged();
        }
    }

    /**
     * Returns whether NetworkManager was asked in the last reading.
     *
     * @return false if that showed what was known
     */
    public boolean hasAsked() {
        return service.isPresent() && service.get().hasAsked();
    }

    /**
     * Reads what is on the links of profiles that have changed in the kernel.
     *
     * @param kernel what the kernel says now
     * @return whether NetworkManager was asked; then read the kernel again, because NetworkManager may have changed it before it answered
     */
    public boolean readConcerned(Snapshot kernel) {
        return service.isPresent() && service.get().readConcerned(kernel);
    }

    /**
     * Merges what was read last into what the kernel says.
     *
     * @param kernel what the kernel says
     * @return the two together
     */
    public Snapshot over(Snapshot kernel) {
        return service.isPresent() ? service.get().over(kernel) : kernel;
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
        return service().start(id, options);
    }

    /**
     * Defines a profile of the application.
     *
     * @param profile how to get into the network
     * @return its id
     * @throws BackendException if there is no NetworkManager
     */
    public ConfigurationId define(NetworkProfile profile) {
        if (service.isEmpty()) {
            throw new BackendException(BackendException.Kind.UNSUPPORTED, "define", absent().obstacle().orElseThrow());
        }
        return service.get().define(profile);
    }

    /**
     * Stops a profile.
     *
     * @param id the profile
     * @throws BackendException if it was refused
     */
    public void stop(ConfigurationId id) {
        service().stop(id);
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
        return service().giveBack(id, started);
    }

    /**
     * Asks for a scan.
     *
     * @throws BackendException if it was refused
     */
    public void scan() {
        service().scan();
    }

    /**
     * Throws if another program than NetworkManager has configured a link that NetworkManager only observes: such a link is never stopped.
     *
     * @param id the link's access point
     * @throws BackendException if that is so
     */
    public void refuseIfExternal(ConfigurationId id) {
        if (service.isPresent()) {
            service.get().refuseIfExternal(id);
        }
    }

    /**
     * Returns what can be done now.
     *
     * @param kernel what the kernel can do
     * @return the two together
     */
    public CapabilityReport capabilities(CapabilityReport kernel) {
        return service.isPresent() ? service.get().capabilities(kernel) : NmCapabilities.over(absent(), kernel);
    }

    /**
     * Returns what can be done with one access point.
     *
     * @param id the access point
     * @param kernel what the kernel can do
     * @return the two together
     */
    public CapabilityReport capabilities(ConfigurationId id, CapabilityReport kernel) {
        if (service.isPresent()) {
            return service.get().capabilities(id, kernel);
        }
        CapabilityReport all = capabilities(kernel);
        return has(id) ? all : NmCapabilities.ofLink(false, kernel, all);
    }

    private NmState absent() {
        return NmState.absent(connector.obstacle().orElse("not looked for yet"));
    }
}
