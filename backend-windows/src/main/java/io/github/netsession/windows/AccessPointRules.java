package io.github.netsession.windows;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Link;
import io.github.netsession.LinkKind;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.Purpose;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.windows.wifi.WifiService;
import java.util.Optional;
import java.util.OptionalInt;

/** Which interfaces are access points themselves. They can be watched, not started: Windows lets only an administrator switch them. */
final class AccessPointRules {

    /** The scheme of the ids: {@code luid:<n>}. */
    static final String SCHEME = "luid";

    /** Why they cannot be started, and what could. */
    static final String WATCH_ONLY = "this backend starts and stops Wi-Fi profiles only; an adapter itself is switched on and off by an "
        + "administrator (netsh interface set interface NAME admin=enabled)";

    private final WifiService wifi;

    AccessPointRules(WifiService wifi) {
        this.wifi = wifi;
    }

    static ConfigurationId id(InterfaceRow row) {
        return ConfigurationId.of(SCHEME, Long.toUnsignedString(row.luid()));
    }

    /** The access point that an interface is, if it is one. */
    Optional<AccessPoint> accessPoint(InterfaceRow row, Link link) {
        if (!leadsOut(row, link)) {
            return Optional.empty();
        }
        return Optional.of(new AccessPoint(id(row), link.name(), state(link), AccessPoint.Transition.NONE, Purpose.UNKNOWN, link.bearer(),
            NetworkConfiguration.DEFAULT_CONNECT_TIMEOUT, Metered.UNKNOWN, Connectivity.UNKNOWN, OptionalInt.empty(),
            Optional.of(link.name()), Optional.empty()));
    }

    /**
     * Not loopback, not a tunnel that Windows makes by itself. A Wi-Fi adapter is represented by its profiles, unless it is connected and it is
     * not known with which; Wi-Fi interfaces that the Wi-Fi service does not know (Wi-Fi Direct) count only while they carry something.
     */
    private boolean leadsOut(InterfaceRow row, Link link) {
        if (link.kind() == LinkKind.LOOPBACK || row.tunnelType() != 0) {
            return false;
        }
        if (link.bearer() == Bearer.WLAN && wifi.isPresent()) {
            return link.isUsable() && !wifi.represents(row.guid());
        }
        return true;
    }

    /** Nobody but Windows brings it up: with something at the other end it may be on its way; without, it cannot be. */
    private static ConfigurationState state(Link link) {
        if (link.isUsable()) {
            return ConfigurationState.ACTIVE;
        }
        return link.up() && link.carrier() ? ConfigurationState.DISCOVERED : ConfigurationState.DEFINED;
    }
}
