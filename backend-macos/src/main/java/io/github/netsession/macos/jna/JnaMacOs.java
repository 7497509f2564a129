package io.github.netsession.macos.jna;

import com.sun.jna.Function;
import com.sun.jna.Native;
import io.github.netsession.jna.DirectMapping;
import io.github.netsession.jna.JnaLibrary;
import io.github.netsession.jna.JnaUnusable;
import io.github.netsession.jna.NativeMemory;
import io.github.netsession.macos.ConnectionPort;
import io.github.netsession.macos.InterfaceKind;
import io.github.netsession.macos.InterfaceRow;
import io.github.netsession.macos.MacOs;
import io.github.netsession.macos.PathPort;
import io.github.netsession.macos.RoutePort;
import io.github.netsession.macos.ScStatus;
import io.github.netsession.macos.SocketPort;
import io.github.netsession.macos.StoreChange;
import io.github.netsession.macos.StorePort;
import io.github.netsession.macos.WifiPort;
import io.github.netsession.macos.jna.Layouts.mach_timebase_info;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.CounterSink;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** macOS itself, through JNA. Making the first one loads JNA, its native half and libSystem. */
public final class JnaMacOs implements MacOs {

    private static final String BOOT_SESSION = "kern.bootsessionuuid";
    /** More than a UUID as text and the zero byte after it, which are 37. */
    private static final int BOOT_SESSION_ROOM = 64;

    private final InterfaceNumbers numbers = new InterfaceNumbers();
    private final Counters counters;
    private final SocketPort sockets = new JnaSocketPort();
    private final WorkQueue queue;
    /** SystemConfiguration calls configd on its queue, and a VPN's extension on the queue of a connection. Either may hang, so each has its own. */
    private final WorkQueue connectionQueue;
    private final WorkQueue pathQueue;
    private final Optional<Function> continuousTime;

    /**
     * Checks that this is a process whose binary interface is known.
     *
     * @throws BackendException if it is not, or if JNA's native half cannot be used
     * @throws LinkageError if JNA is missing or of another version, or libSystem cannot be loaded
     */
    public JnaMacOs() {
        load();
        DirectMapping.keep(); // Until the process ends: the other classes of this backend are never unmapped.
        if (Native.POINTER_SIZE != Long.BYTES) {
            throw new BackendException(Kind.UNSUPPORTED, "JNA", "only 64-bit processes are supported, and this one has pointers of "
                + Native.POINTER_SIZE + " bytes");
        }
        continuousTime = Libraries.find("System", "mach_continuous_time");
        counters = new Counters(numbers);
        queue = new WorkQueue();
        connectionQueue = new WorkQueue();
        pathQueue = new WorkQueue();
    }

    private static void load() {
        try {
            JnaLibrary.load();
        } catch (JnaUnusable refused) {
            BackendException failure = new BackendException(Kind.UNSUPPORTED, "JNA", refused.problem().reason());
            failure.initCause(refused);
            throw failure.withRemedy(refused.problem().remedy());
        }
    }

    @Override
    public List<InterfaceRow> interfaces() {
        return numbers.read();
    }

    @Override
    public void counters(CounterSink sink) {
        counters.all(sink);
    }

    @Override
    public void counters(int index, CounterSink sink) {
        counters.one(index, sink);
    }

    @Override
    public Optional<String> countersObstacle() {
        return counters.obstacle();
    }

    @Override
    public Optional<String> countersRefusal() {
        return counters.refusal();
    }

    @Override
    public Optional<Duration> suspended() {
        if (continuousTime.isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer timebase = NativeMemory.buffer(mach_timebase_info.SIZE);
        LibSystem.mach_timebase_info(timebase);
        // Read in this order, so that the time between the two calls does not count as negative.
        long awake = LibSystem.mach_absolute_time();
        long all = continuousTime.get().invokeLong(new Object[0]);
        return Optional.of(duration(Math.max(0, all - awake), timebase.getInt(mach_timebase_info.numer) & 0xffff_ffffL,
            Math.max(1, timebase.getInt(mach_timebase_info.denom) & 0xffff_ffffL)));
    }

    /** A tick is numer / denom nanoseconds; on Apple's own processors 125 / 3. */
    static Duration duration(long ticks, long numer, long denom) {
        return Duration.ofNanos(ticks / denom * numer + ticks % denom * numer / denom);
    }

    @Override
    public String bootSession() {
        ByteBuffer text = NativeMemory.buffer(BOOT_SESSION_ROOM);
        ByteBuffer size = NativeMemory.buffer(Long.BYTES).putLong(0, text.capacity());
        if (LibSystem.sysctlbyname(NativeMemory.utf8(BOOT_SESSION), text, size, 0, 0) != 0) {
            throw Darwin.refused("sysctlbyname", Native.getLastError());
        }
        String id = NativeMemory.name(text, 0, (int) Math.max(0, Math.min(size.getLong(0), text.capacity())));
        if (id.isEmpty()) {
            throw new BackendException(Kind.FAILED, "sysctlbyname", BOOT_SESSION + " is empty");
        }
        return id;
    }

    @Override
    public StorePort store(Consumer<StoreChange> changed) {
        return DynamicStore.open(queue, changed);
    }

    @Override
    public PathPort path(Runnable changed) {
        return PathMonitor.start(pathQueue, changed);
    }

    @Override
    public ConnectionPort connection(String serviceId, IntConsumer changed) {
        return Connection.open(connectionQueue, serviceId, changed);
    }

    @Override
    public Map<String, InterfaceKind> kinds() {
        long all = SystemConfiguration.SCNetworkInterfaceCopyAll();
        if (all == 0) {
            throw ScStatus.refused("SCNetworkInterfaceCopyAll", SystemConfiguration.SCError());
        }
        try (Cf.Owned array = new Cf.Owned(all)) {
            Map<String, InterfaceKind> kinds = new HashMap<>();
            long count = Cf.count(array.ref());
            for (long i = 0; i < count; i++) {
                long each = CoreFoundation.CFArrayGetValueAtIndex(array.ref(), i);
                Cf.text(SystemConfiguration.SCNetworkInterfaceGetBSDName(each)).ifPresent(name -> kinds.put(name, new InterfaceKind(
                    Cf.text(SystemConfiguration.SCNetworkInterfaceGetInterfaceType(each)).orElse(""),
                    Cf.text(SystemConfiguration.SCNetworkInterfaceGetLocalizedDisplayName(each)).orElse(""))));
            }
            return kinds;
        }
    }

    @Override
    public RoutePort routes() {
        return RouteSocket.open();
    }

    @Override
    public SocketPort sockets() {
        return sockets;
    }

    @Override
    public WifiPort wifi() {
        return new CoreWlan();
    }

    @Override
    public void close() {
        queue.close();
        connectionQueue.close();
        pathQueue.close();
    }
}
