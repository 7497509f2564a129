package io.github.netsession.engine.state;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationKind;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Link;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworksState;
import io.github.netsession.UsagePolicy;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiPredicate;

/** Creates the public state from a snapshot of the backend and the service networks of the application. Pure. */
public final class StateMapper {

    private StateMapper() {
    }

    /** Returns the public state, with a USER_CHOICE configuration if there is a chooser. */
    public static NetworksState of(long generation, Snapshot snapshot, List<ServiceNetwork> serviceNetworks, boolean withUserChoice) {
        return next(StateIndex.NONE, StateSources.NONE.next(snapshot, serviceNetworks, withUserChoice)).state()
            .toBuilder().generation(generation).build();
    }

    /** Returns the successor of a state, for which the rules and comparators of the application are called. */
    static StateIndex next(StateIndex before, StateSources now) {
        KeyedList<ConfigurationId, NetworkConfiguration> accessPoints = accessPoints(before, now);
        return next(before, now, accessPoints, before.memberships().next(now.serviceNetworks(), accessPoints, true));
    }

    /**
     * Returns the successor of a state. Its public state, configurations and interfaces are the same objects where nothing has changed.
     *
     * @param before the state before
     * @param now what the successor is made of
     * @param accessPoints the configurations of its access points
     * @param memberships the members of its service networks
     */
    static StateIndex next(StateIndex before, StateSources now, KeyedList<ConfigurationId, NetworkConfiguration> accessPoints, Memberships memberships) {
        Snapshot snapshot = now.snapshot();
        KeyedList<ConfigurationId, NetworkConfiguration> configurations = configurations(before, now, accessPoints, memberships);
        KeyedList<String, Link> links = before.linkList().next(byIndex(before.linkList().values(), snapshot.links()));
        NetworksState.Builder state = NetworksState.builder().generation(before.state().generation() + 1)
            .online(isOnline(before, configurations, links)).connectivity(snapshot.connectivity()).metered(snapshot.metered())
            .usagePolicies(policies(snapshot)).configurations(configurations.values()).interfaces(links.values())
            .exact(snapshot.exact()).defaultInterfaceKnown(snapshot.isDefaultInterfaceKnown());
        Link route = snapshot.defaultInterface().isPresent() ? links.get(snapshot.defaultInterface().get()) : null;
        if (route != null) {
            state.defaultInterface(route);
        }
        NetworksState next = state.build();
        boolean isSame = configurations == before.configurationList() && links == before.linkList() && isSame(before.state(), next);
        return before.with(now, isSame ? before.state() : next, accessPoints, memberships, configurations, links);
    }

    /** Returns the links by index. {@code before} is in that order, so only other links need be looked at. */
    private static List<Link> byIndex(List<Link> before, List<Link> links) {
        boolean isSameSize = before.size() == links.size();
        if (isSameSize && agree(before, links, (was, now) -> was.index() == now.index()) || !isSameSize && isByIndex(links)) {
            return links;
        }
        List<Link> sorted = new ArrayList<>(links);
        sorted.sort(Comparator.comparingInt(Link::index));
        return List.copyOf(sorted);
    }

    private static boolean isByIndex(List<Link> links) {
        int last = 0;
        for (Link link : links) {
            if (link.index() < last) {
                return false;
            }
            last = link.index();
        }
        return true;
    }

    /**
     * Returns whether two lists have, in each place, the same object or two objects that agree. Does not touch objects that are the same: a thousand
     * that are not in a cache of the processor cost more than all the rest.
     */
    private static <V> boolean agree(List<V> before, List<V> now, BiPredicate<V, V> objects) {
        if (before == now) {
            return true;
        }
        boolean agree = before.size() == now.size();
        for (int i = 0; agree && i < now.size(); i++) {
            agree = before.get(i) == now.get(i) || objects.test(before.get(i), now.get(i));
        }
        return agree;
    }

    /** Returns the configurations of the access points. Only a reading changes them. */
    static KeyedList<ConfigurationId, NetworkConfiguration> accessPoints(StateIndex before, StateSources now) {
        StateSources earlier = before.sources();
        boolean isSameRoute = now.snapshot().defaultInterface().equals(earlier.snapshot().defaultInterface());
        if (isSameRoute && now.accessPoints() == earlier.accessPoints()) {
            return before.accessPointList();
        }
        NetworkConfiguration[] accessPoints = new NetworkConfiguration[now.accessPoints().size()];
        for (int i = 0; i < accessPoints.length; i++) {
            accessPoints[i] = configuration(i, before, now, isSameRoute);
        }
        return before.accessPointList().next(List.of(accessPoints));
    }

    /** Returns the configuration of an access point: the earlier object if the access point is the same object as before, and as much the default. */
    private static NetworkConfiguration configuration(int place, StateIndex before, StateSources now, boolean isSameRoute) {
        AccessPoint accessPoint = now.accessPoints().values().get(place);
        List<AccessPoint> earlier = before.sources().accessPoints().values();
        NetworkConfiguration same = null;
        if (place < earlier.size() && earlier.get(place) == accessPoint) {
            same = before.accessPointList().values().get(place);
        } else if (before.sources().accessPoints().get(accessPoint.id()) == accessPoint) {
            same = before.accessPointList().get(accessPoint.id());
        }
        boolean isKept = same != null
            && (isSameRoute || PurposeRule.isDefault(accessPoint, before.sources().snapshot()) == PurposeRule.isDefault(accessPoint, now.snapshot()));
        return isKept ? same : configuration(accessPoint, now.snapshot());
    }

