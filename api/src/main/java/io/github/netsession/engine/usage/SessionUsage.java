package io.github.netsession.engine.usage;

import io.github.netsession.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The usage of a session since it was last opened: its time, and its share of the traffic of each interface that it used.
 *
 * @param open whether it is still counting
 * @param openedNanos when it opened, by the engine's clock
 * @param time how long it was open, once it is closed
 * @param legs the interfaces, in the order of their first use
 */
public record SessionUsage(boolean open, long openedNanos, Duration time, List<Leg> legs) {

    /** The usage of a session that was never open. */
    public static final SessionUsage NONE = new SessionUsage(false, 0, Duration.ZERO, List.of());

    /**
     * An interface that the session uses or used.
     *
     * @param interfaceName its name
     * @param used whether it is in use now
     * @param base the interface's sum when its current use began; empty until it can be read
     * @param share the session's share from earlier uses
     * @param last the interface's sum when an earlier use ended
     */
    private record Leg(String interfaceName, boolean used, Optional<Traffic> base, Traffic share, Traffic last) {

        static Leg begin(String interfaceName, Meters meters) {
            return new Leg(interfaceName, true, meters.total(interfaceName), Traffic.NONE, Traffic.NONE);
        }

        Leg in(boolean use, Meters meters) {
            if (use && (!used || base.isEmpty())) {
                return new Leg(interfaceName, true, meters.total(interfaceName), share, last);
            } else if (!use && used) {
                return new Leg(interfaceName, false, Optional.empty(), shareNow(meters), totalNow(meters));
            }
            return this;
        }

        Traffic shareNow(Meters meters) {
            return used && base.isPresent() ? share.plus(since(base.get(), totalNow(meters))) : share;
        }

        Traffic totalNow(Meters meters) {
            return used ? meters.total(interfaceName).orElse(last) : last;
        }

        private static Traffic since(Traffic before, Traffic now) {
            return new Traffic(Math.max(0, now.bytesReceived() - before.bytesReceived()), Math.max(0, now.bytesWritten() - before.bytesWritten()));
        }
    }

    /**
     * Returns the usage of a session that opens.
     *
     * @param nowNanos the time
     * @param interfaceNames the links in use
     * @param meters counts the bytes
     * @return the usage
     */
    public static SessionUsage opened(long nowNanos, Set<String> interfaceNames, Meters meters) {
        return new SessionUsage(true, nowNanos, Duration.ZERO, interfaceNames.stream().map(name -> Leg.begin(name, meters)).toList());
    }

    /**
     * Returns the usage of a session that closes.
     *
     * @param nowNanos the time
     * @param meters counts the bytes
     * @return the usage
     */
    public SessionUsage closed(long nowNanos, Meters meters) {
        return new SessionUsage(false, openedNanos, activeTime(nowNanos), ended(meters));
    }

    private List<Leg> ended(Meters meters) {
        return legs.stream().map(leg -> leg.in(false, meters)).toList();
    }

    /**
     * Returns the usage with these interfaces in use. If there are none, as while the interface is missing for a moment, the interfaces in
     * use do not change. Sums that could not be read before are read again.
     */
    public SessionUsage on(Set<String> interfaceNames, Meters meters) {
        if (!open || isOnlyUse(interfaceNames) || interfaceNames.isEmpty() && legs.stream().allMatch(leg -> !leg.used() || leg.base().isPresent())) {
            return this;
        }
        List<Leg> next = new ArrayList<>(legs.size() + 1);
        for (Leg leg : legs) {
            next.add(leg.in(interfaceNames.isEmpty() ? leg.used() : interfaceNames.contains(leg.interfaceName()), meters));
        }
        for (String name : interfaceNames) {
            if (legs.stream().noneMatch(leg -> leg.interfaceName().equals(name))) {
                next.add(Leg.begin(name, meters));
            }
        }
        return next.equals(legs) ? this : new SessionUsage(true, openedNanos, time, List.copyOf(next));
    }

    private boolean isOnlyUse(Set<String> interfaceNames) {
        return legs.size() == 1 && interfaceNames.size() == 1 && legs.get(0).used() && legs.get(0).base().isPresent()
            && interfaceNames.contains(legs.get(0).interfaceName());
    }

    /**
     * Returns how long the session is, or was, open.
     *
     * @param nowNanos the time
     * @return the time
     */
    public Duration activeTime(long nowNanos) {
        return open ? Duration.ofNanos(nowNanos - openedNanos) : time;
    }

    /** Returns the session's own share. */
    public Traffic traffic(Meters meters) {
        return legs.stream().map(leg -> leg.shareNow(meters)).reduce(Traffic.NONE, Traffic::plus);
    }

    /** Returns the traffic of all programs on the interfaces of the session. */
    public Traffic total(Meters meters) {
        return legs.stream().map(leg -> leg.totalNow(meters)).reduce(Traffic.NONE, Traffic::plus);
    }
}
