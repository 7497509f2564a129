package io.github.netsession.linux.nm;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Link;
import io.github.netsession.LinkKind;
import io.github.netsession.Metered;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.AccessPoint.Transition;
import io.github.netsession.spi.InterfaceIdentity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes access points of profiles, devices and links. One reading, and what was active in the previous one; pure. */
final class NmAccessPoints {

    /** The scheme of the ids: {@code nm:<uuid>}. */
    static final String SCHEME = "nm";

    private final NmState state;
    private final NmTree tree;
    private final Map<String, Link> links = new HashMap<>();
    /** By their paths. Not each is a link: a modem is one only when it is connected, and a bridge or VLAN that is not up does not exist yet. */
    private final Map<String, NmTree.Device> devices;
    private final NmStations stations;
    private final NmActiveLinks before;
    /** Whether what it says is of now. While it hangs, the kernel decides: what it said last may be long over. */
    private final boolean answers;
    private final List<AccessPoint> accessPoints;

    NmAccessPoints(NmState state, NmTree tree, List<Link> all, NmStations stations, NmActiveLinks before) {
        this.state = state;
        this.tree = tree;
        this.stations = stations;
        this.before = before;
        all.forEach(link -> links.put(link.name(), link));
        this.devices = tree.devices();
        this.answers = state.obstacle().isEmpty();
        accessPoints = ofProfiles();
    }

    /**
     * Whether this NetworkManager sees the links that we see. In a container that was given the host's bus, a device may have the name of a
     * link here and be another: then none has the hardware address that it should have. Or none has the name of any: NetworkManager has a
     * device for each link, also for one that it does not manage. Empty if nothing can be compared.
     */
    static Optional<Boolean> isHere(NmTree tree, List<Link> links) {
        Map<String, Link> comparable = links.stream().filter(link -> link.hardwareAddress().isPresent() && link.kind() != LinkKind.LOOPBACK)
            .collect(Collectors.toMap(Link::name, link -> link, (first, second) -> first));
        Optional<Boolean> isHere = Optional.empty();
        for (NmTree.Device device : tree.devices().values()) {
            if (device.type() != NmNames.DEVICE_LOOPBACK && !device.hardwareAddress().isEmpty() && !comparable.isEmpty()) {
                if (Optional.ofNullable(comparable.get(device.iface())).flatMap(Link::hardwareAddress).equals(Optional.of(device.hardwareAddress()))) {
                    return Optional.of(true);
                }
                isHere = Optional.of(false);
            }
        }
        return isHere;
    }

    /**
     * The links whose access points are profiles: NetworkManager does with them what a profile says, and nobody else does. A profile that is
     * another user's own cannot be seen; the link that it is active on is, or else there would be no network where there is one.
     */
    Set<String> linksOfProfiles() {
        Set<String> names = new HashSet<>();
        devices.values().stream().filter(device -> device.isManaged() && !isExternal(device) && !isOfSomebodyElse(device)).forEach(device -> {
            names.add(device.link());
            names.add(device.iface());
        });
        accessPoints.stream().filter(point -> point.state() == ConfigurationState.ACTIVE).forEach(point -> point.interfaceName().ifPresent(names::add));
        links.values().stream().filter(this::isNewToIt).map(Link::name).forEach(names::add);
        return names;
    }

    /**
     * Whether a card was plugged in just now: NetworkManager has a device for each Wi-Fi link, and for one that is new it has one in a moment,
     * which is a hint. Until then it is not known whose the link will be.
     */
    private boolean isNewToIt(Link link) {
        return state.obstacle().isEmpty() && link.bearer() == Bearer.WLAN && link.kind() == LinkKind.PHYSICAL
            && devices.values().stream().noneMatch(device -> device.iface().equals(link.name()) || device.link().equals(link.name()));
    }

    /** Whether NetworkManager only looks on while somebody else has configured the link. */
    boolean isExternal(String link) {
        return devices.values().stream().anyMatch(device -> device.link().equals(link) && isExternal(device));
    }

    private boolean isExternal(NmTree.Device device) {
        NmTree.Active active = tree.actives().get(device.active());
        return active != null && (active.isExternal() || isExternalProfile(active.profile()));
    }

    private boolean isOfSomebodyElse(NmTree.Device device) {
        NmTree.Active active = tree.actives().get(device.active());
        return active != null && !state.own().containsKey(active.uuid()) && state.pathOf(active.uuid()).isEmpty();
    }

