package io.github.netsession.engine;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkSocketException;
import io.github.netsession.NetworkSockets;
import io.github.netsession.SessionFailure;
import io.github.netsession.engine.sockets.EngineSockets;
import io.github.netsession.engine.sockets.Outlet;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Makes the sockets of sessions and offers: they leave by the link that an access point is on at that moment, by what is published. */
final class SessionSockets {

    private SessionSockets() {
    }

    /**
     * Sockets by one access point after the other.
     *
     * @param engine the engine
     * @param inUse the access point of the moment, on any thread
     * @param otherwise the failure while there is none
     */
    static NetworkSockets of(Engine engine, Supplier<Optional<ConfigurationId>> inUse, Supplier<SessionFailure> otherwise) {
        return new EngineSockets(engine.backendInUse(), () -> outlet(engine, inUse, otherwise), address -> isOwn(engine, address), Failures::of);
    }

    /** Sockets by the candidate of an offer, while the application is to test it; not of an earlier offer of the same candidate. */
    static NetworkSockets onTrial(Engine engine, Roaming roaming, ConfigurationId candidate) {
        AtomicReference<NetworkSockets> own = new AtomicReference<>();
        own.set(of(engine, () -> roaming.onTrial().filter(offer -> offer.sockets() == own.get()).map(offer -> candidate),
            () -> Failures.notOnTrial(candidate)));
        return own.get();
    }

    /** The kernel takes packets to an address of this machine over no link. */
    private static boolean isOwn(Engine engine, InetAddress address) {
        return engine.world().published().state().interfaces().stream().flatMap(link -> link.addresses().stream())
            .anyMatch(own -> own.address().equals(address));
    }

    private static Outlet outlet(Engine engine, Supplier<Optional<ConfigurationId>> inUse, Supplier<SessionFailure> otherwise)
        throws NetworkSocketException {
        try {
            engine.ensureOpen();
        } catch (IllegalStateException closed) {
            throw new NetworkSocketException(Failures.networksClosed(), closed);
        }
        ConfigurationId accessPoint = inUse.get().orElseThrow(() -> new NetworkSocketException(otherwise.get()));
        return new Outlet(accessPoint, engine.world().published().sight(accessPoint).filter(seen -> seen.configuration().isActive())
            .flatMap(SessionView.Sight::link).orElseThrow(() -> new NetworkSocketException(Failures.notUp(accessPoint))));
    }
}
