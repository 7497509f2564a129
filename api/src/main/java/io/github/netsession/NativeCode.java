package io.github.netsession;

import java.io.Serializable;
import java.util.Objects;

/**
 * An error number of the operating system or a service, with its domain.
 *
 * @param domain the set of numbers to which the code belongs, for instance {@code errno}
 * @param code the number
 */
public record NativeCode(String domain, int code) implements Serializable {

    /**
     * Creates a value.
     *
     * @throws IllegalArgumentException if the domain is blank
     */
    public NativeCode {
        Objects.requireNonNull(domain, "domain");
        if (domain.isBlank()) {
            throw new IllegalArgumentException("native code " + code + " needs a domain");
        }
    }

    @Override
    public String toString() {
        return domain + ' ' + code;
    }
}
