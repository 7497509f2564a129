package io.github.netsession.engine.control;

import io.github.netsession.ConfigurationId;
import io.github.netsession.RoamingPolicy;
import io.github.netsession.engine.holds.AccessPointEntry;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The sessions on one configuration. For a service network also its members; for an access point the service networks that contain it.
 * Called in turns only.
 */
final class SessionGroup {

    private static final int MIN_PURGE = 16;

    private final AccessPointEntry entry;
    private Optional<RoamingPolicy> policy = Optional.empty();
    private List<SessionGroup> members = List.of();
    private List<ConfigurationId> memberIds = List.of();
    private List<AccessPointEntry> memberEntries = List.of();
    private List<SessionGroup> formerMembers = List.of();
    private final Set<SessionGroup> parents = new LinkedHashSet<>();
    private final List<WeakReference<Session>> sessions = new ArrayList<>();
    private int purgeAt = MIN_PURGE;

    SessionGroup(AccessPointEntry entry) {
        this.entry = entry;
    }

    AccessPointEntry entry() {
        return entry;
    }

    /** Sets the policy of a service network; returns whether it differs from before. */
    boolean setPolicy(Optional<RoamingPolicy> present) {
        boolean differs = !present.equals(policy);
        policy = present;
        return differs;
    }

    /** Returns the access points of a service network, in its order. */
    List<SessionGroup> members() {
        return members;
    }

    /** Returns the entries of the access points of a service network, in its order. */
    List<AccessPointEntry> memberEntries() {
        return memberEntries;
    }

    /** Returns the ids of the members, in the same order. */
    List<ConfigurationId> memberIds() {
        return memberIds;
    }

    /** Returns whether a session is still on an access point that is no member any more. */
    boolean hasFormerMembers() {
        return !formerMembers.isEmpty();
    }

    /** Sets the access points that the sessions of a service network follow. */
    void follow(List<ConfigurationId> ids, List<SessionGroup> present, List<SessionGroup> former) {
        members.forEach(member -> member.parents.remove(this));
        formerMembers.forEach(member -> member.parents.remove(this));
        members = List.copyOf(present);
        memberEntries = members.stream().map(SessionGroup::entry).toList();
        memberIds = ids;
        formerMembers = List.copyOf(former);
        members.forEach(member -> member.parents.add(this));
        formerMembers.forEach(member -> member.parents.add(this));
    }

    /** Returns the service networks that have sessions and that this access point is, or was, a member of. */
    Set<SessionGroup> parents() {
        return parents;
    }

    /** Returns the sessions over several access points that may use this one. */
    List<Session> sessionsOver() {
        return parents.stream().flatMap(parent -> parent.sessions().stream()).toList();
    }

    /** Returns whether neither a session nor a service network needs this group. */
    boolean isUnused() {
        return parents.isEmpty() && sessions.stream().allMatch(reference -> reference.refersTo(null));
    }

    void add(Session session) {
        // A turn that failed after this is repeated.
        if (!sessions.isEmpty() && sessions.get(sessions.size() - 1).refersTo(session)) {
            return;
        }
        if (sessions.size() >= purgeAt) {
            purge();
            purgeAt = Math.max(MIN_PURGE, 2 * sessions.size());
        }
        sessions.add(new WeakReference<>(session));
    }

    /** Returns the sessions that the application still has, in the order of creation; a copy. */
    List<Session> sessions() {
        purge();
        List<Session> live = new ArrayList<>(sessions.size());
        for (WeakReference<Session> reference : sessions) {
            Session session = reference.get();
            if (session != null) {
                live.add(session);
            }
        }
        return live;
    }

    private void purge() {
        sessions.removeIf(reference -> reference.refersTo(null));
    }
}
