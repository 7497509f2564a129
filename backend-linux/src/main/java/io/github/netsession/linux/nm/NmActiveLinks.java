package io.github.netsession.linux.nm;

import io.github.netsession.ConfigurationState;
import io.github.netsession.Link;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.AccessPoint.Transition;
import io.github.netsession.spi.InterfaceIdentity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The links of the active connections that were up in one reading. The next reading needs them: when a plug-in reconnects its VPN, the VPN's active
 * connection is ACTIVATING again, as in a start, while the tunnel's link stays. NetworkManager 1.36 to 1.58 may leave it so for good, if the plug-in
 * reports the same addresses again. Source: nm-vpn-connection.c, {@code NM_VPN_SERVICE_STATE_STARTING} after {@code STARTED}; NetworkManager 1.46,
 * as others saw it.
 */
final class NmActiveLinks {

    /** Before the first reading, and while there is no NetworkManager. */
    static final NmActiveLinks NONE = new NmActiveLinks(Map.of());

    /** By the active connection: its path, and the NetworkManager that uses this path. */
    private final Map<InterfaceIdentity, Identity> links;

    /** A tunnel that is made anew may get the name of the earlier one, so the index counts too. */
    private record Identity(String name, int index) {
    }

    private NmActiveLinks(Map<InterfaceIdentity, Identity> links) {
        this.links = Map.copyOf(links);
    }

    /** Returns the links of the profiles that are active and not being stopped. */
    static NmActiveLinks of(List<AccessPoint> profiles, Map<String, Link> byName) {
        Map<InterfaceIdentity, Identity> links = new HashMap<>();
        profiles.stream().filter(point -> point.state() == ConfigurationState.ACTIVE && point.transition() == Transition.NONE)
            .forEach(point -> point.interfaceName().map(byName::get)
                .ifPresent(link -> links.put(point.identity(), new Identity(link.name(), link.index()))));
        return new NmActiveLinks(links);
    }

    /** Returns the link that the active connection was up on, if it is still the same link and still usable. */
    Optional<Link> stillUsable(InterfaceIdentity active, Map<String, Link> byName) {
        return Optional.ofNullable(links.get(active)).flatMap(identity -> Optional.ofNullable(byName.get(identity.name())))
            .filter(link -> wasUp(active, link) && link.isUsable());
    }

    /** Returns whether the active connection was up on this link. */
    boolean wasUp(InterfaceIdentity active, Link link) {
        return new Identity(link.name(), link.index()).equals(links.get(active));
    }
}
