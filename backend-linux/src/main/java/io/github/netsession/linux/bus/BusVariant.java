package io.github.netsession.linux.bus;

import java.util.Objects;

/**
 * A value that carries its type, in a {@link BusCall}.
 *
 * @param signature one complete type
 * @param value the value
 */
public record BusVariant(String signature, Object value) {

    public BusVariant {
        Objects.requireNonNull(signature, "signature");
        Objects.requireNonNull(value, "value");
    }
}
