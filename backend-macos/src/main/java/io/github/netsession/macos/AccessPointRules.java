package io.github.netsession.macos;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Link;
import io.github.netsession.Metered;
import io.github.netsession.Purpose;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.AccessPoint.Transition;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;

/** Makes access points of network services, for one reading. */
final class AccessPointRules {

    private final StoreReading reading;
    private final Map<String, Link> links;
    private final Optional<String> preferred;
    private final Signals signals;
    private final ActiveLinks before;
    private final Map<String, Integer> byDevice;

    AccessPointRules(StoreReading reading, Map<String, Link> links, Optional<String> preferred, Signals signals, ActiveLinks before) {
        this.reading = reading;
        this.links = links;
        this.before = before;
        this.preferred = preferred;
        this.signals = signals;
        this.byDevice = NetworkService.byDevice(reading.services());
    }

    boolean isAnyActive() {
        return reading.services().stream().anyMatch(service -> standing(service, device(service), inUse(service)).state() == ConfigurationState.ACTIVE);
    }

    private Optional<Link> device(NetworkService service) {
        return service.device().map(links::get);
    }

    private Optional<Link> inUse(NetworkService service) {
        return service.inUse().map(links::get).or(() -> kept(service));
    }

    private Standing standing(NetworkService service, Optional<Link> device, Optional<Link> inUse) {
        return service.isConnection() ? connection(service, device, inUse) : link(service, device, inUse);
    }

    AccessPoint accessPoint(NetworkService service, Reach reach) {
        Optional<Link> device = device(service);
        Optional<Link> inUse = inUse(service);
        Standing standing = standing(service, device, inUse);
        boolean isActive = standing.state() == ConfigurationState.ACTIVE;
        Optional<Link> link = inUse.or(() -> device);
        boolean isPreferred = isActive && preferred.isPresent() && link.map(Link::name).equals(preferred);
        Bearer bearer = bearer(service, device, link);
        AccessPoint.Builder point = AccessPoint.builder(service.configurationId()).name(service.name()).state(standing.state())
            .transition(standing.transition()).progressing(standing.isProgressing())
            .purpose(isVpn(service) ? Purpose.PRIVATE : Purpose.UNKNOWN).bearer(bearer)
            .metered(isPreferred ? reach.metered() : link.filter(each -> isActive).map(each -> reading.metered(each.name()))
                .orElse(Metered.UNKNOWN))
            .connectivity(isPreferred ? reach.connectivity() : Connectivity.UNKNOWN)
            .needsPermission(!service.isConnection() && link.filter(each -> !each.up()).isPresent());
        link.filter(each -> isActive && bearer == Bearer.WLAN).ifPresent(each -> signals.percent(each).ifPresent(point::signalPercent));
        link.map(Link::name).ifPresent(point::interfaceName);
        return point.build();
    }

    /** How usable it is, whether that is about to change, and whether a start is known to be past waiting for a link. */
    private record Standing(ConfigurationState state, Transition transition, boolean isProgressing) {

        /** Waits for an address. */
        static final Standing CONFIGURING = new Standing(ConfigurationState.DISCOVERED, Transition.STARTING, true);

        Standing(ConfigurationState state) {
            this(state, Transition.NONE, false);
        }

        Standing(ConfigurationState state, Transition transition) {
            this(state, transition, false);
        }
    }

    /** A service that is only switched on and off: with a carrier it may be on its way; without, it cannot be. */
    private Standing link(NetworkService service, Optional<Link> device, Optional<Link> inUse) {
        boolean isItsOwn = inUse.isPresent() || service.device().filter(name -> byDevice.get(name) == 1).isPresent();
        Optional<Link> link = inUse.or(() -> device).filter(each -> each.up() && each.carrier());
        if (link.isEmpty()) {
            return new Standing(ConfigurationState.DEFINED);
        } else if (isItsOwn && (link.get().isUsable() || link.get().operational() && reading.isLinkLocalAsSetUp(service))) {
            return new Standing(ConfigurationState.ACTIVE);
        }
        boolean isComing = isItsOwn && link.get().operational() && isWaitingForAddress(link.get());
        return isComing ? Standing.CONFIGURING : new Standing(ConfigurationState.DISCOVERED);
    }

