package io.github.netsession.sim;

import io.github.netsession.Connectivity;
import io.github.netsession.LinkAddress;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.spi.AccessPoint.Transition;
import io.github.netsession.spi.BackendException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** How an access point is: where, how strong, up or down, and what happens when it is started or stopped. Under the world's lock. */
final class Station {

    private static final double DEFAULT_POWER_DBM = 20;

    private final SimWorld world;
    private final SimAccessPoint accessPoint;
    private Optional<SimPosition> place = Optional.empty();
    private double powerDbm = DEFAULT_POWER_DBM;
    private OptionalInt signalPercent = OptionalInt.empty();
    private boolean inRange = true;
    private boolean up;
    private boolean addressed;
    private long upSince;
    private Transition transition = Transition.NONE;
    private Metered metered = Metered.UNKNOWN;
    private Connectivity connectivity = Connectivity.UNKNOWN;
    private Optional<String> mobilityDomain = Optional.empty();
    private final AirState air = new AirState();
    private Duration connectTimeout = NetworkConfiguration.DEFAULT_CONNECT_TIMEOUT;
    private Duration startDelay = Duration.ofMillis(500);
    private Duration stopDelay = Duration.ofMillis(50);
    private Optional<BackendException> startFailure = Optional.empty();
    private Optional<BackendException> startRefusal = Optional.empty();
    private boolean stops = true;
    private boolean givesAddress = true;
    private LinkAddress address;
    /** Rises with each start and stop, so that the end of an earlier one that was overtaken does nothing. */
    private int motion;

    Station(SimWorld world, SimAccessPoint accessPoint) {
        this.world = world;
        this.accessPoint = accessPoint;
        this.address = WorldView.address("192.0.2." + (1 + accessPoint.device().linkIndex() % 250) + "/24");
    }

    void place(SimPosition present) {
        place = Optional.of(present);
        feel();
    }

    void power(double dbm) {
        powerDbm = dbm;
        feel();
    }

    void signal(OptionalInt percent) {
        signalPercent = percent;
    }

    void inRange(boolean present) {
        inRange = present;
        if (present) {
            air.seen(world.clock().nanos());
        }
    }

    AirState air() {
        return air;
    }

    /** Feels how strong it is at the place where the device is now; true if that looks different. */
    boolean feel() {
        if (place.isEmpty()) {
            return false;
        }
        SimPosition here = world.journey().here();
        double dbm = PathLoss.dbm(powerDbm, place.get().distanceTo(here)) + world.journey().shadowDb(accessPoint.name());
        boolean heard = dbm >= PathLoss.LOST_BELOW_DBM + (inRange ? 0 : PathLoss.HYSTERESIS_DB);
        OptionalInt percent = heard ? OptionalInt.of(PathLoss.percent(dbm)) : OptionalInt.empty();
        boolean differs = heard != inRange || !percent.equals(signalPercent);
        if (heard && !inRange) {
            air.seen(world.clock().nanos());
        }
        inRange = heard;
        signalPercent = percent;
        return differs;
    }

    void mobilityDomain(String domain) {
        mobilityDomain = Optional.of(domain);
    }

    void address(LinkAddress present) {
        address = present;
    }

    void givesAddress(boolean gives) {
        givesAddress = gives;
    }

    void metered(Metered judged) {
        metered = judged;
    }

    void connectivity(Connectivity judged) {
        connectivity = judged;
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

    void connectTimeout(Duration limit) {
        connectTimeout = limit;
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

    boolean isUp() {
        return up;
    }

    /** Whether bytes can go through it; a gap of a moment delays them only. */
    boolean carries() {
        return up && inRange && !air.isOff();
    }

    private boolean hasCarrier() {
        return inRange && !air.isOff() && !air.isInGap();
    }

    /** Under the world's lock, after a change: a network service waits for the carrier for a while, and then takes the access point down. */
    void followCarrier() {
        air.carrier(up && !hasCarrier()).ifPresent(silence -> world.clock().after(silence.patience(), () -> {
            synchronized (world) {
                if (!air.isCurrent(silence)) {
                    return;
                }
            }
            accessPoint.update("is given up by its service", this::fall);
        }));
    }

    void up() {
        motion++;
        accessPoint.device().giveWayTo(accessPoint);
        transition = Transition.NONE;
        upSince = up ? upSince : world.inventory().next();
        up = true;
        addressed = givesAddress;
    }

    void fall() {
        motion++;
        transition = Transition.NONE;
        up = false;
        addressed = false;
    }

    /** Another one is started on its device. */
    void giveWay() {
        if (up || transition != Transition.NONE) {
            world.trace(accessPoint.name() + " gives way");
            fall();
        }
    }

    /** A start by the library. True if it changes anything. */
    boolean start() {
        int mine;
        Duration delay;
        synchronized (world) {
            if (startRefusal.isPresent()) {
                throw startRefusal.get();
            }
            if (up) {
                return false;
            }
            mine = ++motion;
            delay = startDelay;
        }
        accessPoint.update("is started", () -> {
            accessPoint.device().giveWayTo(accessPoint);
            transition = Transition.STARTING;
        });
        world.after(delay, () -> finishStart(mine));
        return true;
    }

    private void finishStart(int mine) {
        Optional<BackendException> failure;
        synchronized (world) {
            if (mine != motion) {
                return;
            }
            transition = Transition.NONE;
            failure = startFailure.or(() -> Optional.of(AirState.NOT_FOUND).filter(none -> air.isOff()));
        }
        if (failure.isPresent()) {
            accessPoint.update("does not start: " + failure.get().reason(), () -> { });
            world.hints().failed(accessPoint.id(), failure.get());
        } else {
            accessPoint.up();
        }
    }

    /** A stop by the library. */
    void stop() {
        int mine;
        Duration delay;
        synchronized (world) {
            if (!up && transition == Transition.NONE) {
                return;
            }
            mine = ++motion;
            delay = stopDelay;
        }
        accessPoint.update("is stopped", () -> transition = up ? Transition.STOPPING : Transition.NONE);
        world.after(delay, () -> finishStop(mine));
    }

    private void finishStop(int mine) {
        boolean does;
        synchronized (world) {
            if (mine != motion) {
                return;
            }
            does = stops || !up;
        }
        if (does) {
            accessPoint.down();
        } else {
            accessPoint.update("does not stop", () -> transition = Transition.NONE);
        }
    }

    WorldView.State state() {
        boolean isUsed = up && addressed;
        return new WorldView.State(accessPoint.name(), accessPoint.device().name(), accessPoint.device().bearer(),
            accessPoint.device().linkIndex(), hasCarrier(), hasCarrier() && !air.isWaking(), air.isListed(inRange), up, addressed, upSince, transition,
            air.metered(metered, isUsed), connectivity, air.signal(signalPercent, isUsed), connectTimeout, address, mobilityDomain,
            air.isManaged(), air.seenNanos());
    }
}
