package io.github.netsession.engine.control;

import io.github.netsession.engine.holds.AccessPointEntry;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The work for the end of a turn: sessions that have to look, and access points that have changed or were released. */
final class FollowUps {

    private final SessionGroups groups;
    private final Radios radios;
    private final Set<Session> sessions = new LinkedHashSet<>();
    private final Set<SessionGroup> groupsToLook = new LinkedHashSet<>();
    private final Set<AccessPointEntry> released = new LinkedHashSet<>();
    private final Set<AccessPointEntry> changed = new LinkedHashSet<>();

    /**
     * The work to do now.
     *
     * @param sessions the sessions to update
     * @param released the access points that may have to be stopped before the sessions look, because a session has released them
     * @param changed the access points that may have to be stopped after the sessions have seen their change
     */
    record Batch(List<Session> sessions, List<AccessPointEntry> released, List<AccessPointEntry> changed) {
    }

    FollowUps(SessionGroups groups, Radios radios) {
        this.groups = groups;
        this.radios = radios;
    }

    /** Adds the sessions that a change of this access point or service network concerns, and the access point itself. */
    void mayHaveChanged(AccessPointEntry entry) {
        changed.add(entry);
        if (entry.differsForFollowers()) {
            groups.find(entry).ifPresent(groupsToLook::add);
            addFollowersOf(entry);
        }
    }

    /** Adds the sessions over several access points that may use this access point, or another one on its radio. */
    void addFollowersOf(AccessPointEntry entry) {
        addParentsOf(entry);
        radios.neighbours(entry).forEach(this::addParentsOf);
    }

    private void addParentsOf(AccessPointEntry entry) {
        groups.find(entry).ifPresent(group -> groupsToLook.addAll(group.parents()));
    }

    void add(Session session) {
        sessions.add(session);
    }

    boolean contains(Session session) {
        return sessions.contains(session);
    }

    void addAll(Collection<Session> more) {
        sessions.addAll(more);
    }

    void addReleased(AccessPointEntry entry) {
        released.add(entry);
    }

    boolean isEmpty() {
        return sessions.isEmpty() && groupsToLook.isEmpty() && released.isEmpty() && changed.isEmpty();
    }

    /** Removes and returns the work to do now. */
    Batch take() {
        groupsToLook.forEach(group -> sessions.addAll(group.sessions()));
        Batch batch = new Batch(List.copyOf(sessions), List.copyOf(released), List.copyOf(changed));
        groupsToLook.clear();
        sessions.clear();
        released.clear();
        changed.clear();
        return batch;
    }
}
