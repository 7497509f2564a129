package io.github.netsession.engine;

import io.github.netsession.Traffic;
import java.time.Duration;
import java.util.Optional;

/**
 * What a session has used since it last opened: its time, and its share in the interfaces' traffic.
 *
 * @param open whether it is still counting
 * @param openedNanos when it opened, by the engine's clock
 * @param time how long it was open, once it is closed
 * @param settled traffic of interfaces that it no longer uses
 * @param interfaceName the interface that it uses
 * @param base that interface's sum when the session began to use it; empty until it can be read
 */
record SessionUsage(boolean open, long openedNanos, Duration time, Traffic settled, Optional<String> interfaceName, Optional<Traffic> base) {

    /** Of a session that was never open. */
    static final SessionUsage NONE = new SessionUsage(false, 0, Duration.ZERO, Traffic.NONE, Optional.empty(), Optional.empty());

    static SessionUsage opened(long nowNanos, Optional<String> interfaceName, Meters meters) {
        return new SessionUsage(true, nowNanos, Duration.ZERO, Traffic.NONE, interfaceName, interfaceName.flatMap(meters::total));
    }

    SessionUsage closed(long nowNanos, Meters meters) {
        return new SessionUsage(false, openedNanos, activeTime(nowNanos), traffic(meters), Optional.empty(), Optional.empty());
    }

    /** Goes on with another interface, the sum so far kept; or with the same one, whose counters could not be read before. */
    SessionUsage on(Optional<String> present, Meters meters) {
        boolean moved = present.isPresent() && !present.equals(interfaceName);
        if (!open || !moved && base.isPresent()) {
            return this;
        }
        Optional<String> now = moved ? present : interfaceName;
        return new SessionUsage(true, openedNanos, time, traffic(meters), now, now.flatMap(meters::total));
    }

    Duration activeTime(long nowNanos) {
        return open ? Duration.ofNanos(nowNanos - openedNanos) : time;
    }

    Traffic traffic(Meters meters) {
        if (!open || base.isEmpty()) {
            return settled;
        }
        return interfaceName.flatMap(meters::total).map(total -> settled.plus(since(base.get(), total))).orElse(settled);
    }

    private static Traffic since(Traffic before, Traffic now) {
        return new Traffic(Math.max(0, now.bytesReceived() - before.bytesReceived()), Math.max(0, now.bytesWritten() - before.bytesWritten()));
    }
}
