package io.github.netsession.engine;

import io.github.netsession.ConfigurationId;
import io.github.netsession.engine.StateView.Group;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The service networks that the application defined, in the order of their first definition. From any thread. */
final class Groups {

    private static final String SCHEME = "group";

    private final Map<ConfigurationId, Group> groups = new LinkedHashMap<>();

    static ConfigurationId id(String name) {
        return ConfigurationId.of(SCHEME, name);
    }

    /** Whether it is a configuration that this library makes, over the access points of the backend. */
    static boolean isOwn(ConfigurationId id) {
        return id.scheme().equals(SCHEME) || id.equals(ConfigurationId.USER_CHOICE);
    }

    synchronized Group define(String name, List<ConfigurationId> children) {
        Objects.requireNonNull(name, "name");
        Group group = new Group(name, List.copyOf(children));
        if (name.isBlank()) {
            throw new IllegalArgumentException("a service network needs a name");
        }
        if (group.children().isEmpty()) {
            throw new IllegalArgumentException("the service network '" + name + "' needs at least one access point");
        }
        Set<ConfigurationId> seen = new HashSet<>();
        for (ConfigurationId child : group.children()) {
            if (!seen.add(child)) {
                throw new IllegalArgumentException("the service network '" + name + "' names an access point twice: " + child);
            }
            if (isOwn(child)) {
                throw new IllegalArgumentException("the service network '" + name + "' cannot contain " + child
                    + ": its children are access points, one level deep");
            }
        }
        groups.put(group.id(), group);
        return group;
    }

    synchronized Collection<Group> all() {
        return List.copyOf(groups.values());
    }
}
