package io.github.netsession.sim;

import java.util.Objects;
import java.util.function.Consumer;

/** Bytes on their way through a {@link SimAccessPoint}, down or up, sharing its bandwidth equally with the others of its direction. */
public final class SimTransfer {

    /** How a transfer stands. No constant will be added. */
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

    private final SimAccessPoint accessPoint;
    private final boolean isDownload;
    private final long bytes;
    private final Consumer<SimTransfer> onEnd;
    private State state = State.RUNNING;
    private long moved;
    /** The part of a byte that is under way, in byte nanoseconds a second. */
    private long restByteNanos;

    SimTransfer(SimAccessPoint accessPoint, boolean isDownload, long bytes, Consumer<SimTransfer> onEnd) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a transfer moves at least one byte, not " + bytes);
        }
        this.accessPoint = accessPoint;
        this.isDownload = isDownload;
        this.bytes = bytes;
        this.onEnd = Objects.requireNonNull(onEnd, "onEnd");
    }

    /**
     * How it stands.
     *
     * @return the state
     */
    public State state() {
        return accessPoint.flow().look(() -> state);
    }

    /**
     * How much has arrived by now.
     *
     * @return bytes
     */
    public long bytesMoved() {
        return accessPoint.flow().look(() -> moved);
    }

    /** Ends it now, if it is still running. */
    public void cancel() {
        accessPoint.flow().cancel(this);
    }

    // Under the world's lock from here on.

    boolean isDownload() {
        return isDownload;
    }

    /** What arrives in a time at a rate; never more than is left. */
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

    /** How long the rest takes at a rate, in nanoseconds, rounded up. */
    long restNanos(long bytesPerSecond) {
        long left = bytes - moved;
        double nanos = Math.ceil((left * 1e9 - restByteNanos) / bytesPerSecond);
        return nanos >= Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, (long) nanos);
    }

    boolean isComplete() {
        return moved == bytes;
    }

    boolean isRunning() {
        return state == State.RUNNING;
    }

    void end(State ended) {
        state = ended;
    }

    /** Without the lock: tells whoever began it. */
    void tell() {
        onEnd.accept(this);
    }
}
