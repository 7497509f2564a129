package io.github.netsession.engine.state;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The memberships of all service networks in one state, in the order of their definition. Immutable. */
final class Memberships {

    /** Without service networks. */
    static final Memberships NONE = new Memberships(List.of(), Map.of(), List.of());

    private final List<ServiceNetwork> definitions;
    /** The same by id, because each step of a session looks up its policy. */
    private final Map<ConfigurationId, ServiceNetwork> byId;
    private final List<Membership> all;

    private Memberships(List<ServiceNetwork> definitions, Map<ConfigurationId, ServiceNetwork> byId, List<Membership> all) {
        this.definitions = definitions;
        this.byId = byId;
        this.all = all;
    }

    private static Memberships of(List<ServiceNetwork> definitions, List<Membership> all) {
        Map<ConfigurationId, ServiceNetwork> byId = new HashMap<>();
        for (ServiceNetwork definition : definitions) {
            byId.put(definition.id(), definition);
        }
        return new Memberships(definitions, byId, all);
    }

    /** Returns the membership of one service network, found before it is defined. */
    static Memberships of(Membership first) {
        return of(List.of(first.definition()), List.of(first));
    }

    /**
     * Returns the memberships of these definitions among other access points; this object if nothing has changed.
     *
     * @param defined the definitions
     * @param accessPoints the access points
     * @param mayAsk whether the application's rules and comparators may be called now
     */
    Memberships next(List<ServiceNetwork> defined, KeyedList<ConfigurationId, NetworkConfiguration> accessPoints, boolean mayAsk) {
        boolean isSame = defined == definitions;
        List<Membership> next = new ArrayList<>(defined.size());
        for (int i = 0; i < defined.size(); i++) {
            Membership before = isSame ? all.get(i) : find(defined.get(i), Membership.of(defined.get(i)));
            next.add(before.next(accessPoints, mayAsk));
        }
        boolean isUnchanged = isSame;
        for (int i = 0; isUnchanged && i < next.size(); i++) {
            isUnchanged = next.get(i) == all.get(i);
        }
        return isUnchanged ? this : isSame ? new Memberships(definitions, byId, next) : of(defined, next);
    }

    /** Returns these memberships and, for definitions that are not among them, the other ones. */
    Memberships or(Memberships others) {
        if (others.definitions == definitions) {
            return this;
        }
        List<Membership> both = new ArrayList<>(all);
        for (Membership other : others.all) {
            if (find(other.definition(), other) == other) {
                both.add(other);
            }
        }
        return of(both.stream().map(Membership::definition).toList(), both);
    }

    /** Returns the membership of this definition, which is compared by identity. */
    private Membership find(ServiceNetwork definition, Membership otherwise) {
        for (Membership membership : all) {
            if (membership.definition() == definition) {
                return membership;
            }
        }
        return otherwise;
    }

    /** Returns the definition of a service network; empty if there is none. */
    Optional<ServiceNetwork> definition(ConfigurationId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Returns the definitions with this one: in the place of an earlier one of the same name, else last. */
    List<ServiceNetwork> definitionsWith(ServiceNetwork defined) {
        List<ServiceNetwork> next = new ArrayList<>(definitions);
        ServiceNetwork earlier = byId.get(defined.id());
        if (earlier == null) {
            next.add(defined);
        } else {
            next.set(definitions.indexOf(earlier), defined);
        }
        return List.copyOf(next);
    }

    /** Returns the definitions without this one. */
    List<ServiceNetwork> definitionsWithout(ConfigurationId id) {
        return definitions.stream().filter(definition -> definition != byId.get(id)).toList();
    }

    /** Returns the memberships, in the order of their definition. */
    List<Membership> all() {
        return all;
    }

    /** Returns whether the application was asked about each access point as it is. */
    boolean isComplete() {
        for (Membership membership : all) {
            if (!membership.isComplete()) {
                return false;
            }
        }
        return true;
    }
}
