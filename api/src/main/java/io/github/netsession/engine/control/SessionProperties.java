package io.github.netsession.engine.control;

import io.github.netsession.SessionProperty;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The properties that were set on a session; each value is checked before it is stored. */
public final class SessionProperties {

    private static final List<SessionProperty<?>> READ_ONLY =
        List.of(SessionProperty.ACTIVE_CONFIGURATION, SessionProperty.USER_CHOICE_CONFIGURATION);

    private final Map<SessionProperty<?>, Object> values = new ConcurrentHashMap<>();

    /**
     * Returns the value of a property.
     *
     * @param key the property
     * @param <T> the type of its values
     * @return the value; empty if it is not set
     */
    public <T> Optional<T> get(SessionProperty<T> key) {
        return Optional.ofNullable(values.get(key)).map(key.type()::cast);
    }

    /**
     * Sets a property.
     *
     * @param key the property
     * @param value the value
     * @param <T> the type of its values
     * @throws IllegalArgumentException if the property is read-only or the value is not valid
     */
    public <T> void set(SessionProperty<T> key, T value) {
        checkWritable(key);
        Objects.requireNonNull(value, "value");
        if (!key.type().isInstance(value)) {
            throw new IllegalArgumentException(key.name() + " takes a " + key.type().getSimpleName() + ", not " + value.getClass().getName());
        }
        if (key.equals(SessionProperty.AUTO_CLOSE_TIMEOUT) && (((Duration) value).isNegative() || ((Duration) value).isZero())) {
            throw new IllegalArgumentException(key.name() + " must be positive, not " + value + "; remove the property for no auto-close");
        }
        values.put(key, value);
    }

    /**
     * Removes a property.
     *
     * @param key the property
     * @throws IllegalArgumentException if the property is read-only
     */
    public void remove(SessionProperty<?> key) {
        checkWritable(key);
        values.remove(key);
    }

    private static void checkWritable(SessionProperty<?> key) {
        Objects.requireNonNull(key, "key");
        if (READ_ONLY.contains(key)) {
            throw new IllegalArgumentException(key.name() + " is read-only");
        }
    }
}
