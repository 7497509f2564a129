package io.github.netsession.sim;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkSockets;
import io.github.netsession.spi.BackendException;
import java.io.Closeable;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * The sockets that an application had directed by {@link NetworkSockets}. They are real, and connect to this machine as a test arranges it; the
 * world only records where each was directed to.
 */
public final class SimSockets {

    private final Changes changes;
    private final Inventory inventory;
    private final Map<Closeable, SimAccessPoint> directed = new WeakHashMap<>();
    private final Map<SimAccessPoint, Long> counts = new HashMap<>();
    private boolean permitted = true;

    SimSockets(Changes changes, Inventory inventory) {
        this.changes = changes;
        this.inventory = inventory;
    }

    /**
     * Returns the access point that a socket or channel was directed to, last if more than once.
     *
     * @param socket the socket or channel
     * @return the access point; empty if it was not directed, or refused
     */
    public Optional<SimAccessPoint> accessPointOf(Closeable socket) {
        Objects.requireNonNull(socket, "socket");
        synchronized (changes) {
            return Optional.ofNullable(directed.get(socket));
        }
    }

    /**
     * Returns how many sockets were directed to an access point since the world began.
     *
     * @param accessPoint the access point
     * @return the count
     */
    public long count(SimAccessPoint accessPoint) {
        Objects.requireNonNull(accessPoint, "accessPoint");
        synchronized (changes) {
            return counts.getOrDefault(accessPoint, 0L);
        }
    }

    /** Takes from this process the permission to direct sockets, until {@link #restoreDirecting()}. */
    public void denyDirecting() {
        changes.update("directing sockets is not permitted", () -> permitted = false);
    }

    /** Ends {@link #denyDirecting()}. */
    public void restoreDirecting() {
        changes.update("directing sockets is permitted", () -> permitted = true);
    }

    boolean isPermitted() {
        return permitted;
    }

    void direct(ConfigurationId id, Closeable socket) {
        synchronized (changes) {
            if (!permitted) {
                throw new BackendException(BackendException.Kind.DENIED, "sim.direct", "the world does not permit it")
                    .withRemedy("call SimSockets.restoreDirecting()");
            }
            SimAccessPoint accessPoint = inventory.find(id)
                .orElseThrow(() -> new BackendException(BackendException.Kind.GONE, "sim.direct", "there is no access point " + id));
            directed.put(socket, accessPoint);
            counts.merge(accessPoint, 1L, Long::sum);
            changes.trace("a socket was directed to " + accessPoint.name());
        }
    }
}
