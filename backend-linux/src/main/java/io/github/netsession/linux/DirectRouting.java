package io.github.netsession.linux;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.Link;
import io.github.netsession.LinkKind;
import io.github.netsession.Support;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How far sockets can be directed to a link. */
final class DirectRouting {

    private static final Capability CAPABILITY = Capability.DIRECT_CONNECTION_ROUTING;
    private static final int STRICT = 1;

    private DirectRouting() {
    }

    /** For all links alike. */
    static CapabilityStatus status(Optional<BackendException> obstacle) {
        if (obstacle.isEmpty()) {
            return CapabilityStatus.of(CAPABILITY, Support.AVAILABLE, "a socket is bound to the link by SO_BINDTOIFINDEX or SO_BINDTODEVICE");
        }
        BackendException refusal = obstacle.get();
        return status(refusal.kind() == BackendException.Kind.DENIED ? Support.DENIED : Support.MISSING, refusal.getMessage(), refusal.remedy());
    }

    private static CapabilityStatus status(Support support, String reason, Optional<String> remedy) {
        return remedy.map(hint -> CapabilityStatus.of(CAPABILITY, support, reason, hint))
            .orElseGet(() -> CapabilityStatus.of(CAPABILITY, support, reason));
    }

    /** For one link, where it is possible at all: what the machine's own settings do to packets that are not on the default route. */
    static CapabilityStatus on(Link link, Snapshot snapshot, OptionalInt reversePathFilter, CapabilityStatus all) {
        if (!all.support().isUsable() || snapshot.defaultInterface().filter(link.name()::equals).isPresent()) {
            return all;
        }
        Optional<Link> tunnel = snapshot.links().stream().filter(other -> snapshot.defaultInterface().filter(other.name()::equals).isPresent())
            .filter(other -> other.kind() == LinkKind.TUNNEL).findFirst();
        List<String> reasons = new ArrayList<>();
        List<String> remedies = new ArrayList<>();
        if (reversePathFilter.orElse(0) == STRICT) {
            reasons.add("the kernel's reverse path filter is strict on " + link.name() + ", which does not have the default route: it drops the answers"
                + " from far hosts over IPv4, so that a directed connection times out");
            remedies.add("sysctl -w net/ipv4/conf/" + link.name() + "/rp_filter=2");
        }
        if (tunnel.isPresent()) {
            reasons.add("the tunnel " + tunnel.get().name() + " has the default route, and traffic that is directed to " + link.name()
                + " goes past it, as it would past a VPN");
            remedies.add("use plain sockets for what belongs into the tunnel");
        }
        return reasons.isEmpty() ? all : CapabilityStatus.of(CAPABILITY, Support.DEGRADED, String.join("; ", reasons), String.join("; ", remedies));
    }
}
