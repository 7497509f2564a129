package io.github.netsession.engine.state;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import java.util.ArrayList;
import java.util.List;

/**
 * The access points of a service network in one state, best first. Immutable. A successor calls the application's rule and comparator only if that is
 * permitted: not while a lock is held, because the application may hold a lock of its own and wait for that lock.
 */
final class Membership {

    private final ServiceNetwork definition;
    private final MemberRules rules;
    private final KeyedList<ConfigurationId, NetworkConfiguration> accessPoints;
    private final RuleAnswers answers;
    private final MemberOrder order;
    private final List<NetworkConfiguration> present;
    private final List<ConfigurationId> children;
    private final boolean isComplete;

    private Membership(ServiceNetwork definition, MemberRules rules, KeyedList<ConfigurationId, NetworkConfiguration> accessPoints, RuleAnswers answers,
        MemberOrder order, List<NetworkConfiguration> present, List<ConfigurationId> children, boolean isComplete) {
        this.definition = definition;
        this.rules = rules;
        this.accessPoints = accessPoints;
        this.answers = answers;
        this.order = order;
        this.present = present;
        this.children = children;
        this.isComplete = isComplete;
    }

    /** Returns the membership of a service network before any access point was read. */
    static Membership of(ServiceNetwork definition) {
        return new Membership(definition, new MemberRules(definition), KeyedList.empty(NetworkConfiguration::id), RuleAnswers.NONE, MemberOrder.NONE,
            List.of(), definition.children(), true);
    }

    /**
     * Returns the membership among other access points.
     *
     * @param now the access points of the state
     * @param mayAsk whether the application's rule and comparator may be called now
     */
    Membership next(KeyedList<ConfigurationId, NetworkConfiguration> now, boolean mayAsk) {
        if (now == accessPoints && (isComplete || !mayAsk)) {
            return this;
        }
        RuleAnswers nextAnswers = definition.rule().isPresent() ? answers.next(now, rules::matches, mayAsk) : answers;
        List<NetworkConfiguration> members = definition.rule().isPresent() ? nextAnswers.matching() : listed(now);
        if (!rules.isOrdered()) {
            return with(now, nextAnswers, order, members, nextAnswers.isComplete());
        }
        MemberOrder nextOrder = mayAsk ? order.next(members, rules::compare) : order;
        return with(now, nextAnswers, nextOrder, nextOrder.applyTo(members), nextAnswers.isComplete() && nextOrder.isAbout(members));
    }

    private Membership with(KeyedList<ConfigurationId, NetworkConfiguration> now, RuleAnswers nextAnswers, MemberOrder nextOrder,
        List<NetworkConfiguration> members, boolean isWhole) {
        return new Membership(definition, rules, now, nextAnswers, nextOrder, members, idsOf(members, now), isWhole);
    }

    private List<NetworkConfiguration> listed(KeyedList<ConfigurationId, NetworkConfiguration> now) {
        List<NetworkConfiguration> listed = new ArrayList<>(definition.children().size());
        for (ConfigurationId child : definition.children()) {
            NetworkConfiguration accessPoint = now.get(child);
            if (accessPoint != null) {
                listed.add(accessPoint);
            }
        }
        return listed;
    }

    /** Returns the ids of the members, and then those of listed access points that do not exist; the same list as before if it is equal. */
    private List<ConfigurationId> idsOf(List<NetworkConfiguration> members, KeyedList<ConfigurationId, NetworkConfiguration> now) {
        if (definition.rule().isEmpty() && !rules.isOrdered()) {
            return definition.children();
        }
        List<ConfigurationId> ids = new ArrayList<>(members.size());
        for (NetworkConfiguration member : members) {
            ids.add(member.id());
        }
        for (ConfigurationId child : definition.children()) {
            if (!now.containsKey(child)) {
                ids.add(child);
            }
        }
        return ids.equals(children) ? children : List.copyOf(ids);
    }

    /** Returns the definition. */
    ServiceNetwork definition() {
        return definition;
    }

    /** Returns the members that exist, best first. */
    List<NetworkConfiguration> present() {
        return present;
    }

    /** Returns the ids of all members, best first. */
    List<ConfigurationId> children() {
        return children;
    }

    /** Returns whether the application was asked about each access point as it is. */
    boolean isComplete() {
        return isComplete;
    }
}
