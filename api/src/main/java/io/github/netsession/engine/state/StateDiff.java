package io.github.netsession.engine.state;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Link;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworksEvent;
import io.github.netsession.NetworksState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Finds the events for the difference between two states, in the order that {@code NetworksListener} specifies. Pure. */
public final class StateDiff {

    private StateDiff() {
    }

    /**
     * Returns the events for the difference between two states.
     *
     * @param before the earlier state
     * @param after the later state
     * @return the events, in order; a mutable list
     */
    static List<NetworksEvent> between(NetworksState before, NetworksState after) {
        List<NetworksEvent> events = new ArrayList<>();
        interfaces(before, after, events);
        configurations(before, after, events);
        if (before.isDefaultInterfaceKnown() != after.isDefaultInterfaceKnown() || !isSame(before.defaultInterface(), after.defaultInterface())) {
            events.add(new NetworksEvents.DefaultInterfaceChanged(after, before.defaultInterface(), before.isDefaultInterfaceKnown()));
        }
        if (before.online() != after.online()) {
            events.add(new NetworksEvents.OnlineChanged(after));
        }
        if (before.connectivity() != after.connectivity()) {
            events.add(new NetworksEvents.ConnectivityChanged(after, before.connectivity()));
        }
        if (before.metered() != after.metered()) {
            events.add(new NetworksEvents.MeteredChanged(after, before.metered()));
        }
        if (!before.usagePolicies().equals(after.usagePolicies())) {
            events.add(new NetworksEvents.UsagePoliciesChanged(after));
        }
        return events;
    }

    /** Another link that got the name of the earlier one is not the same. */
    private static boolean isSame(Optional<Link> before, Optional<Link> after) {
        return before.map(Link::name).equals(after.map(Link::name)) && before.map(Link::index).equals(after.map(Link::index));
    }

    private static void interfaces(NetworksState before, NetworksState after, List<NetworksEvent> events) {
        Differing<Link> differing = Differing.between(before.interfaces(), after.interfaces());
        if (differing.isNothing()) {
            return;
        }
        Map<Integer, Link> old = byKey(differing.before(), Link::index);
        Map<Integer, Link> present = byKey(differing.after(), Link::index);
        old.forEach((index, link) -> {
            if (!present.containsKey(index) || isAnother(link, present.get(index))) {
                events.add(new NetworksEvents.InterfaceRemoved(after, link));
            }
        });
        present.forEach((index, link) -> {
            Link was = old.get(index);
            if (was != null && !was.equals(link) && !isAnother(was, link)) {
                events.add(new NetworksEvents.InterfaceChanged(after, was, link));
            }
        });
        present.forEach((index, link) -> {
            if (!old.containsKey(index) || isAnother(old.get(index), link)) {
                events.add(new NetworksEvents.InterfaceAdded(after, link));
            }
        });
    }

    /**
     * Returns whether an index belongs to another interface now: an interface that keeps its name or its address is the same.
     *
     * @param before the interface that had the index
     * @param after the interface that has it
     * @return true if the index was given to another interface
     */
    public static boolean isAnother(Link before, Link after) {
        return !before.name().equals(after.name()) && !before.hardwareAddress().equals(after.hardwareAddress());
    }

    private static void configurations(NetworksState before, NetworksState after, List<NetworksEvent> events) {
        Differing<NetworkConfiguration> differing = Differing.between(before.configurations(), after.configurations());
        if (differing.isNothing()) {
            return;
        }
        Map<ConfigurationId, NetworkConfiguration> old = byKey(differing.before(), NetworkConfiguration::id);
        Map<ConfigurationId, NetworkConfiguration> present = byKey(differing.after(), NetworkConfiguration::id);
        old.forEach((id, configuration) -> {
            if (!present.containsKey(id)) {
                events.add(new NetworksEvents.ConfigurationRemoved(after, configuration));
            }
        });
        present.forEach((id, configuration) -> {
            NetworkConfiguration was = old.get(id);
            if (was != null && !was.equals(configuration)) {
                events.add(new NetworksEvents.ConfigurationChanged(after, was, configuration));
            }
        });
        present.forEach((id, configuration) -> {
            if (!old.containsKey(id)) {
                events.add(new NetworksEvents.ConfigurationAdded(after, configuration));
            }
        });
    }

    private static <K, V> Map<K, V> byKey(List<V> values, Function<V, K> key) {
        Map<K, V> map = new LinkedHashMap<>();
        for (V value : values) {
            map.putIfAbsent(key.apply(value), value);
        }
        return map;
    }
}
