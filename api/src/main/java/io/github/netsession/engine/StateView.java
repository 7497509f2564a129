package io.github.netsession.engine;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationKind;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Link;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworksState;
import io.github.netsession.Purpose;
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

/** Turns what a backend read, and the service networks that the application defined, into the public state. Pure. */
final class StateView {

    private StateView() {
    }

    /**
     * A service network as the application defined it.
     *
     * @param name its name
     * @param children its access points, best first
     */
    record Group(String name, List<ConfigurationId> children) {

        ConfigurationId id() {
            return Groups.id(name);
        }
    }

    /** With a user's choice among them if there is somebody to ask. */
    static NetworksState of(long generation, Snapshot snapshot, Collection<Group> groups, boolean withUserChoice) {
        Map<ConfigurationId, NetworkConfiguration> configurations = new LinkedHashMap<>();
        for (AccessPoint accessPoint : snapshot.accessPoints()) {
            configurations.putIfAbsent(accessPoint.id(), configuration(accessPoint));
        }
        for (Group group : groups) {
            configurations.put(group.id(), configuration(group, configurations));
        }
        if (withUserChoice) {
            configurations.put(ConfigurationId.USER_CHOICE, userChoice(configurations.values()));
        }
        List<Link> links = new ArrayList<>(snapshot.links());
        links.sort(Comparator.comparingInt(Link::index));
        boolean online = configurations.values().stream().anyMatch(NetworkConfiguration::isActive);
        return new NetworksState(generation, online, snapshot.connectivity(), snapshot.metered(), policies(snapshot),
            snapshot.defaultInterface(), List.copyOf(configurations.values()), links, snapshot.exact());
    }

    /** Whether two states differ in anything but their generation. */
    static boolean isSame(NetworksState a, NetworksState b) {
        return a.equals(new NetworksState(a.generation(), b.online(), b.connectivity(), b.metered(), b.usagePolicies(),
            b.defaultInterface(), b.configurations(), b.interfaces(), b.exact()));
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

    private static NetworkConfiguration configuration(AccessPoint accessPoint) {
        return new NetworkConfiguration(accessPoint.id(), accessPoint.name(), ConfigurationKind.ACCESS_POINT, accessPoint.state(),
            accessPoint.purpose(), accessPoint.bearer(), List.of(), false, accessPoint.connectTimeout(), accessPoint.metered(),
            accessPoint.connectivity(), accessPoint.signalPercent(), accessPoint.interfaceName());
    }

    /** A service network is what its best child is: the most usable one, the first of several. */
    private static NetworkConfiguration configuration(Group group, Map<ConfigurationId, NetworkConfiguration> accessPoints) {
        Optional<NetworkConfiguration> best = Optional.empty();
        for (ConfigurationId child : group.children()) {
            NetworkConfiguration candidate = accessPoints.get(child);
            if (candidate != null && best.map(held -> candidate.state().compareTo(held.state()) > 0).orElse(true)) {
                best = Optional.of(candidate);
            }
        }
        return new NetworkConfiguration(group.id(), group.name(), ConfigurationKind.SERVICE_NETWORK,
            best.map(NetworkConfiguration::state).orElse(ConfigurationState.DEFINED), Purpose.UNKNOWN,
            best.map(NetworkConfiguration::bearer).orElse(Bearer.UNKNOWN), group.children(), group.children().size() > 1,
            NetworkConfiguration.DEFAULT_CONNECT_TIMEOUT, best.map(NetworkConfiguration::metered).orElse(Metered.UNKNOWN),
            best.map(NetworkConfiguration::connectivity).orElse(Connectivity.UNKNOWN),
            best.map(NetworkConfiguration::signalPercent).orElse(OptionalInt.empty()),
            best.filter(NetworkConfiguration::isActive).flatMap(NetworkConfiguration::interfaceName));
    }

    /** Never Active: what the user chooses is, once he has chosen. */
    private static NetworkConfiguration userChoice(Collection<NetworkConfiguration> others) {
        boolean isUsable = others.stream().anyMatch(other -> other.state().isAtLeast(ConfigurationState.DISCOVERED));
        return new NetworkConfiguration(ConfigurationId.USER_CHOICE, "the user's choice", ConfigurationKind.USER_CHOICE,
            isUsable ? ConfigurationState.DISCOVERED : ConfigurationState.DEFINED, Purpose.UNKNOWN, Bearer.UNKNOWN, List.of(), true,
            NetworkConfiguration.DEFAULT_CONNECT_TIMEOUT, Metered.UNKNOWN, Connectivity.UNKNOWN, OptionalInt.empty(), Optional.empty());
    }
}
