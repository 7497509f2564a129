package io.github.netsession.engine.state;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a state is made of.
 *
 * @param snapshot the latest reading
 * @param accessPoints its access points, each id once
 * @param serviceNetworks the definitions of the application
 * @param withUserChoice whether there is a USER_CHOICE configuration
 */
record StateSources(Snapshot snapshot, KeyedList<ConfigurationId, AccessPoint> accessPoints, List<ServiceNetwork> serviceNetworks,
                    boolean withUserChoice) {

    /** The sources of an empty state. */
    static final StateSources NONE = new StateSources(Snapshot.builder().build(), KeyedList.empty(AccessPoint::id), List.of(), false);

    /** Returns the sources after another reading or definition. */
    StateSources next(Snapshot read, List<ServiceNetwork> defined, boolean hasUserChoice) {
        return new StateSources(read, read.accessPoints() == snapshot.accessPoints() ? accessPoints : found(read.accessPoints()), defined, hasUserChoice);
    }

    /** Returns the same reading with other definitions. */
    StateSources with(List<ServiceNetwork> defined) {
        return new StateSources(snapshot, accessPoints, defined, withUserChoice);
    }

    /** Leaves out an access point with the id of an earlier one, which a backend must not report. */
    private KeyedList<ConfigurationId, AccessPoint> found(List<AccessPoint> reported) {
        KeyedList<ConfigurationId, AccessPoint> all = accessPoints.next(reported);
        if (all.size() == all.values().size()) {
            return all;
        }
        Map<ConfigurationId, AccessPoint> first = new LinkedHashMap<>();
        reported.forEach(accessPoint -> first.putIfAbsent(accessPoint.id(), accessPoint));
        return accessPoints.next(List.copyOf(first.values()));
    }
}
