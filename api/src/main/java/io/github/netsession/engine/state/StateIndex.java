package io.github.netsession.engine.state;

import io.github.netsession.CapabilityReport;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationKind;
import io.github.netsession.Link;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworksState;
import io.github.netsession.UsagePolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The state that the engine publishes after each reading, with indexes for look-ups among a thousand interfaces.
 *
 * @param state the public state
 * @param capabilities the capability report
 * @param configurations the state's configurations by id
 * @param links the state's interfaces by name
 * @param onLink the access points on each interface
 */
public record StateIndex(NetworksState state, CapabilityReport capabilities, Map<ConfigurationId, NetworkConfiguration> configurations,
                 Map<String, Link> links, Map<String, List<ConfigurationId>> onLink) {

    static StateIndex of(NetworksState state, CapabilityReport capabilities) {
        Map<ConfigurationId, NetworkConfiguration> configurations = new HashMap<>();
        state.configurations().forEach(configuration -> configurations.put(configuration.id(), configuration));
        Map<String, Link> links = new HashMap<>();
        state.interfaces().forEach(link -> links.put(link.name(), link));
        Map<String, List<ConfigurationId>> onLink = new HashMap<>();
        state.configurations().stream().filter(configuration -> configuration.kind() == ConfigurationKind.ACCESS_POINT).forEach(accessPoint ->
            accessPoint.interfaceName().ifPresent(name -> onLink.computeIfAbsent(name, key -> new ArrayList<>(1)).add(accessPoint.id())));
        return new StateIndex(state, capabilities, configurations, links, onLink);
    }

    /**
     * Returns the access points on a link.
     *
     * @param interfaceName the link
     * @return their ids, in the order of the state
     */
    public List<ConfigurationId> accessPointsOn(String interfaceName) {
        return onLink.getOrDefault(interfaceName, List.of());
    }

    /**
     * Resolves a configuration to its current access point and link.
     *
     * @param id the configuration
     * @return the resolved configuration; empty if it does not exist
     */
    public Optional<ResolvedConfiguration> resolve(ConfigurationId id) {
        return Optional.ofNullable(configurations.get(id)).map(configuration -> {
            Optional<NetworkConfiguration> accessPoint = accessPoint(configuration);
            return new ResolvedConfiguration(configuration, accessPoint,
                accessPoint.flatMap(NetworkConfiguration::interfaceName).map(links::get), policies(accessPoint.orElse(configuration)));
        });
    }

    /** Returns the restrictions. The system's own restrictions apply only to the network that it prefers. */
    private Set<UsagePolicy> policies(NetworkConfiguration inUse) {
        Set<UsagePolicy> own = StateMapper.policies(inUse.metered());
        boolean isPreferred = inUse.isActive() && inUse.interfaceName().isPresent() && inUse.interfaceName().equals(state.defaultInterface().map(Link::name));
        if (!isPreferred || own.containsAll(state.usagePolicies())) {
            return own;
        }
        Set<UsagePolicy> all = new HashSet<>(own);
        all.addAll(state.usagePolicies());
        return Set.copyOf(all);
    }

    private Optional<NetworkConfiguration> accessPoint(NetworkConfiguration configuration) {
        if (configuration.kind() != ConfigurationKind.SERVICE_NETWORK) {
            return Optional.of(configuration);
        }
        return configuration.children().stream().map(configurations::get)
            .filter(child -> child != null && child.state() == configuration.state()).findFirst();
    }
}
