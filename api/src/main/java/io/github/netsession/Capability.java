package io.github.netsession;

/**
 * Something that a platform, a backend or this library may or may not be able to do. Probed, never assumed; see {@link CapabilityReport}.
 *
 * <p>Constants may be added: a {@code switch} over it needs a {@code default}.
 */
public enum Capability {
    /** Interfaces can be started and stopped; else they can only be watched. */
    CAN_START_AND_STOP_INTERFACES,
    /** Sockets can be pinned to one interface, past the routing table. */
    DIRECT_CONNECTION_ROUTING,
    /** An interface stays up until the last session in any process of this user is closed; else only within this process. */
    SYSTEM_SESSION_SUPPORT,
    /** The application is asked before its session on a service network roams. DEGRADED: only between access points that are up. */
    APPLICATION_LEVEL_ROAMING,
    /** A session on a service network follows when the system moves, and moves by itself when it must. DEGRADED: likewise. */
    FORCED_ROAMING,
    /** Byte counters work. */
    DATA_STATISTICS,
    /** A session must be open before any network operation. */
    NETWORK_SESSION_REQUIRED,
    /** Changes arrive as events. DEGRADED: they are found by polling. */
    CHANGE_EVENTS,
    /** The system judges how far the network reaches. */
    CONNECTIVITY_LEVEL,
    /** The system recognises captive portals. */
    CAPTIVE_PORTAL_DETECTION,
    /** The system knows whether a network is metered. */
    METERED_DETECTION,
    /** The signal strength of wireless access points is known. */
    SIGNAL_STRENGTH,
    /** A scan for access points can be asked for. */
    SCAN,
    /** Time spent suspended is noticed. */
    SUSPEND_DETECTION
}