    private boolean isExternalProfile(String path) {
        return (tree.profileFlags().getOrDefault(path, 0L) & NmNames.PROFILE_EXTERNAL) != 0;
    }

    /** The access points, by their names. */
    List<AccessPoint> accessPoints() {
        return accessPoints;
    }

    /** Returns what the next reading needs to know of this one. */
    NmActiveLinks activeLinks() {
        return NmActiveLinks.of(accessPoints, links);
    }

    private List<AccessPoint> ofProfiles() {
        List<AccessPoint> points = new ArrayList<>();
        Set<String> uuids = new HashSet<>();
        for (Map.Entry<String, NmProfile> entry : state.presentProfiles()) {
            NmProfile profile = entry.getValue();
            if (profile.isAccessPoint() && !isExternalProfile(entry.getKey()) && uuids.add(profile.uuid())) {
                points.add(accessPoint(entry.getKey(), profile));
            }
        }
        return List.copyOf(points);
    }

    private AccessPoint accessPoint(String path, NmProfile profile) {
        Optional<Map.Entry<String, NmTree.Active>> activation = tree.activeOf(profile.uuid());
        Optional<NmTree.Active> active = activation.map(Map.Entry::getValue);
        Optional<NmTree.Device> device = active.flatMap(this::deviceOf).or(() -> availableOn(path, profile));
        Optional<Link> kept = activation.flatMap(this::linkOfReconnecting);
        Optional<Link> link = kept.or(() -> active.filter(NmTree.Active::isVpn).isPresent() ? active.flatMap(this::tunnel) : link(profile, device));
        ConfigurationState usable = kept.isPresent() ? ConfigurationState.ACTIVE : state(path, profile, activation, link);
        boolean isActive = usable == ConfigurationState.ACTIVE;
        AccessPoint.Builder point = AccessPoint.builder(ConfigurationId.of(SCHEME, profile.uuid())).name(profile.name()).state(usable)
            .transition(kept.isPresent() ? Transition.NONE : transition(active))
            .progressing(activation.filter(each -> isProgressing(each, device, link)).isPresent())
            .identity(identity(activation.map(Map.Entry::getKey).orElse("")))
            .bearer(profile.bearer()).metered(profile.metered()).managed(answers).connectTimeout(profile.connectTimeout());
        if (isActive) {
            device.map(NmTree.Device::metered).map(NmProfile::metered).filter(metered -> metered != Metered.UNKNOWN).ifPresent(point::metered);
            point.connectivity(reach(connectivity(reach(profile, device)), link));
        }
        if (!profile.isVpn()) {
            stations.signal(profile, active.isPresent() ? device : Optional.empty()).ifPresent(point::signalPercent);
        }
        link.map(Link::name).ifPresent(point::interfaceName);
        stations.lastSeenNanos(profile).ifPresent(point::lastSeenNanos);
        return point.build();
    }

    private InterfaceIdentity identity(String activePath) {
        return new InterfaceIdentity(tree.source(), activePath);
    }

    /**
     * The link of an active connection that was up and is being activated again, if it has kept the link: a VPN that its plug-in reconnects. It has
     * not ended, and some versions do not tell its addresses meanwhile. A user who activates a profile anew gets another active connection.
     */
    private Optional<Link> linkOfReconnecting(Map.Entry<String, NmTree.Active> activation) {
        return activation.getValue().state() == NmNames.ACTIVATING ? before.stillUsable(identity(activation.getKey()), links.values()) : Optional.empty();
    }

    private Optional<NmTree.Device> deviceOf(NmTree.Active active) {
        return active.devices().stream().flatMap(path -> Optional.ofNullable(devices.get(path)).stream()).findFirst();
    }

    private Optional<NmTree.Device> availableOn(String path, NmProfile profile) {
        if (path.equals(NmNames.NO_OBJECT)) {
            return tree.deviceFor(profile).map(Map.Entry::getKey).map(devices::get);
        }
        // NetworkManager, too, takes one that is not in use before the others.
        return devices.entrySet().stream().filter(entry -> entry.getValue().available().contains(path))
            .min(Comparator.<Map.Entry<String, NmTree.Device>, Boolean>comparing(entry -> !entry.getValue().active().equals(NmNames.NO_OBJECT))
                .thenComparing(Map.Entry::getKey)).map(Map.Entry::getValue);
    }

