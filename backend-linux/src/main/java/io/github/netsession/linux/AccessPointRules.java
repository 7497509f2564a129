package io.github.netsession.linux;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Link;
import io.github.netsession.LinkKind;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.InterfaceIdentity;
import io.github.netsession.spi.SignalScale;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Which links are access points, and in which state, where no network service says so. */
final class AccessPointRules {

    /** The scheme of the ids: {@code link:<name>}. */
    static final String SCHEME = "link";

    /** The source of the identities of links. */
    private static final String KERNEL = "kernel";

    private final Set<String> hardwareBridges = new HashSet<>();
    private final Set<Integer> ports;
    private final OptionalInt defaultIndex;
    private final boolean mayStart;

    /** The rules for tables of one shape; {@code mayStart} tells whether this process may switch links on. */
    AccessPointRules(LinkTables tables, List<Link> links, boolean mayStart) {
        for (Link port : links) {
            if (isHardware(port.kind()) && port.master().isPresent()) {
                hardwareBridges.add(port.master().get());
            }
        }
        this.ports = tables.ports();
        this.defaultIndex = tables.defaultIndex();
        this.mayStart = mayStart;
    }

    /** The access point on a link, if there is one, with its signal if that is known. The kernel judges neither cost nor reach. */
    Optional<AccessPoint> accessPoint(LinkMessage message, Link link, Optional<Integer> dbm) {
        if (!leadsOut(message, link)) {
            return Optional.empty();
        }
        AccessPoint.Builder accessPoint = AccessPoint.builder(ConfigurationId.of(SCHEME, link.name())).name(link.name())
            .state(state(message, link)).bearer(link.bearer()).interfaceName(link.name()).identity(identity(link.index()))
            .needsPermission(!link.up() && !mayStart);
        if (dbm.isPresent()) {
            accessPoint.signalPercent(SignalScale.percent(dbm.get()));
        }
        return Optional.of(accessPoint.build());
    }

    /** Identifies a link by its index, which no other link of the namespace gets while the link exists. */
    static InterfaceIdentity identity(int linkIndex) {
        return new InterfaceIdentity(KERNEL, Integer.toString(linkIndex));
    }

    /** Returns the index of a link that is identified; empty for something else. */
    static OptionalInt index(InterfaceIdentity identity) {
        boolean isLink = identity.source().equals(KERNEL) && identity.handle().matches("[1-9]\\d{0,8}");
        return isLink ? OptionalInt.of(Integer.parseInt(identity.handle())) : OptionalInt.empty();
    }

    /**
     * Whether a link leads out of the machine: it is not loopback, nobody's port, not one that leads nowhere, and if it is a bridge, then
     * one with hardware behind it or with the default route. So a container's veth is one, and the containers' bridge on their host is not.
     */
    private boolean leadsOut(LinkMessage message, Link link) {
        if (link.kind() == LinkKind.LOOPBACK || ports.contains(message.index()) || LinkTaxonomy.isInternal(message)) {
            return false;
        }
        boolean isDefault = defaultIndex.isPresent() && defaultIndex.getAsInt() == link.index();
        return link.kind() != LinkKind.BRIDGE || isDefault || hardwareBridges.contains(link.name());
    }

    /** A port that has hardware behind it: a card, several bound together, or a VLAN on one. */
    private static boolean isHardware(LinkKind kind) {
        return switch (kind) {
            case PHYSICAL, AGGREGATE, SUBLINK -> true;
            case UNKNOWN, LOOPBACK, BRIDGE, VETH, TUNNEL, VIRTUAL -> false;
        };
    }

    private ConfigurationState state(LinkMessage message, Link link) {
        if (!link.up()) {
            return mayStart ? ConfigurationState.DISCOVERED : ConfigurationState.DEFINED;
        }
        if (link.isUsable()) {
            return ConfigurationState.ACTIVE;
        }
        // With a carrier, whatever keeps it passes: the kernel works out the operational state after it has told of the carrier, and Wi-Fi
        // waits for its keys (dormant). Source: net/core/link_watch.c, rfc2863_policy; veth: UP,LOWER_UP and LOWERLAYERDOWN on its way up.
        boolean isOnItsWay = link.carrier() && message.operstate() != Rtnetlink.IF_OPER_TESTING;
        return isOnItsWay ? ConfigurationState.DISCOVERED : ConfigurationState.DEFINED;
    }
}
