package io.github.netsession.macos.jna;

import io.github.netsession.jna.NativeMemory;
import io.github.netsession.macos.Log;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * CoreFoundation's values as Java's. What a call with Create or Copy in its name gives is ours, and released once by {@link Owned}; what one
 * with Get gives is lent, and never kept. What comes from the store is other programs' and may be anything: its size and depth are bounded,
 * and a type that nobody expects is left out.
 */
final class Cf {

    /** An object that is ours to release. */
    record Owned(long ref) implements AutoCloseable {

        /** Takes what a call has given. */
        static Owned of(long ref, String call) {
            if (ref == 0) {
                throw new BackendException(Kind.TEMPORARY, call, "has given nothing; there may be no memory");
            }
            return new Owned(ref);
        }

        @Override
        public void close() {
            CoreFoundation.CFRelease(ref);
        }
    }

    private static final int UTF8 = Constants.kCFStringEncodingUTF8;
    private static final int LONGEST_TEXT = 4_096;
    private static final int MOST_KEYS = 1_000_000;
    /** Of one key of the store; what the system itself writes has some dozens. */
    private static final int MOST_VALUES = 10_000;
    private static final int DEEPEST = 16;

    private static final long STRING = CoreFoundation.CFStringGetTypeID();
    private static final long ARRAY = CoreFoundation.CFArrayGetTypeID();
    private static final long DICTIONARY = CoreFoundation.CFDictionaryGetTypeID();
    private static final long NUMBER = CoreFoundation.CFNumberGetTypeID();
    private static final long BOOLEAN = CoreFoundation.CFBooleanGetTypeID();

    /** How many values one key may still take; negative if it has more. */
    private int left;
    /** For one value after the other. */
    private ByteBuffer scratch = NativeMemory.buffer(256);

    private Cf() {
    }

    /** A string of ours. */
    static Owned string(String text) {
        ByteBuffer bytes = NativeMemory.utf8(text);
        return Owned.of(CoreFoundation.CFStringCreateWithBytes(0, bytes, bytes.capacity() - 1, UTF8, (byte) 0), "CFStringCreateWithBytes");
    }

    /** An array of strings, of ours; it alone holds the strings. */
    static Owned strings(Collection<String> texts) {
        List<Owned> strings = new ArrayList<>();
        try {
            ByteBuffer refs = NativeMemory.buffer(Math.max(1, texts.size()) * Long.BYTES);
            for (String text : texts) {
                Owned string = string(text);
                refs.putLong(strings.size() * Long.BYTES, string.ref());
                strings.add(string);
            }
            return Owned.of(CoreFoundation.CFArrayCreate(0, refs, strings.size(), Libraries.address("CoreFoundation", "kCFTypeArrayCallBacks")),
                "CFArrayCreate");
        } finally {
            strings.forEach(Owned::close);
        }
    }

    /** A string that is lent; empty if it is none, or has no UTF-8. */
    static Optional<String> text(long ref) {
        return new Cf().string(ref);
    }

    /** The strings of an array that is lent; none at all if one of its values is no string, or holds a zero, for then not all are known. */
    static Set<String> texts(long array) {
        Cf values = new Cf();
        Set<String> texts = new HashSet<>();
        long count = count(array);
        for (long i = 0; i < count; i++) {
            long each = CoreFoundation.CFArrayGetValueAtIndex(array, i);
            Optional<String> text = values.string(each);
            if (text.isEmpty() || text.get().length() != CoreFoundation.CFStringGetLength(each)) {
                return Set.of();
            }
            texts.add(text.get());
        }
        return texts;
    }

    private Optional<String> string(long ref) {
        if (ref == 0 || CoreFoundation.CFGetTypeID(ref) != STRING) {
            return Optional.empty();
        }
        long units = CoreFoundation.CFStringGetLength(ref);
        if (units < 0 || units > LONGEST_TEXT) {
            return Optional.empty();
        }
        if (scratch.capacity() <= units * 3) { // No UTF-16 unit needs more than three bytes.
            scratch = NativeMemory.buffer((int) units * 3 + 1);
        }
        if (CoreFoundation.CFStringGetCString(ref, scratch, scratch.capacity(), UTF8) == 0) {
            return Optional.empty();
        }
        int length = 0;
        while (length < scratch.capacity() && scratch.get(length) != 0) {
            length++;
        }
        byte[] bytes = new byte[length];
        scratch.get(0, bytes);
        return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }

    /**
     * A dictionary of keys that is lent, with whatever is in it: {@code String}, {@code Long}, {@code Boolean}, {@code List}, {@code Map}. A key
     * with more in it than anything sane is left out as a whole: one program's nonsense must not hide what all others have written.
     *
     * @throws BackendException if there are more keys than anything sane
     */
    static Map<String, Object> dictionary(long ref) {
        Cf values = new Cf();
        long count = CoreFoundation.CFDictionaryGetCount(ref);
        if (count < 0 || count > MOST_KEYS) {
            throw new BackendException(Kind.FAILED, "CFDictionaryGetCount", "a dictionary of " + count + " keys");
        }
        return values.map(ref, (int) count, values::ofKey);
    }

    static long count(long array) {
        return CoreFoundation.CFArrayGetCount(array);
    }

    private Optional<Object> ofKey(long ref) {
        left = MOST_VALUES;
        Optional<Object> value = value(ref, 1);
        if (left < 0) {
            Log.LOGGER.log(Level.DEBUG, "a key of the store holds more than {0} values: it is left out", MOST_VALUES);
            return Optional.empty();
        }
        return value;
    }

    private Optional<Object> value(long ref, int depth) {
        if (--left < 0 || ref == 0 || depth > DEEPEST) {
            return Optional.empty();
        }
        long type = CoreFoundation.CFGetTypeID(ref);
        if (type == STRING) {
            return string(ref).map(text -> text);
        } else if (type == DICTIONARY) {
            int count = taken(CoreFoundation.CFDictionaryGetCount(ref));
            return Optional.of(map(ref, count, each -> value(each, depth + 1)));
        } else if (type == ARRAY) {
            return Optional.of(list(ref, taken(CoreFoundation.CFArrayGetCount(ref)), depth));
        } else if (type == BOOLEAN) {
            return Optional.of(CoreFoundation.CFBooleanGetValue(ref) != 0);
        } else if (type == NUMBER) {
            boolean isWhole = CoreFoundation.CFNumberGetValue(ref, Constants.kCFNumberSInt64Type, scratch) != 0;
            return isWhole ? Optional.of(scratch.getLong(0)) : Optional.empty();
        }
        return Optional.empty();
    }

    /** As many as are there, none if they are too many. */
    private int taken(long count) {
        if (count < 0 || count > left) {
            left = -1;
            return 0;
        }
        return (int) count;
    }

    private List<Object> list(long ref, int count, int depth) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < count && left >= 0; i++) {
            value(CoreFoundation.CFArrayGetValueAtIndex(ref, i), depth + 1).ifPresent(values::add);
        }
        return values;
    }

    private Map<String, Object> map(long ref, int count, LongFunction<Optional<Object>> reading) {
        if (count == 0) {
            return new LinkedHashMap<>();
        }
        ByteBuffer keys = NativeMemory.buffer(count * Long.BYTES);
        ByteBuffer values = NativeMemory.buffer(count * Long.BYTES);
        CoreFoundation.CFDictionaryGetKeysAndValues(ref, keys, values);
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            int at = i * Long.BYTES;
            string(keys.getLong(at)).ifPresent(key -> reading.apply(values.getLong(at)).ifPresent(value -> map.put(key, value)));
        }
        return map;
    }
}
