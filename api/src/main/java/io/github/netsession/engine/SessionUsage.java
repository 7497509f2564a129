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
 * @param base that interface's sum when the session began to use it
 */
record SessionUsage(boolean open, long openedNanos, Duration time, Traffic settled, Optional<String> interfaceName, Traffic base) {

    /** Of a session that was never open. */
    static final SessionUsage NONE = new SessionUsage(false, 0, Duration.ZERO, Traffic.NONE, Optional.empty(), Traffic.NONE);

    static SessionUsage opened(long nowNanos, Optional<String> interfaceName, Meters meters) {
        return new SessionUsage(true, nowNanos, Duration.ZERO, Traffic.NONE, interfaceName,
            interfaceName.map(meters::total).orElse(Traffic.NONE));
    }

    SessionUsage closed(long nowNanos, Meters meters) {
        return new SessionUsage(false, openedNanos, activeTime(nowNanos), traffic(meters), Optional.empty(), Traffic.NONE);
    }

    /** Goes on with another interface: the sum so far is kept. */
    SessionUsage on(Optional<String> otherInterface, Meters meters) {
        if (!open || otherInterface.isEmpty() || otherInterface.equals(interfaceName)) {
            return this;
        }
        return new SessionUsage(true, openedNanos, time, traffic(meters), otherInterface, otherInterface.map(meters::total).orElse(Traffic.NONE));
    }

    Duration activeTime(long nowNanos) {
        return open ? Duration.ofNanos(nowNanos - openedNanos) : time;
    }

    Traffic traffic(Meters meters) {
        if (!open || interfaceName.isEmpty()) {
            return settled;
        }
        Traffic total = meters.total(interfaceName.get());
        return settled.plus(new Traffic(total.bytesReceived() - base.bytesReceived(), total.bytesWritten() - base.bytesWritten()));
    }
}
