package io.github.netsession.sim;

import java.time.Duration;
import java.util.List;

/** Moves the machine, at once or in steps, and lets the signals follow. */
final class Journey {

    private static final Duration STEP = Duration.ofMillis(200);

    private final Changes changes;
    private final Reception reception;
    private final Inventory inventory;
    /** Rises with each move, so that a journey that was overtaken ends. */
    private int number;

    Journey(Changes changes, Reception reception, Inventory inventory) {
        this.changes = changes;
        this.reception = reception;
        this.inventory = inventory;
    }

    private SimPosition here() {
        synchronized (changes) {
            return reception.here();
        }
    }

    void shadowing(double sigmaDb) {
        if (!(sigmaDb >= 0 && sigmaDb <= 20)) {
            throw new IllegalArgumentException("shadowing of " + sigmaDb + " dB is not within 0 to 20");
        }
        synchronized (changes) {
            reception.shadowing(sigmaDb);
        }
        arrive(here());
    }

    void moveTo(SimPosition place) {
        synchronized (changes) {
            number++;
        }
        arrive(place);
    }

    void travel(SimPosition to, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("a journey takes some time, not " + duration);
        }
        SimPosition from;
        int mine;
        synchronized (changes) {
            from = reception.here();
            mine = ++number;
        }
        changes.trace("travels to " + to.xMetres() + ' ' + to.yMetres() + " in " + duration);
        step(mine, from, to, changes.clock().nanos(), duration.toNanos());
    }

    private void step(int mine, SimPosition from, SimPosition to, long beganNanos, long nanos) {
        synchronized (changes) {
            if (mine != number) {
                return;
            }
        }
        long gone = changes.clock().nanos() - beganNanos;
        long rest = nanos - gone;
        arrive(rest <= 0 ? to : from.towards(to, (double) gone / nanos));
        if (rest > 0) {
            changes.clock().after(Duration.ofNanos(Math.min(STEP.toNanos(), rest)), () -> step(mine, from, to, beganNanos, nanos));
        }
    }

    /** Reports only access points whose signal differs there. */
    private void arrive(SimPosition place) {
        List<Station> differing;
        synchronized (changes) {
            reception.moveTo(place);
            differing = inventory.accessPoints().stream().map(SimAccessPoint::station).filter(station -> {
                station.device().count();
                return station.signal().measure();
            }).toList();
        }
        if (!differing.isEmpty()) {
            changes.update("is at " + Math.round(place.xMetres()) + ' ' + Math.round(place.yMetres()), () -> differing.forEach(Station::settle));
        }
    }
}
