package io.github.netsession.engine.usage;

import io.github.netsession.Capability;
import io.github.netsession.InterfaceCounters;
import io.github.netsession.Link;
import io.github.netsession.Traffic;
import io.github.netsession.engine.state.StateIndex;
import io.github.netsession.engine.usage.UsageMeter.Reading;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.GuardedLogger;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The meters of all links, by their indexes: names move from link to link. Reading and adding are one step under one lock: if two readings
 * overtook each other, a counter would seem to decrease. The lock is held for one call to the operating system, and for no other call.
 */
public final class Meters {

    private static final System.Logger LOG = GuardedLogger.of("io.github.netsession");

    /** The number of vanished links whose meters are kept, so that a link that comes back continues. */
    private static final int MAX_GONE = 1024;

    private final Backend backend;
    private final Supplier<StateIndex> published;
    private final LongSupplier turn;
    private final Map<Integer, LinkMeter> meters = new LinkedHashMap<>();
    private final NamedCounters names = new NamedCounters();
    private long callsForAll;
    private boolean failed;
    private boolean closed;

    /**
     * Creates meters that have read nothing yet.
     *
     * @param backend reads the counters
     * @param published returns the published state
     * @param turn returns the number of the current turn; negative on a thread that is not in one
     */
    public Meters(Backend backend, Supplier<StateIndex> published, LongSupplier turn) {
        this.backend = backend;
        this.published = published;
        this.turn = turn;
    }

    /** Returns whether the backend can count bytes at all. */
    boolean canCount() {
        return published.get().capabilities().has(Capability.DATA_STATISTICS);
    }

    /** Stops calling the operating system, because the backend is closed. */
    public synchronized void close() {
        closed = true;
    }

    /**
     * Reads the counters of all links by one call to the operating system.
     *
     * @return the counters by the name of the link, in the order of the state
     */
    public synchronized Map<String, InterfaceCounters> readAll() {
        if (closed) {
            return Map.of();
        }
        List<Link> present = published.get().state().interfaces();
        LinkMeter[] wanted = new LinkMeter[present.size()];
        long call = ++callsForAll;
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = meter(present.get(i));
            wanted[i].expect(call);
        }
        boolean done = attempt(() -> backend.counters((index, br, bw, pr, pw, er, ew, dr, dw) -> {
            LinkMeter meter = meters.get(index);
            if (meter != null && meter.isExpectedIn(call)) {
                meter.add(new Reading(br, bw, pr, pw, er, ew, dr, dw));
            }
        }));
        Map<String, InterfaceCounters> ordered = new LinkedHashMap<>();
        for (int i = 0; done && i < wanted.length; i++) {
            if (!wanted[i].isExpectedIn(call)) {
                String name = present.get(i).name();
                ordered.put(name, names.show(name, wanted[i]));
            }
        }
        return ordered;
    }

    /**
     * Reads the counters of one link.
     *
     * @param interfaceName the name of the link
     * @return the counters; empty if there is no such link, or if they cannot be read
     */
    public synchronized Optional<InterfaceCounters> read(String interfaceName) {
        if (closed) {
            return names.showLast(interfaceName);
        }
        Link link = published.get().links().get(interfaceName);
        if (link == null) {
            return Optional.empty();
        }
        LinkMeter meter = meter(link);
        return read(meter) ? Optional.of(names.show(interfaceName, meter)) : Optional.empty();
    }

    /**
     * Returns the traffic of a link so far.
     *
     * @param link the link
     * @return the bytes: read now if the link exists, else the last value; empty if they were never read
     */
    public synchronized Optional<Traffic> total(Link link) {
        return total(meter(link));
    }

    /** Returns the sum so far: read now if the link exists, else its last value; empty if it was never read. */
    synchronized Optional<Traffic> total(LinkMeter meter) {
        if (meter.beginsReadingIn(turn.getAsLong()) && !closed && isPresent(meter)) {
            read(meter);
        }
        return meter.total();
    }

    /** Returns the meter of a link. An index that belongs to another link now gets a new one. */
    synchronized LinkMeter meter(Link link) {
        LinkMeter known = meters.get(link.index());
        if (known != null && known.isOf(link)) {
            known.see(link);
            return known;
        }
        LinkMeter meter = new LinkMeter(link);
        meters.put(link.index(), meter);
        forgetGone();
        return meter;
    }

    /** Returns whether a link exists, under any name. */
    private boolean isPresent(LinkMeter meter) {
        StateIndex now = published.get();
        Link found = now.links().get(meter.link().name());
        if (found == null || found.index() != meter.linkIndex()) {
            found = now.state().interfaces().stream().filter(link -> link.index() == meter.linkIndex()).findFirst().orElse(null);
        }
        if (found == null || !meter.isOf(found)) {
            return false;
        }
        meter.see(found);
        return true;
    }

    /** Reads the counters of one link; returns whether that worked. */
    private boolean read(LinkMeter meter) {
        boolean[] found = {false};
        int wanted = meter.linkIndex();
        boolean done = attempt(() -> backend.counters(wanted, (index, br, bw, pr, pw, er, ew, dr, dw) -> {
            if (index == wanted) {
                meter.add(new Reading(br, bw, pr, pw, er, ew, dr, dw));
                found[0] = true;
            }
        }));
        if (found[0]) {
            names.note(meter.link().name(), meter);
        }
        return done && found[0];
    }

    /** Makes a call. Counters that cannot be read are logged once and not reported as zero; the capability report contains the reason. */
    private boolean attempt(Runnable call) {
        try {
            call.run();
            failed = false;
            return true;
        } catch (BackendException unreadable) {
            if (!failed) {
                LOG.log(unreadable.kind() == BackendException.Kind.UNSUPPORTED ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
                    "byte counters cannot be read: {0}", unreadable.getMessage());
            }
            failed = true;
            return false;
        }
    }

    /** Called for each new meter, so half of those of vanished links go at once: else each call would look through all of them. */
    private void forgetGone() {
        StateIndex now = published.get();
        int present = now.state().interfaces().size();
        if (meters.size() > present + MAX_GONE) {
            Set<Integer> indexes = new HashSet<>();
            now.state().interfaces().forEach(link -> indexes.add(link.index()));
            var oldest = meters.keySet().iterator();
            while (meters.size() > present + MAX_GONE / 2 && oldest.hasNext()) {
                if (!indexes.contains(oldest.next())) {
                    oldest.remove();
                }
            }
        }
        if (names.size() > present + MAX_GONE) {
            names.forget(present + MAX_GONE / 2, now.links()::containsKey);
        }
    }
}
