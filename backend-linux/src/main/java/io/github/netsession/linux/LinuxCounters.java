package io.github.netsession.linux;

import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.CounterSink;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the byte counters, on a socket of its own, by the best means that this kernel has. For one thread at a time. By netlink nothing is
 * allocated. A link that comes or goes during a reading may or may not be in it.
 */
final class LinuxCounters implements NetlinkClient.Messages, AutoCloseable {

    /** Where the counters come from, best first. */
    enum Source {
        /** Only the counters. Source: kernel 4.7, RTM_GETSTATS. */
        RTM_GETSTATS("RTM_GETSTATS, 64 bits"),
        /** With all else about the links. Source: rtnetlink(7), IFLA_STATS64. */
        IFLA_STATS64("RTM_GETLINK with IFLA_STATS64, 64 bits"),
        /** As text. Source: proc(5), /proc/net/dev. */
        PROC_NET_DEV("/proc/net/dev");

        private final String description;

        Source(String description) {
            this.description = description;
        }

        String description() {
            return description;
        }
    }

    /** A sink that is not ours to choose yet: for the probe. */
    private static final CounterSink NOWHERE = new CounterSink() {
        @Override
        public void row(int index, long bytesReceived, long bytesWritten, long packetsReceived, long packetsWritten, long errorsReceived,
                        long errorsWritten, long droppedReceived, long droppedWritten) {
            // Counted by who asks.
        }
    };

    private final LinuxOs os;
    private final NetlinkClient client;
    private final AttributeCursor attributes = new AttributeCursor();
    private final Source source;
    private CounterSink sink = NOWHERE;
    private int count;

    LinuxCounters(LinuxOs os, NetlinkClient client) {
        this.os = os;
        this.client = client;
        this.source = probe();
    }

    /** Reads by the given way, whatever else would work. */
    LinuxCounters(LinuxOs os, NetlinkClient client, Source source) {
        this.os = os;
        this.client = client;
        this.source = source;
    }

    Source source() {
        return source;
    }

    /** Reads the counters of all links. */
    void all(CounterSink target) {
        switch (source) {
            case RTM_GETSTATS -> require("RTM_GETSTATS", RtnetlinkRequests.counters(client.out()), target);
            case IFLA_STATS64 -> require("RTM_GETLINK", RtnetlinkRequests.links(client.out()), target);
            case PROC_NET_DEV -> new ProcNetDev(names()).read(os.procNetDev(), target);
        }
    }

    /** Reads the counters of one link; no row if it is gone. */
    void one(int index, CounterSink target) {
        switch (source) {
            case RTM_GETSTATS -> orGone("RTM_GETSTATS", RtnetlinkRequests.counters(client.out(), index), target);
            case IFLA_STATS64 -> orGone("RTM_GETLINK", RtnetlinkRequests.linkByIndex(client.out(), index), target);
            case PROC_NET_DEV -> {
                Map<String, Integer> names = names();
                names.values().removeIf(each -> each != index);
                new ProcNetDev(names).read(os.procNetDev(), target);
            }
        }
    }

    @Override
    public void close() {
        close(Deadline.toClose());
    }

    /** The same, with a time for the whole backend. */
    void close(Deadline deadline) {
        client.close(deadline);
    }

    private Source probe() {
        if (works(RtnetlinkRequests.counters(client.out()))) {
            return Source.RTM_GETSTATS;
        }
        return works(RtnetlinkRequests.links(client.out())) ? Source.IFLA_STATS64 : Source.PROC_NET_DEV;
    }

    /** Whether a request is answered with counters; every network namespace has at least the loopback link. */
    private boolean works(int length) {
        try {
            return exchange("probe of the counters", length, NOWHERE) == 0 && count > 0;
        } catch (BackendException e) {
            Log.LOGGER.log(System.Logger.Level.DEBUG, "one way to the counters does not work", e);
            return false;
        }
    }

    private void require(String call, int length, CounterSink target) {
        int errno = exchange(call, length, target);
        if (errno != 0) {
            throw client.refused(call, errno);
        }
    }

    private void orGone(String call, int length, CounterSink target) {
        int errno = exchange(call, length, target);
        if (errno != 0 && errno != Errno.ENODEV) {
            throw client.refused(call, errno);
        }
    }

    private int exchange(String call, int length, CounterSink target) {
        count = 0;
        sink = target;
        try {
            return client.exchange(call, length, this);
        } finally {
            sink = NOWHERE;
        }
    }

    @Override
    public void message(int type, ByteBuffer buffer, int payload, int end) {
        if (type == Rtnetlink.RTM_NEWSTATS) {
            row(buffer, payload, payload + Rtnetlink.IF_STATS_MSG_BYTES, end, Rtnetlink.IFLA_STATS_LINK_64);
        } else if (type == Rtnetlink.RTM_NEWLINK) {
            row(buffer, payload, payload + Rtnetlink.IFINFOMSG_BYTES, end, Rtnetlink.IFLA_STATS64);
        }
    }

    /** Both kinds of message have the link's number four bytes in. The attribute is only aligned to four bytes; a buffer does not mind. */
    private void row(ByteBuffer buffer, int payload, int from, int end, int wanted) {
        attributes.over(buffer, from, end);
        while (attributes.next()) {
            if (attributes.type() == wanted && attributes.length() >= Rtnetlink.STATS_BYTES_NEEDED) {
                int at = attributes.at();
                count++;
                sink.row(buffer.getInt(payload + 4), buffer.getLong(at + Rtnetlink.RX_BYTES), buffer.getLong(at + Rtnetlink.TX_BYTES),
                    buffer.getLong(at + Rtnetlink.RX_PACKETS), buffer.getLong(at + Rtnetlink.TX_PACKETS),
                    buffer.getLong(at + Rtnetlink.RX_ERRORS), buffer.getLong(at + Rtnetlink.TX_ERRORS),
                    buffer.getLong(at + Rtnetlink.RX_DROPPED), buffer.getLong(at + Rtnetlink.TX_DROPPED));
                return;
            }
        }
    }

    private Map<String, Integer> names() {
        Map<String, Integer> names = new HashMap<>();
        client.require("RTM_GETLINK", RtnetlinkRequests.links(client.out()), (type, buffer, payload, end) -> {
            if (type == Rtnetlink.RTM_NEWLINK) {
                LinkMessage.parse(buffer, payload, end).ifPresent(link -> names.put(link.name(), link.index()));
            }
        });
        return names;
    }
}
