package io.github.netsession.windows.wifi;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Link;
import io.github.netsession.internal.PrintableText;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.AccessPoint.Transition;
import io.github.netsession.windows.wifi.WifiAdapter.State;
import java.util.Optional;

/** A saved profile on an adapter, as an access point. Pure. */
final class WifiAccessPoints {

    /** The scheme of the ids: {@code wlan:<guid>/<profile>}. */
    static final String SCHEME = "wlan";

    private WifiAccessPoints() {
    }

    static ConfigurationId id(String guid, String profile) {
        return ConfigurationId.of(SCHEME, guid + '/' + profile);
    }

    static AccessPoint of(Station station, String profile, Optional<Link> link) {
        AccessPoint.Builder point = AccessPoint.builder(id(station.guid(), profile)).name(PrintableText.of(profile))
            .state(state(station, profile, link)).transition(transition(station, profile, link)).bearer(Bearer.WLAN).managed(true)
            .progressing(isProgressing(station));
        station.signal(profile).ifPresent(point::signalPercent);
        link.map(Link::name).ifPresent(point::interfaceName);
        return point.build();
    }

    /** A radio that is off reaches nothing; what is not known to be out of reach may be tried. */
    private static ConfigurationState state(Station station, String profile, Optional<Link> link) {
        if (station.isConnectedWith(profile) && link.filter(each -> carries(station.state(), each)).isPresent()) {
            return ConfigurationState.ACTIVE;
        }
        if (station.state() == State.NOT_READY) {
            return ConfigurationState.DEFINED;
        }
        return station.isBusyWith(profile) || station.mayReach(profile) ? ConfigurationState.DISCOVERED : ConfigurationState.DEFINED;
    }

    /**
     * Whether the link carries its connection. The service's word decides once the link has its addresses, whatever they reach: the network of
     * a camera has no DHCP server, and it is up all the same. In a roam it may be without a carrier for a moment, but keeps its address.
     */
    private static boolean carries(State state, Link link) {
        return switch (state) {
            case CONNECTED -> isSettled(link) || isInGap(link);
            case CONNECTING, AUTHENTICATING -> link.up() && AddressWait.isOver(link);
            case NOT_READY -> isSettled(link);
            case DISCONNECTING, DISCONNECTED -> false;
        };
    }

    private static boolean isSettled(Link link) {
        return link.operational() && AddressWait.isOver(link);
    }

    /**
     * While it goes from one transmitter of the network to another the link has no carrier, or has it again and is not operational yet, and
     * the service says connected all the time. One that has only just got its carrier has no address yet.
     */
    private static boolean isInGap(Link link) {
        return link.up() && (!link.carrier() || !link.operational() && AddressWait.isOver(link));
    }

    private static Transition transition(Station station, String profile, Optional<Link> link) {
        boolean isCurrent = station.current().filter(profile::equals).isPresent();
        if (!isCurrent) {
            return Transition.NONE;
        }
        return switch (station.state()) {
            case CONNECTING, AUTHENTICATING -> state(station, profile, link) == ConfigurationState.ACTIVE ? Transition.NONE : Transition.STARTING;
            case DISCONNECTING -> Transition.STOPPING;
            // A link that is down already is read after the service, and just going.
            case CONNECTED -> link.filter(each -> each.operational() && !AddressWait.isOver(each)).isPresent() ? Transition.STARTING
                : Transition.NONE;
            case NOT_READY, DISCONNECTED -> Transition.NONE;
        };
    }

    /**
     * Whether a start that is under way has found its network: the access point checks the key, or the adapter is connected and waits for an
     * address. While the adapter discovers or associates, the network may be out of reach. Source: wlanapi.h, WLAN_INTERFACE_STATE. The step to
     * authenticating is no hint of its own, because a roam has it too.
     */
    private static boolean isProgressing(Station station) {
        return station.state() == State.AUTHENTICATING || station.state() == State.CONNECTED;
    }
}
