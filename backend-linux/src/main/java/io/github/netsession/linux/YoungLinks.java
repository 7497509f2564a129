package io.github.netsession.linux;

import io.github.netsession.Link;
import io.github.netsession.LinkKind;
import io.github.netsession.spi.AccessPoint;
import java.net.Inet6Address;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps a veth out of the access points at first: a container engine creates a pair, moves one end into a container and makes the other one a port
 * of its bridge a moment later, and neither is a network of this machine. Until it gets an address or a default route, a veth waits for 500 ms,
 * from the first reading that shows it. Links that the first reading shows do not wait, nor does one that takes the name of an access point. For
 * one thread at a time.
 */
final class YoungLinks {

    /** Docker takes 20 to 150 ms from the creation of a pair to its port in the bridge. Measured. */
    static final long YOUTH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final LongSupplier clock;
    private final Map<Integer, Long> bornAt = new HashMap<>();
    private Optional<Set<Integer>> indexesBefore = Optional.empty();
    private List<Link> linksBefore = List.of();
    private List<AccessPoint> grownUpBefore = List.of();
    /** Of the links that were access points. */
    private Set<String> namesBefore = Set.of();
    private OptionalLong nextGrownUp = OptionalLong.empty();

    /** {@code clock} is monotonic, in nanoseconds. */
    YoungLinks(LongSupplier clock) {
        this.clock = clock;
    }

    /** Returns the access points without those on links that wait. {@code areNoticed} is false where nobody hears of a link when it appears. */
    List<AccessPoint> grownUp(List<AccessPoint> accessPoints, List<Link> links, Optional<String> defaultInterface, boolean areNoticed) {
        if (bornAt.isEmpty() && indexesBefore.isPresent() && isAsBefore(accessPoints, links)) {
            return accessPoints;
        }
        long now = clock.getAsLong();
        Map<Integer, Link> present = new HashMap<>();
        for (Link link : links) {
            present.put(link.index(), link);
            if (areNoticed && indexesBefore.isPresent() && isNew(link, indexesBefore.get())) {
                bornAt.put(link.index(), now);
            }
        }
        Set<String> waiting = new HashSet<>();
        for (Iterator<Map.Entry<Integer, Long>> young = bornAt.entrySet().iterator(); young.hasNext();) {
            Map.Entry<Integer, Long> each = young.next();
            Link link = present.get(each.getKey());
            if (!areNoticed || now - each.getValue() >= YOUTH_NANOS || link == null || isSettled(link, defaultInterface)) {
                young.remove();
            } else {
                waiting.add(link.name());
            }
        }
        List<AccessPoint> grownUp = waiting.isEmpty() ? accessPoints
            : accessPoints.stream().filter(point -> point.interfaceName().filter(waiting::contains).isEmpty()).toList();
        remember(links, grownUp, accessPoints.size() > grownUp.size());
        return grownUp;
    }

    /** Whether the links have the same indexes, and the access points are on links of the same names, as after the last reading. */
    private boolean isAsBefore(List<AccessPoint> accessPoints, List<Link> links) {
        boolean isSame = links.size() == linksBefore.size() && accessPoints.size() == grownUpBefore.size();
        for (int i = 0; isSame && links != linksBefore && i < links.size(); i++) {
            isSame = links.get(i).index() == linksBefore.get(i).index();
        }
        for (int i = 0; isSame && accessPoints != grownUpBefore && i < accessPoints.size(); i++) {
            AccessPoint before = grownUpBefore.get(i);
            isSame = accessPoints.get(i) == before || accessPoints.get(i).interfaceName().equals(before.interfaceName());
        }
        return isSame;
    }

    private boolean isNew(Link link, Set<Integer> indexes) {
        return link.kind() == LinkKind.VETH && !indexes.contains(link.index()) && !namesBefore.contains(link.name());
    }

    private void remember(List<Link> links, List<AccessPoint> grownUp, boolean isAnyKeptOut) {
        Set<Integer> indexes = new HashSet<>();
        for (Link link : links) {
            indexes.add(link.index());
        }
        indexesBefore = Optional.of(indexes);
        linksBefore = List.copyOf(links);
        grownUpBefore = List.copyOf(grownUp);
        namesBefore = new HashSet<>();
        for (AccessPoint point : grownUp) {
            if (point.interfaceName().isPresent()) {
                namesBefore.add(point.interfaceName().get());
            }
        }
        nextGrownUp = isAnyKeptOut ? bornAt.values().stream().mapToLong(born -> born + YOUTH_NANOS).min() : OptionalLong.empty();
    }

    /** The kernel gives each link that is up an address of IPv6 that is link-local; every other address is somebody's will. */
    private static boolean isSettled(Link link, Optional<String> defaultInterface) {
        return link.reachesBeyondLink() || defaultInterface.equals(Optional.of(link.name()))
            || link.addresses().stream().anyMatch(each -> !(each.address() instanceof Inet6Address && each.address().isLinkLocalAddress()));
    }

    /** The moment of the clock when the next one that was kept out has to be looked at again; empty if none was. */
    OptionalLong nextGrownUp() {
        return nextGrownUp;
    }
}
