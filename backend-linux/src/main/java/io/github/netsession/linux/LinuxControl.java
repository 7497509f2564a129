package io.github.netsession.linux;

import io.github.netsession.ConfigurationId;
import io.github.netsession.linux.nm.NmOnDemand;
import io.github.netsession.spi.InterfaceIdentity;
import io.github.netsession.spi.StartOptions;
import io.github.netsession.spi.StartResult;

/**
 * Starts and stops access points: asks NetworkManager for its profiles, and the kernel for links. A link that NetworkManager only observes is
 * never stopped. For one thread at a time.
 */
final class LinuxControl {

    private final NmOnDemand networkManager;
    private final LinkSwitch links;

    LinuxControl(NmOnDemand networkManager, LinkSwitch links) {
        this.networkManager = networkManager;
        this.links = links;
    }

    StartResult start(ConfigurationId id, StartOptions options) {
        return networkManager.has(id) ? networkManager.start(id, options) : links.start(id);
    }

    /** Stops an access point for all programs. */
    void stop(ConfigurationId id) {
        if (networkManager.has(id)) {
            networkManager.stop(id);
        } else {
            networkManager.refuseIfExternal(id);
            links.stop(id);
        }
    }

    /** Stops what a session had started; false if that is gone. */
    boolean giveBack(ConfigurationId id, InterfaceIdentity started) {
        if (networkManager.has(id)) {
            return networkManager.giveBack(id, started);
        }
        networkManager.refuseIfExternal(id);
        return links.giveBack(started);
    }

    /** Only NetworkManager scans. */
    void scan() {
        networkManager.scan();
    }
}
