package io.github.netsession.engine.control;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSockets;
import io.github.netsession.RoamingOffer;
import io.github.netsession.engine.holds.AccessPointEntry;
import io.github.netsession.engine.state.StatePublisher;
import io.github.netsession.spi.AccessPoint;
import java.util.Optional;

/** Makes the offers that sessions are asked about. */
final class Offers {

    private final StatePublisher publisher;
    private final Radios radios;
    private final SessionSockets sockets;

    Offers(StatePublisher publisher, Radios radios, SessionSockets sockets) {
        this.publisher = publisher;
        this.radios = radios;
        this.sockets = sockets;
    }

    /** Returns an offer of the candidate as it is now, with new sockets. */
    RoamingOffer offer(Session session, AccessPointEntry candidate, RoamingOffer.Reason reason) {
        return offer(session, candidate, reason, sockets.onTrial(session, candidate.id()));
    }

    /** Returns an offer of the candidate as it is now. */
    RoamingOffer offer(Session session, AccessPointEntry candidate, RoamingOffer.Reason reason, NetworkSockets ownSockets) {
        AccessPointEntry current = session.roaming().current().orElseThrow();
        NetworkConfiguration from = current.configuration().orElseGet(() -> session.roaming().currentWhenUp());
        Optional<String> domain = mobilityDomain(current.id());
        boolean isSeamless = domain.isPresent() && domain.equals(mobilityDomain(candidate.id()));
        return RoamingOffer.builder(from, candidate.configuration().orElseThrow()).reason(reason).isSeamless(isSeamless)
            .isMakeBeforeBreak(!radios.isShared(current, candidate)).sockets(ownSockets).build();
    }

    /** Access points of one mobility domain keep the address of a device that moves between them. */
    private Optional<String> mobilityDomain(ConfigurationId id) {
        return publisher.accessPoint(id).flatMap(AccessPoint::mobilityDomain);
    }
}
