package io.github.netsession.engine.control;

import io.github.netsession.ConfigurationId;
import io.github.netsession.engine.holds.AccessPointEntry;
import io.github.netsession.engine.holds.AccessPoints;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The groups of all configurations that have sessions, or are members of a service network with sessions. Called in turns only. */
final class SessionGroups {

    private final AccessPoints accessPoints;
    private final Map<ConfigurationId, SessionGroup> groups = new HashMap<>();

    SessionGroups(AccessPoints accessPoints) {
        this.accessPoints = accessPoints;
    }

    SessionGroup get(ConfigurationId id) {
        return groups.computeIfAbsent(id, absent -> new SessionGroup(accessPoints.get(id)));
    }

    Optional<SessionGroup> find(AccessPointEntry entry) {
        return Optional.ofNullable(groups.get(entry.id()));
    }

    /** Returns the sessions on a configuration, in the order of creation. */
    List<Session> sessionsOn(AccessPointEntry entry) {
        return find(entry).map(SessionGroup::sessions).orElse(List.of());
    }

    /** Returns the sessions on a configuration, then those over several access points that may use this one. */
    List<Session> followersOf(AccessPointEntry entry) {
        return find(entry).map(group -> Stream.concat(group.sessions().stream(), group.sessionsOver().stream()).toList()).orElse(List.of());
    }

    /** Forgets a configuration that no session needs. */
    void removeIfUnused(AccessPointEntry entry) {
        Optional<SessionGroup> group = find(entry);
        if (!entry.isStarting() && !entry.isStopping() && group.map(SessionGroup::isUnused).orElse(true)) {
            group.ifPresent(unused -> unused.follow(List.of(), List.of(), List.of()));
            groups.remove(entry.id());
            accessPoints.remove(entry);
        }
    }
}
