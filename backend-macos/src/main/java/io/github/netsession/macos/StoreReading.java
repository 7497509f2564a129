package io.github.netsession.macos;

import java.util.List;
import java.util.Map;

/**
 * What configd said at one moment.
 *
 * @param store the values by key
 * @param services the services in them
 * @param statuses of those that are connected and disconnected, by id
 */
record StoreReading(Map<String, Object> store, List<NetworkService> services, Map<String, Integer> statuses) {

    int status(NetworkService service) {
        return statuses.getOrDefault(service.id(), ConnectionPort.INVALID);
    }
}
