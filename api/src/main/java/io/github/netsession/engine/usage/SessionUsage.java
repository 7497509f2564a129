package io.github.netsession.engine.usage;

import io.github.netsession.Link;
import io.github.netsession.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The usage of a session since it was last opened: its time, and its share of the traffic of each link that it used. A link is its index:
 * one that is renamed remains the same leg, and another one that gets its name is a leg of its own.
 *
 * @param open whether it is still counting
 * @param openedNanos when it opened, by the engine's clock
 * @param time how long it was open, once it is closed
 * @param legs the links, in the order of their first use
 */
public record SessionUsage(boolean open, long openedNanos, Duration time, List<Leg> legs) {

    /** The usage of a session that was never open. */
    public static final SessionUsage NONE = new SessionUsage(false, 0, Duration.ZERO, List.of());

    /**
     * A link that the session uses or used.
     *
     * @param meter its meter
     * @param used whether it is in use now
     * @param base the link's sum when its current use began; empty until it can be read
     * @param share the session's share from earlier uses; empty if none of them could be counted
     * @param last the link's sum when an earlier use ended
     * @param counted what an earlier leg has already counted of the link's sum
     */
    private record Leg(LinkMeter meter, boolean used, Optional<Traffic> base, Optional<Traffic> share, Traffic last, Traffic counted) {

        static Leg begin(LinkMeter meter, List<Leg> earlier, Meters meters) {
            Optional<Traffic> base = meters.total(meter);
            Traffic counted = base.flatMap(now -> earlier.stream().filter(leg -> leg.cameBackAs(meter.link(), now)).map(Leg::last)
                .reduce((before, latest) -> latest)).orElse(Traffic.NONE);
            return new Leg(meter, true, base, Optional.empty(), Traffic.NONE, counted);
        }

        /**
         * Returns whether the link of this leg came back from another namespace: its index may differ, but its counters continue. The counters
         * of a link that was created again begin at zero.
         */
        private boolean cameBackAs(Link link, Traffic now) {
            return !used && meter.link().name().equals(link.name()) && link.hardwareAddress().isPresent()
                && meter.link().hardwareAddress().equals(link.hardwareAddress())
                && now.bytesReceived() >= last.bytesReceived() && now.bytesWritten() >= last.bytesWritten();
        }

        Leg in(boolean use, Meters meters) {
            if (use && (!used || base.isEmpty())) {
                return new Leg(meter, true, meters.total(meter), share, last, counted);
            } else if (!use && used) {
                return new Leg(meter, false, Optional.empty(), shareNow(meters), sumNow(meters), counted);
            }
            return this;
        }

        /** Returns the session's share; empty if no use of the link could be counted. */
        Optional<Traffic> shareNow(Meters meters) {
            return used && base.isPresent() ? Optional.of(share.orElse(Traffic.NONE).plus(since(base.get(), sumNow(meters)))) : share;
        }

        private Traffic sumNow(Meters meters) {
            return used ? meters.total(meter).orElse(last) : last;
        }

        Traffic totalNow(Meters meters) {
            return since(counted, sumNow(meters));
        }

        private static Traffic since(Traffic before, Traffic now) {
            return new Traffic(Math.max(0, now.bytesReceived() - before.bytesReceived()), Math.max(0, now.bytesWritten() - before.bytesWritten()));
        }
    }

    /**
     * Returns the usage of a session that opens.
     *
     * @param nowNanos the time
     * @param links the links in use
     * @param meters counts the bytes
     * @return the usage
     */
    public static SessionUsage opened(long nowNanos, List<Link> links, Meters meters) {
        return new SessionUsage(true, nowNanos, Duration.ZERO, links.stream().map(link -> Leg.begin(meters.meter(link), List.of(), meters)).toList());
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
     * Returns the usage with these links in use. If there are none, as while the link is missing for a moment, the links in use do not change.
     * Sums that could not be read before are read again.
     */
    public SessionUsage on(List<Link> links, Meters meters) {
        if (!open || isOnlyUse(links) || links.isEmpty() && legs.stream().allMatch(leg -> !leg.used() || leg.base().isPresent())) {
            return this;
        }
        List<LinkMeter> inUse = links.stream().map(meters::meter).distinct().toList();
        List<Leg> next = new ArrayList<>(legs.size() + 1);
        for (Leg leg : legs) {
            next.add(leg.in(links.isEmpty() ? leg.used() : inUse.contains(leg.meter()), meters));
        }
        for (LinkMeter meter : inUse) {
            if (legs.stream().noneMatch(leg -> leg.meter() == meter)) {
                next.add(Leg.begin(meter, next, meters));
            }
        }
        return next.equals(legs) ? this : new SessionUsage(true, openedNanos, time, List.copyOf(next));
    }

    private boolean isOnlyUse(List<Link> links) {
        return legs.size() == 1 && links.size() == 1 && legs.get(0).used() && legs.get(0).base().isPresent()
            && legs.get(0).meter().isOf(links.get(0));
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

    /**
     * Returns the session's own share.
     *
     * @param meters counts the bytes
     * @return the share on those links that could be counted; empty if there are none
     */
    public Optional<Traffic> traffic(Meters meters) {
        if (equals(NONE)) {
            return meters.canCount() ? Optional.of(Traffic.NONE) : Optional.empty();
        }
        return legs.stream().flatMap(leg -> leg.shareNow(meters).stream()).reduce(Traffic::plus);
    }

    /** Returns the traffic of all programs on the interfaces of the session. */
    public Traffic total(Meters meters) {
        return legs.stream().map(leg -> leg.totalNow(meters)).reduce(Traffic.NONE, Traffic::plus);
    }
}
