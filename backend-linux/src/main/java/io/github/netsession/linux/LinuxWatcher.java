package io.github.netsession.linux;

import io.github.netsession.internal.Trouble;
import io.github.netsession.linux.bus.BusClient;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendSink;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Turns the kernel's change notices into hints, on a thread of its own that sleeps until there is one, and that looks after the bus besides.
 * Where the kernel refuses to send notices it hints every ten seconds instead.
 */
final class LinuxWatcher implements AutoCloseable {

    /**
     * All that a snapshot depends on. A route that goes with its nexthop object is only told of by the object's own notice, and a sysctl
     * that changes which routes count ({@code ignore_routes_with_linkdown}) only by netconf's. A kernel that is older than a group takes
     * the bit and sends nothing: rtnetlink has had room for 32 groups since groups exist. Source: net/netlink/af_netlink.c,
     * __netlink_kernel_create; net/ipv4/nexthop.c, nexthop_notify (kernel 5.3); net/ipv4/devinet.c, inet_netconf_notify_devconf.
     */
    static final int GROUPS = Rtnetlink.groupBit(Rtnetlink.RTNLGRP_LINK)
        | Rtnetlink.groupBit(Rtnetlink.RTNLGRP_IPV4_IFADDR) | Rtnetlink.groupBit(Rtnetlink.RTNLGRP_IPV6_IFADDR)
        | Rtnetlink.groupBit(Rtnetlink.RTNLGRP_IPV4_ROUTE) | Rtnetlink.groupBit(Rtnetlink.RTNLGRP_IPV6_ROUTE)
        | Rtnetlink.groupBit(Rtnetlink.RTNLGRP_IPV4_RULE) | Rtnetlink.groupBit(Rtnetlink.RTNLGRP_IPV6_RULE)
        | Rtnetlink.groupBit(Rtnetlink.RTNLGRP_IPV4_NETCONF) | Rtnetlink.groupBit(Rtnetlink.RTNLGRP_IPV6_NETCONF)
        | Rtnetlink.groupBit(Rtnetlink.RTNLGRP_NEXTHOP);

    /** Holds about 3,600 notices of a link; the default holds 184. Measured. */
    static final int RECEIVE_BUFFER_BYTES = 4 << 20;

    /** So many datagrams are received for one hint; in a storm that never lets up there must be hints too. */
    static final int DATAGRAMS_PER_HINT = 64;

    static final String THREAD_NAME = "netsession-linux-watch";
    static final String NO_EVENTS = "netsession.linux.noEvents";
    static final String RECEIVE_BUFFER = "netsession.linux.rcvbuf";

    private static final long POLL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final BackendSink sink;
    private final EventPort port;
    private final String polling;
    private final HeardChanges heard = new HeardChanges();
    private final ChangeFilter filter = new ChangeFilter(heard);
    private final Trouble trouble = new Trouble(Log.LOGGER, "change notices cannot be received");
    private final Thread thread;
    /** None until there is a bus. */
    private volatile Optional<BusClient> bus = Optional.empty();
    private volatile boolean closing;
    private boolean ended;
    private volatile long losses;
    private volatile long foreign;
    private volatile boolean receiving;
    private boolean lost;
    /** When there shall be a hint without a notice; no moment at all if it is {@code Long.MAX_VALUE}. */
    private volatile long hintAt = Long.MAX_VALUE;
    private long nextPoll = System.nanoTime() + POLL_NANOS;

    private LinuxWatcher(BackendSink sink, EventPort port, String polling, ThreadFactory threads) {
        this.sink = sink;
        this.port = port;
        this.polling = polling;
        this.thread = threads.newThread(this::run);
        thread.setName(THREAD_NAME);
        thread.setDaemon(true);
    }

    /** Subscribes and starts to watch. */
    static LinuxWatcher open(LinuxOs os, BackendSink sink) {
        return open(os, sink, Thread::new);
    }

