package io.github.netsession.engine.control;

import io.github.netsession.engine.holds.AccessPointEntry;
import io.github.netsession.engine.holds.AccessPoints;
import io.github.netsession.engine.session.SessionInput;
import io.github.netsession.engine.session.SessionMachine;
import io.github.netsession.engine.session.Step;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Passes inputs to the session machine, and executes the steps that it returns. */
final class SessionSteps {

    private final AccessPoints accessPoints;
    private final SessionHolds holds;
    /** Sessions that must outlive the application's references to them, see {@link Session#isNeeded}. */
    private final Set<Session> kept = new LinkedHashSet<>();

    SessionSteps(AccessPoints accessPoints, SessionHolds holds) {
        this.accessPoints = accessPoints;
        this.holds = holds;
    }

    /** Applies an input. A session over several access points holds them by its moves; here they are only released. */
    Step apply(Session session, SessionInput input) {
        Step step = SessionMachine.step(session.phase(), input);
        if (session.phase().holds() != step.next().holds()) {
            count(session, step.next().holds());
        }
        session.take(step);
        keepIfNeeded(session);
        return step;
    }

    private void count(Session session, boolean isHolding) {
        if (!session.roams()) {
            AccessPointEntry entry = accessPoints.get(session.id());
            if (isHolding) {
                holds.hold(session, entry);
            } else {
                holds.release(session, entry);
            }
        } else if (!isHolding) {
            holds.releaseAll(session);
        }
    }

    /** Releases the access points that a session holds, because the library closes. */
    void release(Session session) {
        if (session.phase().holds()) {
            count(session, false);
        }
    }

    /** Keeps a session if it is needed; otherwise permits its garbage collection. */
    void keepIfNeeded(Session session) {
        if (session.isNeeded()) {
            kept.add(session);
        } else {
            kept.remove(session);
        }
    }

    /** Returns the sessions that are kept; a copy. */
    List<Session> kept() {
        return List.copyOf(kept);
    }
}
