package io.github.netsession.engine.control;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSocketException;
import io.github.netsession.NetworkSockets;
import io.github.netsession.SessionFailure;
import io.github.netsession.engine.calls.Turns;
import io.github.netsession.engine.session.Failures;
import io.github.netsession.engine.sockets.EngineSockets;
import io.github.netsession.engine.sockets.Outlet;
import io.github.netsession.engine.state.ResolvedConfiguration;
import io.github.netsession.engine.state.StatePublisher;
import io.github.netsession.spi.Backend;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Makes the sockets of sessions and offers: they leave by the link that the access point is on at that moment. Safe from any thread. */
public final class SessionSockets {

    private final Backend backend;
    private final StatePublisher publisher;
    private final Turns turns;

    /**
     * Creates the sockets of one engine.
     *
     * @param backend directs the sockets
     * @param publisher knows the link of each access point
     * @param turns knows whether the library is open
     */
    public SessionSockets(Backend backend, StatePublisher publisher, Turns turns) {
        this.backend = backend;
        this.publisher = publisher;
        this.turns = turns;
    }

    /**
     * Returns sockets that leave by the access point that a session uses at that moment.
     *
     * @param session the session
     * @return the sockets
     */
    public NetworkSockets of(Session session) {
        return sockets(() -> session.accessPointInUse().map(NetworkConfiguration::id), () -> Failures.notInUse(session.id()));
    }

    /** Returns sockets that leave by the candidate of an offer, while the application tests it; not of an earlier offer of the same candidate. */
    NetworkSockets onTrial(Session session, ConfigurationId candidate) {
        // Not the session: an application may keep offers longer than that.
        RoamingProgress record = session.roaming();
        AtomicReference<NetworkSockets> own = new AtomicReference<>();
        own.set(sockets(() -> record.onTrial().filter(offer -> offer.sockets() == own.get()).map(offer -> candidate),
            () -> Failures.notOnTrial(candidate)));
        return own.get();
    }

    private NetworkSockets sockets(Supplier<Optional<ConfigurationId>> accessPoint, Supplier<SessionFailure> otherwise) {
        return new EngineSockets(backend, () -> outlet(accessPoint, otherwise), this::isOwn, Failures::of);
    }

    /** The kernel sends packets to an address of this machine over no link. */
    private boolean isOwn(InetAddress address) {
        return publisher.current().state().interfaces().stream().flatMap(link -> link.addresses().stream())
            .anyMatch(own -> own.address().equals(address));
    }

    private Outlet outlet(Supplier<Optional<ConfigurationId>> inUse, Supplier<SessionFailure> otherwise) throws NetworkSocketException {
        try {
            turns.ensureOpen();
        } catch (IllegalStateException closed) {
            throw new NetworkSocketException(Failures.networksClosed(), closed);
        }
        ConfigurationId accessPoint = inUse.get().orElseThrow(() -> new NetworkSocketException(otherwise.get()));
        return new Outlet(accessPoint, publisher.current().resolve(accessPoint).filter(resolved -> resolved.configuration().isActive())
            .flatMap(ResolvedConfiguration::link).orElseThrow(() -> new NetworkSocketException(Failures.notUp(accessPoint))));
    }
}
