package io.github.netsession.engine.control;

import io.github.netsession.SessionFailure;
import io.github.netsession.engine.calls.CallFuture;
import io.github.netsession.engine.holds.AccessPointEntry;
import io.github.netsession.engine.holds.AccessPointHolds;
import io.github.netsession.engine.holds.AccessPoints;
import io.github.netsession.engine.holds.Diagnosis;
import io.github.netsession.engine.holds.InterfaceControl;
import io.github.netsession.engine.session.Observation;
import io.github.netsession.engine.session.Phase;
import io.github.netsession.engine.session.SessionInput;
import io.github.netsession.engine.session.SessionInput.InterfaceAfter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the sessions on one access point each, and passes changes of access points to all sessions. Called in the critical section only. */
final class AccessPointSessions {

    /** During a reading, others may stop the access point once more. */
    private static final int MAX_READINGS = 2;

    private final AccessPoints accessPoints;
    private final SessionGroups groups;
    private final SessionSteps steps;
    private final AccessPointHolds holds;
    private final InterfaceControl interfaces;
    private final Diagnosis diagnosis;
    private final FollowUps followUps;

    AccessPointSessions(AccessPoints accessPoints, SessionGroups groups, SessionSteps steps, AccessPointHolds holds, InterfaceControl interfaces,
        Diagnosis diagnosis, FollowUps followUps) {
        this.accessPoints = accessPoints;
        this.groups = groups;
        this.steps = steps;
        this.holds = holds;
        this.interfaces = interfaces;
        this.diagnosis = diagnosis;
        this.followUps = followUps;
    }

    /** Updates the sessions of an access point that may have changed. */
    void observe(AccessPointEntry entry) {
        Observation now = entry.observation();
        // If it is starting after it was up, it was down in between: sessions that were open on it have lost it.
        if (now == Observation.STARTING && entry.wasUp()) {
            observe(entry, Observation.DISCOVERED);
        }
        observe(entry, now);
        followUps.mayHaveChanged(entry);
    }

    /** Updates the sessions of an access point that was down between two readings and is up again. */
    void observeRestart(AccessPointEntry entry) {
        observe(entry, Observation.DISCOVERED);
        observe(entry);
    }

    /** Shows the same observation to all sessions before the start that one of them requests, because the start changes it. */
    private void observe(AccessPointEntry entry, Observation observation) {
        List<Session> starters = new ArrayList<>();
        boolean wasDown = !entry.wasUp();
        entry.show(observation);
        for (Session session : groups.sessionsOn(entry)) {
            if (!session.roams() && see(session, entry, observation)) {
                starters.add(session);
            }
        }
        if (observation == Observation.ACTIVE && (wasDown || diagnosis.stoppedSinceUp(entry).isEmpty())) {
            diagnosis.markUp(entry);
        }
        holds.stopIfUnheld(entry);
        // The first one starts it; the others wait for it, unless it has failed at once for all.
        for (Session session : starters) {
            if (session == starters.get(0) || entry.isStarting()) {
                interfaces.start(entry, session.startRequest(true));
            }
        }
    }

    /** Updates one session; returns whether the session requests a start. */
    private boolean see(Session session, AccessPointEntry entry, Observation observation) {
        entry.resolved().ifPresent(session::see);
        Phase phase = session.phase();
        return steps.apply(session, new SessionInput.Observed(observation, () -> diagnosis.loss(entry, phase, observation))).start();
    }

    void adopt(Session session) {
        AccessPointEntry entry = accessPoints.get(session.id());
        see(session, entry, entry.observation());
    }

    void open(Session session, CallFuture<Void> future) {
        AccessPointEntry entry = accessPoints.get(session.id());
        readIfStopped(session, entry);
        // That reading must not decide the future: the opening begins after it.
        session.beginOpening(future);
        if (steps.apply(session, new SessionInput.Open(() -> diagnosis.notUsable(entry))).start()) {
            interfaces.start(entry, session.startRequest(true));
        }
    }

    /** Reads again if another engine has stopped the access point: then the last reading is stale. */
    void readIfStopped(Session session, AccessPointEntry entry) {
        for (int readings = 0; readings < MAX_READINGS && session.phase() == Phase.CONNECTED_WATCHED
            && diagnosis.stoppedSinceUp(entry).isPresent(); readings++) {
            interfaces.readNow();
        }
    }

    void close(Session session) {
        AccessPointEntry entry = accessPoints.get(session.id());
        InterfaceAfter after = holds.stopOnClose(entry, session, session.phase(),
            failure -> steps.apply(session, new SessionInput.Refused(failure)));
        steps.apply(session, new SessionInput.Close(after));
        // While other sessions hold it, nothing changes for them.
        if (after != InterfaceAfter.SHARED) {
            observe(entry);
        }
    }

    void stop(Session session) {
        AccessPointEntry entry = accessPoints.get(session.id());
        boolean isUp = session.phase().isConnected() || session.phase().isConnecting();
        Optional<SessionFailure> refusal = isUp ? interfaces.stop(entry) : Optional.empty();
        steps.apply(session, refusal.<SessionInput>map(SessionInput.Refused::new).orElseGet(SessionInput.Stop::new));
        if (isUp) {
            observe(entry);
        }
    }
}
