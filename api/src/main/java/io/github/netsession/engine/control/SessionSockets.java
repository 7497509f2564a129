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

/** Creates the sockets of sessions and offers. A socket uses the link of the access point at the time of its creation. Safe from any thread. */
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
     * Returns a source of sockets that use the access point of a session at the time of their creation.
     *
     * @param session the session
     * @return the sockets
     */
    public NetworkSockets of(Session session) {
        return sockets(() -> session.accessPointInUse().map(NetworkConfiguration::id), () -> Failures.notInUse(session.id()));
    }

    /** Returns sockets that use the candidate of one offer while the application tests that offer, not another one of the same candidate. */
    NetworkSockets onTrial(Session session, ConfigurationId candidate) {
        // Not the session: an application may keep offers longer than that.
        OpenQuestion question = session.dialogue().question();
        AtomicReference<NetworkSockets> own = new AtomicReference<>();
        own.set(sockets(() -> question.onTrial().filter(offer -> offer.sockets() == own.get()).map(offer -> candidate),
            () -> Failures.notOnTrial(candidate)));
        return own.get();
    }

    private NetworkSockets sockets(Supplier<Optional<ConfigurationId>> accessPoint, Supplier<SessionFailure> otherwise) {
        return new EngineSockets(backend, () -> outlet(accessPoint, otherwise), this::isOwn, Failures::of);
    }

    /** Returns whether an address is of this machine: the kernel sends packets to it over no link. */
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
