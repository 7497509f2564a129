package io.github.netsession.macos;

import io.github.netsession.Metered;
import java.util.List;
import java.util.Map;

/**
 * What configd said at one moment.
 *
 * @param store the values by key
 * @param services the services in them
 * @param statuses the status of each service that can be connected and disconnected, by id
 */
record StoreReading(Map<String, Object> store, List<NetworkService> services, Map<String, Integer> statuses) {

    int status(NetworkService service) {
        return statuses.getOrDefault(service.id(), ConnectionPort.INVALID);
    }

    /** Whether a link costs, as far as configd says: it never says that one does not. */
    Metered metered(String interfaceName) {
        return Plist.of(store, StoreKeys.INTERFACES + interfaceName + "/Link").truth("Expensive").orElse(false) ? Metered.YES : Metered.UNKNOWN;
    }
}
