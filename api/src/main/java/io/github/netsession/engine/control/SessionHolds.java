package io.github.netsession.engine.control;

import io.github.netsession.engine.holds.AccessPointEntry;
import io.github.netsession.engine.holds.AccessPointHolds;
import java.util.List;

/** Holds and releases access points for sessions. */
final class SessionHolds {

    private final AccessPointHolds holds;
    private final FollowUps followUps;

    SessionHolds(AccessPointHolds holds, FollowUps followUps) {
        this.holds = holds;
        this.followUps = followUps;
    }

    /** Holds an access point; a repeated call updates the peer group. */
    void hold(Session session, AccessPointEntry entry) {
        if (session.roams()) {
            session.roaming().held().add(entry);
        }
        holds.hold(entry, session, session.peerGroup());
    }

    void release(Session session, AccessPointEntry entry) {
        if (holds.release(entry, session)) {
            followUps.addFollowersOf(entry);
        }
        if (session.roams()) {
            session.roaming().held().remove(entry);
            followUps.addReleased(entry);
        }
    }

    /** Releases all access points that a session over several access points holds. */
    void releaseAll(Session session) {
        List.copyOf(session.roaming().held()).forEach(entry -> release(session, entry));
        session.roaming().end();
    }
}
