package io.github.netsession.engine.control;

import io.github.netsession.engine.holds.AccessPointEntry;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The work for the end of a turn: sessions over several access points to update, and access points that they have released. */
final class FollowUps {

    private final SessionGroups groups;
    private final Radios radios;
    private final Set<Session> sessions = new LinkedHashSet<>();
    private final Set<SessionGroup> serviceNetworks = new LinkedHashSet<>();
    private final Set<AccessPointEntry> released = new LinkedHashSet<>();

    /**
     * The work to do now.
     *
     * @param sessions the sessions to update
     * @param released the access points that may have to be stopped
     */
    record Batch(List<Session> sessions, List<AccessPointEntry> released) {
    }

    FollowUps(SessionGroups groups, Radios radios) {
        this.groups = groups;
        this.radios = radios;
    }

    /** Adds the sessions over several access points that a change of this access point or service network concerns. */
    void mayHaveChanged(AccessPointEntry entry) {
        if (entry.differsForFollowers()) {
            addFollowersOf(entry);
            groups.find(entry).filter(group -> !group.members().isEmpty()).ifPresent(serviceNetworks::add);
        }
    }

    /** Adds the sessions over several access points that may use this access point, or another one on its radio. */
    void addFollowersOf(AccessPointEntry entry) {
        addParentsOf(entry);
        radios.neighbours(entry).forEach(this::addParentsOf);
    }

    private void addParentsOf(AccessPointEntry entry) {
        groups.find(entry).ifPresent(group -> serviceNetworks.addAll(group.parents()));
    }

    void add(Session session) {
        sessions.add(session);
    }

    void addAll(Collection<Session> more) {
        sessions.addAll(more);
    }

    void addReleased(AccessPointEntry entry) {
        released.add(entry);
    }

    boolean isEmpty() {
        return sessions.isEmpty() && serviceNetworks.isEmpty() && released.isEmpty();
    }

    /** Removes and returns the work to do now. */
    Batch take() {
        serviceNetworks.forEach(group -> sessions.addAll(group.sessions()));
        Batch batch = new Batch(List.copyOf(sessions), List.copyOf(released));
        serviceNetworks.clear();
        sessions.clear();
        released.clear();
        return batch;
    }
}
