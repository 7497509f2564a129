package io.github.netsession.windows.jna;

import com.sun.jna.Function;
import com.sun.jna.Native;
import io.github.netsession.jna.DirectMapping;
import io.github.netsession.jna.JnaLibrary;
import io.github.netsession.jna.JnaUnusable;
import io.github.netsession.jna.NativeMemory;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.CounterSink;
import io.github.netsession.windows.AdapterRow;
import io.github.netsession.windows.ChangePort;
import io.github.netsession.windows.ConnectivityHint;
import io.github.netsession.windows.InterfaceRow;
import io.github.netsession.windows.RouteRow;
import io.github.netsession.windows.SocketPort;
import io.github.netsession.windows.Win32;
import io.github.netsession.windows.WindowsOs;
import io.github.netsession.windows.jna.Layouts.FILETIME;
import io.github.netsession.windows.jna.Layouts.IP_ADDRESS_PREFIX;
import io.github.netsession.windows.jna.Layouts.MIB_IPFORWARD_ROW2;
import io.github.netsession.windows.jna.Layouts.NL_NETWORK_CONNECTIVITY_HINT;
import io.github.netsession.windows.jna.Layouts.SOCKADDR_IN;
import io.github.netsession.windows.jna.Layouts.SOCKADDR_IN6;
import io.github.netsession.windows.jna.Layouts.SOCKADDR_INET;
import io.github.netsession.windows.wifi.WifiPort;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Windows itself, through JNA. Making the first one loads JNA, its native half and iphlpapi. */
public final class JnaWindowsOs implements WindowsOs {

    private static final String LIBRARY = "iphlpapi";
    private static final int TICK_NANOS = 100;
    private static final long TICKS_PER_SECOND = 10_000_000;
    /** Source: minwinbase.h, FILETIME: 100-nanosecond intervals since January 1, 1601 (UTC). */
    private static final Instant FILETIME_EPOCH = Instant.parse("1601-01-01T00:00:00Z");

    private final AdapterTable adapters = new AdapterTable();
    private final SocketPort sockets = new JnaSocketPort();
    private final Optional<Function> bestRoute;
    private final Optional<Function> bestInterface;
    private final Optional<Function> hint;

    /**
     * Checks that this is a process whose binary interface is known.
     *
     * @throws BackendException if it is not, or if JNA's native half cannot be used
     * @throws LinkageError if JNA is missing or of another version, or iphlpapi cannot be loaded
     */
    public JnaWindowsOs() {
        load();
        DirectMapping.keep(); // Until the process ends: the other classes of this backend are never unmapped.
        if (Native.POINTER_SIZE != Long.BYTES) {
            throw new BackendException(Kind.UNSUPPORTED, "JNA", "only 64-bit processes are supported, and this one has pointers of "
                + Native.POINTER_SIZE + " bytes");
        }
        bestRoute = Libraries.find(LIBRARY, "GetBestRoute2");
        bestInterface = Libraries.find(LIBRARY, "GetBestInterfaceEx");
        hint = Libraries.find(LIBRARY, "GetNetworkConnectivityHint");
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
        return IfTable.rows();
    }

    @Override
    public void counters(CounterSink sink) {
        IfTable.counters(sink);
    }

    @Override
    public void counters(int index, CounterSink sink) {
        IfTable.counters(index, sink);
    }

    @Override
    public List<AdapterRow> adapters() {
        return adapters.rows();
    }

    @Override
    public Optional<RouteRow> route(InetAddress destination, int only) {
        ByteBuffer address = sockaddr(destination);
        int code = Win32.ERROR_CALL_NOT_IMPLEMENTED;
        if (bestRoute.isPresent()) {
            ByteBuffer row = NativeMemory.buffer(MIB_IPFORWARD_ROW2.SIZE);
            ByteBuffer source = NativeMemory.buffer(SOCKADDR_INET.SIZE);
            code = bestRoute.get().invokeInt(new Object[] {0L, only, 0L, address, 0, row, source});
            if (code == Win32.ERROR_SUCCESS) {
                return Optional.of(new RouteRow(row.getInt(MIB_IPFORWARD_ROW2.InterfaceIndex),
                    row.get(MIB_IPFORWARD_ROW2.DestinationPrefix + IP_ADDRESS_PREFIX.PrefixLength) & 0xff,
                    inet(row, MIB_IPFORWARD_ROW2.NextHop).isPresent(), inet(source, 0)));
            }
            if (isNoRoute(code)) {
                return Optional.empty();
            }
        }
        if (only != 0) {
            throw Win32.refused("GetBestRoute2", code);
        }
        return interfaceTo(address);
    }

