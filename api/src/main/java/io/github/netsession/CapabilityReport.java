package io.github.netsession;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The status of every {@link Capability}: whether a program can use it here, and if not, the reason and what would help.
 *
 * <pre>{@code
 * CapabilityStatus start = networks.capabilities(id).of(Capability.CAN_START_AND_STOP_INTERFACES);
 * if (start.support() == Support.DENIED) {
 *     log.accept(start.reason() + start.remedy().map(remedy -> "; " + remedy).orElse(""));
 * }
 * }</pre>
 *
 * <p>A report states what was true when the system was last probed. {@link NetworksEvent.CapabilitiesChanged} reports a new one.
 */
public final class CapabilityReport {

    private final List<CapabilityStatus> statuses;

    private CapabilityReport(List<CapabilityStatus> statuses) {
        this.statuses = statuses;
    }

    /**
     * Returns a report of these statuses. A capability without a status is UNSUPPORTED with the reason "not reported". A backend that was
     * written before a capability was added therefore needs no change.
     *
     * @param statuses at most one status for each capability, in any order
     * @return the report
     * @throws IllegalArgumentException if there are two statuses for a capability
     */
    public static CapabilityReport of(Collection<CapabilityStatus> statuses) {
        Objects.requireNonNull(statuses, "statuses");
        CapabilityStatus[] all = new CapabilityStatus[Capability.values().length];
        for (CapabilityStatus status : statuses) {
            int place = status.capability().ordinal();
            if (all[place] != null) {
                throw new IllegalArgumentException(status.capability() + " is reported twice");
            }
            all[place] = status;
        }
        for (Capability each : Capability.values()) {
            if (all[each.ordinal()] == null) {
                all[each.ordinal()] = CapabilityStatus.of(each, Support.UNSUPPORTED, "not reported");
            }
        }
        return new CapabilityReport(List.of(all));
    }

    /** {@return one status for each capability, in the order of the enum} */
    public List<CapabilityStatus> statuses() {
        return statuses;
    }

    /**
     * Returns the status of one capability.
     *
     * @param capability the capability
     * @return the status
     */
    public CapabilityStatus of(Capability capability) {
        return statuses.get(capability.ordinal());
    }

    /**
     * Returns whether a capability can be used, fully or with a limitation.
     *
     * @param capability the capability
     * @return true if its support is {@link Support#isUsable() usable}
     */
    public boolean has(Capability capability) {
        return of(capability).support().isUsable();
    }

    /**
     * Returns this report with one status replaced.
     *
     * @param status the new status of its capability
     * @return a copy, or this report if it has this status
     */
    public CapabilityReport with(CapabilityStatus status) {
        int place = status.capability().ordinal();
        if (status.equals(statuses.get(place))) {
            return this;
        }
        CapabilityStatus[] changed = statuses.toArray(new CapabilityStatus[0]);
        changed[place] = status;
        return new CapabilityReport(List.of(changed));
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return this == object || object instanceof CapabilityReport other && statuses.equals(other.statuses);
    }

    @Override
    public int hashCode() {
        return statuses.hashCode();
    }

    @Override
    public String toString() {
        return "CapabilityReport[statuses=" + statuses + "]";
    }
}
