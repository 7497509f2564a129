package io.github.netsession.engine;

/** How an access point looks to its sessions: its state in the last snapshot, and what is under way with it. */
enum Observation {
    REMOVED,
    UNDEFINED,
    DEFINED,
    DISCOVERED,
    /** Being started, by a session of this engine or as the operating system reports. */
    STARTING,
    ACTIVE,
    /** Still up and being stopped, by a session of this engine or as the operating system reports. */
    STOPPING
}
