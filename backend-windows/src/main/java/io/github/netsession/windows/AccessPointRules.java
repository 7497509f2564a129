package io.github.netsession.windows;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Link;
import io.github.netsession.LinkKind;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.AccessPoint.Transition;
import io.github.netsession.windows.wifi.AddressWait;
import io.github.netsession.windows.wifi.WifiService;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which interfaces are access points themselves. They can be watched, not started: Windows lets only an administrator switch them. */
final class AccessPointRules {

    /** The scheme of the ids: {@code luid:<n>}. */
    static final String SCHEME = "luid";

    /** Why they cannot be started, and what could. */
    static final String WATCH_ONLY = "this backend starts and stops Wi-Fi profiles only; an adapter itself is switched on and off by an "
        + "administrator (netsh interface set interface NAME admin=enabled)";

    private final WifiService wifi;
    private final Map<Long, AdapterRow> bound;
    private final Optional<Long> preferred;
    private final Set<Long> shown;

    /** The rules for one reading; Wi-Fi adapters that were ever shown as access points themselves are added to, and kept by, the set. */
    AccessPointRules(WifiService wifi, Map<Long, AdapterRow> bound, Optional<Long> preferred, Set<Long> shown) {
        this.wifi = wifi;
        this.bound = bound;
        this.preferred = preferred;
        this.shown = shown;
    }

    static ConfigurationId id(InterfaceRow row) {
        return ConfigurationId.of(SCHEME, Long.toUnsignedString(row.luid()));
    }

    /** The access point that an interface is, if it is one. */
    Optional<AccessPoint> accessPoint(InterfaceRow row, Link link) {
        if (!leadsOut(row, link)) {
            return Optional.empty();
        }
        boolean isSpokenFor = wifi.knows(row.guid()) && !wifi.isStranger(row.guid());
        ConfigurationState state = isSpokenFor ? ConfigurationState.DEFINED
            : isSettledStranger(row, link) ? ConfigurationState.ACTIVE : state(link);
        return Optional.of(AccessPoint.builder(id(row)).name(link.name()).state(state)
            .transition(isSpokenFor ? Transition.NONE : transition(link)).bearer(link.bearer()).interfaceName(link.name())
            .needsPermission(!isSpokenFor && !link.up()).build());
    }

    /**
     * Not loopback, not a tunnel that Windows makes by itself, nothing that TCP/IP is not bound to. What only software makes to look like a
     * cable (the host's end of a virtual machine's network, of WSL, of a mobile hotspot) leads out only if it has a gateway. A Wi-Fi adapter
     * is represented by its profiles; it is one itself if it is connected and it is not known with which, and from then on, so that nothing
     * disappears under a session.
     */
    private boolean leadsOut(InterfaceRow row, Link link) {
        if (link.kind() == LinkKind.LOOPBACK || row.tunnelType() != 0 || !bound.containsKey(row.luid())) {
            return false;
        }
        if (link.bearer() == Bearer.WLAN && wifi.knows(row.guid())) {
            if (isSettledStranger(row, link)) {
                shown.add(row.luid());
            }
            return shown.contains(row.luid());
        }
        boolean isWifiOfAnotherSort = link.bearer() == Bearer.WLAN && wifi.isPresent();
        boolean isSoftware = link.kind() == LinkKind.VIRTUAL || link.kind() == LinkKind.BRIDGE;
        return !isSoftware && !isWifiOfAnotherSort || hasGateway(row);
    }

    /** Whether the Wi-Fi service is connected with what is none of its profiles: its word decides once the link has its addresses. */
    private boolean isSettledStranger(InterfaceRow row, Link link) {
        return wifi.knows(row.guid()) && wifi.isStranger(row.guid()) && link.operational() && AddressWait.isOver(link);
    }

    private boolean hasGateway(InterfaceRow row) {
        AdapterRow adapter = bound.get(row.luid());
        return adapter.hasGateway4() || adapter.hasGateway6() || preferred.filter(luid -> luid == row.luid()).isPresent();
    }

    /** Nobody but Windows brings it up: with something at the other end it may be on its way; without, it cannot be. */
    private static ConfigurationState state(Link link) {
        if (link.isUsable()) {
            return ConfigurationState.ACTIVE;
        }
        return link.up() && link.carrier() ? ConfigurationState.DISCOVERED : ConfigurationState.DEFINED;
    }

    private static Transition transition(Link link) {
        return link.up() && link.operational() && !AddressWait.isOver(link) ? Transition.STARTING : Transition.NONE;
    }
}
