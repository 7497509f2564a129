package io.github.netsession.sim;

import io.github.netsession.Registration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The traffic of an access point: a steady one, and transfers that share its bandwidth. It is computed when it is asked for; nothing ticks. */
final class Flow implements SimTransfer.Carrier {

    private static final long MAX_BYTES_PER_SECOND = 100_000_000_000L;

    private final Changes changes;
    private final SimDevice device;
    private final List<SimTransfer> transfers = new ArrayList<>();
    private long steadyReceived;
    private long steadyWritten;
    private long steadyRestReceived;
    private long steadyRestWritten;
    private long bandwidthDown = 1_000_000;
    private long bandwidthUp = 1_000_000;
    private long totalReceived;
    private long totalWritten;
    private long countedAtNanos;
    private boolean isFlowing;
    private Optional<Registration> nextEnd = Optional.empty();

    Flow(Changes changes, SimDevice device) {
        this.changes = changes;
        this.device = device;
        this.countedAtNanos = changes.clock().nanos();
    }

    static void checkRate(String what, long perSecond, long least) {
        if (perSecond < least || perSecond > MAX_BYTES_PER_SECOND) {
            throw new IllegalArgumentException(what + ' ' + perSecond + " is not within " + least + " to " + MAX_BYTES_PER_SECOND + " bytes a second");
        }
    }

    /** Brings transfers and the device's counters up to the present moment. Requires the lock. */
    void count(SimCounters counters) {
        long nanos = changes.clock().nanos() - countedAtNanos;
        countedAtNanos += nanos;
        if (!isFlowing || nanos == 0) {
            return;
        }
        long received = steady(steadyReceived, nanos, true);
        long written = steady(steadyWritten, nanos, false);
        long down = share(true);
        long up = share(false);
        for (SimTransfer transfer : transfers) {
            if (transfer.isDownload()) {
                received += transfer.move(down, nanos);
            } else {
                written += transfer.move(up, nanos);
            }
        }
        counters.add(received, written);
        totalReceived += received;
        totalWritten += written;
    }

    /** Requires the lock, and a {@link #count} before it. */
    long received() {
        return totalReceived;
    }

    /** Requires the lock, and a {@link #count} before it. */
    long written() {
        return totalWritten;
    }

    /** Whole milliseconds first, so that terabytes a second over years do not overflow; a remainder of less than a byte is kept. */
    private long steady(long perSecond, long nanos, boolean down) {
        long milliseconds = nanos / 1_000_000;
        long rest = perSecond % 1000 * milliseconds % 1000 * 1_000_000 + perSecond * (nanos % 1_000_000)
            + (down ? steadyRestReceived : steadyRestWritten);
        if (down) {
            steadyRestReceived = rest % 1_000_000_000L;
        } else {
            steadyRestWritten = rest % 1_000_000_000L;
        }
        return perSecond / 1000 * milliseconds + perSecond % 1000 * milliseconds / 1000 + rest / 1_000_000_000L;
    }

    private long share(boolean isDownload) {
        long sharers = transfers.stream().filter(transfer -> transfer.isDownload() == isDownload).count();
        return sharers == 0 ? 0 : Math.max(1, (isDownload ? bandwidthDown : bandwidthUp) / sharers);
    }

    /** Requires the lock, and a {@link #count} before it. */
    void steady(long received, long written) {
        steadyReceived = received;
        steadyWritten = written;
    }

    /** Requires the lock, and a {@link #count} before it. */
    void bandwidth(long down, long up) {
        bandwidthDown = down;
        bandwidthUp = up;
    }

    /** Follows a change of the access point: if it carries nothing any more, transfers break. Requires the lock; returns the transfers to report. */
    List<SimTransfer> follow(boolean flowing) {
        List<SimTransfer> ended = new ArrayList<>();
        if (isFlowing && !flowing) {
            transfers.forEach(transfer -> transfer.end(SimTransfer.State.BROKEN));
            ended.addAll(transfers);
            transfers.clear();
        }
        isFlowing = flowing;
        schedule();
        return ended;
    }

    SimTransfer begin(boolean isDownload, long bytes, Consumer<SimTransfer> onEnd) {
        SimTransfer transfer = new SimTransfer(this, isDownload, bytes, onEnd);
        boolean begun;
        synchronized (changes) {
            device.count();
            begun = isFlowing;
            if (begun) {
                transfers.add(transfer);
                schedule();
            } else {
                transfer.end(SimTransfer.State.BROKEN);
            }
        }
        if (!begun) {
            transfer.tell();
        }
        return transfer;
    }

    @Override
    public void cancel(SimTransfer transfer) {
        boolean ended;
        synchronized (changes) {
            device.count();
            ended = transfers.remove(transfer);
            if (ended) {
                transfer.end(SimTransfer.State.CANCELLED);
                schedule();
            }
        }
        if (ended) {
            transfer.tell();
        }
    }

    @Override
    public <T> T look(Supplier<T> what) {
        synchronized (changes) {
            device.count();
            return what.get();
        }
    }

    private void schedule() {
        nextEnd.ifPresent(Registration::close);
        long down = share(true);
        long up = share(false);
        nextEnd = transfers.stream().map(transfer -> transfer.restNanos(transfer.isDownload() ? down : up)).min(Long::compare)
            .map(nanos -> changes.clock().after(Duration.ofNanos(nanos), this::endComplete));
    }

    private void endComplete() {
        List<SimTransfer> done;
        synchronized (changes) {
            device.count();
            done = transfers.stream().filter(SimTransfer::isComplete).toList();
            transfers.removeAll(done);
            done.forEach(transfer -> transfer.end(SimTransfer.State.DONE));
            schedule();
        }
        done.forEach(SimTransfer::tell);
    }
}
