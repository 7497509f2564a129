package io.github.netsession.sim;

import io.github.netsession.spi.CounterSink;

/** The counters of a simulated device: they grow by rates, in virtual time. Under the world's lock. */
final class SimCounters {

    private static final int PACKET_BYTES = 1000;

    private long receivedPerSecond;
    private long writtenPerSecond;
    private long bytesReceived;
    private long bytesWritten;
    private long packetsReceived;
    private long packetsWritten;
    private long countedAtNanos;

    /** Brings the counters up to the present moment, at the rates that held until now. */
    void count(long nowNanos, boolean flowing) {
        if (flowing) {
            long received = bytes(receivedPerSecond, nowNanos - countedAtNanos);
            long written = bytes(writtenPerSecond, nowNanos - countedAtNanos);
            bytesReceived += received;
            bytesWritten += written;
            packetsReceived += (received + PACKET_BYTES - 1) / PACKET_BYTES;
            packetsWritten += (written + PACKET_BYTES - 1) / PACKET_BYTES;
        }
        countedAtNanos = nowNanos;
    }

    /** Whole milliseconds first, so that terabytes a second over years do not overflow. */
    private static long bytes(long perSecond, long nanos) {
        return perSecond / 1000 * (nanos / 1_000_000) + perSecond % 1000 * (nanos / 1_000_000) / 1000;
    }

    void rates(long received, long written) {
        receivedPerSecond = received;
        writtenPerSecond = written;
    }

    /** The packet counters go on, as on a device whose byte counters are narrower. */
    void show(long received, long written) {
        bytesReceived = received;
        bytesWritten = written;
    }

    void reset() {
        show(0, 0);
        packetsReceived = 0;
        packetsWritten = 0;
    }

    void row(int linkIndex, CounterSink sink) {
        sink.row(linkIndex, bytesReceived, bytesWritten, packetsReceived, packetsWritten, 0, 0, 0, 0);
    }
}
