package io.github.netsession.engine.state;

import io.github.netsession.Link;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworksEvent;
import io.github.netsession.NetworksState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        if (before.isEmpty() || after.isEmpty()) {
            return before.isEmpty() && after.isEmpty();
        }
        return before.get() == after.get() || before.get().index() == after.get().index() && before.get().name().equals(after.get().name());
    }

    private static void interfaces(NetworksState before, NetworksState after, List<NetworksEvent> events) {
        ListDifference<Link> links = ListDifference.between(before.interfaces(), after.interfaces(), Link::index, StateDiff::isAnother);
        for (Link link : links.removed()) {
            events.add(new NetworksEvents.InterfaceRemoved(after, link));
        }
        for (int i = 0; i < links.changed().size(); i++) {
            events.add(new NetworksEvents.InterfaceChanged(after, links.before().get(i), links.changed().get(i)));
        }
        for (Link link : links.added()) {
            events.add(new NetworksEvents.InterfaceAdded(after, link));
        }
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
        ListDifference<NetworkConfiguration> configurations = ListDifference.between(before.configurations(), after.configurations(),
            NetworkConfiguration::id, (was, now) -> false);
        for (NetworkConfiguration configuration : configurations.removed()) {
            events.add(new NetworksEvents.ConfigurationRemoved(after, configuration));
        }
        for (int i = 0; i < configurations.changed().size(); i++) {
            events.add(new NetworksEvents.ConfigurationChanged(after, configurations.before().get(i), configurations.changed().get(i)));
        }
        for (NetworkConfiguration configuration : configurations.added()) {
            events.add(new NetworksEvents.ConfigurationAdded(after, configuration));
        }
    }
}
