package io.github.netsession;

import java.util.Objects;

/**
 * How usable a {@link NetworkConfiguration} is. The order is meaningful: each state includes the ones before it.
 *
 * <p>No constant will be added.
 */
public enum ConfigurationState {
    /** Seen, but there is no saved profile or no way to use it. */
    UNDEFINED,
    /** Known, but not usable now: out of range, no cable, or down and not ours to start. */
    DEFINED,
    /** Usable at once: a session may start it. */
    DISCOVERED,
    /** Up, with a usable address, whoever brought it up. */
    ACTIVE;

    /**
     * Whether this state includes the given one.
     *
     * @param state the least state asked for
     * @return true if this is that state or a more usable one
     */
    public boolean isAtLeast(ConfigurationState state) {
        return compareTo(Objects.requireNonNull(state, "state")) >= 0;
    }
}
