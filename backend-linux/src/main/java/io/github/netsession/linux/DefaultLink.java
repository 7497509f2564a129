package io.github.netsession.linux;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds the link that traffic to the Internet leaves by, IPv4 first. That there is none is remembered until a notice may mean otherwise; that there is one is
 * not, because a route may expire without a notice. For one thread at a time.
 */
final class DefaultLink {

    private final InternetRoutes routes;
    private boolean isNoIpv4;
    private boolean isNoIpv6;
    private boolean isKnown;

    DefaultLink(InternetRoutes routes) {
        this.routes = routes;
    }

    /** The index of the link; {@code stale} is what has changed since the previous call. */
    OptionalInt index(StaleRoutes stale) {
        isNoIpv4 &= stale.isNothing();
        isNoIpv6 &= stale.isNothing();
        int refusals = routes.refusals();
        Optional<InternetRoutes.Route> route = isNoIpv4 ? Optional.empty() : routes.ipv4(0);
        boolean isAnswered = routes.refusals() == refusals;
        isNoIpv4 = route.isEmpty() && isAnswered;
        if (route.isEmpty() && !isNoIpv6) {
            route = routes.ipv6(0);
            isNoIpv6 = route.isEmpty() && routes.refusals() == refusals;
        }
        isKnown = routes.refusals() == refusals;
        return route.isPresent() ? OptionalInt.of(route.get().linkIndex()) : OptionalInt.empty();
    }

    /** Whether the kernel answered the last time, so that no link means that there is none. */
    boolean isKnown() {
        return isKnown;
    }
}