    /** The same, with a thread from elsewhere. */
    static LinuxWatcher open(LinuxOs os, BackendSink sink, ThreadFactory threads) {
        LinuxWatcher watcher = subscribe(os, sink, threads);
        try {
            watcher.thread.start();
        } catch (RuntimeException | Error e) { // No thread, no memory for one: then nobody else would close the socket.
            watcher.port.close();
            throw e;
        }
        return watcher;
    }

    private static LinuxWatcher subscribe(LinuxOs os, BackendSink sink, ThreadFactory threads) {
        if (Boolean.getBoolean(NO_EVENTS)) {
            return polling(os, sink, threads, "events are switched off by the system property " + NO_EVENTS);
        }
        try {
            int bytes = Integer.getInteger(RECEIVE_BUFFER, RECEIVE_BUFFER_BYTES);
            return new LinuxWatcher(sink, os.events(GROUPS, bytes), "", threads);
        } catch (BackendException e) {
            Log.LOGGER.log(Level.WARNING, "changes are found by polling, because the kernel refuses to send notices: {0}", e.getMessage());
            return polling(os, sink, threads, "multicast refused, " + e.getMessage());
        }
    }

    private static LinuxWatcher polling(LinuxOs os, BackendSink sink, ThreadFactory threads, String why) {
        return new LinuxWatcher(sink, os.events(0, 0), "polling every 10 s: " + why, threads);
    }

    /** Looks after a client of the bus, too, from now on, and ends it with the thread. Any thread; once at most. */
    void attend(BusClient client) {
        client.wakeBy(port::wake);
        synchronized (this) {
            bus = Optional.of(client);
            if (ended) {
                client.end();
            }
        }
        port.wake();
    }

    private synchronized Optional<BusClient> endAttending() {
        ended = true;
        return bus;
    }

    /** Why changes are found by polling; empty if they arrive as events. */
    String polling() {
        return polling;
    }

    /** Why no notices can be received now; empty if they can. */
    Optional<String> trouble() {
        return trouble.reason();
    }

    /** Something changes by the mere passing of time: there is one hint at this moment of {@link System#nanoTime()}, and none before. Any thread. */
    void hintAt(long moment) {
        if (moment != hintAt) {
            hintAt = moment;
            port.wake();
        }
    }

    /** Whether changes are told of. */
    boolean hasNotices() {
        return polling.isEmpty();
    }

    /** How often the kernel had to drop notices. */
    long losses() {
        return losses;
    }

    /**
     * What has changed since the last call: everything, where there are no notices, or where some are still
     * to be received. So a reading is right even if it begins before this thread has met the notice of the change that it is to show.
     */
    HeardChanges.Heard heard() {
        // In this order: first whether the queue has notices, then whether the thread is taking some from it.
        boolean isBehind = !polling.isEmpty() || trouble.isPresent() || port.isPending() || receiving;
        HeardChanges.Heard now = heard.take();
        return isBehind ? HeardChanges.Heard.EVERYTHING : now;
    }

    /**
     * The same without what is still to be received: after that has been received there is another hint. Everything, where the notices do not
     * tell.
     */
    HeardChanges.Heard heardSoFar() {
        boolean isDeaf = !polling.isEmpty() || trouble.isPresent();
        HeardChanges.Heard now = heard.take();
        return isDeaf ? HeardChanges.Heard.EVERYTHING : now;
    }

    /** What was taken by {@link #heard} or {@link #heardSoFar} has not become a reading: the next one has to ask for everything. */
    void hearAgain() {
        heard.add();
    }

    /** How many datagrams were passed over because the kernel did not send them. */
    long foreign() {
        return foreign;
    }

    /** Ends the thread, which closes the socket as its last act, and waits for it as long as closing may take. */
    @Override
    public void close() {
        close(Deadline.toClose());
    }

    /** The same, with a time for the whole backend. */
    void close(Deadline deadline) {
        closing = true;
        port.wake();
        LockSupport.unpark(thread);
        if (Thread.currentThread() != thread && !join(deadline)) {
            Log.LOGGER.log(Level.WARNING, "the thread {0} has not ended in time", THREAD_NAME);
        }
    }

