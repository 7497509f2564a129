package io.github.netsession.sim;

import io.github.netsession.spi.CounterSink;

/** The counters of a simulated device. Under the world's lock. */
final class SimCounters {

    private static final int PACKET_BYTES = 1000;
    private static final long NARROW = (1L << 32) - 1;

    private long mask = -1;
    private long bytesReceived;
    private long bytesWritten;
    private long packetsReceived;
    private long packetsWritten;

    void add(long received, long written) {
        bytesReceived += received;
        bytesWritten += written;
        packetsReceived += (received + PACKET_BYTES - 1) / PACKET_BYTES;
        packetsWritten += (written + PACKET_BYTES - 1) / PACKET_BYTES;
    }

    /** The packet counters go on, as on a device whose byte counters are narrower. */
    void show(long received, long written) {
        bytesReceived = received;
        bytesWritten = written;
    }

    void narrow() {
        mask = NARROW;
    }

    void reset() {
        show(0, 0);
        packetsReceived = 0;
        packetsWritten = 0;
    }

    long shownReceived() {
        return bytesReceived & mask;
    }

    long shownWritten() {
        return bytesWritten & mask;
    }

    void row(int linkIndex, CounterSink sink) {
        sink.row(linkIndex, shownReceived(), shownWritten(), packetsReceived & mask, packetsWritten & mask, 0, 0, 0, 0);
    }
}
