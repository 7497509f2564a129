package io.github.netsession.linux.nm;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendSink;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What was started and is not up yet, so that its end can be told with the reason. An end may be noticed before the start is known here:
 * the latest ends are kept for that. For any thread.
 */
final class Activations {

    private static final int MOST_ENDS = 64;
    private static final int MOST_STARTS = 1024;

    private final BackendSink sink;
    private final Predicate<ConfigurationId> isBrought;
    private final Map<String, ConfigurationId> started = latest(MOST_STARTS);
    private final Map<String, BackendException> ended = latest(MOST_ENDS);
    private final Map<String, BackendException> deviceFailures = latest(MOST_ENDS);
    private final Map<String, Boolean> cancelled = latest(MOST_STARTS);
    /** What was being started when NetworkManager left: the next one either continues it, or nobody ever reports how it ended. */
    private final Set<ConfigurationId> interrupted = new LinkedHashSet<>();
    private Map<String, NmTree.Active> known = Map.of();
    private int departures;

    /**
     * A start that is about to be asked for.
     *
     * @param id what is started
     * @param departures how often NetworkManager had left before
     */
    record Attempt(ConfigurationId id, int departures) {
    }

    /** Tells a sink; {@code isBrought} tells the profiles that the application brought from those that are stored. */
    Activations(BackendSink sink, Predicate<ConfigurationId> isBrought) {
        this.sink = sink;
        this.isBrought = isBrought;
    }

    private static <V> Map<String, V> latest(int most) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > most;
            }
        };
    }

    /** Returns how often NetworkManager has left. An answer from before the latest departure is outdated. */
    synchronized int departures() {
        return departures;
    }

    /** Returns the attempt for {@link #follow}. Called before NetworkManager is asked for anything. */
    Attempt attempt(ConfigurationId id) {
        return new Attempt(id, departures());
    }

    /**
     * Follows the active connection of a start that NetworkManager has taken. If NetworkManager has left since the attempt, the active connection
     * is gone, and the next reading shows whether the start continues.
     */
    void follow(String path, Attempt attempt) {
        Optional<BackendException> end = Optional.empty();
        synchronized (this) {
            if (attempt.departures != departures) {
                interrupted.add(attempt.id);
            } else {
                end = Optional.ofNullable(ended.remove(path));
                if (end.isEmpty()) {
                    started.put(path, attempt.id);
                }
            }
        }
        end.ifPresent(cause -> failed(attempt.id, cause));
    }

    private void failed(ConfigurationId id, BackendException cause) {
        sink.failed(id, isBrought.test(id) ? NmReasons.ofBrought(cause) : cause);
    }

    /**
     * What is active by the latest reading: what is up has not failed, what is on which device explains an end, and what somebody else is
     * starting may be waited for by a session, too. If NetworkManager has left since the reading began, only the next reading counts.
     */
    void look(Map<String, NmTree.Active> actives, Set<String> uuids, int departuresBefore) {
        List<ConfigurationId> abandoned = List.of();
        synchronized (this) {
            if (departuresBefore == departures) {
                takeOver(actives, uuids);
                abandoned = abandoned(actives);
            }
        }
        abandoned.forEach(id -> failed(id, NmReasons.ofRestart()));
    }

    private List<ConfigurationId> abandoned(Map<String, NmTree.Active> actives) {
        Set<String> going = actives.values().stream().filter(each -> each.state() == NmNames.ACTIVATING || each.state() == NmNames.ACTIVATED)
            .map(NmTree.Active::uuid).collect(Collectors.toSet());
        List<ConfigurationId> abandoned = interrupted.stream()
            .filter(id -> !going.contains(id.value().substring(NmAccessPoints.SCHEME.length() + 1))).toList();
        interrupted.clear();
        return abandoned;
    }

    private void takeOver(Map<String, NmTree.Active> actives, Set<String> uuids) {
        known = Map.copyOf(actives);
        started.keySet().removeIf(path -> Optional.ofNullable(known.get(path)).map(active -> active.state() == NmNames.ACTIVATED).orElse(false));
        known.forEach((path, active) -> {
            if (active.state() == NmNames.ACTIVATING && uuids.contains(active.uuid()) && !cancelled.containsKey(path)) {
                started.putIfAbsent(path, ConfigurationId.of(NmAccessPoints.SCHEME, active.uuid()));
            }
        });
    }

    /** It is being stopped by us: that it ends is no failure. */
    synchronized void cancel(String path) {
        cancelled.put(path, true);
        started.remove(path);
    }

    /** A device failed, and with it what is on it. */
    synchronized void deviceFailed(String device, BackendException cause) {
        deviceFailures.put(device, cause);
    }

    /** An active connection ended. What its device said of it says more. */
    void end(String path, BackendException cause) {
        Optional<ConfigurationId> id;
        BackendException best;
        synchronized (this) {
            best = devicesOf(path).stream().flatMap(device -> Optional.ofNullable(deviceFailures.remove(device)).stream()).findFirst().orElse(cause);
            id = Optional.ofNullable(started.remove(path));
            if (id.isEmpty() && !cancelled.containsKey(path)) {
                ended.putIfAbsent(path, best);
            }
        }
        id.ifPresent(each -> failed(each, best));
    }

    /** If the last reading does not know it, every device that has failed just now may be the one. */
    private List<String> devicesOf(String path) {
        NmTree.Active active = known.get(path);
        return active == null ? List.copyOf(deviceFailures.keySet()) : active.devices();
    }

    /** Whoever could have said how they ended is gone. */
    synchronized void forget() {
        departures++;
        interrupted.addAll(started.values());
        started.clear();
        ended.clear();
        deviceFailures.clear();
        cancelled.clear();
        known = Map.of();
    }
}
