package io.github.netsession.sim;

import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Another program on the simulated machine, with at most one session on each access point. It holds what it opens, as the program under test does:
 * an interface goes down with the last session of both, and a stop by one of them ends the sessions of the other.
 *
 * <p>No call waits: what takes time in the world happens as its time passes. Safe from any thread.
 */
public final class SimProgram implements AutoCloseable {

    private final Networks networks;
    private final Predicate<SimAccessPoint> isInWorld;
    private final Map<SimAccessPoint, NetworkSession> sessions = new ConcurrentHashMap<>();

    SimProgram(Networks networks, Predicate<SimAccessPoint> isInWorld) {
        this.networks = networks;
        this.isInWorld = isInWorld;
    }

    /**
     * Opens its session on an access point, and starts that if it is down. Does nothing if the session is open.
     *
     * @param accessPoint the access point
     * @return this
     * @throws IllegalArgumentException if the access point is not in its world
     */
    public SimProgram open(SimAccessPoint accessPoint) {
        session(accessPoint).open();
        return this;
    }

    /**
     * Closes its session on an access point. The access point stays up while another session holds it, or if no session had started it.
     *
     * @param accessPoint the access point
     * @return this
     * @throws IllegalArgumentException if the access point is not in its world
     */
    public SimProgram release(SimAccessPoint accessPoint) {
        session(accessPoint).close();
        return this;
    }

    /**
     * Stops an access point for all programs: every session on it fails with SESSION_ABORTED and the reason STOPPED.
     *
     * @param accessPoint the access point
     * @return this
     * @throws IllegalArgumentException if the access point is not in its world
     */
    public SimProgram stop(SimAccessPoint accessPoint) {
        session(accessPoint).stop();
        return this;
    }

    /**
     * Returns whether its session on an access point is open.
     *
     * @param accessPoint the access point
     * @return false before it is open, and after it was closed or aborted
     * @throws IllegalArgumentException if the access point is not in its world
     */
    public boolean isOpen(SimAccessPoint accessPoint) {
        return session(accessPoint).isOpen();
    }

    /** Ends in order: closes its sessions. Further calls, except of this method, throw {@link IllegalStateException}. */
    @Override
    public void close() {
        networks.close();
    }

    private NetworkSession session(SimAccessPoint accessPoint) {
        if (!isInWorld.test(Objects.requireNonNull(accessPoint, "accessPoint"))) {
            throw new IllegalArgumentException("there is no access point '" + accessPoint.name() + "' in this world");
        }
        NetworkSession known = sessions.get(accessPoint);
        if (known != null) {
            return known;
        }
        NetworkSession created = networks.session(accessPoint.id());
        NetworkSession other = sessions.putIfAbsent(accessPoint, created);
        return other == null ? created : other;
    }
}
