package io.github.netsession.sim;

import java.util.Optional;
import java.util.OptionalInt;

/** How strong an access point is, and whether it is in range: set by hand, or by its distance. Requires the lock of {@link Changes}. */
final class Signal {

    private static final double DEFAULT_POWER_DBM = 20;

    private final String accessPoint;
    private final Reception reception;
    private final AirState air;
    private final SimClock clock;
    private Optional<SimPosition> place = Optional.empty();
    private double powerDbm = DEFAULT_POWER_DBM;
    private OptionalInt percent = OptionalInt.empty();
    private boolean inRange = true;

    Signal(String accessPoint, Reception reception, AirState air, SimClock clock) {
        this.accessPoint = accessPoint;
        this.reception = reception;
        this.air = air;
        this.clock = clock;
    }

    static void checkPercent(int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("signal " + percent + " is not within 0 to 100");
        }
    }

    void place(SimPosition present) {
        place = Optional.of(present);
        measure();
    }

    void power(double dbm) {
        powerDbm = dbm;
        measure();
    }

    void percent(int byHand) {
        percent = OptionalInt.of(byHand);
    }

    OptionalInt percent() {
        return percent;
    }

    void inRange(boolean present) {
        inRange = present;
        if (present) {
            air.seen(clock.nanos());
        }
    }

    boolean isInRange() {
        return inRange;
    }

    /** Measures it at the place where the machine is now; true if it differs from the last measurement. */
    boolean measure() {
        if (place.isEmpty()) {
            return false;
        }
        double dbm = reception.dbm(accessPoint, place.get(), powerDbm);
        boolean heard = dbm >= PathLoss.LOST_BELOW_DBM + (inRange ? 0 : PathLoss.HYSTERESIS_DB);
        OptionalInt measured = heard ? OptionalInt.of(PathLoss.percent(dbm)) : OptionalInt.empty();
        boolean differs = heard != inRange || !measured.equals(percent);
        if (heard && !inRange) {
            air.seen(clock.nanos());
        }
        inRange = heard;
        percent = measured;
        return differs;
    }
}
