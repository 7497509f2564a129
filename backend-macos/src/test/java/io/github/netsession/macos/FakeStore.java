package io.github.netsession.macos;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What configd would say, written by a test as people speak of it; and anything else, by its key. */
final class FakeStore {

    static final String WIFI = "Ethernet/AirPort/en0";
    static final String LAN = "Ethernet/Ethernet/en1";

    private final Map<String, Object> values = Collections.synchronizedMap(new LinkedHashMap<>());

    /** A copy, as configd gives one. */
    Map<String, Object> copy() {
        synchronized (values) {
            return new LinkedHashMap<>(values);
        }
    }

    FakeStore put(String key, Object value) {
        values.put(key, value);
        return this;
    }

    FakeStore remove(String key) {
        values.remove(key);
        return this;
    }

    FakeStore order(Object... ids) {
        return put(StoreKeys.SETUP_IPV4, Map.of("ServiceOrder", List.of(ids)));
    }

    /** A service as the user has set it up; {@code port}: type, hardware and device with slashes between, or the first of them. */
    FakeStore service(String id, String name, String port) {
        String[] parts = port.split("/");
        Map<String, Object> words = new HashMap<>(Map.of("Type", parts[0]));
        if (parts.length > 1) {
            words.put("Hardware", parts[1]);
        }
        if (parts.length > 2) {
            words.put("DeviceName", parts[2]);
        }
        return put(StoreKeys.SETUP_SERVICES + id, Map.of("UserDefinedName", name)).put(StoreKeys.SETUP_SERVICES + id + "/Interface", words);
    }

    FakeStore gone(String id) {
        return remove(StoreKeys.SETUP_SERVICES + id).remove(StoreKeys.SETUP_SERVICES + id + "/Interface").remove(StoreKeys.SERVICES + id + "/IPv4");
    }

    FakeStore inUse(String id, String interfaceName) {
        return put(StoreKeys.SERVICES + id + "/IPv4", Map.of("InterfaceName", interfaceName));
    }

    FakeStore portal(String id) {
        return put(StoreKeys.SERVICES + id + "/CaptivePortal", Map.of("URL", "http://portal.example/"));
    }

    FakeStore primary(String interfaceName) {
        return put(StoreKeys.GLOBAL_IPV4, Map.of("PrimaryInterface", interfaceName));
    }

    FakeStore link(String interfaceName, Map<String, Object> words) {
        return put(StoreKeys.INTERFACES + interfaceName + "/Link", words);
    }

    FakeStore airPort(String interfaceName) {
        return put(StoreKeys.INTERFACES + interfaceName + "/AirPort", Map.of("Power Status", 1L));
    }
}
