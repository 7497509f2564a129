package io.github.netsession;

/**
 * A feature that depends on the platform, the backend or this library. Each one is probed, never assumed; see {@link CapabilityReport}.
 *
 * <p>Constants may be added: a {@code switch} over it needs a {@code default}.
 */
public enum Capability {
    /** Interfaces can be started and stopped; without this capability they can only be watched. */
    CAN_START_AND_STOP_INTERFACES,
    /** Sockets can be pinned to one interface, regardless of the routing table. */
    DIRECT_CONNECTION_ROUTING,
    /** An interface stays up until the last session in any process of this user is closed; otherwise only sessions of this process count. */
    SYSTEM_SESSION_SUPPORT,
    /** The application is asked before its session on a service network roams. DEGRADED: only between access points that are up. */
    APPLICATION_LEVEL_ROAMING,
    /**
     * A session on a service network follows the system to another access point, and moves by itself if its access point is lost. DEGRADED:
     * only between access points that are up.
     */
    FORCED_ROAMING,
    /** Byte counters work. */
    DATA_STATISTICS,
    /** A session must be open before any network operation. */
    NETWORK_SESSION_REQUIRED,
    /** Changes arrive as events. DEGRADED: they are found by polling. */
    CHANGE_EVENTS,
    /** The system assesses how far the network reaches. */
    CONNECTIVITY_LEVEL,
    /** The system detects captive portals. */
    CAPTIVE_PORTAL_DETECTION,
    /** The system knows whether a network is metered. */
    METERED_DETECTION,
    /** The signal strength of wireless access points is known. */
    SIGNAL_STRENGTH,
    /** A scan for access points can be requested. */
    SCAN,
    /** Suspensions of the machine are detected. */
    SUSPEND_DETECTION
}
