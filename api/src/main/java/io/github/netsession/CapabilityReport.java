package io.github.netsession;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The status of every {@link Capability}: none is left out.
 *
 * @param statuses one status for each capability, in the order of the enum
 */
public record CapabilityReport(List<CapabilityStatus> statuses) {

    public CapabilityReport {
        Objects.requireNonNull(statuses, "statuses");
        Map<Capability, CapabilityStatus> byCapability = new EnumMap<>(Capability.class);
        for (CapabilityStatus status : statuses) {
            if (byCapability.put(status.capability(), status) != null) {
                throw new IllegalArgumentException(status.capability() + " is reported twice");
            }
        }
        if (byCapability.size() != Capability.values().length) {
            List<Capability> missing = new ArrayList<>(Arrays.asList(Capability.values()));
            missing.removeAll(byCapability.keySet());
            throw new IllegalArgumentException("no status for " + missing);
        }
        statuses = List.copyOf(byCapability.values());
    }

    /**
     * The status of one capability.
     *
     * @param capability which capability
     * @return its status
     */
    public CapabilityStatus of(Capability capability) {
        return statuses.get(capability.ordinal());
    }

    /**
     * Whether a capability can be used, fully or with a limitation.
     *
     * @param capability which capability
     * @return true if its support is {@link Support#isUsable() usable}
     */
    public boolean has(Capability capability) {
        return of(capability).support().isUsable();
    }

    /**
     * This report with one status replaced.
     *
     * @param status the status that takes the place of the present one
     * @return the changed copy
     */
    public CapabilityReport with(CapabilityStatus status) {
        List<CapabilityStatus> changed = new ArrayList<>(statuses);
        changed.set(status.capability().ordinal(), status);
        return new CapabilityReport(changed);
    }
}
