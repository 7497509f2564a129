package io.github.netsession.engine.state;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The members of a service network in the order of the application's comparator. A successor compares only members that have changed with the others,
 * and never fails: if the comparator is inconsistent, each member still has one place. Immutable.
 */
final class MemberOrder {

    /** Without members. */
    static final MemberOrder NONE = new MemberOrder(List.of(), List.of());

    /** The members as the comparator saw them, in the order before the comparator; that order decides between equals. */
    private final List<NetworkConfiguration> unordered;
    private final List<NetworkConfiguration> ordered;

    private MemberOrder(List<NetworkConfiguration> unordered, List<NetworkConfiguration> ordered) {
        this.unordered = unordered;
        this.ordered = ordered;
    }

    /**
     * Returns the order of other members.
     *
     * @param members the members, in the order that decides between equals
     * @param comparator the comparator, which throws nothing
     */
    MemberOrder next(List<NetworkConfiguration> members, Comparator<NetworkConfiguration> comparator) {
        if (isAbout(members)) {
            return this;
        }
        Map<ConfigurationId, Integer> places = places(members);
        List<NetworkConfiguration> next = new ArrayList<>(members.size());
        if (isInOrder(members, places)) {
            for (NetworkConfiguration before : ordered) {
                if (isAsBefore(before, members, places)) {
                    next.add(before);
                }
            }
        }
        Map<ConfigurationId, Integer> kept = places(next);
        Comparator<NetworkConfiguration> whole = comparator.thenComparing(member -> places.get(member.id()));
        for (NetworkConfiguration member : members) {
            if (!kept.containsKey(member.id())) {
                next.add(placeOf(member, next, whole), member);
            }
        }
        return new MemberOrder(members, next);
    }

    private static boolean isAsBefore(NetworkConfiguration before, List<NetworkConfiguration> members, Map<ConfigurationId, Integer> places) {
        Integer place = places.get(before.id());
        return place != null && members.get(place).equals(before);
    }

    /** Returns whether the members that have not changed follow each other as before. */
    private boolean isInOrder(List<NetworkConfiguration> members, Map<ConfigurationId, Integer> places) {
        int last = -1;
        for (NetworkConfiguration before : unordered) {
            if (isAsBefore(before, members, places)) {
                int place = places.get(before.id());
                if (place < last) {
                    return false;
                }
                last = place;
            }
        }
        return true;
    }

    /** Searches in halves, because an insertion, unlike a sort of the library, accepts an inconsistent comparator. */
    private static int placeOf(NetworkConfiguration member, List<NetworkConfiguration> ordered, Comparator<NetworkConfiguration> comparator) {
        int low = 0;
        int high = ordered.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (comparator.compare(member, ordered.get(middle)) < 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static Map<ConfigurationId, Integer> places(List<NetworkConfiguration> members) {
        Map<ConfigurationId, Integer> places = new HashMap<>();
        for (NetworkConfiguration member : members) {
            places.put(member.id(), places.size());
        }
        return places;
    }

    /** Returns whether the comparator saw each of these members as it is. */
    boolean isAbout(List<NetworkConfiguration> members) {
        return unordered.equals(members);
    }

    /** Returns these members without asking the comparator: known ones in their places, others last. */
    List<NetworkConfiguration> applyTo(List<NetworkConfiguration> members) {
        Map<ConfigurationId, Integer> places = places(ordered);
        List<NetworkConfiguration> next = new ArrayList<>(members);
        next.sort(Comparator.comparing(member -> places.getOrDefault(member.id(), Integer.MAX_VALUE)));
        return next;
    }
}
