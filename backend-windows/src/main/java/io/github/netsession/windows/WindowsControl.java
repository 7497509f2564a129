package io.github.netsession.windows;

import io.github.netsession.ConfigurationId;
import io.github.netsession.internal.PrintableText;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.StartResult;
import io.github.netsession.windows.wifi.WifiService;

/**
 * Starts and stops Wi-Fi profiles; anything else it refuses. Whether Windows asks the user something on the way (a key, a certificate) is
 * Windows' own matter, also where the caller wants nobody to be asked. For one thread at a time.
 */
final class WindowsControl {

    private final WindowsOs os;
    private final WifiService wifi;

    WindowsControl(WindowsOs os, WifiService wifi) {
        this.os = os;
        this.wifi = wifi;
    }

    StartResult start(ConfigurationId id) {
        if (WifiService.owns(id)) {
            return wifi.start(id);
        }
        InterfaceRow row = present(id);
        if (row.isUp() && row.hasCarrier()) {
            return StartResult.NOT_OURS; // It is up, and at most waiting for an address.
        }
        throw watchOnly("start", row);
    }

    /** One that is down already is no affair of ours. */
    void stop(ConfigurationId id) {
        if (WifiService.owns(id)) {
            wifi.stop(id);
            return;
        }
        InterfaceRow row = present(id);
        if (row.isUp() && row.isOperational()) {
            throw watchOnly("stop", row);
        }
    }

    void scan() {
        wifi.scan();
    }

    private InterfaceRow present(ConfigurationId id) {
        return os.interfaces().stream().filter(row -> AccessPointRules.id(row).equals(id)).findFirst()
            .orElseThrow(() -> new BackendException(Kind.GONE, "GetIfTable2Ex", "there is no such interface: " + id));
    }

    private static BackendException watchOnly(String what, InterfaceRow row) {
        return new BackendException(Kind.UNSUPPORTED, what, AccessPointRules.WATCH_ONLY.replace("NAME", '"' + PrintableText.of(row.alias()) + '"'));
    }
}
