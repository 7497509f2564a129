package io.github.netsession;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The status of every {@link Capability}. */
public final class CapabilityReport {

    private final List<CapabilityStatus> statuses;

    private CapabilityReport(Map<Capability, CapabilityStatus> byCapability) {
        statuses = Arrays.stream(Capability.values())
            .map(each -> byCapability.getOrDefault(each, CapabilityStatus.of(each, Support.UNSUPPORTED, "not reported"))).toList();
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
        Map<Capability, CapabilityStatus> byCapability = new EnumMap<>(Capability.class);
        for (CapabilityStatus status : statuses) {
            if (byCapability.put(status.capability(), status) != null) {
                throw new IllegalArgumentException(status.capability() + " is reported twice");
            }
        }
        return new CapabilityReport(byCapability);
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
     * Returns a copy of this report with one status replaced.
     *
     * @param status the new status of its capability
     * @return the copy
     */
    public CapabilityReport with(CapabilityStatus status) {
        Map<Capability, CapabilityStatus> changed = new EnumMap<>(Capability.class);
        statuses.forEach(each -> changed.put(each.capability(), each));
        changed.put(status.capability(), status);
        return new CapabilityReport(changed);
    }

    @Override
    public boolean equals(Object object) {
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
