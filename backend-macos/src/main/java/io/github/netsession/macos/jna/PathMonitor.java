package io.github.netsession.macos.jna;

import com.sun.jna.Function;
import io.github.netsession.macos.Log;
import io.github.netsession.macos.PathPort;
import io.github.netsession.macos.PathState;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.BackendException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The monitor of the preferred way. It serves once: cancelled, it is given back, after it has said that it is cancelled, for only then does
 * nothing look at the blocks any more. Source: Network/path_monitor.h, Network/path.h.
 */
final class PathMonitor implements PathPort {

    private static final String LIBRARY = "Network";
    /** Twice at most: a backend has a second to close. */
    private static final long CANCEL_MILLIS = 200;
    private static final List<String> CALLS = List.of("nw_path_monitor_create", "nw_path_monitor_set_queue", "nw_path_monitor_set_update_handler",
        "nw_path_monitor_set_cancel_handler", "nw_path_monitor_start", "nw_path_monitor_cancel", "nw_release");
    /** C's bool is the lowest byte; what is above it is undefined. */
    private static final int BOOL = 0xff;

    private final WorkQueue queue;
    private final Runnable changed;
    private final Optional<Function> isConstrained = Libraries.find(LIBRARY, "nw_path_is_constrained");
    private final Function status = required("nw_path_get_status");
    private final Function isExpensive = required("nw_path_is_expensive");
    private final long monitor;
    private final Blocks.Block update;
    private final Blocks.Block cancelled;
    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile PathState state = PathState.UNKNOWN;
    private boolean isClosed;

    private PathMonitor(WorkQueue queue, Runnable changed) {
        this.queue = queue;
        this.changed = changed;
        CALLS.forEach(PathMonitor::required); // Before anything is made, which one that is missing would leave behind.
        this.monitor = required("nw_path_monitor_create").invokeLong(new Object[0]);
        if (monitor == 0) {
            throw new BackendException(Kind.FAILED, "nw_path_monitor_create", "has given nothing");
        }
        update = Blocks.take(this::updated);
        cancelled = Blocks.take(nothing -> end.countDown());
    }

    /** UNSUPPORTED where macOS has no path monitor. */
    static PathMonitor start(WorkQueue queue, Runnable changed) {
        PathMonitor path = new PathMonitor(queue, changed);
        call("nw_path_monitor_set_queue", path.monitor, queue.ref());
        call("nw_path_monitor_set_update_handler", path.monitor, path.update.address());
        call("nw_path_monitor_set_cancel_handler", path.monitor, path.cancelled.address());
        call("nw_path_monitor_start", path.monitor);
        return path;
    }

    private static Function required(String name) {
        return Libraries.find(LIBRARY, name)
            .orElseThrow(() -> new BackendException(Kind.UNSUPPORTED, name, "this macOS does not have it; it came with 10.14"));
    }

    private static void call(String name, Object... arguments) {
        required(name).invokeVoid(arguments);
    }

    /**
     * On the queue; the path is only lent. Each update is a hint, also if the state is the same: the kernel has paths looked at again when a
     * tunnel without a service takes the default route, of which configd tells nothing. Source: XNU, bsd/net/route.c,
     * rtrequest_common_locked, necp_update_all_clients for routes whose destination is 0.0.0.0 or ::, whatever their mask.
     */
    private void updated(long path) {
        state = new PathState(status.invokeInt(new Object[] {path}), isTrue(isExpensive, path),
            isConstrained.map(function -> isTrue(function, path)).orElse(false));
        first.countDown();
        changed.run();
    }

    private static boolean isTrue(Function function, long path) {
        return (function.invokeInt(new Object[] {path}) & BOOL) != 0;
    }

    @Override
    public PathState state() {
        return state;
    }

    @Override
    public String constrainedObstacle() {
        return isConstrained.isPresent() ? "" : "nw_path_is_constrained is missing; it came with macOS 10.15";
    }

    @Override
    public void awaitFirst(long millis) {
        awaits(first, millis);
    }

    private static boolean awaits(CountDownLatch latch, long millis) {
        try {
            return latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return latch.getCount() == 0;
        }
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        Blocks.silence(update);
        call("nw_path_monitor_cancel", monitor);
        boolean isOver = awaits(end, CANCEL_MILLIS) && queue.drain(CANCEL_MILLIS);
        call("nw_release", monitor);
        if (isOver) {
            Blocks.giveBack(update);
            Blocks.giveBack(cancelled);
        } else {
            Blocks.silence(cancelled);
            Log.LOGGER.log(Level.WARNING, "the path monitor did not end within {0} ms; its blocks are not used again", CANCEL_MILLIS);
        }
    }
}
