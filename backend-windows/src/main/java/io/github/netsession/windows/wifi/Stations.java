package io.github.netsession.windows.wifi;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Link;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.windows.wifi.WifiAdapter.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The adapters of the Wi-Fi service, in its order, and what is known of each. For one thread at a time. */
final class Stations {

    private final Map<String, Station> byGuid = new LinkedHashMap<>();

    /** A profile on an adapter. */
    record Target(Station station, String profile) {
    }

    /** The adapter; a new one if it has not been heard of. */
    Station of(String guid) {
        return byGuid.computeIfAbsent(guid, Station::new);
    }

    Optional<Station> find(String guid) {
        return Optional.ofNullable(byGuid.get(guid));
    }

    Set<String> guids() {
        return byGuid.keySet();
    }

    void keepOnly(Collection<String> guids) {
        byGuid.keySet().retainAll(guids);
    }

    void remove(String guid) {
        byGuid.remove(guid);
    }

    void clear() {
        byGuid.clear();
    }

    /** Notices were lost: nothing that came by them counts any more. */
    void forget() {
        byGuid.values().forEach(Station::forget);
    }

    /** Everything that was asked for behind the location permission has to be asked for again. */
    void askAgain() {
        byGuid.values().forEach(Station::askAgain);
    }

    /** Whether Windows tells of the next change of each of them. */
    boolean areSettled() {
        return byGuid.values().stream().allMatch(Station::isSettled);
    }

    Map<String, State> states() {
        Map<String, State> states = new HashMap<>();
        byGuid.forEach((guid, station) -> states.put(guid, station.state()));
        return states;
    }

    /** One access point for each saved profile of each adapter, given the links of the same reading. */
    List<AccessPoint> accessPoints(List<Link> links) {
        List<AccessPoint> points = new ArrayList<>();
        for (Station station : byGuid.values()) {
            Optional<Link> link = links.stream().filter(each -> each.systemId().filter(station.guid()::equals).isPresent()).findFirst();
            station.profiles().stream().distinct().filter(profile -> !profile.isEmpty())
                .forEach(profile -> points.add(WifiAccessPoints.of(station, profile, link)));
        }
        return points;
    }

    /** What an id stands for; GONE if there is no such profile any more. */
    Target target(ConfigurationId id) {
        String name = id.value().substring(WifiAccessPoints.SCHEME.length() + 1);
        int slash = name.indexOf('/');
        Optional<Station> station = slash < 0 ? Optional.empty() : find(name.substring(0, slash));
        String profile = name.substring(slash + 1);
        if (profile.isEmpty() || station.filter(each -> each.profiles().contains(profile)).isEmpty()) {
            throw new BackendException(Kind.GONE, "WlanGetProfileList", "there is no such profile: " + id);
        }
        return new Target(station.get(), profile);
    }
}
