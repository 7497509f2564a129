package io.github.netsession;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A value class in {@link ValuesTest}: a value that says everything, and for each of its fields one that differs in just that field.
 *
 * @param <V> the class
 * @param <B> its builder, or the class itself if it has none
 * @param start makes what the value is built from, anew each time
 * @param build makes the value
 * @param variants the values that differ, each by the name of the field that it differs in
 */
record ValueCase<V, B>(Supplier<B> start, Function<B, V> build, Map<String, V> variants) {

    static <V, B> ValueCase<V, B> of(Supplier<B> start, Function<B, V> build) {
        return new ValueCase<>(start, build, new LinkedHashMap<>());
    }

    static <V> ValueCase<V, V> of(Supplier<V> base) {
        return of(base, Function.identity());
    }

    V base() {
        return build.apply(start.get());
    }

    ValueCase<V, B> differingIn(String field, UnaryOperator<B> change) {
        return differing(field, build.apply(change.apply(start.get())));
    }

    /** For a field that no setter sets. */
    ValueCase<V, B> differing(String field, V variant) {
        if (variants.put(field, variant) != null) {
            throw new IllegalArgumentException(field + " has two variants");
        }
        return this;
    }

    Class<?> type() {
        return base().getClass();
    }

    @Override
    public String toString() {
        return type().getSimpleName();
    }
}
