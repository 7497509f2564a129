package io.github.netsession;

import java.util.Objects;

/**
 * How usable a {@link NetworkConfiguration} is. The order is meaningful: each state includes the states before it.
 *
 * <p>No constant will be added.
 */
public enum ConfigurationState {
    /** Seen, but there is no saved profile or no way to use it. */
    UNDEFINED,
    /** Known, but not usable now: out of range, without a cable, or down and not startable by this library. */
    DEFINED,
    /** Usable at once: a session may start it. */
    DISCOVERED,
    /** Up, with a usable address, no matter which program brought it up. */
    ACTIVE;

    /**
     * Returns whether this state includes the given one.
     *
     * @param state the required state
     * @return true if this state equals the required one or is more usable
     */
    public boolean isAtLeast(ConfigurationState state) {
        return compareTo(Objects.requireNonNull(state, "state")) >= 0;
    }
}
