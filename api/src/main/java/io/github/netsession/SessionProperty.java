package io.github.netsession;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The key of a session property, with the type of its value. An application may define its own keys with {@link #of}; the library only stores
 * their values. Two keys are equal if their names and types are equal.
 *
 * @param <T> the type of the value
 */
public final class SessionProperty<T> {

    private static final String OWN = "netsession.";

    /** The id of the access point that an open session uses; empty while it is closed. Read-only. */
    public static final SessionProperty<ConfigurationId> ACTIVE_CONFIGURATION =
        new SessionProperty<>(OWN + "active-configuration", ConfigurationId.class);

    /** The id that a USER_CHOICE configuration was resolved to, while the session is open. Read-only. */
    public static final SessionProperty<ConfigurationId> USER_CHOICE_CONFIGURATION =
        new SessionProperty<>(OWN + "user-choice-configuration", ConfigurationId.class);

    /**
     * If set to true before {@code open()}, the session connects without asking the user anything, not even which configuration to use. Unset
     * by default.
     */
    public static final SessionProperty<Boolean> CONNECT_IN_BACKGROUND =
        new SessionProperty<>(OWN + "connect-in-background", Boolean.class);

    /**
     * The time after which an open session closes itself, counted from its opening or, if the property is set later, from that moment. A move
     * to another access point does not restart the count. Positive. Unset by default.
     *
     * <p>The property stays set after it has closed the session, and applies to the next opening; remove it to end that. In Qt the
     * corresponding property is -1 again after it has closed the session.
     */
    public static final SessionProperty<Duration> AUTO_CLOSE_TIMEOUT =
        new SessionProperty<>(OWN + "auto-close-timeout", Duration.class);

    private final String name;
    private final Class<T> type;

    private SessionProperty(String name, Class<T> type) {
        this.name = name;
        this.type = type;
    }

    /**
     * Returns a key for a property of the application.
     *
     * @param name the name of the property, not blank; names that begin with {@code netsession.} are reserved for the library
     * @param type the class of the value, preferably an immutable one
     * @param <T> the type of the value
     * @return the key
     * @throws IllegalArgumentException if the name is blank or reserved, or the type is primitive, so that no value is of it
     */
    public static <T> SessionProperty<T> of(String name, Class<T> type) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        if (name.isBlank()) {
            throw new IllegalArgumentException("a session property needs a name");
        }
        if (name.startsWith(OWN)) {
            throw new IllegalArgumentException("'" + name + "': names that begin with " + OWN + " are reserved for the library");
        }
        if (type.isPrimitive()) {
            throw new IllegalArgumentException("'" + name + "': the type must be a class that has values, such as Integer for int, not " + type);
        }
        return new SessionProperty<>(name, type);
    }

    /**
     * Returns the name of the property.
     *
     * @return the name, not blank
     */
    public String name() {
        return name;
    }

    /**
     * Returns the type of the property's value.
     *
     * @return the type
     */
    public Class<T> type() {
        return type;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SessionProperty<?> that && name.equals(that.name) && type.equals(that.type);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + type.hashCode();
    }

    @Override
    public String toString() {
        return "SessionProperty[name=" + name + ", type=" + type.getName() + ']';
    }
}
