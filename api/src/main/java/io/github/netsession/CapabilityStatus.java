package io.github.netsession;

import java.util.Objects;
import java.util.Optional;

/**
 * What one {@link Capability} amounts to here and now.
 *
 * @param capability which capability
 * @param support how far it is there
 * @param reason why, in one sentence for a person; never empty
 * @param remedy what would make it available, where something would
 */
public record CapabilityStatus(Capability capability, Support support, String reason, Optional<String> remedy) {

    public CapabilityStatus {
        Objects.requireNonNull(capability, "capability");
        Objects.requireNonNull(support, "support");
        Objects.requireNonNull(remedy, "remedy");
        Objects.requireNonNull(reason, "reason");
        if (reason.isBlank()) {
            throw new IllegalArgumentException("the status of " + capability + " needs a reason");
        }
    }

    /**
     * A status without a remedy.
     *
     * @param capability which capability
     * @param support how far it is there
     * @param reason why
     * @return the status
     */
    public static CapabilityStatus of(Capability capability, Support support, String reason) {
        return new CapabilityStatus(capability, support, reason, Optional.empty());
    }

    /**
     * A status with a remedy.
     *
     * @param capability which capability
     * @param support how far it is there
     * @param reason why
     * @param remedy what would make it available
     * @return the status
     */
    public static CapabilityStatus of(Capability capability, Support support, String reason, String remedy) {
        return new CapabilityStatus(capability, support, reason, Optional.of(Objects.requireNonNull(remedy, "remedy")));
    }
}
