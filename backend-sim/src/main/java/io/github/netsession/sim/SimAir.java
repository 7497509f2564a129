package io.github.netsession.sim;

import io.github.netsession.Metered;
import java.time.Duration;
import java.util.Objects;

/**
 * How an access point behaves where a real network differs from the plain model. All of it was seen on a real Wi-Fi stack with NetworkManager,
 * and has broken programs. Each method returns this, so that they can be chained; bad values throw {@link IllegalArgumentException}.
 */
public final class SimAir {

    /** From the carrier to the operational state. Linux takes up to half a millisecond on veth (measured); Wi-Fi waits for its keys. */
    private static final Duration WAKING = Duration.ofMillis(5);

    private final SimWorld world;
    private final SimAccessPoint accessPoint;
    private boolean isFree = true;
    private int scans;

    SimAir(SimWorld world, SimAccessPoint accessPoint) {
        this.world = world;
        this.accessPoint = accessPoint;
    }

    private Station station() {
        return accessPoint.station();
    }

    private SimAir update(String what, Runnable change) {
        accessPoint.update(what, change);
        return this;
    }

    static void checkSignal(int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("signal " + percent + " is not within 0 to 100");
        }
    }

    private static void checkPositive(String what, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(what + " must be positive, not " + duration);
        }
    }

    /**
     * Puts a network service in charge of it, whose word decides whether it is up: while its carrier is away it stays Active, until the
     * service gives up. The service also says when it has last seen it. Without this, nobody manages it, as with a bare kernel.
     *
     * @param givesUpAfter how long the service waits for the carrier; NetworkManager: 15 s for Wi-Fi, 6 s for a cable
     * @return this
     */
    public SimAir managed(Duration givesUpAfter) {
        checkPositive("givesUpAfter", givesUpAfter);
        return update("is managed by a service", () -> {
            station().air().manage(givesUpAfter);
            station().air().seen(world.clock().nanos());
        });
    }

    /**
     * Takes its carrier away for a moment: a station goes to another transmitter of the network (10 to 70 ms), or is thrown off once (up to
     * a second). What is under way through it goes on. As on a real link, it becomes operational a moment after its carrier is back.
     *
     * @param duration for how long
     * @return this
     */
    public SimAir gap(Duration duration) {
        checkPositive("a gap", duration);
        update("has no carrier for " + duration, station().air()::beginGap);
        world.after(duration, () -> accessPoint.update("has its carrier again", station().air()::endGap));
        world.after(duration.plus(WAKING), () -> accessPoint.update("is operational again", station().air()::wake));
        return this;
    }

    /**
     * Lets the system guess what it costs, from what its DHCP server says: known while it is up, unknown as soon as it is down.
     *
     * @param judged the guess; UNKNOWN for none
     * @return this
     */
    public SimAir guessedCost(Metered judged) {
        Objects.requireNonNull(judged, "judged");
        return update("is guessed to be metered " + judged, () -> station().air().guess(judged));
    }

    /**
     * Lets its signal be measured on two scales, as where a driver reports the one of the link in use and a scan reports the others.
     *
     * @param inUse percent while it is up, 0 to 100
     * @param scanned percent otherwise, 0 to 100
     * @return this
     */
    public SimAir signals(int inUse, int scanned) {
        checkSignal(inUse);
        accessPoint.signal(scanned);
        return update("signal in use " + inUse, () -> station().air().signalInUse(inUse));
    }

    /**
     * Switches it off, or back on. The system's list still has it for minutes, so that it looks as if it could be started; a start fails with
     * "could not be found". Switched on again, it has been seen anew.
     *
     * @param off whether it is off
     * @return this
     */
    public SimAir off(boolean off) {
        return update(off ? "is switched off, and stays listed" : "is switched on", () -> {
            station().air().off(off);
            if (!off) {
                station().air().seen(world.clock().nanos());
            }
        });
    }

    /**
     * Lets the system forget it, though it is within reach, as NetworkManager does after some four minutes in which nobody scanned. It finds
     * it again when the radio has been free for a while, because it scans then.
     *
     * @param untilFound how long the radio must have been free; NetworkManager: 4 s
     * @return this
     */
    public SimAir forgotten(Duration untilFound) {
        checkPositive("untilFound", untilFound);
        return update("is forgotten", () -> station().air().forget(untilFound));
    }

    /** Under the world's lock: whether anything is up on its radio. */
    void followRadio(boolean nowFree) {
        if (nowFree != isFree) {
            isFree = nowFree;
            scans++;
        }
        int mine = scans;
        station().air().foundAfter().filter(delay -> nowFree).ifPresent(delay -> world.clock().after(delay, () -> {
            synchronized (world) {
                if (mine != scans || station().air().foundAfter().isEmpty()) {
                    return;
                }
            }
            accessPoint.update("is found", () -> station().air().seen(world.clock().nanos()));
        }));
    }
}
