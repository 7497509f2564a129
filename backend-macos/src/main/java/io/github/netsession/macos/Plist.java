package io.github.netsession.macos;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A dictionary of the store, in which anything may be missing or be of another sort than it should. */
record Plist(Map<?, ?> values) {

    private static final Plist EMPTY = new Plist(Map.of());

    /** What is under a key of the store; empty if it is not there or is no dictionary. */
    static Plist of(Map<String, Object> store, String key) {
        return store.get(key) instanceof Map<?, ?> map ? new Plist(map) : EMPTY;
    }

    static boolean has(Map<String, Object> store, String key) {
        return store.get(key) instanceof Map<?, ?>;
    }

    Optional<String> text(String key) {
        return values.get(key) instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    /** Only what is said: a missing value is neither true nor false. */
    Optional<Boolean> truth(String key) {
        Object value = values.get(key);
        if (value instanceof Boolean truth) {
            return Optional.of(truth);
        }
        return value instanceof Long number ? Optional.of(number != 0) : Optional.empty();
    }

    List<String> texts(String key) {
        return values.get(key) instanceof List<?> list
            ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList() : List.of();
    }

    /** As they are, for lists that belong together. */
    List<?> list(String key) {
        return values.get(key) instanceof List<?> list ? list : List.of();
    }
}
