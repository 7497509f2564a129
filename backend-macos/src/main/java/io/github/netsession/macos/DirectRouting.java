package io.github.netsession.macos;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.Link;
import io.github.netsession.LinkKind;
import io.github.netsession.Support;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.Snapshot;
import java.util.Optional;

/** How far sockets can be directed to a link. */
final class DirectRouting {

    private static final Capability CAPABILITY = Capability.DIRECT_CONNECTION_ROUTING;

    private DirectRouting() {
    }

    /** For all links alike. */
    static CapabilityStatus status(Optional<String> obstacle) {
        return obstacle.map(reason -> CapabilityStatus.of(CAPABILITY, Support.MISSING, reason)).orElseGet(() -> CapabilityStatus.of(CAPABILITY,
            Support.AVAILABLE, "IP_BOUND_IF and IPV6_BOUND_IF direct what a socket sends; a listener takes connections of its link alone only"
            + " if it is bound to localAddress()"));
    }

    /** For one access point, where it is possible at all. */
    static CapabilityStatus on(ConfigurationId id, Snapshot snapshot, CapabilityStatus all) {
        Optional<String> own = snapshot.accessPoints().stream().filter(each -> each.id().equals(id)).findFirst().flatMap(AccessPoint::interfaceName);
        Optional<Link> tunnel = snapshot.links().stream().filter(link -> snapshot.defaultInterface().equals(Optional.of(link.name())))
            .filter(link -> link.kind() == LinkKind.TUNNEL).findFirst();
        if (!all.support().isUsable() || own.isEmpty() || tunnel.isEmpty() || own.get().equals(tunnel.get().name())) {
            return all;
        }
        return CapabilityStatus.of(CAPABILITY, Support.DEGRADED, "the tunnel " + tunnel.get().name() + " has the default route, and traffic that is"
            + " directed to " + own.get() + " goes past it, as it would past a VPN", "use plain sockets for what belongs into the tunnel");
    }
}
