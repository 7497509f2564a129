package io.github.netsession.engine.state;

import io.github.netsession.NetworkConfiguration;
import io.github.netsession.internal.GuardedLogger;
import java.util.Comparator;
import java.util.function.Predicate;

/**
 * Calls the rule and the comparator of a service network. Both are code of the application: what they throw is logged once for each service network,
 * and breaks nothing. Safe from any thread.
 */
final class MemberRules {

    private static final System.Logger LOG = GuardedLogger.of("io.github.netsession");

    private final ServiceNetwork definition;
    private volatile boolean isLogged;

    MemberRules(ServiceNetwork definition) {
        this.definition = definition;
    }

    /** Returns whether an access point matches the rule; false if the rule throws. */
    boolean matches(NetworkConfiguration accessPoint) {
        Predicate<? super NetworkConfiguration> rule = definition.rule().orElseThrow();
        try {
            return rule.test(accessPoint);
        } catch (Throwable thrown) {
            report("the predicate of the service network '" + definition.name() + "' threw, so this access point is no member: " + accessPoint.id(), thrown);
            return false;
        }
    }

    /** Returns whether there is a comparator. */
    boolean isOrdered() {
        return definition.policy().order().isPresent();
    }

    /** Compares two members by the comparator; 0 if the comparator throws. */
    int compare(NetworkConfiguration a, NetworkConfiguration b) {
        Comparator<? super NetworkConfiguration> order = definition.policy().order().orElseThrow();
        try {
            return order.compare(a, b);
        } catch (Throwable thrown) {
            report("the comparator of the service network '" + definition.name() + "' threw, so these access points count as equal: " + a.id() + " and "
                + b.id(), thrown);
            return 0;
        }
    }

    private void report(String message, Throwable thrown) {
        LOG.log(isLogged ? System.Logger.Level.DEBUG : System.Logger.Level.ERROR, message, thrown);
        isLogged = true;
    }
}
