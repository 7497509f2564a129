package io.github.netsession.macos;

import io.github.netsession.spi.BackendException;
import java.util.Optional;

/** What CoreWLAN says. For one thread; each call may take as long as the Wi-Fi service likes. */
public interface WifiPort {

    /**
     * One Wi-Fi interface.
     *
     * @param isOn whether its radio is on
     * @param signalDbm how strong the signal is, in dBm, negative; 0 if there is none
     * @param isNamed whether the network's name is told: only with the location permission
     */
    record Wifi(boolean isOn, long signalDbm, boolean isNamed) {
    }

    /**
     * Reads one interface.
     *
     * @param interfaceName its BSD name
     * @return what is known; empty if it is no Wi-Fi interface
     * @throws BackendException if CoreWLAN gives no client
     */
    Optional<Wifi> read(String interfaceName);
}