    /** Returns the access points, and then the configurations that this library provides over them. */
    private static KeyedList<ConfigurationId, NetworkConfiguration> configurations(StateIndex before, StateSources now,
        KeyedList<ConfigurationId, NetworkConfiguration> accessPoints, Memberships memberships) {
        if (accessPoints == before.accessPointList() && memberships == before.memberships() && now.withUserChoice() == before.sources().withUserChoice()) {
            return before.configurationList();
        }
        return memberships.all().isEmpty() && !now.withUserChoice() ? accessPoints
            : before.configurationList().next(withOwn(accessPoints, memberships, now.withUserChoice()));
    }

    /** A service network with the id of an access point, which a backend must not report, is listed in its place. */
    private static List<NetworkConfiguration> withOwn(KeyedList<ConfigurationId, NetworkConfiguration> accessPoints, Memberships memberships,
        boolean withUserChoice) {
        List<NetworkConfiguration> configurations = new ArrayList<>(accessPoints.values());
        for (Membership membership : memberships.all()) {
            NetworkConfiguration serviceNetwork = configuration(membership);
            int place = accessPoints.placeOf(serviceNetwork.id());
            if (place < 0) {
                configurations.add(serviceNetwork);
            } else {
                configurations.set(place, serviceNetwork);
            }
        }
        if (withUserChoice) {
            configurations.add(userChoice(configurations));
        }
        return List.copyOf(configurations);
    }

    /**
     * Returns whether a configuration is Active and reaches beyond its link. A network service may call a profile activated that only talks to
     * the other end of a cable. A link that is not listed says nothing against it. Whether the link is operational does not count: a momentary
     * gap is not a loss.
     */
    private static boolean isOnline(StateIndex before, KeyedList<ConfigurationId, NetworkConfiguration> configurations, KeyedList<String, Link> links) {
        boolean isAsBefore = configurations == before.configurationList() && links.hasKeysOf(before.linkList())
            && agree(before.linkList().values(), links.values(), (was, now) -> was.reachesBeyondLink() == now.reachesBeyondLink());
        return isAsBefore ? before.state().online() : isOnline(configurations.values(), links);
    }

    private static boolean isOnline(List<NetworkConfiguration> configurations, Map<String, Link> links) {
        for (NetworkConfiguration configuration : configurations) {
            if (configuration.isActive()) {
                Optional<String> name = configuration.interfaceName();
                Link link = name.isPresent() ? links.get(name.get()) : null;
                if (link == null || link.reachesBeyondLink()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns whether two states are equal except for their generation. */
    public static boolean isSame(NetworksState a, NetworksState b) {
        return a.equals(b.toBuilder().generation(a.generation()).build());
    }

    private static Set<UsagePolicy> policies(Snapshot snapshot) {
        if (snapshot.usagePolicies().isEmpty()) {
            return ResolvedConfiguration.policies(snapshot.metered());
        }
        Set<UsagePolicy> all = EnumSet.noneOf(UsagePolicy.class);
        all.addAll(ResolvedConfiguration.policies(snapshot.metered()));
        all.addAll(snapshot.usagePolicies());
        return Set.copyOf(all);
    }

    /** No lambda captures the builder, so that the compiler need not allocate it on the heap: there may be a thousand access points. */
    private static NetworkConfiguration configuration(AccessPoint accessPoint, Snapshot snapshot) {
        NetworkConfiguration.Builder builder = NetworkConfiguration.builder(accessPoint.id()).name(accessPoint.name()).state(accessPoint.state())
            .purpose(PurposeRule.of(accessPoint, snapshot)).bearer(accessPoint.bearer()).connectTimeout(accessPoint.connectTimeout())
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
    private static NetworkConfiguration configuration(Membership membership) {
        NetworkConfiguration best = null;
        for (NetworkConfiguration candidate : membership.present()) {
            if (best == null || candidate.state().compareTo(best.state()) > 0) {
                best = candidate;
            }
        }
        ServiceNetwork serviceNetwork = membership.definition();
        NetworkConfiguration.Builder builder = NetworkConfiguration.builder(serviceNetwork.id()).name(serviceNetwork.name()).kind(ConfigurationKind.SERVICE_NETWORK)
            .children(membership.children()).isRoamingAvailable(serviceNetwork.rule().isPresent() || membership.children().size() > 1);
        if (best != null) {
            resemble(builder, best);
        }
        return builder.build();
    }

    private static void resemble(NetworkConfiguration.Builder group, NetworkConfiguration child) {
        group.state(child.state()).purpose(child.purpose()).bearer(child.bearer()).metered(child.metered()).connectivity(child.connectivity());
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
