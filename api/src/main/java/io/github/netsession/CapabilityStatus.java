package io.github.netsession;

import java.util.Objects;
import java.util.Optional;

/** What one {@link Capability} amounts to here and now. */
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
     * A status without a remedy.
     *
     * @param capability which capability
     * @param support how far it is there
     * @param reason why
     * @return the status
     */
    public static CapabilityStatus of(Capability capability, Support support, String reason) {
        return new CapabilityStatus(capability, support, reason, null);
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
        return new CapabilityStatus(capability, support, reason, Objects.requireNonNull(remedy, "remedy"));
    }

    /** {@return which capability} */
    public Capability capability() {
        return capability;
    }

    /** {@return how far it is there} */
    public Support support() {
        return support;
    }

    /** {@return why, in one sentence for a person; never empty} */
    public String reason() {
        return reason;
    }

    /** {@return what would make it available, where something would} */
    public Optional<String> remedy() {
        return Optional.ofNullable(remedy);
    }

    @Override
    public boolean equals(Object object) {
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
