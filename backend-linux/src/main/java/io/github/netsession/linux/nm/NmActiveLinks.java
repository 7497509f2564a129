package io.github.netsession.linux.nm;

import io.github.netsession.ConfigurationState;
import io.github.netsession.Link;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.AccessPoint.Transition;
import io.github.netsession.spi.InterfaceIdentity;
import java.util.Collection;
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

    /**
     * The index of the link by the active connection: its path, and the NetworkManager that uses this path. The index, because a tunnel that is made
     * anew may get the name of the earlier one, and a link may be renamed.
     */
    private final Map<InterfaceIdentity, Integer> indexes;

    private NmActiveLinks(Map<InterfaceIdentity, Integer> indexes) {
        this.indexes = Map.copyOf(indexes);
    }

    /** Returns the links of the profiles that are active and not being stopped. */
    static NmActiveLinks of(List<AccessPoint> profiles, Map<String, Link> byName) {
        Map<InterfaceIdentity, Integer> indexes = new HashMap<>();
        profiles.stream().filter(point -> point.state() == ConfigurationState.ACTIVE && point.transition() == Transition.NONE)
            .forEach(point -> point.interfaceName().map(byName::get)
                .ifPresent(link -> indexes.put(point.identity(), link.index())));
        return new NmActiveLinks(indexes);
    }

    /** Returns the link that the active connection was up on, if it is still the same link and still usable. */
    Optional<Link> stillUsable(InterfaceIdentity active, Collection<Link> links) {
        return links.stream().filter(link -> wasUp(active, link) && link.isUsable()).findFirst();
    }

    /** Returns whether the active connection was up on this link. */
    boolean wasUp(InterfaceIdentity active, Link link) {
        return indexes.getOrDefault(active, 0) == link.index();
    }
}
