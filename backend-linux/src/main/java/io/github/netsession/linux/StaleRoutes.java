package io.github.netsession.linux;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which of the kernel's answers about routes may be other ones by now.
 *
 * @param isEverything whether all may
 * @param areSources whether the source addresses may, because an address came or went; routes with such a source may have gone with it
 * @param links the indexes of the links by which routes may have come or gone
 */
record StaleRoutes(boolean isEverything, boolean areSources, Set<Integer> links) {

    /** For a reader that nobody tells what has changed. */
    static final StaleRoutes EVERYTHING = new StaleRoutes(true, true, Set.of());

    StaleRoutes {
        links = Set.copyOf(links);
    }

    /** What is stale after the tables of the last reading have become others, and notices have told of changes in between. */
    static StaleRoutes of(LinkTables before, LinkTables now, HeardChanges.Heard heard) {
        if (heard.isEverything() || heard.areRoutes()) {
            return EVERYTHING;
        }
        Set<Integer> moved = new HashSet<>();
        addMoved(now, before, moved);
        addMoved(before, now, moved);
        for (Map.Entry<Integer, LinkState> each : heard.links().entrySet()) {
            int position = before.position(each.getKey());
            if (position < 0 || !before.links().get(position).state().equals(each.getValue())) {
                moved.add(each.getKey());
            }
        }
        return new StaleRoutes(false, !heard.addresses().isEmpty() || before.addresses() != now.addresses(), moved);
    }

    /** The links of one table that are not in the other, or have another state there. */
    private static void addMoved(LinkTables tables, LinkTables others, Set<Integer> moved) {
        List<LinkMessage> links = tables.links();
        for (int i = 0; links != others.links() && i < links.size(); i++) {
            LinkMessage link = links.get(i);
            boolean isSame = i < others.links().size() && others.links().get(i) == link; // As most are: then nothing is searched for.
            int position = isSame ? i : others.position(link.index());
            if (!isSame && (position < 0 || !others.links().get(position).state().equals(link.state()))) {
                moved.add(link.index());
            }
        }
    }

    boolean isNothing() {
        return !isEverything && !areSources && links.isEmpty();
    }

    boolean isAbout(int linkIndex) {
        return links.contains(linkIndex);
    }
}
