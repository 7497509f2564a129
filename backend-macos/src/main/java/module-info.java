/**
 * The macOS backend: network services and changes through SystemConfiguration's dynamic store, links and addresses by getifaddrs, reach and
 * cost by the path monitor of Network.framework, counters of 64 bits by the interface MIB; it starts and stops VPN and PPP services. No run
 * loop, no elevation, no entitlement.
 *
 * <p>Exports nothing; it is found as a {@link io.github.netsession.spi.BackendProvider}. One system property exists:
 * {@code netsession.macos.corewlan} ({@code true}: read the Wi-Fi signal through CoreWLAN, on a thread of its own).
 *
 * @provides io.github.netsession.spi.BackendProvider.ForMacOs named {@code macos}
 */
@SuppressWarnings("requires-automatic") // JNA's plain jar has a module name and no descriptor.
module io.github.netsession.macos {
    requires io.github.netsession;
    requires io.github.netsession.jna;
    requires com.sun.jna;

    provides io.github.netsession.spi.BackendProvider.ForMacOs with io.github.netsession.macos.MacBackendProvider;

    opens io.github.netsession.macos.jna to com.sun.jna;
}
