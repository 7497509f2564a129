package io.github.netsession.windows;

import java.util.Set;

/**
 * The part of a reading that a notice of Windows concerns. A notice does not name an interface: its row, with the LUID, is valid only inside the
 * callback, and no callback enters the JVM. But each kind of notice sets an event of its own, so the kind is known.
 */
public enum Part {

    /** Everything: an interface has changed, come or gone, or something has happened that no notice names. */
    ALL,
    /** Addresses, gateways and routes. */
    ROUTES,
    /** What Windows thinks of the connection that it prefers: how far it reaches and what it costs. */
    REACH,
    /** What the Wi-Fi service knows; its notices wait in its queue. */
    WIFI;

    static final Set<Part> EVERYTHING = Set.of(values());
}
