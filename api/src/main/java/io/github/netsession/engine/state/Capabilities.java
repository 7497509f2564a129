package io.github.netsession.engine.state;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.Support;
import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The capability reports of the backend, completed by what the engine adds. Safe from any thread. */
public final class Capabilities {

    private static final System.Logger LOG = GuardedLogger.of("io.github.netsession");

    private final Backend backend;
    private final Supplier<CapabilityStatus> counting;
    private final BooleanSupplier isClosed;
    /** The latest report for the whole system, because the next one is usually the same. */
    private volatile Completed latest;

    /** A report of the backend and what it was completed to. */
    private record Completed(CapabilityReport reported, CapabilityStatus counting, CapabilityReport whole) {
    }

    /**
     * Creates the reports.
     *
     * @param backend reports what the system can do
     * @param counting returns how sessions are counted across processes now
     * @param isClosed returns whether the library was closed, so that the backend may be closed during a call
     */
    public Capabilities(Backend backend, Supplier<CapabilityStatus> counting, BooleanSupplier isClosed) {
        this.backend = backend;
        this.counting = counting;
        this.isClosed = isClosed;
    }

    /** Returns the report for the whole system; the same object as before if nothing has changed. */
    CapabilityReport now() {
        CapabilityReport reported = backend.capabilities();
        CapabilityStatus status = counting.get();
        Completed known = latest;
        if (known == null || !known.reported().equals(reported) || !known.counting().equals(status)) {
            known = new Completed(reported, status, completed(reported, status));
            latest = known;
        }
        return known.whole();
    }

    /** Returns the report for the whole system; the last one if the backend cannot report now. */
    CapabilityReport nowOr(CapabilityReport last) {
        try {
            return now();
        } catch (BackendException unknown) {
            System.Logger.Level level = isClosed.getAsBoolean() ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING;
            LOG.log(level, "the capabilities cannot be probed, the last report stays: {0}", unknown.getMessage());
            return last;
        }
    }

    /**
     * Returns the report for one access point.
     *
     * @param accessPoint the access point, which exists
     * @return the report
     * @throws BackendException if the backend cannot report now
     */
    public CapabilityReport of(ConfigurationId accessPoint) {
        return completed(backend.capabilities(accessPoint), counting.get());
    }

    /**
     * Returns why this process may not start an access point.
     *
     * @param accessPoint the access point, which exists
     * @return the status, with the reason and the remedy; empty if the process may start it, or if the backend cannot report now
     */
    public Optional<CapabilityStatus> startRefusal(ConfigurationId accessPoint) {
        try {
            return Optional.of(of(accessPoint).of(Capability.CAN_START_AND_STOP_INTERFACES)).filter(status -> !status.support().isUsable());
        } catch (BackendException unknown) {
            return Optional.empty();
        }
    }

    private static CapabilityReport completed(CapabilityReport report, CapabilityStatus status) {
        boolean canStart = report.has(Capability.CAN_START_AND_STOP_INTERFACES);
        Support roaming = canStart ? Support.AVAILABLE : Support.DEGRADED;
        String how = canStart ? "sessions on service networks; done by this library"
            : "sessions on service networks, between access points that are up: this process may not start others";
        return report
            .with(status)
            .with(CapabilityStatus.of(Capability.APPLICATION_LEVEL_ROAMING, roaming, how))
            .with(CapabilityStatus.of(Capability.FORCED_ROAMING, roaming, how));
    }
}
