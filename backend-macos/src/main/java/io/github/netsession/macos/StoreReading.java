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

    /** Nothing was read yet. */
    static final StoreReading NONE = new StoreReading(Map.of(), List.of(), Map.of());

    int status(NetworkService service) {
        return statuses.getOrDefault(service.id(), ConnectionPort.INVALID);
    }

    /**
     * Whether a service is set up for link-local addresses alone, and configd says that it has one: then it is as up as it was meant to be. What
     * configd says of the address is the same where a DHCP server did not answer, so the set-up tells the two apart. Source: bootp,
     * IPConfiguration.bproj, linklocal.c and dhcp.c; SCSchemaDefinitions.h, kSCPropNetIPv4ConfigMethod.
     */
    boolean isLinkLocalAsSetUp(NetworkService service) {
        Plist ipv4 = Plist.of(store, StoreKeys.SETUP_SERVICES + service.id() + "/IPv4");
        Plist ipv6 = Plist.of(store, StoreKeys.SETUP_SERVICES + service.id() + "/IPv6");
        boolean isIpv4Off = ipv4.text("ConfigMethod").isEmpty();
        return isLinkLocal(ipv4, "169[.]254[.].*") && Plist.has(store, StoreKeys.SERVICES + service.id() + "/IPv4")
            || isIpv4Off && isLinkLocal(ipv6, "[fF][eE][89abAB].*") && Plist.has(store, StoreKeys.SERVICES + service.id() + "/IPv6");
    }

    private static boolean isLinkLocal(Plist setUp, String addresses) {
        String method = setUp.text("ConfigMethod").orElse("");
        List<String> byHand = setUp.texts("Addresses");
        return method.equals("LinkLocal") || method.equals("Manual") && !byHand.isEmpty() && byHand.stream().allMatch(each -> each.matches(addresses));
    }

    /**
     * Whether services and statuses are not of one moment, as far as the two show: the statuses are asked for later. A service that is connected
     * has an interface, and one that has become unknown to its controller since the reading before may be gone from the store as well.
     */
    boolean isTorn(StoreReading before) {
        return services.stream().filter(NetworkService::isConnection).anyMatch(service -> switch (status(service)) {
            case ConnectionPort.CONNECTED -> service.inUse().isEmpty();
            case ConnectionPort.INVALID -> before.status(service) != ConnectionPort.INVALID;
            default -> false;
        });
    }

    /** Whether a link costs, as far as configd says: it never says that one does not. */
    Metered metered(String interfaceName) {
        return Plist.of(store, StoreKeys.INTERFACES + interfaceName + "/Link").truth("Expensive").orElse(false) ? Metered.YES : Metered.UNKNOWN;
    }
}