    /** If macOS has given itself an address (169.254.0.0/16), no DHCP server has answered: the state is no longer transient. */
    private static boolean isWaitingForAddress(Link link) {
        return link.addresses().stream().noneMatch(each -> isAutomatic(each.address()));
    }

    private static boolean isAutomatic(InetAddress address) {
        return address.isLinkLocalAddress() && address.getAddress().length == 4;
    }

    /**
     * The link that a connection was active on, if that is still up and as usable as it was, and macOS does not say that the connection is down or going down. Then
     * the connection is still up: its link goes when it ends. A VPN reasserts at each wake and each change of Wi-Fi and is "connecting"
     * meanwhile; its status is invalid while its controller does not answer; and its interface is not in the store while configd starts anew.
     * A PPP line on hold is connected all the time. Source: SCNetworkConnection.c, SCNetworkConnectionGetStatusFromNEStatus; ppp_manager.c,
     * ppp_getstatus.
     */
    private Optional<Link> kept(NetworkService service) {
        int status = reading.status(service);
        boolean isDown = status == ConnectionPort.DISCONNECTED || status == ConnectionPort.DISCONNECTING;
        return service.isConnection() && !isDown ? before.stillUp(service.configurationId(), links) : Optional.empty();
    }

    /** A service that is connected and disconnected: while it is down, it can be connected if there is a way to its other end. */
    private Standing connection(NetworkService service, Optional<Link> device, Optional<Link> inUse) {
        return switch (reading.status(service)) {
            // Its word decides, whatever its addresses reach; a VPN that only redirects connections has no interface at all. One whose interface
            // is named in the store and is not there, or not up, has just come or is just going.
            case ConnectionPort.CONNECTED -> inUse.map(Link::operational).orElse(service.inUse().isEmpty()) ? new Standing(ConfigurationState.ACTIVE)
                : Standing.CONFIGURING;
            // Whether it dials, authenticates or negotiates addresses is only in the extended status, which is not read: it would be another
            // question to configd for each service. Source: SCNetworkConnection.h, SCNetworkConnectionCopyExtendedStatus.
            case ConnectionPort.CONNECTING -> kept(service).isPresent() && kept(service).equals(inUse)
                ? new Standing(ConfigurationState.ACTIVE) : new Standing(ConfigurationState.DISCOVERED, Transition.STARTING);
            case ConnectionPort.DISCONNECTING -> new Standing(ConfigurationState.DISCOVERED, Transition.STOPPING);
            case ConnectionPort.DISCONNECTED -> new Standing(hasWay(service, device) ? ConfigurationState.DISCOVERED : ConfigurationState.DEFINED);
            // The library cannot connect it, but another program may have.
            default -> new Standing(inUse.filter(Link::isUsable).isPresent() ? ConfigurationState.ACTIVE : ConfigurationState.DEFINED);
        };
    }

    /** PPP over Ethernet needs the adapter and the cable; a modem is no interface, so its state is unknown; a VPN needs any way out. */
    private boolean hasWay(NetworkService service, Optional<Link> device) {
        if (isDialled(service)) {
            return device.map(link -> link.up() && link.carrier()).orElse(bearer(service) != Bearer.ETHERNET && bearer(service) != Bearer.WLAN);
        }
        return preferred.isPresent();
    }

    /** Whether it is dialled over an interface or a modem of its own, not through another network: such a service is no VPN. */
    private static boolean isDialled(NetworkService service) {
        return service.type().equals("PPP") && service.device().isPresent();
    }

    private static boolean isVpn(NetworkService service) {
        return service.isConnection() && !isDialled(service);
    }

    /** A dialled service has the bearer of the interface that it is dialled over; the tunnel that it makes is no VPN. */
    private static Bearer bearer(NetworkService service, Optional<Link> device, Optional<Link> link) {
        if (isVpn(service)) {
            return Bearer.VPN;
        }
        return (isDialled(service) ? device : link).map(Link::bearer).orElseGet(() -> bearer(service));
    }

    private static Bearer bearer(NetworkService service) {
        return switch (service.hardware()) {
            case "AirPort" -> Bearer.WLAN;
            case "Ethernet" -> Bearer.ETHERNET;
            default -> Bearer.UNKNOWN;
        };
    }
}
