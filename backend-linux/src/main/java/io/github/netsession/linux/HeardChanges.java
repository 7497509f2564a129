package io.github.netsession.linux;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the notices have named since the last reading. Thread-safe: the watcher writes, the reader takes. */
final class HeardChanges {

    /** Of more names than this, reading everything is cheaper than remembering them. */
    private static final int MOST_NAMES = 1_000;
    private static final int FEW_NAMES = 16;

    /**
     * What has changed.
     *
     * @param isEverything whether anything may have
     * @param areRoutes whether a route, a rule, a nexthop object or a setting has, on which it depends where routes lead
     * @param links the indexes of the links that have, with their states by the notices
     * @param addresses the indexes of the links whose addresses have
     */
    record Heard(boolean isEverything, boolean areRoutes, Map<Integer, LinkState> links, Set<Integer> addresses) {

        /** For a reader that nobody tells what has changed. */
        static final Heard EVERYTHING = new Heard(true, true, Map.of(), Set.of());

        /** Nothing has changed. */
        static final Heard NOTHING = new Heard(false, false, Map.of(), Set.of());

        Heard {
            links = Map.copyOf(links);
            addresses = Set.copyOf(addresses);
        }

        /** Whether so many links are named that reading all of them takes no longer. */
        boolean isMuchOf(int linkCount) {
            return links.size() + addresses.size() > Math.max(FEW_NAMES, linkCount / 4);
        }
    }

    private boolean isEverything = true;
    private boolean areRoutes;
    private final Map<Integer, LinkState> links = new HashMap<>();
    private final Set<Integer> addresses = new HashSet<>();

    /** It is not known what has changed. */
    synchronized void add() {
        isEverything = true;
        links.clear();
        addresses.clear();
    }

    /** A route, rule, nexthop object or setting changed. */
    synchronized void addRoutes() {
        areRoutes = true;
    }

    /** A link changed, and has this state now. */
    synchronized void addLink(int index, LinkState state) {
        if (!isEverything) {
            links.merge(index, state, LinkState::and);
            limit();
        }
    }

    /** The addresses of a link changed. */
    synchronized void addAddresses(int linkIndex) {
        if (!isEverything) {
            addresses.add(linkIndex);
            limit();
        }
    }

    private void limit() {
        if (links.size() + addresses.size() > MOST_NAMES) {
            add();
        }
    }

    /** Takes what was heard since the last call. */
    synchronized Heard take() {
        Heard heard = isEverything ? Heard.EVERYTHING : new Heard(false, areRoutes, links, addresses);
        isEverything = false;
        areRoutes = false;
        links.clear();
        addresses.clear();
        return heard;
    }
}
