package io.github.netsession.linux;

import java.util.HashSet;
import java.util.Set;

/** What the watcher has heard of since the last reading that may change where routes lead. Thread-safe: the watcher writes, the reader takes. */
final class HeardChanges {

    /**
     * What has changed.
     *
     * @param isEverything whether anything may have
     * @param links the indexes of the links that have
     */
    record Heard(boolean isEverything, Set<Integer> links) {

        /** For a reader that nobody tells what has changed. */
        static final Heard EVERYTHING = new Heard(true, Set.of());

        Heard {
            links = Set.copyOf(links);
        }

        boolean isAbout(int linkIndex) {
            return links.contains(linkIndex);
        }
    }

    private boolean isEverything = true;
    private final Set<Integer> links = new HashSet<>();

    /** Something changed that is no link: a route, rule, address, nexthop object or setting; or it is not known what. */
    synchronized void add() {
        isEverything = true;
    }

    /** A link changed. */
    synchronized void addLink(int index) {
        links.add(index);
    }

    /** Takes what was heard since the last call. */
    synchronized Heard take() {
        Heard heard = new Heard(isEverything, links);
        isEverything = false;
        links.clear();
        return heard;
    }
}
