package io.github.netsession.macos;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

    private static final String AIR_PORT = "/AirPort";

    /** Keys by name. */
    public static final List<String> KEYS = List.of(GLOBAL_IPV4, GLOBAL_IPV6, SETUP_IPV4, "State:/Network/Interface");

    /** Patterns of keys of which changes are told. Expensive is Apple's own and may go. */
    public static final List<String> WATCHED_PATTERNS = List.of(
        INTERFACES + "[^/]+/(IPv4|IPv6|Link)",
        SERVICES + "[^/]+(/(IPv4|IPv6|PPP))?",
        SETUP_SERVICES + "[^/]+(/(Interface|IPv4|IPv6))?");

    /** Patterns of keys that are read: AirPort, too, which changes with each scan of anybody's. */
    public static final List<String> READ_PATTERNS = Stream.concat(WATCHED_PATTERNS.stream(), Stream.of(INTERFACES + "[^/]+" + AIR_PORT)).toList();

    private static final Set<String> OF_INTERFACE = Set.of("IPv4", "IPv6", "Link");
    private static final Set<String> OF_SERVICE = Set.of("", "IPv4", "IPv6", "PPP");
    private static final Set<String> OF_SETUP = Set.of("", "Interface", "IPv4", "IPv6");

    private StoreKeys() {
    }

    /** Whether a key is one of those of which changes are told. */
    static boolean isWatched(String key) {
        return KEYS.contains(key) || isUnder(INTERFACES, key, OF_INTERFACE) || isUnder(SERVICES, key, OF_SERVICE) || isUnder(SETUP_SERVICES, key, OF_SETUP);
    }

    /** {@code State:/Network/Interface/<name>/<entity>}; without an entity it has no second slash. */
    private static boolean isUnder(String place, String key, Set<String> entities) {
        if (!key.startsWith(place)) {
            return false;
        }
        int slash = key.indexOf('/', place.length());
        return slash < 0 ? key.length() > place.length() && entities.contains("")
            : slash > place.length() && slash + 1 < key.length() && entities.contains(key.substring(slash + 1));
    }

    /** Whether a change of a key says nothing of the kernel's routes: configd sets those with what it says of services, and of the whole. */
    static boolean isOfInterfaceOrSetup(String key) {
        return key.startsWith(INTERFACES) || key.startsWith(SETUP_SERVICES) || key.equals(SETUP_IPV4);
    }

    /** Whether a change of a key may change which services there are, or how they stand. */
    static boolean isOfService(String key) {
        return key.startsWith(SERVICES) || key.startsWith(SETUP_SERVICES) || key.equals(SETUP_IPV4);
    }

    /** What to read for keys that have changed: of an interface also whether it is Wi-Fi, of which no change is told. */
    static Set<String> toRead(Set<String> changed) {
        Set<String> keys = new HashSet<>(changed);
        for (String key : changed) {
            if (key.startsWith(INTERFACES)) {
                keys.add(key.substring(0, key.indexOf('/', INTERFACES.length())).concat(AIR_PORT));
            }
        }
        return keys;
    }
}
