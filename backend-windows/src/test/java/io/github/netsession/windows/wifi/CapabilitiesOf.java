package io.github.netsession.windows.wifi;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.Support;
import java.util.Arrays;

/** Reports to begin with. */
final class CapabilitiesOf {

    private CapabilitiesOf() {
    }

    /** Nothing is supported, for the reason "base". */
    static CapabilityReport nothing() {
        return CapabilityReport.of(Arrays.stream(Capability.values()).map(each -> CapabilityStatus.of(each, Support.UNSUPPORTED, "base")).toList());
    }
}
