package io.github.netsession.windows;

import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.CounterSink;
import io.github.netsession.windows.wifi.WifiPort;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every call to Windows that the backend makes. None needs elevation, none starts COM. From any thread, unless it says otherwise. */
public interface WindowsOs {

    /**
     * All interfaces but the filters that repeat others, by one call. Source: GetIfTable2Ex, MibIfTableNormal.
     *
     * @return the rows
     * @throws BackendException if Windows refuses
     */
    List<InterfaceRow> interfaces();

    /**
     * The counters of all interfaces but filters, by one call. Source: GetIfTable2Ex.
     *
     * @param sink takes the rows
     * @throws BackendException if Windows refuses
     */
    void counters(CounterSink sink);

    /**
     * The counters of one interface. Source: GetIfEntry2.
     *
     * @param index its number
     * @param sink takes its row; none if it is gone
     * @throws BackendException if Windows refuses
     */
    void counters(int index, CounterSink sink);

    /**
     * The addresses of all interfaces that TCP/IP is bound to, by one call. For one thread at a time. Source: GetAdaptersAddresses.
     *
     * @return the rows
     * @throws BackendException if Windows refuses
     */
    List<AdapterRow> adapters();

    /**
     * Which interface a packet to an address would leave by. Sends nothing. Source: GetBestRoute2, and where that is not to be had
     * GetBestInterfaceEx, which knows of no interface that alone counts.
     *
     * @param destination the address
     * @param only the number of the interface whose routes alone count; 0 for all
     * @return the route; empty if there is none
     * @throws BackendException if neither of the two answers
     */
    Optional<RouteRow> route(InetAddress destination, int only);

    /**
     * How far the preferred connection reaches, and what it costs. Source: GetNetworkConnectivityHint.
     *
     * @return the hint; empty where Windows is older than the function (Windows 10 2004)
     * @throws BackendException if Windows refuses
     */
    Optional<ConnectivityHint> hint();

    /**
     * How long the machine has been suspended since it booted. Source: GetTickCount64, which counts that time, less
     * QueryUnbiasedInterruptTime, which does not.
     *
     * @return the time, not negative; accurate to about a sixtieth of a second
     * @throws BackendException if a clock cannot be read
     */
    Duration suspended();

    /**
     * When the machine was booted, by its own clock: moves when that is set. Source: GetSystemTimeAsFileTime, less GetTickCount64, which counts
     * the time suspended too.
     *
     * @return the time; two calls in one boot may differ by some milliseconds
     * @throws BackendException if a clock cannot be read
     */
    Instant booted();

    /**
     * The calls about sockets of the application.
     *
     * @return the calls
     */
    SocketPort sockets();

    /**
     * Asks for notices of changes.
     *
     * @return where they arrive
     * @throws BackendException if there is no place to wait at
     */
    ChangePort changes();

    /**
     * Connects to the Wi-Fi service.
     *
     * @param signal is called, on a thread of Windows, when there is a notice to be taken
     * @return the connection
     * @throws BackendException MISSING parts are UNSUPPORTED; a service that does not run is NOT_READY
     */
    WifiPort wifi(Runnable signal);
}
