package io.github.netsession.engine.control;

import io.github.netsession.engine.holds.AccessPointEntry;
import io.github.netsession.engine.holds.AccessPoints;
import io.github.netsession.engine.holds.HoldRegistry;
import io.github.netsession.engine.session.Observation;
import io.github.netsession.engine.state.StatePublisher;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Knows which access points share a link, usually a radio, and so exclude each other: a radio can be on one network at a time. */
final class Radios {

    private final StatePublisher publisher;
    private final AccessPoints accessPoints;
    private final HoldRegistry holds;

    Radios(StatePublisher publisher, AccessPoints accessPoints, HoldRegistry holds) {
        this.publisher = publisher;
        this.accessPoints = accessPoints;
        this.holds = holds;
    }

    /** Returns the other access points on the same link. */
    List<AccessPointEntry> neighbours(AccessPointEntry entry) {
        return others(entry).toList();
    }

    private Stream<AccessPointEntry> others(AccessPointEntry entry) {
        return entry.interfaceName().stream().flatMap(name -> publisher.current().accessPointsOn(name).stream())
            .filter(id -> !id.equals(entry.id())).map(accessPoints::get);
    }

    private Stream<AccessPointEntry> upBeside(AccessPointEntry entry) {
        return others(entry).filter(other -> other.observation().occupiesLink());
    }

    boolean shareLink(AccessPointEntry one, AccessPointEntry other) {
        Optional<String> name = one.interfaceName();
        return name.isPresent() && name.equals(other.interfaceName());
    }

    /** Returns whether another access point is up, or starting, on the link of this one. */
    boolean isReplaced(AccessPointEntry entry) {
        return upBeside(entry).findAny().isPresent();
    }

    /** Returns whether a start would take the radio from sessions other than the session's peers, which would make the same move. */
    boolean takesFromOthers(Session session, AccessPointEntry entry) {
        return entry.observation() != Observation.ACTIVE
            && upBeside(entry).anyMatch(other -> !holds.isHeldOnlyByPeers(other.id(), session.peerGroup()));
    }

    /** Returns whether the session's peers, and no other sessions, hold an access point. */
    boolean isHeldByPeers(Session session, AccessPointEntry entry) {
        return holds.isHeld(entry.id()) && holds.isHeldOnlyByPeers(entry.id(), session.peerGroup());
    }
}
