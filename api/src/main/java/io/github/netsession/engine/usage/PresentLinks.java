package io.github.netsession.engine.usage;

import io.github.netsession.Link;
import io.github.netsession.engine.usage.NamedCounters.Named;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The links of one published state, in its order, which is by index, each with its meter and its name. Made once for each state, so that a
 * reading looks nothing up by name. The lock of {@link Meters} guards it.
 */
final class PresentLinks {

    /** No links. */
    static final PresentLinks NONE = new PresentLinks(List.of());

    private final List<Link> links;
    private final int[] indexes;
    private final LinkMeter[] meters;
    /** What the meters have counted. Besides the meters, and the names besides the links, so that a reading touches little memory. */
    private final UsageMeter[] usages;
    private final String[] linkNames;
    /** The names under which the meters count; null until a meter has been read under its name. */
    private final Named[] names;
    /** Where the link of each row of a reading was found: the operating system lists the links in some order of its own, but keeps to it. */
    private final int[] order;

    private PresentLinks(List<Link> links) {
        this.links = links;
        indexes = new int[links.size()];
        meters = new LinkMeter[indexes.length];
        usages = new UsageMeter[indexes.length];
        linkNames = new String[indexes.length];
        names = new Named[indexes.length];
        order = new int[indexes.length];
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] = links.get(i).index();
            linkNames[i] = links.get(i).name();
            order[i] = i;
        }
    }

    /**
     * Returns the links of the next state. A link that is in both keeps its meter.
     *
     * <p>If this is interrupted by want of memory, it can be done again.
     *
     * @param present the links, by index
     * @param meterOf returns the meter of a link that is not in this state, or is another one
     */
    PresentLinks next(List<Link> present, Function<Link, LinkMeter> meterOf) {
        PresentLinks next = new PresentLinks(present);
        int old = 0;
        for (int i = 0; i < next.indexes.length; i++) {
            Link link = present.get(i);
            while (old < indexes.length && indexes[old] < next.indexes[i]) {
                lose(old++);
            }
            if (old < indexes.length && meters[old].isOf(link)) {
                next.meters[i] = meters[old];
                if (names[old] != null && names[old].isNamed(link.name())) {
                    next.names[i] = names[old];
                } else {
                    lose(old);
                }
                old++;
            } else {
                next.meters[i] = meterOf.apply(link);
            }
            next.usages[i] = next.meters[i].usage();
            next.meters[i].see(link);
        }
        while (old < indexes.length) {
            lose(old++);
        }
        return next;
    }

    private void lose(int at) {
        if (names[at] != null) {
            names[at].lose(meters[at]);
        }
    }

    List<Link> links() {
        return links;
    }

    int count() {
        return indexes.length;
    }

    int index(int at) {
        return indexes[at];
    }

    String name(int at) {
        return linkNames[at];
    }

    UsageMeter usage(int at) {
        return usages[at];
    }

    LinkMeter meter(int at) {
        return meters[at];
    }

    /** Returns the place of the link with an index; negative if there is none. */
    int find(int index) {
        return Arrays.binarySearch(indexes, index);
    }

    /** Returns the place of the link in a row of a reading; negative if there is no such link. */
    int find(int index, int row) {
        if (row >= order.length) {
            return find(index);
        }
        if (indexes[order[row]] != index) {
            int at = find(index);
            if (at < 0) {
                return at;
            }
            order[row] = at;
        }
        return order[row];
    }

    /** Returns the name under which a meter counts. The meter has been read. */
    Named named(int at, NamedCounters all) {
        Named named = names[at];
        if (named == null || !named.isOf(meters[at])) {
            named = all.give(linkNames[at], meters[at]);
            names[at] = named;
        }
        return named;
    }
}
