package io.github.netsession.engine.usage;

import io.github.netsession.InterfaceCounters;
import io.github.netsession.Link;
import io.github.netsession.NetworksState;
import io.github.netsession.Traffic;
import io.github.netsession.engine.state.StateIndex;
import io.github.netsession.engine.usage.UsageMeter.Reading;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The meters of all interfaces. Reading and adding are one step under one lock: if two readings overtook each other, a counter
 * would seem to decrease. The lock is held for one call to the operating system, and for no other call.
 */
public final class Meters {

    private static final System.Logger LOG = System.getLogger("io.github.netsession");

    /** The number of vanished interfaces whose meters are kept, so that the sum of a session survives. */
    private static final int MAX_GONE = 1024;

    private final Backend backend;
    private final Supplier<StateIndex> published;
    private final LongSupplier turn;
    /** The interfaces that were read in the turn of this number. */
    private final Set<String> readInTurn = new HashSet<>();
    private long turnOfReadings;
    private final Map<String, UsageMeter> meters = new LinkedHashMap<>();
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
        Map<Integer, String> names = new HashMap<>();
        NetworksState present = published.get().state();
        for (Link link : present.interfaces()) {
            names.put(link.index(), link.name());
        }
        Map<String, InterfaceCounters> read = new HashMap<>();
        boolean done = attempt(() -> backend.counters((index, br, bw, pr, pw, er, ew, dr, dw) -> {
            String name = names.get(index);
            if (name != null) {
                read.put(name, add(name, index, new Reading(br, bw, pr, pw, er, ew, dr, dw)).counters(name));
            }
        }));
        forgetGone(present);
        Map<String, InterfaceCounters> ordered = new LinkedHashMap<>();
        if (done) {
            for (Link link : present.interfaces()) {
                Optional.ofNullable(read.get(link.name())).ifPresent(counters -> ordered.put(link.name(), counters));
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
            return Optional.ofNullable(meters.get(interfaceName)).map(meter -> meter.counters(interfaceName));
        }
        Optional<Link> link = Optional.ofNullable(published.get().links().get(interfaceName));
        if (link.isEmpty()) {
            return Optional.empty();
        }
        boolean[] found = {false};
        boolean done = attempt(() -> backend.counters(link.get().index(), (index, br, bw, pr, pw, er, ew, dr, dw) -> {
            if (index == link.get().index()) {
                add(interfaceName, index, new Reading(br, bw, pr, pw, er, ew, dr, dw));
                found[0] = true;
            }
        }));
        return done && found[0] ? Optional.of(meters.get(interfaceName).counters(interfaceName)) : Optional.empty();
    }

    /** Returns the sum so far: read now if the interface exists, else its last value; empty if it was never read. */
    synchronized Optional<Traffic> total(String interfaceName) {
        if (!isReadInThisTurn(interfaceName)) {
            read(interfaceName);
        }
        return Optional.ofNullable(meters.get(interfaceName))
            .map(meter -> new Traffic(meter.total().bytesReceived(), meter.total().bytesWritten()));
    }

    /** A turn reads a counter once, however many sessions want it. */
    private boolean isReadInThisTurn(String interfaceName) {
        long now = turn.getAsLong();
        if (now < 0) {
            return false;
        }
        if (now != turnOfReadings) {
            turnOfReadings = now;
            readInTurn.clear();
        }
        return !readInTurn.add(interfaceName);
    }

    private UsageMeter add(String name, int index, Reading reading) {
        return meters.merge(name, UsageMeter.first(index, reading), (before, first) -> before.next(index, reading));
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

    private void forgetGone(NetworksState present) {
        int gone = meters.size() - present.interfaces().size();
        if (gone > MAX_GONE) {
            var names = meters.keySet().iterator();
            while (gone > MAX_GONE && names.hasNext()) {
                if (present.networkInterface(names.next()).isEmpty()) {
                    names.remove();
                    gone--;
                }
            }
        }
    }
}
