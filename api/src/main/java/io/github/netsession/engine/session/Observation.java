package io.github.netsession.engine.session;

/** The state of an access point as its sessions observe it: from the last snapshot, and the start or stop that is under way. */
public enum Observation {
    /** It does not exist. */
    REMOVED,
    /** Its state is not known. */
    UNDEFINED,
    /** It exists and cannot be started now. */
    DEFINED,
    /** It is down and can be started. */
    DISCOVERED,
    /** It is being started, by a session of this engine or as the operating system reports. */
    STARTING,
    /** It is up. */
    ACTIVE,
    /** It is still up and being stopped, by a session of this engine or as the operating system reports. */
    STOPPING;

    /**
     * Returns whether it is up, even if it is being stopped.
     *
     * @return true if so
     */
    public boolean isUp() {
        return this == ACTIVE || this == STOPPING;
    }

    /**
     * Returns whether it is up or coming up, and not being stopped.
     *
     * @return true if so
     */
    public boolean isComing() {
        return this == ACTIVE || this == STARTING;
    }

    /**
     * Returns whether it occupies its link: up, coming up, or still being stopped.
     *
     * @return true if so
     */
    public boolean occupiesLink() {
        return isUp() || this == STARTING;
    }

    /**
     * Returns whether a start or a stop is under way.
     *
     * @return true if so
     */
    public boolean isChanging() {
        return this == STARTING || this == STOPPING;
    }
}
