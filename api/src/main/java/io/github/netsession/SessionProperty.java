package io.github.netsession;

import java.time.Duration;
import java.util.Objects;

/**
 * The key of a session property, with the type of its value. An application may make its own; the library only keeps them.
 *
 * @param name the name, not empty; {@code netsession.} at its beginning is the library's
 * @param type the type of the value
 * @param <T> the type of the value
 */
public record SessionProperty<T>(String name, Class<T> type) {

    private static final String OWN = "netsession.";

    /** The id of the access point that an open session uses; empty while it is closed. Read-only. */
    public static final SessionProperty<ConfigurationId> ACTIVE_CONFIGURATION =
        new SessionProperty<>(OWN + "active-configuration", ConfigurationId.class);

    /** The id that a USER_CHOICE configuration was resolved to, while the session is open. Read-only. */
    public static final SessionProperty<ConfigurationId> USER_CHOICE_CONFIGURATION =
        new SessionProperty<>(OWN + "user-choice-configuration", ConfigurationId.class);

    /** Set to true before {@code open()}: connect without asking the user anything, also what to use. Unset by default. */
    public static final SessionProperty<Boolean> CONNECT_IN_BACKGROUND =
        new SessionProperty<>(OWN + "connect-in-background", Boolean.class);

    /** The session closes itself this long after it opened; set while it is open, this long from then. Positive. Unset by default. */
    public static final SessionProperty<Duration> AUTO_CLOSE_TIMEOUT =
        new SessionProperty<>(OWN + "auto-close-timeout", Duration.class);

    public SessionProperty {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        if (name.isBlank()) {
            throw new IllegalArgumentException("a session property needs a name");
        }
    }

    /**
     * A key of the application's own.
     *
     * @param name its name
     * @param type the type of its value, preferably immutable
     * @param <T> the type of its value
     * @return the key
     */
    public static <T> SessionProperty<T> of(String name, Class<T> type) {
        if (Objects.requireNonNull(name, "name").startsWith(OWN)) {
            throw new IllegalArgumentException("'" + name + "': names that begin with " + OWN + " are the library's");
        }
        return new SessionProperty<>(name, type);
    }
}
