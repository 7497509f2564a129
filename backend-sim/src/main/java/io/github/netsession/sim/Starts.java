package io.github.netsession.sim;

import io.github.netsession.spi.AccessPoint.Transition;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.StartResult;
import java.time.Duration;
import java.util.Optional;

/** What happens when the library starts or stops an access point. The setters require the lock of {@link Changes}. */
final class Starts {

    private final Changes changes;
    private final Station station;
    private Duration startDelay = Duration.ofMillis(500);
    private Duration stopDelay = Duration.ofMillis(50);
    private Optional<BackendException> startFailure = Optional.empty();
    private Optional<BackendException> startRefusal = Optional.empty();
    private boolean stops = true;

    Starts(Changes changes, Station station) {
        this.changes = changes;
        this.station = station;
    }

    static void checkDelay(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("a delay cannot be negative: " + delay);
        }
    }

    void startDelay(Duration delay) {
        startDelay = delay;
    }

    void stopDelay(Duration delay) {
        stopDelay = delay;
    }

    void failStarts(Optional<BackendException> failure) {
        startFailure = failure;
    }

    void refuseStarts(Optional<BackendException> failure) {
        startRefusal = failure;
    }

    void stops(boolean does) {
        stops = does;
    }

    /** Starts it for the library; ours if that changes anything. */
    StartResult start() {
        int mine;
        Duration delay;
        synchronized (changes) {
            if (startRefusal.isPresent()) {
                throw startRefusal.get();
            }
            if (station.isUp()) {
                return StartResult.NOT_OURS;
            }
            mine = station.move();
            delay = startDelay;
        }
        station.update("is started", station::beginStart);
        changes.clock().after(delay, () -> finishStart(mine));
        return StartResult.OURS;
    }

    private void finishStart(int mine) {
        Optional<BackendException> failure;
        synchronized (changes) {
            if (!station.isCurrent(mine)) {
                return;
            }
            station.transition(Transition.NONE);
            failure = startFailure.or(() -> Optional.of(AirState.NOT_FOUND).filter(none -> station.air().isOff()));
        }
        if (failure.isPresent()) {
            station.update("does not start: " + failure.get().reason(), () -> { });
            changes.failed(station.id(), failure.get());
        } else {
            station.update("up", station::up);
        }
    }

    /** Stops it for the library. */
    void stop() {
        int mine;
        Duration delay;
        synchronized (changes) {
            if (station.isAtRest()) {
                return;
            }
            mine = station.move();
            delay = stopDelay;
        }
        station.update("is stopped", () -> station.transition(station.isUp() ? Transition.STOPPING : Transition.NONE));
        changes.clock().after(delay, () -> finishStop(mine));
    }

    private void finishStop(int mine) {
        boolean does;
        synchronized (changes) {
            if (!station.isCurrent(mine)) {
                return;
            }
            does = stops || !station.isUp();
        }
        if (does) {
            station.update("down", station::down);
        } else {
            station.update("does not stop", () -> station.transition(Transition.NONE));
        }
    }
}
