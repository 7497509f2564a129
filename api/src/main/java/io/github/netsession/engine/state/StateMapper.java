package io.github.netsession.engine.state;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationKind;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Link;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworksState;
import io.github.netsession.UsagePolicy;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Creates the public state from a snapshot of the backend and the service networks of the application. Pure. */
public final class StateMapper {

    private StateMapper() {
    }

    /** Returns the public state, with a USER_CHOICE configuration if there is a chooser. */
    public static NetworksState of(long generation, Snapshot snapshot, Collection<ServiceNetwork> serviceNetworks, boolean withUserChoice) {
        Map<ConfigurationId, NetworkConfiguration> configurations = new LinkedHashMap<>();
        for (AccessPoint accessPoint : snapshot.accessPoints()) {
            configurations.putIfAbsent(accessPoint.id(), configuration(accessPoint));
        }
        for (ServiceNetwork serviceNetwork : serviceNetworks) {
            configurations.put(serviceNetwork.id(), configuration(serviceNetwork, configurations));
        }
        if (withUserChoice) {
            configurations.put(ConfigurationId.USER_CHOICE, userChoice(configurations.values()));
        }
        List<Link> links = new ArrayList<>(snapshot.links());
        links.sort(Comparator.comparingInt(Link::index));
        NetworksState.Builder state = NetworksState.builder().generation(generation).online(isOnline(configurations.values(), links)).connectivity(snapshot.connectivity())
            .metered(snapshot.metered()).usagePolicies(policies(snapshot)).configurations(List.copyOf(configurations.values())).interfaces(links)
            .exact(snapshot.exact()).defaultInterfaceKnown(snapshot.isDefaultInterfaceKnown());
        snapshot.defaultInterface().flatMap(name -> links.stream().filter(link -> link.name().equals(name)).findFirst()).ifPresent(state::defaultInterface);
        return state.build();
    }

    /**
     * Returns whether a configuration is Active and reaches beyond its link. A network service may call a profile activated that only talks to
     * the other end of a cable. A link that is not listed says nothing against it. Whether the link is operational does not count: a momentary
     * gap is not a loss.
     */
    private static boolean isOnline(Collection<NetworkConfiguration> configurations, List<Link> links) {
        Set<String> local = links.stream().filter(link -> !link.reachesBeyondLink()).map(Link::name).collect(Collectors.toSet());
        return configurations.stream().anyMatch(each -> each.isActive() && each.interfaceName().filter(local::contains).isEmpty());
    }

    /** Returns whether two states are equal except for their generation. */
    public static boolean isSame(NetworksState a, NetworksState b) {
        return a.equals(b.toBuilder().generation(a.generation()).build());
    }

    private static Set<UsagePolicy> policies(Snapshot snapshot) {
        Set<UsagePolicy> all = EnumSet.noneOf(UsagePolicy.class);
        all.addAll(policies(snapshot.metered()));
        all.addAll(snapshot.usagePolicies());
        return Set.copyOf(all);
    }

    static Set<UsagePolicy> policies(Metered metered) {
        return metered.isMetered() ? Set.of(UsagePolicy.NO_BACKGROUND_TRAFFIC) : Set.of();
    }

    /** No lambda captures the builder, so that the compiler need not allocate it on the heap: there may be a thousand access points. */
    private static NetworkConfiguration configuration(AccessPoint accessPoint) {
        NetworkConfiguration.Builder builder = NetworkConfiguration.builder(accessPoint.id()).name(accessPoint.name()).state(accessPoint.state())
            .purpose(accessPoint.purpose()).bearer(accessPoint.bearer()).connectTimeout(accessPoint.connectTimeout())
            .metered(accessPoint.metered()).connectivity(accessPoint.connectivity());
        OptionalInt signal = accessPoint.signalPercent();
        if (signal.isPresent()) {
            builder.signalPercent(signal.getAsInt());
        }
        Optional<String> link = accessPoint.interfaceName();
        if (link.isPresent()) {
            builder.interfaceName(link.get());
        }
        return builder.build();
    }

    /** Returns a service network with the properties of its best child: the most usable one, the first of several. */
    private static NetworkConfiguration configuration(ServiceNetwork serviceNetwork, Map<ConfigurationId, NetworkConfiguration> accessPoints) {
        Optional<NetworkConfiguration> best = Optional.empty();
        for (ConfigurationId child : serviceNetwork.children()) {
            NetworkConfiguration candidate = accessPoints.get(child);
            if (candidate != null && best.map(held -> candidate.state().compareTo(held.state()) > 0).orElse(true)) {
                best = Optional.of(candidate);
            }
        }
        NetworkConfiguration.Builder builder = NetworkConfiguration.builder(serviceNetwork.id()).name(serviceNetwork.name()).kind(ConfigurationKind.SERVICE_NETWORK)
            .children(serviceNetwork.children()).isRoamingAvailable(serviceNetwork.children().size() > 1);
        best.ifPresent(child -> resemble(builder, child));
        return builder.build();
    }

    private static void resemble(NetworkConfiguration.Builder group, NetworkConfiguration child) {
        group.state(child.state()).bearer(child.bearer()).metered(child.metered()).connectivity(child.connectivity());
        child.signalPercent().ifPresent(group::signalPercent);
        child.interfaceName().filter(name -> child.isActive()).ifPresent(group::interfaceName);
    }

    /** Returns the USER_CHOICE configuration. It is never Active: the configuration that the user chooses can be. */
    private static NetworkConfiguration userChoice(Collection<NetworkConfiguration> others) {
        boolean isUsable = others.stream().anyMatch(other -> other.state().isAtLeast(ConfigurationState.DISCOVERED));
        return NetworkConfiguration.builder(ConfigurationId.USER_CHOICE).name("the user's choice").kind(ConfigurationKind.USER_CHOICE)
            .state(isUsable ? ConfigurationState.DISCOVERED : ConfigurationState.DEFINED).isRoamingAvailable(true).build();
    }
}
