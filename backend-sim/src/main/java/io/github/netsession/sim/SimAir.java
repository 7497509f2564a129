package io.github.netsession.sim;

import io.github.netsession.Metered;
import java.time.Duration;
import java.util.Objects;

/**
 * Sets how an access point behaves where a real network differs from the plain model. All of it was seen on a real Wi-Fi stack with
 * NetworkManager, and has broken programs. Each method returns this, so that they can be chained; bad values throw {@link IllegalArgumentException}.
 */
public final class SimAir {

    /** The time from the carrier to the operational state. Linux takes up to 0.5 ms on veth (measured); Wi-Fi waits for its keys. */
    private static final Duration WAKING = Duration.ofMillis(5);

    private final Station station;
    private final SimClock clock;

    SimAir(Station station, SimClock clock) {
        this.station = station;
        this.clock = clock;
    }

    private SimAir update(String what, Runnable change) {
        station.update(what, change);
        return this;
    }

    private static void checkPositive(String what, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(what + " must be positive, not " + duration);
        }
    }

    /**
     * Puts a network service in charge of it, which decides whether it is up: while its carrier is away it stays Active, until the
     * service gives up. The service also reports when it has last seen it. Without this, no service manages it, as with a bare kernel.
     *
     * @param givesUpAfter how long the service waits for the carrier; NetworkManager: 15 s for Wi-Fi, 6 s for a cable
     * @return this
     */
    public SimAir managed(Duration givesUpAfter) {
        checkPositive("givesUpAfter", givesUpAfter);
        return update("is managed by a service", () -> {
            station.air().manage(givesUpAfter);
            station.air().seen(clock.nanos());
        });
    }

    /**
     * Takes its carrier away for a moment: the machine moves to another transmitter of the network (10 to 70 ms), or is disconnected once
     * (up to a second). Transfers continue. As on a real link, it becomes operational a moment after its carrier is back.
     *
     * @param duration for how long
     * @return this
     */
    public SimAir gap(Duration duration) {
        checkPositive("a gap", duration);
        update("has no carrier for " + duration, station.air()::beginGap);
        clock.after(duration, () -> station.update("has its carrier again", station.air()::endGap));
        clock.after(duration.plus(WAKING), () -> station.update("is operational again", station.air()::wake));
        return this;
    }

    /**
     * Lets the system guess from its DHCP server what it costs: known while it is up, unknown as soon as it is down.
     *
     * @param judged the guess; UNKNOWN for none
     * @return this
     */
    public SimAir guessedCost(Metered judged) {
        Objects.requireNonNull(judged, "judged");
        return update("is guessed to be metered " + judged, () -> station.air().guess(judged));
    }

    /**
     * Measures its signal on two scales: as if the driver reported the signal of the link in use, and a scan that of the others.
     *
     * @param inUse percent while it is up, 0 to 100
     * @param scanned percent otherwise, 0 to 100
     * @return this
     */
    public SimAir signals(int inUse, int scanned) {
        Signal.checkPercent(inUse);
        Signal.checkPercent(scanned);
        update("signal " + scanned, () -> station.signal().percent(scanned));
        return update("signal in use " + inUse, () -> station.air().signalInUse(inUse));
    }

    /**
     * Switches it off. Until {@link #switchOn()}, the system still lists it for minutes, so that it looks as if it could be started; a start fails
     * with "could not be found".
     *
     * @return this
     */
    public SimAir switchOff() {
        return update("is switched off, and stays listed", () -> station.air().off(true));
    }

    /**
     * Ends {@link #switchOff()}; it counts as just seen.
     *
     * @return this
     */
    public SimAir switchOn() {
        return update("is switched on", () -> {
            station.air().off(false);
            station.air().seen(clock.nanos());
        });
    }

    /**
     * Lets the system forget it although it is in range, as NetworkManager does after some four minutes without a scan. The system finds
     * it again when the radio has been free for a while, because it scans then.
     *
     * @param untilFound how long the radio must have been free; NetworkManager: 4 s
     * @return this
     */
    public SimAir forgotten(Duration untilFound) {
        checkPositive("untilFound", untilFound);
        return update("is forgotten", () -> station.air().forget(untilFound));
    }
}
