package io.github.netsession.engine.state;

import io.github.netsession.ConfigurationId;
import io.github.netsession.RoamingPolicy;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The service networks that the application defined, in the order of their first definition. Safe from any thread. */
public final class ServiceNetworks {

    private final Map<ConfigurationId, ServiceNetwork> definitions = new LinkedHashMap<>();
    /** The same as a list, which is made when a definition changes, because each reading uses it. */
    private List<ServiceNetwork> all = List.of();

    /** Returns whether this library provides the configuration, over the access points of the backend. */
    public static boolean isOwn(ConfigurationId id) {
        return id.scheme().equals(ServiceNetwork.SCHEME) || id.equals(ConfigurationId.USER_CHOICE);
    }

    synchronized ServiceNetwork define(String name, List<ConfigurationId> children, RoamingPolicy policy) {
        Objects.requireNonNull(name, "name");
        ServiceNetwork defined = new ServiceNetwork(name, List.copyOf(children), policy);
        if (name.isBlank()) {
            throw new IllegalArgumentException("a service network needs a name");
        }
        if (defined.children().isEmpty()) {
            throw new IllegalArgumentException("the service network '" + name + "' needs at least one access point");
        }
        Set<ConfigurationId> seen = new HashSet<>();
        for (ConfigurationId child : defined.children()) {
            if (!seen.add(child)) {
                throw new IllegalArgumentException("the service network '" + name + "' names an access point twice: " + child);
            }
            if (isOwn(child)) {
                throw new IllegalArgumentException("the service network '" + name + "' cannot contain " + child
                    + ": its children are access points, one level deep");
            }
        }
        definitions.put(defined.id(), defined);
        all = List.copyOf(definitions.values());
        return defined;
    }

    /** Removes a service network; returns false if there is none. */
    synchronized boolean remove(ConfigurationId id) {
        boolean isRemoved = definitions.remove(id) != null;
        all = List.copyOf(definitions.values());
        return isRemoved;
    }

    synchronized Optional<ServiceNetwork> find(ConfigurationId id) {
        return Optional.ofNullable(definitions.get(id));
    }

    /** Returns all definitions; the same list until one of them changes. */
    synchronized List<ServiceNetwork> all() {
        return all;
    }
}
