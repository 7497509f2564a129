package io.github.netsession.linux.bus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A dictionary from the bus, read with suspicion: what is not there, or is not of the type that it should be, is absent.
 *
 * @param entries the entries
 */
public record BusValues(Map<String, Object> entries) {

    /** Nothing. */
    public static final BusValues NONE = new BusValues(Map.of());

    /**
     * Any value from the bus, as a dictionary.
     *
     * @param value what came
     * @return its entries; none if it is something else
     */
    public static BusValues of(Object value) {
        if (value instanceof Map<?, ?> map && map.keySet().stream().allMatch(String.class::isInstance)) {
            @SuppressWarnings("unchecked")
            Map<String, Object> entries = (Map<String, Object>) map;
            return new BusValues(entries);
        }
        return NONE;
    }

    /**
     * An argument of a message, as a dictionary.
     *
     * @param message the message
     * @param index which argument
     * @return its entries; none if it is not there or something else
     */
    public static BusValues of(BusMessage message, int index) {
        return index < message.body().size() ? of(message.body().get(index)) : NONE;
    }

    /**
     * An argument of a message, as a text.
     *
     * @param message the message
     * @param index which argument
     * @return the text
     */
    public static Optional<String> text(BusMessage message, int index) {
        return index < message.body().size() && message.body().get(index) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /**
     * An argument of a message, as a number.
     *
     * @param message the message
     * @param index which argument
     * @return the number
     */
    public static OptionalLong number(BusMessage message, int index) {
        return index < message.body().size() && message.body().get(index) instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /**
     * An entry that is a dictionary itself.
     *
     * @param key the entry
     * @return its entries; none if it is something else
     */
    public BusValues values(String key) {
        return of(entries.get(key));
    }

    /**
     * An entry that is a text or an object's path.
     *
     * @param key the entry
     * @return the text
     */
    public Optional<String> text(String key) {
        return entries.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /**
     * An entry that is a number.
     *
     * @param key the entry
     * @return the number
     */
    public OptionalLong number(String key) {
        return entries.get(key) instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /**
     * An entry that is a yes or no.
     *
     * @param key the entry
     * @param otherwise what is meant where it is not there
     * @return the answer
     */
    public boolean flag(String key, boolean otherwise) {
        return entries.get(key) instanceof Boolean flag ? flag : otherwise;
    }

    /**
     * An entry that is a string of bytes.
     *
     * @param key the entry
     * @return the bytes
     */
    public Optional<byte[]> bytes(String key) {
        return entries.get(key) instanceof byte[] bytes ? Optional.of(bytes.clone()) : Optional.empty();
    }

    /**
     * An entry that is a list of texts or objects' paths.
     *
     * @param key the entry
     * @return those that are; empty if it is something else
     */
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        if (entries.get(key) instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof String text) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }
}
