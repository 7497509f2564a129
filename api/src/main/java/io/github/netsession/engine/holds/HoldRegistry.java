package io.github.netsession.engine.holds;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionHolder;
import io.github.netsession.Support;
import io.github.netsession.engine.holds.shared.HoldsUnusable;
import io.github.netsession.engine.holds.shared.SharedHolds;
import io.github.netsession.engine.session.Failures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts the holders of each access point over all engines of this process that share a scope and, if the backend has a name for
 * the scope, over all processes of this user; and knows which access points a session had started. The methods on access points need
 * {@link #enter}, so that "release, and stop if there is no other holder" is one step for the engines. For other processes a call of the
 * backend ends the step: the decision and its record come before the call, the outcome after it.
 */
public final class HoldRegistry {

    private static final Map<Key, HoldRegistry> REGISTRIES = new HashMap<>();

    /** Identifies the engines that count together. */
    private record Key(Object scope, Object place) {
    }

    private final Key key;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ConfigurationId, Holders> holders = new HashMap<>();
    private final SharedHolds shared;
    private volatile CapabilityStatus status;
    private int engines;

    private HoldRegistry(Key key, SharedHolds shared) {
        this.key = key;
        this.shared = shared;
        this.status = statusNow();
    }

    /**
     * Joins the registry of a scope; each join needs one {@link #leave}.
     *
     * @param scope identifies the engines of this process that count together
     * @param sharedScope the name of the scope for other processes; empty if they cannot share it
     * @param directory the directory that the processes share; empty for the platform's standard one
     * @return the registry
     */
    public static HoldRegistry join(Object scope, Optional<String> sharedScope, Optional<Path> directory) {
        synchronized (REGISTRIES) {
            Key key = new Key(scope, sharedScope.isPresent() ? directory.orElseGet(SharedHolds::standardPlace) : "none");
            HoldRegistry registry = REGISTRIES.computeIfAbsent(key, absent -> new HoldRegistry(key, sharedScope
                .map(name -> SharedHolds.at(directory.orElseGet(SharedHolds::standardPlace), name)).orElseGet(SharedHolds::ofThisProcess)));
            registry.engines++;
            return registry;
        }
    }

    /** Leaves the registry that {@link #join} returned. */
    public void leave() {
        synchronized (REGISTRIES) {
            if (--engines == 0) {
                REGISTRIES.remove(key, this);
                // A late turn may still be in a section.
                lock.lock();
                try {
                    shared.close();
                } finally {
                    lock.unlock();
                }
            }
        }
    }

    void enter() {
        lock.lock();
    }

    boolean tryEnter(Duration limit) throws InterruptedException {
        return lock.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Returns whether the current section is not nested in another one. */
    boolean isOutermost() {
        return lock.getHoldCount() == 1;
    }

    void exit() {
        try {
            if (isOutermost()) {
                shared.exit();
                status = statusNow();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether sessions are counted across processes. Safe from any thread. */
    public CapabilityStatus status() {
        return status;
    }

    private CapabilityStatus statusNow() {
        Optional<HoldsUnusable> trouble = shared.trouble();
        if (shared.place().isEmpty()) {
            return CapabilityStatus.of(Capability.SYSTEM_SESSION_SUPPORT, Support.UNSUPPORTED, trouble.orElseThrow().getMessage());
        }
        return trouble.map(why -> CapabilityStatus.of(Capability.SYSTEM_SESSION_SUPPORT, Support.DEGRADED,
                "sessions are counted within this process only: " + why.getMessage(), why.remedy()))
            .orElseGet(() -> CapabilityStatus.of(Capability.SYSTEM_SESSION_SUPPORT, Support.AVAILABLE,
                "sessions are counted over all processes of this user, by " + shared.place().orElseThrow()));
    }

    /** Returns the holds of all processes. */
    List<SessionHolder> holders() {
        return shared.holders();
    }

    /**
     * Counts a holder, or updates its peer group.
     *
     * @param id the access point
     * @param holder the session
     * @param peerGroup identifies the sessions that would make the same move; equal for all of them
     * @return true if the session did not hold it before
     */
    boolean hold(ConfigurationId id, Object holder, Object peerGroup) {
        if (!holders.containsKey(id)) {
            shared.hold(id);
        }
        return holders.computeIfAbsent(id, absent -> new Holders()).add(holder, peerGroup);
    }

    /** Returns whether the session holds the access point. */
    boolean isHolder(ConfigurationId id, Object holder) {
        return Optional.ofNullable(holders.get(id)).filter(present -> present.peerGroups.containsKey(holder)).isPresent();
    }

    /** Stops counting a holder; returns true if no holder of its peer group is left. */
    boolean release(ConfigurationId id, Object holder) {
        Holders present = holders.get(id);
        if (present == null) {
            return false;
        }
        Object peerGroup = present.peerGroups.get(holder);
        if (present.remove(holder)) {
            holders.remove(id);
            shared.release(id);
        }
        return peerGroup != null && !present.counts.containsKey(peerGroup);
    }

    /**
     * Returns whether a session of any process holds an access point.
     *
     * @param id the access point
     * @return true if so
     */
    public boolean isHeld(ConfigurationId id) {
        return holders.containsKey(id) || shared.isHeldElsewhere(id);
    }

    boolean isOnlyHolder(ConfigurationId id, Object holder) {
        Holders present = holders.get(id);
        return present != null && present.peerGroups.size() == 1 && present.peerGroups.containsKey(holder) && !shared.isHeldElsewhere(id);
    }

    /**
     * Returns whether no session outside one peer group holds the access point.
     *
     * @param id the access point
     * @param peerGroup the peer group
     * @return true if so, or if no session holds it
     */
    public boolean isHeldOnlyByPeers(ConfigurationId id, Object peerGroup) {
        Holders present = holders.get(id);
        return (present == null || present.counts.size() == 1 && present.counts.containsKey(peerGroup)) && !shared.isHeldElsewhere(id);
    }

    /** The holders of one access point, by identity, with the size of each peer group. */
    private static final class Holders {

        private final Map<Object, Object> peerGroups = new IdentityHashMap<>();
        private final Map<Object, Integer> counts = new HashMap<>();

        /** Adds a holder, or updates its peer group; returns true if the holder is new. */
        boolean add(Object holder, Object peerGroup) {
            boolean isNew = !peerGroups.containsKey(holder);
            remove(holder);
            peerGroups.put(holder, peerGroup);
            counts.merge(peerGroup, 1, Integer::sum);
            return isNew;
        }

        /** Removes a holder; returns true if no holder is left. */
        boolean remove(Object holder) {
            Object peerGroup = peerGroups.remove(holder);
            if (peerGroup != null) {
                counts.computeIfPresent(peerGroup, (each, count) -> count == 1 ? null : count - 1);
            }
            return peerGroups.isEmpty();
        }
    }

    /**
     * Lets other processes take steps during a call of the backend. The other engines of this process still wait. The next method begins
     * another step, so an answer from before the call may be outdated.
     */
    void releaseProcessLock() {
        shared.pause();
    }

    /** Returns why nothing can be started or stopped now: another process keeps the lock. */
    Optional<SessionFailure> obstacle() {
        if (!shared.isLate()) {
            return Optional.empty();
        }
        return Optional.of(shared.isSuspensionSeen() ? Failures.otherIsSuspended() : Failures.othersAreBusy());
    }

    /** Waits for a short time while other processes are stopping the access point. */
    void awaitOtherStops(ConfigurationId id) {
        shared.awaitOtherStops(id);
    }

    /**
     * Records a start. Called before the start: if this process dies in between, other processes know that a session started it. Returns
     * true if no session of this process had started it before; then {@link #withdrawStart} undoes the record.
     */
    boolean markStarted(ConfigurationId id) {
        return shared.markStarted(id);
    }

    /** Records the start again if another process has stopped the access point in the meantime. Called after the start. */
    void keepStarted(ConfigurationId id) {
        shared.keepStarted(id);
    }

    /** Undoes the record of a start that was refused or not needed. Starts by other processes still count. */
    void withdrawStart(ConfigurationId id) {
        shared.withdrawStart(id);
    }

    void forgetStarted(ConfigurationId id) {
        shared.forgetStarted(id);
    }

    /** Forgets a start, unless another process has begun to hold the access point during a call of the backend: then that process stops it. */
    void forgetStartedUnlessHeldElsewhere(ConfigurationId id) {
        if (isStarted(id) && !shared.isHeldElsewhere(id)) {
            shared.forgetStarted(id);
        }
    }

    boolean isStarted(ConfigurationId id) {
        return shared.isStarted(id);
    }

    /** Returns the access points that sessions have started and no live session holds, because their processes died. */
    List<ConfigurationId> leftBehind() {
        return shared.place().isEmpty() ? List.of() : shared.started().stream().filter(id -> !isHeld(id)).toList();
    }

    /** Returns whether another process is already stopping the access point, so that this process must not stop it for want of holders. */
    boolean isStoppingElsewhere(ConfigurationId id) {
        return shared.isStoppingElsewhere(id);
    }

    /** Records that a session is about to stop the access point. {@link #markStopped} or {@link #withdrawStop} must follow. */
    void markStopping(ConfigurationId id) {
        shared.markStopping(id);
    }

    /** Undoes {@link #markStopping}, because the stop was refused or not needed. */
    void withdrawStop(ConfigurationId id) {
        shared.withdrawStop(id);
    }

    /** Remembers that a session stopped the access point, so that other engines can distinguish the stop from a loss. */
    void markStopped(ConfigurationId id) {
        shared.markStopped(id);
    }

    /** Returns the current mark for {@link #stoppedSince} and {@link #restartedSince}. */
    long mark() {
        return shared.mark();
    }

    boolean stoppedSince(ConfigurationId id, long mark) {
        return shared.stoppedSince(id, mark);
    }

    /** Returns whether sessions have stopped and restarted it since the mark: then it was down, even if no reading shows that. */
    boolean restartedSince(ConfigurationId id, long mark) {
        return shared.restartedSince(id, mark);
    }

    /** Describes the process that stopped it last; empty if that was this process. */
    Optional<String> stopper(ConfigurationId id) {
        return shared.stopper(id);
    }

    /** Describes another process that holds it; empty if there is none. */
    Optional<String> holderElsewhere(ConfigurationId id) {
        return shared.holders().stream().filter(row -> row.configuration().equals(id) && row.pid() != ProcessHandle.current().pid()).findFirst()
            .map(row -> "process " + row.pid() + " (" + row.program() + ')');
    }

    /** Forgets the start of an access point that does not exist any more and is not held. */
    void forgetGone(ConfigurationId id) {
        if (isStarted(id) && !isHeld(id)) {
            shared.forgetStarted(id);
        }
    }
}
