package io.github.netsession.macos;

import java.util.List;
import java.util.stream.Stream;

/** What the backend reads and watches of the dynamic store. Source: SystemConfiguration/SCSchemaDefinitions.h; scutil(8), list. */
public final class StoreKeys {

    static final String GLOBAL_IPV4 = "State:/Network/Global/IPv4";
    static final String GLOBAL_IPV6 = "State:/Network/Global/IPv6";
    /** The order of the services. */
    static final String SETUP_IPV4 = "Setup:/Network/Global/IPv4";
    static final String INTERFACES = "State:/Network/Interface/";
    static final String SERVICES = "State:/Network/Service/";
    /** Those of the location that is chosen, without those that are switched off. */
    static final String SETUP_SERVICES = "Setup:/Network/Service/";

    /** Keys by name. */
    public static final List<String> KEYS = List.of(GLOBAL_IPV4, GLOBAL_IPV6, SETUP_IPV4, "State:/Network/Interface");

    /** Patterns of keys of which changes are told. Expensive is Apple's own and may go. */
    public static final List<String> WATCHED_PATTERNS = List.of(
        INTERFACES + "[^/]+/(IPv4|IPv6|Link)",
        SERVICES + "[^/]+(/(IPv4|IPv6|PPP))?",
        SETUP_SERVICES + "[^/]+(/(Interface|IPv4|IPv6))?");

    /** Patterns of keys that are read: AirPort, too, which changes with each scan of anybody's. */
    public static final List<String> READ_PATTERNS = Stream.concat(WATCHED_PATTERNS.stream(), Stream.of(INTERFACES + "[^/]+/AirPort")).toList();

    private StoreKeys() {
    }
}
