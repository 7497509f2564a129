package io.github.netsession.engine;

import io.github.netsession.SessionProperty;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The properties that were set on a session, checked before they are kept. */
final class SessionProperties {

    private static final List<SessionProperty<?>> READ_ONLY =
        List.of(SessionProperty.ACTIVE_CONFIGURATION, SessionProperty.USER_CHOICE_CONFIGURATION);

    private final Map<SessionProperty<?>, Object> values = new ConcurrentHashMap<>();

    <T> Optional<T> get(SessionProperty<T> key) {
        return Optional.ofNullable(values.get(key)).map(key.type()::cast);
    }

    <T> void set(SessionProperty<T> key, T value) {
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

    void remove(SessionProperty<?> key) {
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
