package io.github.netsession.linux;

import io.github.netsession.LinkAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the rows again that notices have named, and takes the others from the tables of the last reading. In any doubt there is no result. */
final class PartialReading {

    private final TableReader reader;
    private final WirelessLinks wirelessLinks;
    private final LinkTables before;
    private final HeardChanges.Heard heard;
    /** The links that were asked for, without those that are gone, by index. */
    private final Map<Integer, LinkMessage> found = new TreeMap<>();
    private final Set<Integer> gone = new HashSet<>();
    private boolean isInDoubt;

    PartialReading(TableReader reader, WirelessLinks wirelessLinks, LinkTables before, HeardChanges.Heard heard) {
        this.reader = reader;
        this.wirelessLinks = wirelessLinks;
        this.before = before;
        this.heard = heard;
    }

    /** The tables now; empty in doubt. What the kernel says of routes is still as it was. */
    Optional<LinkTables> tables() {
        heard.links().keySet().forEach(this::ask);
        if (isInDoubt) {
            return Optional.empty();
        }
        List<LinkMessage> links = links();
        OptionalInt defaultIndex = before.defaultIndex().stream().filter(index -> !gone.contains(index)).findFirst();
        LinkTables now = withWireless(new LinkTables(links, addresses(), before.wireless(), before.signalsDbm(), defaultIndex, before.routed(), true));
        return isInDoubt || !isConsistent(now) ? Optional.empty() : Optional.of(now);
    }

    /** A link that was deleted and is there may be another one by now. */
    private void ask(int index) {
        Optional<Optional<LinkMessage>> answer = reader.link(index);
        isInDoubt |= answer.isEmpty() || answer.get().isPresent() && heard.links().get(index) == LinkState.GONE;
        answer.ifPresent(link -> link.ifPresentOrElse(row -> found.put(index, row), () -> gone.add(index)));
    }

    /** By rising index. A row that says the same as before stays the same object. */
    private List<LinkMessage> links() {
        found.replaceAll((index, row) -> before.link(index).filter(row::equals).orElse(row));
        boolean isInPlace = gone.stream().allMatch(index -> before.position(index) < 0) && found.keySet().stream().allMatch(index -> before.position(index) >= 0);
        if (isInPlace) {
            List<LinkMessage> links = new ArrayList<>(before.links());
            found.forEach((index, row) -> links.set(before.position(index), row));
            return links;
        }
        Map<Integer, LinkMessage> all = new TreeMap<>(found);
        before.links().stream().filter(link -> !gone.contains(link.index())).forEach(link -> all.putIfAbsent(link.index(), link));
        return new ArrayList<>(all.values());
    }

    /**
     * A link that is new, or has another state, is asked for its addresses too: where the addresses of IPv6 are kept while a link is down, they
     * become tentative without a notice. Source: net/ipv6/addrconf.c, addrconf_ifdown, keep_addr_on_down.
     */
    private Map<Integer, List<LinkAddress>> addresses() {
        Set<Integer> wanted = new TreeSet<>(heard.addresses());
        found.forEach((index, row) -> {
            if (before.link(index).filter(earlier -> earlier.state().equals(row.state()) && heard.links().get(index).equals(row.state())).isEmpty()) {
                wanted.add(index);
            }
        });
        wanted.removeAll(gone);
        Map<Integer, List<LinkAddress>> changed = new HashMap<>();
        for (int index : wanted) {
            Optional<List<LinkAddress>> answer = isInDoubt ? Optional.empty() : reader.addresses(index);
            isInDoubt |= answer.isEmpty();
            answer.filter(list -> !list.equals(before.addressesOf(index))).ifPresent(list -> changed.put(index, list));
        }
        if (changed.isEmpty() && gone.stream().noneMatch(before.addresses()::containsKey)) {
            return before.addresses();
        }
        Map<Integer, List<LinkAddress>> all = new HashMap<>(before.addresses());
        all.putAll(changed);
        all.keySet().removeAll(gone);
        all.values().removeIf(List::isEmpty);
        return all;
    }

    /** Which links are wireless is asked again when a link came or went, or a wireless one has changed. */
    private LinkTables withWireless(LinkTables now) {
        boolean isSettled = now.links().size() == before.links().size() && found.keySet().stream().allMatch(index -> before.position(index) >= 0)
            && heard.links().keySet().stream().noneMatch(before.wireless()::contains);
        if (isInDoubt || isSettled) {
            return now;
        }
        Set<Integer> indexes = new HashSet<>();
        now.links().forEach(link -> indexes.add(link.index()));
        Set<Integer> wireless = wirelessLinks.indexes(indexes);
        isInDoubt |= wirelessLinks.wasInterrupted();
        return new LinkTables(now.links(), now.addresses(), wireless.equals(before.wireless()) ? before.wireless() : wireless, now.signalsDbm(),
            now.defaultIndex(), now.routed(), true);
    }

    /** Whether each name is that of one link, and what the rows say of each other fits. */
    private boolean isConsistent(LinkTables now) {
        boolean areKnown = heard.addresses().stream().allMatch(index -> gone.contains(index) || now.position(index) >= 0)
            && (gone.isEmpty() ? found.values() : now.links()).stream().allMatch(row -> row.masterIndex() == 0 || now.position(row.masterIndex()) >= 0);
        if (!areKnown || found.values().stream().allMatch(row -> before.link(row.index()).filter(each -> each.name().equals(row.name())).isPresent())) {
            return areKnown;
        }
        Set<String> names = new HashSet<>();
        return now.links().stream().allMatch(link -> names.add(link.name()));
    }
}
