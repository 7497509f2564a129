package io.github.netsession.engine.usage;

import io.github.netsession.Capability;
import io.github.netsession.InterfaceCounters;
import io.github.netsession.InterfaceCountersSink;
import io.github.netsession.Link;
import io.github.netsession.Traffic;
import io.github.netsession.engine.state.StateIndex;
import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.CounterSink;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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

    /** All links, in place of the index of one. */
    private static final int ALL = -1;

    private final Backend backend;
    private final Supplier<StateIndex> published;
    private final LongSupplier turn;
    /** The meters that have been read or that a session has, by index: a link that is never read leaves the meter of the previous link in place. */
    private final Map<Integer, LinkMeter> meters = new LinkedHashMap<>();
    private final NamedCounters names = new NamedCounters();
    private final SpareRows spare = new SpareRows();
    /** For the readings of sessions, which need the sums of the meter only. */
    private final CounterRows unwanted = new CounterRows();
    private final CounterSink row = new Row();
    private final Consumer<LinkMeter> unread = this::keep;
    private PresentLinks present = PresentLinks.NONE;
    private CounterRows rows = CounterRows.NONE;
    private int nextRow;
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
    public Map<String, InterfaceCounters> readAll() {
        CountersByName counters = new CountersByName(published.get().state().interfaces().size());
        readAll(counters);
        return counters.found;
    }

    /** A class and not a lambda, which would take longer at each start of a program. */
    private static final class CountersByName implements InterfaceCountersSink {

        private final Map<String, InterfaceCounters> found;

        CountersByName(int count) {
            found = new LinkedHashMap<>((int) (count / 0.75) + 1);
        }

        @Override
        public void row(String name, int index, long br, long bw, long pr, long pw, long er, long ew, long dr, long dw, int epoch) {
            found.put(name, counters(name, index, br, bw, pr, pw, er, ew, dr, dw, epoch));
        }
    }

    /**
     * Reads the counters of all links by one call to the operating system, and delivers them after the lock has been released.
     *
     * @param sink receives the rows, in the order of the state
     * @return the number of rows
     */
    public int readAll(InterfaceCountersSink sink) {
        CounterRows read = rowsOfAll();
        try {
            return read.deliver(sink);
        } finally {
            spare.give(read);
        }
    }

    private synchronized CounterRows rowsOfAll() {
        CounterRows wanted = spare.take();
        if (!closed) {
            refresh();
            wanted.expect(present, 0, present.count());
            read(ALL, 0, wanted);
        }
        return wanted;
    }

    /**
     * Reads the counters of one link.
     *
     * @param interfaceName the name of the link
     * @return the counters; empty if there is no such link, or if they cannot be read
     */
    public Optional<InterfaceCounters> read(String interfaceName) {
        InterfaceCounters[] found = {null};
        read(interfaceName, (name, index, br, bw, pr, pw, er, ew, dr, dw, epoch) ->
            found[0] = counters(name, index, br, bw, pr, pw, er, ew, dr, dw, epoch));
        return Optional.ofNullable(found[0]);
    }

    /**
     * Reads the counters of one link, and delivers them after the lock has been released.
     *
     * @param interfaceName the name of the link
     * @param sink receives the row
     * @return whether there was a row
     */
    public boolean read(String interfaceName, InterfaceCountersSink sink) {
        CounterRows read = rowsOf(interfaceName);
        try {
            return read.deliver(sink) > 0;
        } finally {
            spare.give(read);
        }
    }

    private synchronized CounterRows rowsOf(String interfaceName) {
        CounterRows wanted = spare.take();
        Link link = closed ? null : refresh().links().get(interfaceName);
        if (link != null) {
            read(present.find(link.index()), wanted);
        }
        return wanted;
    }

    private static InterfaceCounters counters(String name, int index, long br, long bw, long pr, long pw, long er, long ew, long dr, long dw, int epoch) {
        return InterfaceCounters.builder(name, index).bytesReceived(br).bytesWritten(bw).packetsReceived(pr).packetsWritten(pw)
            .errorsReceived(er).errorsWritten(ew).droppedReceived(dr).droppedWritten(dw).epoch(epoch).build();
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
        if (meter.beginsReadingIn(turn.getAsLong()) && !closed) {
            refresh();
            int at = present.find(meter.linkIndex());
            if (at >= 0 && present.meter(at) == meter) {
                read(at, unwanted);
                unwanted.clear();
            } else if (at >= 0 && meter.isOf(present.links().get(at))) {
                // A session has kept the meter while another link had the index.
                read(meter.linkIndex(), (index, br, bw, pr, pw, er, ew, dr, dw) -> {
                    if (index == meter.linkIndex()) {
                        meter.usage().add(new long[] {br, bw, pr, pw, er, ew, dr, dw}, 0);
                    }
                });
            }
        }
        return meter.total();
    }

    /** Returns the meter of a link. An index that belongs to another link now gets a new one. */
    synchronized LinkMeter meter(Link link) {
        refresh();
        int at = present.find(link.index());
        LinkMeter meter = at >= 0 && present.meter(at).isOf(link) ? present.meter(at) : known(link);
        if (!meter.usage().isRead()) {
            keep(meter);
        }
        return meter;
    }

    private void keep(LinkMeter meter) {
        meters.put(meter.linkIndex(), meter);
    }

    private LinkMeter known(Link link) {
        LinkMeter known = meters.get(link.index());
        return known != null && known.isOf(link) ? known : new LinkMeter(link);
    }

    /** Finds the meters of the links again, if there is another state than before. */
    private StateIndex refresh() {
        StateIndex now = published.get();
        if (now.state().interfaces() != present.links()) {
            present = present.next(now.state().interfaces(), this::known);
            forgetGone(now);
        }
        return now;
    }

    /** Reads the counters of the link at a place of the state. */
    private void read(int at, CounterRows wanted) {
        wanted.expect(present, at, 1);
        read(present.index(at), at, wanted);
    }

    /** Reads the rows that are expected; there are none if the counters cannot be read. */
    private void read(int index, int first, CounterRows wanted) {
        rows = wanted;
        nextRow = first;
        boolean isDone = false;
        try {
            isDone = read(index, row);
        } finally {
            rows = CounterRows.NONE;
        }
        if (isDone) {
            wanted.addTo(names, unread);
        } else {
            wanted.clear();
        }
    }

    /** Takes a row of the backend. The first row of a link counts: a backend may have to ask the operating system twice. */
    private final class Row implements CounterSink {

        @Override
        public void row(int index, long br, long bw, long pr, long pw, long er, long ew, long dr, long dw) {
            int at = present.find(index, nextRow++);
            if (at >= 0 && rows.isMissing(at)) {
                rows.put(at, br, bw, pr, pw, er, ew, dr, dw);
            }
        }
    }

    /** Makes a call. Counters that cannot be read are logged once and not reported as zero; the capability report contains the reason. */
    private boolean read(int index, CounterSink sink) {
        try {
            if (index == ALL) {
                backend.counters(sink);
            } else {
                backend.counters(index, sink);
            }
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

    /** Called when links come or go, so half of those that are gone are forgotten at once: else each call would look through all of them. */
    private void forgetGone(StateIndex now) {
        int count = present.count();
        if (meters.size() > count + MAX_GONE) {
            var oldest = meters.keySet().iterator();
            while (meters.size() > count + MAX_GONE / 2 && oldest.hasNext()) {
                if (present.find(oldest.next()) < 0) {
                    oldest.remove();
                }
            }
        }
        if (names.size() > count + MAX_GONE) {
            names.forget(count + MAX_GONE / 2, now.links()::containsKey);
        }
    }
}
