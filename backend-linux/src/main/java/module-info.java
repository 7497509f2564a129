/**
 * The Linux backend: links, addresses, routes, counters and changes through rtnetlink, wireless links through nl80211, and profiles, their
 * starting and stopping, cost and reach through NetworkManager on the system bus, where that is. The bus is found by
 * {@code DBUS_SYSTEM_BUS_ADDRESS}, if that names a local socket, or at its standard place.
 *
 * <p>Exports nothing; it is found as a {@link io.github.netsession.spi.BackendProvider}. Two system properties exist for
 * diagnosis and tests: {@code netsession.linux.rcvbuf} (bytes of the socket buffer for change notices) and
 * {@code netsession.linux.noEvents} ({@code true}: do not subscribe to change notices, look every ten seconds instead).
 *
 * @provides io.github.netsession.spi.BackendProvider.ForLinux named {@code linux}
 */
@SuppressWarnings("requires-automatic") // JNA's plain jar has a module name and no descriptor.
module io.github.netsession.linux {
    requires io.github.netsession;
    requires io.github.netsession.jna;
    requires com.sun.jna;

    provides io.github.netsession.spi.BackendProvider.ForLinux with io.github.netsession.linux.LinuxBackendProvider;

    opens io.github.netsession.linux.jna to com.sun.jna;
}