    private Optional<Link> link(NmProfile profile, Optional<NmTree.Device> device) {
        return device.flatMap(each -> Optional.ofNullable(links.get(each.link())).or(() -> Optional.ofNullable(links.get(each.iface()))))
            .or(() -> profile.interfaceName().map(links::get));
    }

    /** The link of a VPN that a plug-in has made is not said; it is the one with its address. Some have none: their address is on what is below. */
    private Optional<Link> tunnel(NmTree.Active vpn) {
        Set<String> addresses = vpn.configs().stream().flatMap(path -> tree.addresses().getOrDefault(path, List.of()).stream()).collect(Collectors.toSet());
        Set<String> below = vpn.devices().stream().map(devices::get).filter(Objects::nonNull).map(NmTree.Device::link).collect(Collectors.toSet());
        return links.values().stream().filter(link -> !below.contains(link.name())).sorted(Comparator.comparing(Link::name))
            .filter(link -> link.addresses().stream().anyMatch(each -> addresses.contains(each.address().getHostAddress().replaceFirst("%.*", ""))))
            .findFirst();
    }

    private ConfigurationState state(String path, NmProfile profile, Optional<Map.Entry<String, NmTree.Active>> activation, Optional<Link> link) {
        if (activation.isEmpty()) {
            return isAvailable(path, profile) ? ConfigurationState.DISCOVERED : ConfigurationState.DEFINED;
        }
        if (isActive(activation.get(), link)) {
            return ConfigurationState.ACTIVE;
        }
        // A Wi-Fi link that is left has no carrier before NetworkManager says so, and can be taken again at once.
        boolean isCableOut = isUp(activation.get().getValue()) && profile.bearer() != Bearer.WLAN && link.map(each -> each.up() && !each.carrier()).orElse(false);
        return isCableOut ? ConfigurationState.DEFINED : ConfigurationState.DISCOVERED;
    }

    private static boolean isUp(NmTree.Active active) {
        return active.state() == NmNames.ACTIVATED || active.state() == NmNames.DEACTIVATING;
    }

    /**
     * Whether an active connection is up. While NetworkManager answers, its word decides, whatever kind of address the profile has: one for a direct
     * cable has a link-local address or none. A station that goes from one transmitter of its network to another, or a cable that is out for a moment,
     * has no carrier meanwhile, and is not operational until some time after the carrier is back; NetworkManager waits for the carrier, 15 s on Wi-Fi
     * and 6 s on a cable. Only a cable that was out when the profile was started, and that got no address, is not up, though NetworkManager calls it so.
     */
    private boolean isActive(Map.Entry<String, NmTree.Active> activation, Optional<Link> on) {
        NmTree.Active active = activation.getValue();
        if (on.isEmpty()) {
            return isUp(active) && active.isVpn();
        }
        Link link = on.get();
        if (active.state() != NmNames.ACTIVATED || !link.up() || link.isUsable()) {
            return isUp(active) && link.isUsable();
        }
        boolean wasUp = before.wasUp(identity(activation.getKey()), link);
        return answers ? link.reachesBeyondLink() || isOwn(active) && (link.carrier() || wasUp) : link.operational() && wasUp;
    }

    /** Whether NetworkManager does what the profile says, and does not only look on. */
    private boolean isOwn(NmTree.Active active) {
        return !active.isExternal() && !isExternalProfile(active.profile()) && deviceOf(active).map(NmTree.Device::isManaged).orElse(true);
    }

    private boolean isAvailable(String path, NmProfile profile) {
        if (!tree.root().isEnabled()) {
            return false;
        }
        if (profile.isVpn()) {
            return tree.actives().entrySet().stream().anyMatch(each -> !each.getValue().isExternal()
                && (each.getValue().state() == NmNames.ACTIVATED || linkOfReconnecting(each).isPresent()));
        }
        return availableOn(path, profile).isPresent() || profile.isVirtual() && tree.devices().values().stream()
            .noneMatch(device -> device.isReal() && profile.interfaceName().equals(Optional.of(device.iface())));
    }

    private static Transition transition(Optional<NmTree.Active> active) {
        long number = active.map(NmTree.Active::state).orElse(0L);
        return number == NmNames.ACTIVATING ? Transition.STARTING : number == NmNames.DEACTIVATING ? Transition.STOPPING : Transition.NONE;
    }