    /** An address of either family; empty if it is all zeros, as the next hop of a route without a gateway is. */
    private static Optional<InetAddress> inet(ByteBuffer memory, int at) {
        boolean is4 = (memory.getShort(at + SOCKADDR_INET.si_family) & 0xffff) == IpConstants.AF_INET;
        byte[] bytes = new byte[is4 ? 4 : 16];
        memory.get(at + (is4 ? SOCKADDR_IN.sin_addr : SOCKADDR_IN6.sin6_addr), bytes);
        try {
            return Optional.of(InetAddress.getByAddress(bytes)).filter(address -> !address.isAnyLocalAddress());
        } catch (UnknownHostException wrongLength) {
            throw new IllegalArgumentException(wrongLength);
        }
    }

    private Optional<RouteRow> interfaceTo(ByteBuffer address) {
        ByteBuffer index = NativeMemory.buffer(Integer.BYTES);
        int code = bestInterface.map(function -> function.invokeInt(new Object[] {address, index}))
            .orElse(Win32.ERROR_CALL_NOT_IMPLEMENTED);
        if (code == Win32.ERROR_SUCCESS) {
            return Optional.of(new RouteRow(index.getInt(0), 0, false, Optional.empty()));
        }
        if (isNoRoute(code)) {
            return Optional.empty();
        }
        throw Win32.refused("GetBestInterfaceEx", code);
    }

    private static boolean isNoRoute(int code) {
        return code == Win32.ERROR_NETWORK_UNREACHABLE || code == Win32.ERROR_HOST_UNREACHABLE || code == Win32.ERROR_NOT_FOUND;
    }

    private static ByteBuffer sockaddr(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean is4 = bytes.length == 4;
        ByteBuffer memory = NativeMemory.buffer(SOCKADDR_INET.SIZE);
        memory.putShort(SOCKADDR_INET.si_family, (short) (is4 ? IpConstants.AF_INET : IpConstants.AF_INET6));
        return memory.put(is4 ? SOCKADDR_IN.sin_addr : SOCKADDR_IN6.sin6_addr, bytes);
    }

    @Override
    public Optional<ConnectivityHint> hint() {
        if (hint.isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer memory = NativeMemory.buffer(NL_NETWORK_CONNECTIVITY_HINT.SIZE);
        int code = hint.get().invokeInt(new Object[] {memory});
        if (code != Win32.ERROR_SUCCESS) {
            throw Win32.refused("GetNetworkConnectivityHint", code);
        }
        return Optional.of(new ConnectivityHint(memory.getInt(NL_NETWORK_CONNECTIVITY_HINT.ConnectivityLevel),
            memory.getInt(NL_NETWORK_CONNECTIVITY_HINT.ConnectivityCost), memory.get(NL_NETWORK_CONNECTIVITY_HINT.ApproachingDataLimit) != 0,
            memory.get(NL_NETWORK_CONNECTIVITY_HINT.OverDataLimit) != 0, memory.get(NL_NETWORK_CONNECTIVITY_HINT.Roaming) != 0));
    }

    @Override
    public Duration suspended() {
        ByteBuffer time = NativeMemory.buffer(Long.BYTES);
        Duration all = Duration.ofMillis(Kernel32.GetTickCount64());
        if (Kernel32.QueryUnbiasedInterruptTime(time) == 0) {
            throw Win32.refused("QueryUnbiasedInterruptTime", Native.getLastError());
        }
        Duration awake = interval(time.getLong(0));
        return all.compareTo(awake) > 0 ? all.minus(awake) : Duration.ZERO;
    }

    @Override
    public Instant booted() {
        ByteBuffer time = NativeMemory.buffer(FILETIME.SIZE);
        Duration running = Duration.ofMillis(Kernel32.GetTickCount64());
        Kernel32.GetSystemTimeAsFileTime(time);
        long ticks = (long) time.getInt(FILETIME.dwHighDateTime) << 32 | time.getInt(FILETIME.dwLowDateTime) & 0xffff_ffffL;
        if (ticks <= 0) {
            throw new BackendException(Kind.FAILED, "GetSystemTimeAsFileTime", "the clock is not set");
        }
        return FILETIME_EPOCH.plus(interval(ticks)).minus(running);
    }

    private static Duration interval(long ticks) {
        return Duration.ofSeconds(ticks / TICKS_PER_SECOND, ticks % TICKS_PER_SECOND * TICK_NANOS);
    }

    @Override
    public SocketPort sockets() {
        return sockets;
    }

    @Override
    public ChangePort changes() {
        return new JnaChangePort();
    }

    @Override
    public WifiPort wifi(Runnable signal) {
        return JnaWifiPort.open(signal);
    }
}
