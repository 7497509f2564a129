package io.github.netsession.linux;

import io.github.netsession.LinkAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads the rows again that notices have named, and takes the others from the tables of the last reading. In any doubt there is no result. It runs
 * once for a change, and so before the compiler has seen it: loops cost a tenth of what streams do there.
 */
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
        for (int index : heard.links().keySet()) {
            ask(index);
        }
        if (isInDoubt) {
            return Optional.empty();
        }
        List<LinkMessage> links = links();
        boolean isDefaultGone = before.defaultIndex().isPresent() && gone.contains(before.defaultIndex().getAsInt());
        OptionalInt defaultIndex = isDefaultGone ? OptionalInt.empty() : before.defaultIndex();
        LinkTables now = withWireless(new LinkTables(links, addresses(), before.wireless(), before.signalsDbm(), defaultIndex, before.routed(), true));
        return isInDoubt || !isConsistent(now) ? Optional.empty() : Optional.of(now);
    }

    /** A link that was deleted and is there may be another one by now. */
    private void ask(int index) {
        Optional<Optional<LinkMessage>> answer = reader.link(index);
        isInDoubt |= answer.isEmpty() || answer.get().isPresent() && heard.links().get(index) == LinkState.GONE;
        if (answer.isEmpty()) {
            return;
        }
        if (answer.get().isPresent()) {
            found.put(index, same(answer.get().get()));
        } else {
            gone.add(index);
        }
    }

    private LinkMessage same(LinkMessage row) {
        int position = before.position(row.index());
        return position >= 0 && row.equals(before.links().get(position)) ? before.links().get(position) : row;
    }

    /** By rising index. A row that says the same as before stays the same object. */
    private List<LinkMessage> links() {
        if (areAllKnown() && !isAnyKnownGone()) {
            List<LinkMessage> links = new ArrayList<>(before.links());
            for (LinkMessage row : found.values()) {
                links.set(before.position(row.index()), row);
            }
            return links;
        }
        Map<Integer, LinkMessage> all = new TreeMap<>(found);
        for (LinkMessage link : before.links()) {
            if (!gone.contains(link.index())) {
                all.putIfAbsent(link.index(), link);
            }
        }
        return new ArrayList<>(all.values());
    }

    private boolean areAllKnown() {
        for (int index : found.keySet()) {
            if (before.position(index) < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isAnyKnownGone() {
        for (int index : gone) {
            if (before.position(index) >= 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * A link that is new, or has another state, is asked for its addresses too: where the addresses of IPv6 are kept while a link is down, they
     * become tentative without a notice. Source: net/ipv6/addrconf.c, addrconf_ifdown, keep_addr_on_down.
     */
    private Map<Integer, List<LinkAddress>> addresses() {
        Set<Integer> wanted = new TreeSet<>(heard.addresses());
        for (LinkMessage row : found.values()) {
            int position = before.position(row.index());
            boolean isSettled = position >= 0 && before.links().get(position).state().equals(row.state())
                && heard.links().get(row.index()).equals(row.state());
            if (!isSettled) {
                wanted.add(row.index());
            }
        }
        wanted.removeAll(gone);
        Map<Integer, List<LinkAddress>> changed = new HashMap<>();
        for (int index : wanted) {
            Optional<List<LinkAddress>> answer = isInDoubt ? Optional.empty() : reader.addresses(index);
            isInDoubt |= answer.isEmpty();
            if (answer.isPresent() && !answer.get().equals(before.addressesOf(index))) {
                changed.put(index, answer.get());
            }
        }
        if (changed.isEmpty() && Collections.disjoint(gone, before.addresses().keySet())) {
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
        boolean isSettled = now.links().size() == before.links().size() && areAllKnown() && Collections.disjoint(heard.links().keySet(), before.wireless());
        if (isInDoubt || isSettled) {
            return now;
        }
        Set<Integer> indexes = new HashSet<>();
        for (LinkMessage link : now.links()) {
            indexes.add(link.index());
        }
        Set<Integer> wireless = wirelessLinks.indexes(indexes);
        isInDoubt |= wirelessLinks.wasInterrupted();
        return new LinkTables(now.links(), now.addresses(), wireless.equals(before.wireless()) ? before.wireless() : wireless, now.signalsDbm(),
            now.defaultIndex(), now.routed(), true);
    }

    /** Whether each name is that of one link, and what the rows say of each other fits. */
    private boolean isConsistent(LinkTables now) {
        for (int index : heard.addresses()) {
            if (!gone.contains(index) && now.position(index) < 0) {
                return false;
            }
        }
        for (LinkMessage row : gone.isEmpty() ? found.values() : now.links()) {
            if (row.masterIndex() != 0 && now.position(row.masterIndex()) < 0) {
                return false;
            }
        }
        return haveKeptNames() || areUnique(now.links());
    }

    private boolean haveKeptNames() {
        for (LinkMessage row : found.values()) {
            int position = before.position(row.index());
            if (position < 0 || !before.links().get(position).name().equals(row.name())) {
                return false;
            }
        }
        return true;
    }

    private static boolean areUnique(List<LinkMessage> links) {
        Set<String> names = new HashSet<>();
        for (LinkMessage link : links) {
            if (!names.add(link.name())) {
                return false;
            }
        }
        return true;
    }
}
