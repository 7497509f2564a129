package io.github.netsession.macos;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Link;
import io.github.netsession.spi.AccessPoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The links that access points were active on in one reading. The next reading needs them, because what macOS says of a VPN for a moment looks
 * like a start or like nothing at all, while its tunnel stays as it was.
 */
final class ActiveLinks {

    /** Before the first reading. */
    static final ActiveLinks NONE = new ActiveLinks(Map.of());

    private final Map<ConfigurationId, Identity> links;

    /** A tunnel that is made anew may get the name of the earlier one, so the index counts too. */
    private record Identity(String name, int index, boolean wasUsable) {
    }

    private ActiveLinks(Map<ConfigurationId, Identity> links) {
        this.links = Map.copyOf(links);
    }

    /** Returns the links of the access points that are active. */
    static ActiveLinks of(List<AccessPoint> points, Map<String, Link> byName) {
        Map<ConfigurationId, Identity> links = new HashMap<>();
        points.stream().filter(point -> point.state() == ConfigurationState.ACTIVE).forEach(point -> point.interfaceName().map(byName::get)
            .ifPresent(link -> links.put(point.id(), new Identity(link.name(), link.index(), link.isUsable()))));
        return new ActiveLinks(links);
    }

    /** Returns the link that the access point was active on, if it is still the same link, operational, and usable if it was. */
    Optional<Link> stillUp(ConfigurationId id, Map<String, Link> byName) {
        return Optional.ofNullable(links.get(id)).flatMap(identity -> Optional.ofNullable(byName.get(identity.name()))
            .filter(link -> link.index() == identity.index() && link.operational() && (link.isUsable() || !identity.wasUsable())));
    }
}
