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

/** The state that the engine publishes after each reading, with indexes for look-ups among a thousand interfaces. Immutable. */
public final class StateIndex {

    /** Before anything was read. */
    static final StateIndex NONE = new StateIndex(NetworksState.builder().generation(0).build(), CapabilityReport.of(List.of()),
        StateSources.NONE, KeyedList.empty(NetworkConfiguration::id), Memberships.NONE, KeyedList.empty(NetworkConfiguration::id), KeyedList.empty(Link::name), Map.of());

    private final NetworksState state;
    private final CapabilityReport capabilities;
    private final StateSources sources;
    private final KeyedList<ConfigurationId, NetworkConfiguration> accessPoints;
    private final Memberships memberships;
    private final KeyedList<ConfigurationId, NetworkConfiguration> configurations;
    private final KeyedList<String, Link> links;
    private final Map<String, List<ConfigurationId>> onLink;

    private StateIndex(NetworksState state, CapabilityReport capabilities, StateSources sources,
        KeyedList<ConfigurationId, NetworkConfiguration> accessPoints, Memberships memberships,
        KeyedList<ConfigurationId, NetworkConfiguration> configurations, KeyedList<String, Link> links, Map<String, List<ConfigurationId>> onLink) {
        this.state = state;
        this.capabilities = capabilities;
        this.sources = sources;
        this.accessPoints = accessPoints;
        this.memberships = memberships;
        this.configurations = configurations;
        this.links = links;
        this.onLink = onLink;
    }

    /** Returns the successor that was made of other sources. */
    StateIndex with(StateSources made, NetworksState next, KeyedList<ConfigurationId, NetworkConfiguration> nextAccessPoints, Memberships nextMemberships,
        KeyedList<ConfigurationId, NetworkConfiguration> nextConfigurations, KeyedList<String, Link> nextLinks) {
        return new StateIndex(next, capabilities, made, nextAccessPoints, nextMemberships, nextConfigurations, nextLinks,
            isPlacedAs(nextConfigurations) ? onLink : onLink(nextConfigurations.values()));
    }

    /** Returns a copy with another report. */
    StateIndex with(CapabilityReport report) {
        return report == capabilities ? this : new StateIndex(state, report, sources, accessPoints, memberships, configurations, links, onLink);
    }

    /** Returns whether the same access points are on the same links. */
    private boolean isPlacedAs(KeyedList<ConfigurationId, NetworkConfiguration> next) {
        if (next == configurations) {
            return true;
        }
        if (!next.hasKeysOf(configurations)) {
            return false;
        }
        for (int i = 0; i < next.size(); i++) {
            NetworkConfiguration before = configurations.values().get(i);
            NetworkConfiguration now = next.values().get(i);
            if (now != before && !(now.kind() == before.kind() && now.interfaceName().equals(before.interfaceName()))) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, List<ConfigurationId>> onLink(List<NetworkConfiguration> configurations) {
        Map<String, List<ConfigurationId>> onLink = new HashMap<>();
        for (NetworkConfiguration configuration : configurations) {
            if (configuration.kind() == ConfigurationKind.ACCESS_POINT && configuration.interfaceName().isPresent()) {
                List<ConfigurationId> others = onLink.get(configuration.interfaceName().get());
                if (others == null) {
                    others = new ArrayList<>(1);
                    onLink.put(configuration.interfaceName().get(), others);
                }
                others.add(configuration.id());
            }
        }
        return onLink;
    }

    /**
     * Returns the public state.
     *
     * @return the state
     */
    public NetworksState state() {
        return state;
    }

    /**
     * Returns the capability report.
     *
     * @return the report
     */
    public CapabilityReport capabilities() {
        return capabilities;
    }

    /**
     * Returns the state's configurations by id.
     *
     * @return the configurations, in the order of the state
     */
    public Map<ConfigurationId, NetworkConfiguration> configurations() {
        return configurations;
    }

    /**
     * Returns the state's interfaces by name.
     *
     * @return the interfaces, in the order of the state
     */
    public Map<String, Link> links() {
        return links;
    }

    /** Returns what the state was made of. */
    StateSources sources() {
        return sources;
    }

    KeyedList<ConfigurationId, NetworkConfiguration> configurationList() {
        return configurations;
    }

    KeyedList<ConfigurationId, NetworkConfiguration> accessPointList() {
        return accessPoints;
    }

    Memberships memberships() {
        return memberships;
    }

    /**
     * Returns whether the rules and comparators of the application were called for each access point as it is.
     *
     * @return false if the members of a service network have to be found again, when no lock is held
     */
    public boolean hasAllMembers() {
        return memberships.isComplete();
    }

    KeyedList<String, Link> linkList() {
        return links;
    }

    /** Returns whether another index of this succession has the same ids in the same order. */
    boolean hasIdsOf(StateIndex other) {
        return configurations.hasKeysOf(other.configurations);
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

    /**
     * Returns the links of a service network's Active children, each once.
     *
     * @param id the service network
     * @return the links; none if it does not exist
     */
    public List<Link> linksInUse(ConfigurationId id) {
        NetworkConfiguration serviceNetwork = configurations.get(id);
        return serviceNetwork == null ? List.of() : serviceNetwork.children().stream().map(configurations::get)
            .filter(child -> child != null && child.isActive()).flatMap(child -> child.interfaceName().map(links::get).stream()).distinct().toList();
    }

    /** Returns the restrictions. The system's own restrictions apply only to the network that it prefers. */
    private Set<UsagePolicy> policies(NetworkConfiguration inUse) {
        Set<UsagePolicy> own = ResolvedConfiguration.policies(inUse.metered());
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