    private boolean join(Deadline deadline) {
        boolean interrupted = false;
        while (thread.isAlive() && deadline.nanosLeft() > 0) {
            try {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline.nanosLeft())));
            } catch (InterruptedException e) {
                interrupted = true; // The wait is bounded.
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private void run() {
        try {
            while (!closing) {
                try {
                    turnOrBackOff();
                } catch (Throwable again) { // The JVM may throw an OutOfMemoryError anywhere, also in the handling of one.
                    Thread.onSpinWait();
                }
            }
        } finally {
            try {
                Optional<BusClient> attended = endAttending();
                if (attended.isPresent()) {
                    attended.get().end();
                }
            } finally {
                port.close();
            }
        }
    }

    private void turnOrBackOff() {
        try {
            turn();
        } catch (Throwable thrown) { // Without this thread no change would be seen any more.
            backOff(thrown);
        }
    }

    /** While there is trouble, waits for nothing: that the turn goes well ends the trouble. */
    private void turn() {
        Optional<BusClient> attended = bus;
        boolean hint = attended.isPresent() && attended.get().run();
        hint |= trouble.isPresent();
        long nanos = hint ? 0 : attended.isPresent() ? attended.get().nanosToWait() : Long.MAX_VALUE;
        if (!polling.isEmpty()) {
            nanos = Math.min(nanos, Math.max(0, nextPoll - System.nanoTime()));
        }
        nanos = Math.min(nanos, nanosToHint());
        int fd = attended.isPresent() ? attended.get().fd() : -1;
        int events = attended.isPresent() ? attended.get().events() : 0;
        hint |= port.await(fd, events, millis(nanos)) && receive();
        if (!polling.isEmpty() && nextPoll - System.nanoTime() <= 0) {
            nextPoll = System.nanoTime() + POLL_NANOS;
            hint = true;
        }
        if (nanosToHint() == 0) {
            hintAt = Long.MAX_VALUE;
            hint = true;
        }
        trouble.end(); // Before the hint, so that the report shows that it is over.
        if (hint && !closing) {
            sink.changed();
        }
    }

    private long nanosToHint() {
        long moment = hintAt;
        return moment == Long.MAX_VALUE ? moment : Math.max(0, moment - System.nanoTime());
    }

    /** Rounded up, or it would be called in vain just before the time. */
    private static int millis(long nanos) {
        return nanos == Long.MAX_VALUE ? EventPort.FOREVER : (int) Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(nanos + 999_999));
    }

    /**
     * Receives until the queue is empty, but no more than for one hint. After a loss the kernel drops every further notice until the
     * queue has been emptied, so there has to be a hint after that, whatever the last notices were. Source: net/netlink/af_netlink.c, NETLINK_S_CONGESTED.
     *
     * @return whether there is anything to hint at
     */
    private boolean receive() {
        receiving = true;
        try {
            return receiveSome();
        } finally {
            receiving = false;
        }
    }

    private boolean receiveSome() {
        boolean dirty = lost;
        for (int i = 0; i < DATAGRAMS_PER_HINT; i++) {
            int length = port.receive();
            if (length == EventPort.NOTHING) {
                lost = false;
                return dirty;
            }
            if (length == EventPort.LOST) {
                losses++; // Only this thread writes it.
                heard.add();
                lost = true;
                dirty = true;
            } else if (port.senderPort() != 0) {
                foreign++;
            } else {
                dirty |= filter.matters(port.in(), length);
            }
        }
        return dirty;
    }

    /** Looks again later, not at once, and hints: the report has to show the trouble, and something may have been missed. */
    private void backOff(Throwable thrown) {
        long nanos = trouble.add(thrown);
        try {
            heard.add();
            if (!closing) {
                sink.changed();
            }
        } catch (Throwable again) {
            trouble.add(again); // The next turn hints.
        }
        sleep(nanos);
    }

    private void sleep(long nanos) {
        long end = System.nanoTime() + nanos;
        long left = nanos;
        while (!closing && left > 0) {
            LockSupport.parkNanos(this, left);
            left = end - System.nanoTime();
        }
    }
}