    /**
     * Whether an activation has got further than waiting for a link: NetworkManager waits for secrets, or configures addresses. In PREPARE and
     * CONFIG it has not: in CONFIG, a Wi-Fi device still looks for the network and associates. Without a carrier addresses are configured in
     * vain: with a fixed address, a cable that leads nowhere goes through IP_CONFIG, IP_CHECK and SECONDARIES to ACTIVATED within seconds. With
     * DHCP the activation is queued, its device DISCONNECTED, and cancelled after 6 s, or else refused at once. A modem has no link before it is
     * up. Source: NetworkManager 1.42, as seen; nm-device.c, _carrier_wait_check_act_request_must_queue; nm-dbus-interface.h, NMDeviceState.
     */
    private static boolean isProgressing(Map.Entry<String, NmTree.Active> activation, Optional<NmTree.Device> device, Optional<Link> link) {
        if (activation.getValue().isVpn()) {
            return isWithin(activation.getValue().vpnState(), NmNames.VPN_NEED_AUTH, NmNames.VPN_ACTIVATED);
        }
        // While an activation is queued, its device is still in the one before.
        long state = device.filter(each -> each.active().equals(activation.getKey())).map(NmTree.Device::state).orElse(0L);
        return state == NmNames.DEVICE_NEED_AUTH
            || isWithin(state, NmNames.DEVICE_IP_CONFIG, NmNames.DEVICE_ACTIVATED) && link.map(Link::carrier).orElse(true);
    }

    private static boolean isWithin(long state, long first, long last) {
        return state >= first && state <= last;
    }

    /** Before 1.16 NetworkManager judged only the default network. */
    private long reach(NmProfile profile, Optional<NmTree.Device> device) {
        long own = device.map(NmTree.Device::connectivity).orElse(0L);
        boolean isPrimary = tree.activeOf(profile.uuid()).map(Map.Entry::getKey).equals(Optional.of(tree.root().primary()));
        return own == 0 && isPrimary ? tree.root().connectivity() : own;
    }

    /** NetworkManager calls limited what has no default route, and does not judge everything; a link that does not reach beyond itself is local. */
    private static Connectivity reach(Connectivity judged, Optional<Link> link) {
        return link.filter(each -> !each.reachesBeyondLink()).isPresent() ? Connectivity.LOCAL : judged;
    }

    /** The profile that has the default route, if it is up. */
    private Optional<AccessPoint> primary() {
        return accessPoints.stream().filter(point -> point.state() == ConfigurationState.ACTIVE && point.identity().equals(identity(tree.root().primary())))
            .findFirst();
    }

    /**
     * How far the network reaches as a whole: as far as the profile with the default route, where NetworkManager judges that. Its judgement of the
     * whole is that of the best device, made at another moment, so the two would contradict each other. Where nothing that is up reaches beyond its
     * link, what it says is outdated. {@code all} are the access points of NetworkManager and of the kernel.
     */
    Connectivity connectivity(List<AccessPoint> all) {
        Connectivity whole = connectivity(tree.root().connectivity());
        if (all.stream().noneMatch(point -> point.state() == ConfigurationState.ACTIVE)) {
            return whole == Connectivity.NONE ? whole : Connectivity.UNKNOWN;
        }
        if (all.stream().noneMatch(this::reachesBeyondLink)) {
            return Connectivity.LOCAL;
        }
        return primary().map(AccessPoint::connectivity).filter(own -> own != Connectivity.UNKNOWN).orElse(whole);
    }

    private boolean reachesBeyondLink(AccessPoint point) {
        return point.state() == ConfigurationState.ACTIVE
            && point.interfaceName().flatMap(name -> Optional.ofNullable(links.get(name))).map(Link::reachesBeyondLink).orElse(true);
    }

    /** The cost of the whole, by the same rule. */
    Metered metered(List<AccessPoint> all) {
        if (all.stream().noneMatch(point -> point.state() == ConfigurationState.ACTIVE)) {
            return Metered.UNKNOWN;
        }
        return primary().map(AccessPoint::metered).filter(own -> own != Metered.UNKNOWN).orElse(NmProfile.metered(tree.root().metered()));
    }

    /** NMConnectivityState. */
    static Connectivity connectivity(long number) {
        return number == 1 ? Connectivity.NONE : number == 2 ? Connectivity.CAPTIVE_PORTAL : number == 3 ? Connectivity.LIMITED
            : number == 4 ? Connectivity.INTERNET : Connectivity.UNKNOWN;
    }
}
