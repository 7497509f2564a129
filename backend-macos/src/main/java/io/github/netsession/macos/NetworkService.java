package io.github.netsession.macos;

import io.github.netsession.ConfigurationId;
import io.github.netsession.internal.PrintableText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A network service of macOS, which is an access point. Source: SystemConfiguration/SCSchemaDefinitions.h.
 *
 * @param id its id, which lasts: mostly a UUID
 * @param name what people call it: {@code Wi-Fi}
 * @param type what sort it is: {@code Ethernet}, {@code PPP} (but {@code L2TP}, {@code PPTP} if it is one of these), {@code VPN},
 *     {@code IPSec}; empty if it is not set up but only there
 * @param hardware what it runs on: {@code AirPort}, {@code Ethernet}; empty if that is not said
 * @param device the interface that it is set up for, if any
 * @param inUse the interface that it uses now, if it has an address
 */
record NetworkService(String id, String name, String type, String hardware, Optional<String> device, Optional<String> inUse) {

    static final String PPP = "PPP";

    /** The scheme of the ids: {@code service:<id>}. */
    static final String SCHEME = "service";

    /** Longer than any that macOS makes; whoever writes longer ones into the store has no service. Six times as long, printed, is still an id. */
    private static final int LONGEST_ID = 128;

    /** What is connected and disconnected. Source: SCNetworkConfiguration.h, kSCNetworkInterfaceType. */
    private static final Set<String> CONNECTIONS = Set.of(PPP, "VPN", "IPSec", "L2TP", "PPTP");
    private static final Set<String> VPN_SUBTYPES = Set.of("L2TP", "PPTP");

    NetworkService {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(hardware, "hardware");
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(inUse, "inUse");
    }

    ConfigurationId configurationId() {
        return ConfigurationId.of(SCHEME, PrintableText.of(id));
    }

    /**
     * Whether macOS itself counts who has asked for it: a PPP line by a modem or over Ethernet. A VPN is a network extension's, which one stop
     * ends for everybody, and which stays up when who has started it is gone. Source: SCNetworkConnection.c, SCNetworkConnectionStop and
     * __SCNetworkConnectionUsingNetworkExtension; ppp, scnc_main.c, scnc_stop.
     */
    boolean isCounted() {
        return type.equals(PPP);
    }

    /** Whether it can be started and stopped, without the interface that it runs on. */
    boolean isConnection() {
        return CONNECTIONS.contains(type);
    }

    /**
     * All services in the store, in the user's order, then those that are only there: a VPN program's own, say.
     */
    static List<NetworkService> all(Map<String, Object> store) {
        Map<String, NetworkService> found = new LinkedHashMap<>();
        for (String id : Plist.of(store, StoreKeys.SETUP_IPV4).texts("ServiceOrder")) {
            if (isId(id) && Plist.has(store, StoreKeys.SETUP_SERVICES + id + "/Interface")) {
                found.put(id, of(store, id));
            }
        }
        List<String> others = new ArrayList<>();
        for (String key : store.keySet()) {
            idIn(key, StoreKeys.SETUP_SERVICES, "/Interface").ifPresent(others::add);
            idIn(key, StoreKeys.SERVICES, "/IPv4").or(() -> idIn(key, StoreKeys.SERVICES, "/IPv6")).ifPresent(others::add);
        }
        others.stream().sorted().forEach(id -> found.computeIfAbsent(id, absent -> of(store, absent)));
        return found.values().stream().filter(service -> !service.type().isEmpty() || service.inUse().isPresent()).toList();
    }

    private static Optional<String> idIn(String key, String before, String after) {
        return key.length() > before.length() + after.length() && key.startsWith(before) && key.endsWith(after)
            ? Optional.of(key.substring(before.length(), key.length() - after.length())).filter(NetworkService::isId) : Optional.empty();
    }

    private static boolean isId(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_ID;
    }

    private static NetworkService of(Map<String, Object> store, String id) {
        Plist setup = Plist.of(store, StoreKeys.SETUP_SERVICES + id);
        Plist port = Plist.of(store, StoreKeys.SETUP_SERVICES + id + "/Interface");
        Optional<String> inUse = Plist.of(store, StoreKeys.SERVICES + id + "/IPv4").text("InterfaceName")
            .or(() -> Plist.of(store, StoreKeys.SERVICES + id + "/IPv6").text("InterfaceName"));
        String name = setup.text("UserDefinedName").or(() -> Plist.of(store, StoreKeys.SERVICES + id).text("UserDefinedName"))
            .or(() -> port.text("UserDefinedName")).or(() -> inUse).orElse(id);
        return new NetworkService(id, PrintableText.of(name), type(port), port.text("Hardware").orElse(""), port.text("DeviceName"),
            inUse);
    }

    private static String type(Plist port) {
        String type = port.text("Type").orElse("");
        return type.equals(PPP) ? port.text("SubType").filter(VPN_SUBTYPES::contains).orElse(type) : type;
    }

    /** How many services are set up for each interface, without those that only dial through it: they have an interface of their own. */
    static Map<String, Integer> byDevice(List<NetworkService> services) {
        Map<String, Integer> count = new HashMap<>();
        services.stream().filter(service -> !service.isConnection())
            .forEach(service -> service.device().ifPresent(device -> count.merge(device, 1, Integer::sum)));
        return count;
    }
}
