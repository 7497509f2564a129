/**
 * The Windows backend: links, addresses, counters, routes and changes through IP Helper, reach and cost through its connectivity hints
 * (Windows 10 2004 and later), Wi-Fi profiles through Native Wifi where that is installed. No COM, no WinRT, no elevation.
 *
 * <p>Exports nothing; it is found as a {@link io.github.netsession.spi.BackendProvider}. One system property exists:
 * {@code netsession.windows.location} ({@code never}: make no call that Windows 11 24H2 puts behind the location permission; then the
 * signal is not known, nor which profile a Wi-Fi adapter was connected with before this program began).
 *
 * @provides io.github.netsession.spi.BackendProvider.ForWindows named {@code windows}
 */
@SuppressWarnings("requires-automatic") // JNA's plain jar has a module name and no descriptor.
module io.github.netsession.windows {
    requires io.github.netsession;
    requires io.github.netsession.jna;
    requires com.sun.jna;

    provides io.github.netsession.spi.BackendProvider.ForWindows with io.github.netsession.windows.WindowsBackendProvider;

    opens io.github.netsession.windows.jna to com.sun.jna;
}
