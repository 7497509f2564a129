package io.github.netsession.sim;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Bytes on their way through an access point, down or up. Transfers of one direction share its bandwidth equally. */
public final class SimTransfer {

    /** The state of a transfer. No constant will be added. */
    public enum State {
        /** Under way. */
        RUNNING,
        /** All its bytes have arrived. */
        DONE,
        /** The access point went down or out of range first. */
        BROKEN,
        /** It was cancelled first. */
        CANCELLED
    }

    /** Moves transfers through an access point. */
    interface Carrier {

        /** Answers a question about a transfer under the lock, as of the present moment. */
        <T> T look(Supplier<T> question);

        /** Ends a transfer, if it is still running. */
        void cancel(SimTransfer transfer);
    }

    private final Carrier carrier;
    private final boolean isDownload;
    private final long bytes;
    private final Consumer<SimTransfer> onEnd;
    private State state = State.RUNNING;
    private long moved;
    /** The part of a byte that is under way, in byte nanoseconds a second. */
    private long restByteNanos;

    SimTransfer(Carrier carrier, boolean isDownload, long bytes, Consumer<SimTransfer> onEnd) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a transfer moves at least one byte, not " + bytes);
        }
        this.carrier = carrier;
        this.isDownload = isDownload;
        this.bytes = bytes;
        this.onEnd = Objects.requireNonNull(onEnd, "onEnd");
    }

    /**
     * Returns the state of the transfer.
     *
     * @return the state
     */
    public State state() {
        return carrier.look(() -> state);
    }

    /**
     * Returns how much has arrived by now.
     *
     * @return bytes
     */
    public long bytesMoved() {
        return carrier.look(() -> moved);
    }

    /** Ends it now, if it is still running. */
    public void cancel() {
        carrier.cancel(this);
    }

    // All but tell() requires the lock from here on.

    boolean isDownload() {
        return isDownload;
    }

    /** Moves what arrives in a time at a rate, and returns how much that is; never more than is left. */
    long move(long bytesPerSecond, long nanos) {
        long milliseconds = nanos / 1_000_000;
        long byteNanos = bytesPerSecond * (nanos % 1_000_000) + restByteNanos;
        long wholeMilli = Math.min(bytes, bytesPerSecond / 1000 * milliseconds + bytesPerSecond % 1000 * milliseconds / 1000);
        long restMilli = bytesPerSecond % 1000 * milliseconds % 1000;
        byteNanos += restMilli * 1_000_000;
        long arrived = Math.min(bytes - moved, wholeMilli + byteNanos / 1_000_000_000L);
        restByteNanos = byteNanos % 1_000_000_000L;
        moved += arrived;
        return arrived;
    }

    /** Returns how long the rest takes at a rate, in nanoseconds, rounded up. */
    long restNanos(long bytesPerSecond) {
        long left = bytes - moved;
        double nanos = Math.ceil((left * 1e9 - restByteNanos) / bytesPerSecond);
        return nanos >= Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, (long) nanos);
    }

    boolean isComplete() {
        return moved == bytes;
    }

    void end(State ended) {
        state = ended;
    }

    /** Calls the application back. Requires that the lock is not held. */
    void tell() {
        onEnd.accept(this);
    }
}
