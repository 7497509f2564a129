package io.github.netsession.engine.control;

import io.github.netsession.engine.holds.AccessPointEntry;
import io.github.netsession.engine.holds.AccessPointHolds;
import io.github.netsession.engine.holds.InterfaceControl;
import io.github.netsession.engine.holds.StartRequest;
import io.github.netsession.engine.session.Observation;
import io.github.netsession.engine.session.SessionInput.InterfaceAfter;
import java.util.List;
import java.util.Optional;

/** Moves a session over several access points to one of them, and from it. */
final class SessionMoves {

    private final SessionHolds sessionHolds;
    private final AccessPointHolds holds;
    private final InterfaceControl interfaces;
    private final AccessPointSessions accessPointSessions;
    private final Members members;

    SessionMoves(SessionHolds sessionHolds, AccessPointHolds holds, InterfaceControl interfaces, AccessPointSessions accessPointSessions,
        Members members) {
        this.sessionHolds = sessionHolds;
        this.holds = holds;
        this.interfaces = interfaces;
        this.accessPointSessions = accessPointSessions;
        this.members = members;
    }

    /** Makes an access point the session's current one, and the only one that the session holds. */
    void use(Session session, AccessPointEntry entry) {
        List.copyOf(session.roaming().held()).stream().filter(held -> held != entry).forEach(held -> leave(session, held, false));
        sessionHolds.hold(session, entry);
        session.roaming().current(Optional.of(entry));
        members.show(session);
    }

    void hold(Session session, AccessPointEntry entry) {
        sessionHolds.hold(session, entry);
    }

    /** Starts an access point unless it is up; {@code stopsLater} as in {@link StartRequest}. */
    void start(Session session, AccessPointEntry entry, boolean stopsLater) {
        if (entry.observation() != Observation.ACTIVE) {
            interfaces.start(entry, session.startRequest(stopsLater));
        }
    }

    /** Returns whether a session had started an access point, so that the library stops it when no session holds it any more. */
    boolean isStarted(AccessPointEntry entry) {
        return holds.isStarted(entry);
    }

    /** Leaves an access point. If another one on its radio has replaced it, it is down and must not be stopped. */
    void leave(Session session, AccessPointEntry entry, boolean isReplaced) {
        InterfaceAfter after = InterfaceAfter.DOWN;
        if (isReplaced) {
            holds.replaced(entry, session);
        } else {
            after = holds.stopOnLeave(entry, session, session.phase());
        }
        sessionHolds.release(session, entry);
        if (after != InterfaceAfter.SHARED) {
            accessPointSessions.observe(entry);
        }
    }

    /** Leaves the candidate of a move, if there is one, and closes the question about it. */
    void leaveCandidate(Session session, boolean isReplaced) {
        RoamingProgress progress = session.roaming();
        progress.endQuestion();
        progress.candidate().filter(progress.held()::contains).ifPresent(candidate -> leave(session, candidate, isReplaced));
        progress.candidate(Optional.empty());
    }

    /** Leaves all access points that the session holds except one, which becomes the current one. */
    void leaveAllBut(Session session, Optional<AccessPointEntry> kept) {
        List.copyOf(session.roaming().held()).stream().filter(held -> kept.filter(entry -> entry == held).isEmpty())
            .forEach(held -> leave(session, held, false));
        session.roaming().current(kept);
    }
}
