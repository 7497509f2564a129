package io.github.netsession.spi;

import java.util.Objects;

/**
 * Whether a backend can work here.
 *
 * @param usable whether it can
 * @param reason why, or why not, in one sentence for a person
 */
public record Probe(boolean usable, String reason) {

    public Probe {
        Objects.requireNonNull(reason, "reason");
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a probe needs a reason");
        }
    }

    /**
     * It can.
     *
     * @param reason what was found
     * @return the answer
     */
    public static Probe usable(String reason) {
        return new Probe(true, reason);
    }

    /**
     * It cannot.
     *
     * @param reason what is missing
     * @return the answer
     */
    public static Probe unusable(String reason) {
        return new Probe(false, reason);
    }
}
