package io.github.netsession.sim;

import java.time.Duration;
import java.util.List;

/** Where the device is, and how it gets elsewhere. Its state is under the world's lock. */
final class Journey {

    private static final Duration STEP = Duration.ofMillis(200);

    private final SimWorld world;
    private final long seed;
    private SimPosition here = new SimPosition(0, 0);
    private double shadowingDb;
    /** Rises with each move, so that a journey which another one overtook ends. */
    private int number;

    Journey(SimWorld world, long seed) {
        this.world = world;
        this.seed = seed;
    }

    SimPosition here() {
        synchronized (world) {
            return here;
        }
    }

    double shadowDb(String accessPoint) {
        synchronized (world) {
            return PathLoss.shadowDb(shadowingDb, seed, accessPoint, here);
        }
    }

    void shadowing(double sigmaDb) {
        if (!(sigmaDb >= 0 && sigmaDb <= 20)) {
            throw new IllegalArgumentException("shadowing of " + sigmaDb + " dB is not within 0 to 20");
        }
        synchronized (world) {
            shadowingDb = sigmaDb;
        }
        arrive(here());
    }

    void moveTo(SimPosition place) {
        synchronized (world) {
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
        synchronized (world) {
            from = here;
            mine = ++number;
        }
        world.trace("travels to " + to.xMetres() + ' ' + to.yMetres() + " in " + duration);
        step(mine, from, to, world.clock().nanos(), duration.toNanos());
    }

    private void step(int mine, SimPosition from, SimPosition to, long beganNanos, long nanos) {
        synchronized (world) {
            if (mine != number) {
                return;
            }
        }
        long gone = world.clock().nanos() - beganNanos;
        long rest = nanos - gone;
        arrive(rest <= 0 ? to : from.towards(to, (double) gone / nanos));
        if (rest > 0) {
            world.clock().after(Duration.ofNanos(Math.min(STEP.toNanos(), rest)), () -> step(mine, from, to, beganNanos, nanos));
        }
    }

    /** Only what looks different there is told. */
    private void arrive(SimPosition place) {
        List<SimAccessPoint> differing;
        synchronized (world) {
            here = place;
            differing = world.inventory().accessPoints().stream().filter(accessPoint -> {
                accessPoint.device().count();
                return accessPoint.station().feel();
            }).toList();
        }
        if (!differing.isEmpty()) {
            world.update("is at " + Math.round(place.xMetres()) + ' ' + Math.round(place.yMetres()), () -> differing.forEach(SimAccessPoint::settle));
        }
    }
}
