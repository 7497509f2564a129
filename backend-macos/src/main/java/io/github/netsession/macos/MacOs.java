package io.github.netsession.macos;

import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.CounterSink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Every call to macOS that the backend makes. None needs elevation or a run loop. What is called back comes on threads of macOS's, which must
 * not be kept. From any thread, unless it says otherwise.
 */
public interface MacOs extends AutoCloseable {

    /**
     * All interfaces and their addresses, by one call. Source: getifaddrs(3).
     *
     * @return the rows
     * @throws BackendException if the kernel refuses
     */
    List<InterfaceRow> interfaces();

    /**
     * The counters of all interfaces, by one call. For one thread at a time, as the next. Source: sysctl(3), IFMIB_IFALLDATA.
     *
     * @param sink takes the rows
     * @throws BackendException if the kernel refuses
     */
    void counters(CounterSink sink);

    /**
     * The counters of one interface. Source: sysctl(3), IFMIB_IFDATA.
     *
     * @param index its number
     * @param sink takes its row; none if it is gone
     * @throws BackendException if the kernel refuses
     */
    void counters(int index, CounterSink sink);

    /**
     * Why the counters have 32 bits only.
     *
     * @return the reason; empty if they have 64
     */
    Optional<String> countersObstacle();

    /**
     * Why the counters could not be read when that was tried last.
     *
     * @return the reason; empty if they could, or if it is one that passes
     */
    Optional<String> countersRefusal();

    /**
     * How long the machine has been suspended since it booted. Source: mach_continuous_time, which counts that time, less
     * mach_absolute_time, which does not.
     *
     * @return the time, not negative; empty where macOS has no such clock
     */
    Optional<Duration> suspended();

    /**
     * The id of this boot of the machine. Needs no privilege. Source: XNU, bsd/kern/kern_sysctl.c, kern.bootsessionuuid.
     *
     * @return the id, a UUID as text; not blank
     * @throws BackendException if the kernel refuses
     */
    String bootSession();

    /**
     * Connects to configd, and watches. May take as long as configd likes.
     *
     * @param changed is told of changes
     * @return the session
     * @throws BackendException if configd refuses
     */
    StorePort store(Consumer<StoreChange> changed);

    /**
     * Watches the preferred way.
     *
     * @param changed is told when macOS has looked at it again; its state may be the same
     * @return where the state is
     * @throws BackendException UNSUPPORTED where macOS has no path monitor
     */
    PathPort path(Runnable changed);

    /**
     * A service that is connected and disconnected. May take as long as configd likes.
     *
     * @param serviceId its id
     * @param changed is told its status when that changes
     * @return the service
     * @throws BackendException if configd refuses
     */
    ConnectionPort connection(String serviceId, IntConsumer changed);

    /**
     * What sort each interface is, by its BSD name. May take many seconds: it asks every driver. Source: SCNetworkInterfaceCopyAll.
     *
     * @return what is known
     * @throws BackendException if it is refused
     */
    Map<String, InterfaceKind> kinds();

    /**
     * Begins to ask the kernel about its routes. Source: route(4).
     *
     * @return where to ask, to be closed
     * @throws BackendException if the kernel refuses
     */
    RoutePort routes();

    /**
     * The calls about sockets of the application.
     *
     * @return the calls
     */
    SocketPort sockets();

    /**
     * Connects to CoreWLAN.
     *
     * @return the connection
     * @throws BackendException UNSUPPORTED where there is none
     */
    WifiPort wifi();

    /** Gives the queue back; after everything that was watched is closed. */
    @Override
    void close();
}
