package io.github.netsession;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The current status of one {@link Capability}: the degree of support, the reason and, where known, a remedy. */
public final class CapabilityStatus {

    private final Capability capability;
    private final Support support;
    private final String reason;
    private final String remedy; // Null if there is none.

    private CapabilityStatus(Capability capability, Support support, String reason, String remedy) {
        this.capability = Objects.requireNonNull(capability, "capability");
        this.support = Objects.requireNonNull(support, "support");
        this.reason = Objects.requireNonNull(reason, "reason");
        this.remedy = remedy;
        if (reason.isBlank()) {
            throw new IllegalArgumentException("the status of " + capability + " needs a reason");
        }
    }

    /**
     * Returns a status without a remedy.
     *
     * @param capability the capability
     * @param support the degree of support
     * @param reason why, in one sentence for people, not blank
     * @return the status
     * @throws IllegalArgumentException if the reason is blank
     */
    public static CapabilityStatus of(Capability capability, Support support, String reason) {
        return new CapabilityStatus(capability, support, reason, null);
    }

    /**
     * Returns a status with a remedy.
     *
     * @param capability the capability
     * @param support the degree of support
     * @param reason why, in one sentence for people, not blank
     * @param remedy what would make the capability available
     * @return the status
     * @throws IllegalArgumentException if the reason is blank
     */
    public static CapabilityStatus of(Capability capability, Support support, String reason, String remedy) {
        return new CapabilityStatus(capability, support, reason, Objects.requireNonNull(remedy, "remedy"));
    }

    /** {@return the capability} */
    public Capability capability() {
        return capability;
    }

    /** {@return the degree of support} */
    public Support support() {
        return support;
    }

    /** {@return the reason for this status, in one sentence for people; never blank} */
    public String reason() {
        return reason;
    }

    /** {@return what would make the capability available; empty if nothing is known to help} */
    public Optional<String> remedy() {
        return Optional.ofNullable(remedy);
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return this == object || object instanceof CapabilityStatus other && capability == other.capability && support == other.support
            && reason.equals(other.reason) && Objects.equals(remedy, other.remedy);
    }

    @Override
    public int hashCode() {
        return Objects.hash(capability, support, reason, remedy);
    }

    @Override
    public String toString() {
        return "CapabilityStatus[capability=" + capability + ", support=" + support + ", reason=" + reason + ", remedy=" + remedy() + "]";
    }
}
