package io.github.netsession.engine.holds;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionHolder;
import io.github.netsession.Support;
import io.github.netsession.engine.holds.shared.HoldsUnusable;
import io.github.netsession.engine.holds.shared.SharedHolds;
import io.github.netsession.engine.holds.shared.StartRecords;
import io.github.netsession.engine.holds.shared.StopRecords;
import io.github.netsession.engine.session.Failures;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.InterfaceIdentity;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * Counts the holders of each access point over all engines of this process that share a scope and, if the backend has a name for
 * the scope, over all processes of this user; and knows which access points a session had started. The methods on access points need
 * {@link #enter}, so that "release, and stop if there is no other holder" is one step for the engines. For other processes a call of the
 * backend ends the step: the decision and its record come before the call, the outcome after it.
 */
public final class HoldRegistry {

    private static final Map<RegistryKey, HoldRegistry> REGISTRIES = new HashMap<>();

    private final RegistryKey key;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ConfigurationId, Holders> holders = new HashMap<>();
    private final SharedHolds shared;
    private volatile CapabilityStatus status;
    private int engines;

    private HoldRegistry(RegistryKey key, SharedHolds shared) {
        this.key = key;
        this.shared = shared;
        this.status = statusNow();
    }

    /**
     * Joins the registry of a scope; each join needs one {@link #leave}.
     *
     * @param backend names the scope for this process and for others
     * @param directory the directory that the processes share; empty for the platform's standard one
     * @return the registry
     */
    public static HoldRegistry join(Backend backend, Optional<Path> directory) {
        synchronized (REGISTRIES) {
            RegistryKey key = RegistryKey.of(backend, directory);
            HoldRegistry registry = REGISTRIES.get(key);
            if (registry == null) {
                registry = new HoldRegistry(key, key.holds(backend));
                REGISTRIES.put(key, registry);
            }
            registry.engines++;
            return registry;
        }
    }

    /**
     * Returns the mark of a first reading that is about to begin, before {@link #join}. Takes no lock and creates nothing. Safe from any thread.
     *
     * @param backend the backend that reads
     * @param directory the directory that the processes share; empty for the platform's standard one
     * @return the mark
     */
    static Mark markNow(Backend backend, Optional<Path> directory) {
        RegistryKey key = RegistryKey.of(backend, directory);
        HoldRegistry joined;
        synchronized (REGISTRIES) {
            joined = REGISTRIES.get(key);
        }
        if (joined != null) {
            return joined.markNow();
        }
        Optional<Path> place = key.directory();
        FileTime changed = SharedHolds.lastChange(place);
        return new Mark(place.isPresent() ? StopRecords.markNow(place.get(), backend.sharedScope().orElseThrow()) : 0, changed);
    }

    /** Returns the mark of a reading that is about to begin. Safe from any thread. */
    Mark markNow() {
        FileTime changed = placeChanged();
        return new Mark(shared.stops().markNow(), changed);
    }

    /** Returns when a process last created or deleted a directory of holds. Safe from any thread. */
    FileTime placeChanged() {
        return SharedHolds.lastChange(shared.place());
    }

    /**
     * Leaves the registry that {@link #join} returned.
     *
     * @param goneScopes returns those of some other scopes that do not exist any more, so that their files may be deleted
     */
    public void leave(UnaryOperator<Set<String>> goneScopes) {
        boolean isLast;
        synchronized (REGISTRIES) {
            isLast = --engines == 0;
            if (isLast) {
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
        if (isLast) {
            shared.deleteGoneScopes(goneScopes);
        }
    }

    void enter() {
        lock.lock();
    }

    /** Enters within the limit; an interrupt does not end the wait, and is restored. */
    boolean tryEnter(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        boolean isInterrupted = false;
        // Without a limit first: that attempt fails only if another thread has the lock, not because of an interrupt.
        boolean isEntered = lock.tryLock();
        for (long left = limit.toNanos(); !isEntered && left > 0; left = end - System.nanoTime()) {
            try {
                isEntered = lock.tryLock(left, TimeUnit.NANOSECONDS);
            } catch (InterruptedException again) {
                isInterrupted = true;
                isEntered = lock.tryLock();
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        return isEntered;
    }

    /** Returns whether the current thread is in a section. */
    boolean isEntered() {
        return lock.isHeldByCurrentThread();
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
        if (key.isOfThisProcess()) {
            return CapabilityStatus.of(Capability.SYSTEM_SESSION_SUPPORT, Support.UNSUPPORTED, trouble.orElseThrow().getMessage());
        }
        return trouble.isPresent()
            ? CapabilityStatus.of(Capability.SYSTEM_SESSION_SUPPORT, Support.DEGRADED,
                "sessions are counted within this process only: " + trouble.get().getMessage(), trouble.get().remedy())
            : CapabilityStatus.of(Capability.SYSTEM_SESSION_SUPPORT, Support.AVAILABLE,
                "sessions are counted over all processes of this user, by " + shared.place().orElseThrow());
    }

    /**
     * Returns the holds of all processes. Called in the critical section.
     *
     * @return a row for each process and access point
     */
    public List<SessionHolder> holders() {
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
        Holders known = holders.get(id);
        if (known != null) {
            return known.add(holder, peerGroup);
        }
        Holders created = new Holders();
        created.add(holder, peerGroup);
        holders.put(id, created);
        try {
            shared.hold(id);
        } catch (Throwable notRecorded) {
            holders.remove(id);
            shared.release(id);
            throw notRecorded;
        }
        return true;
    }

    /** Returns whether a session of this process holds the access point. */
    boolean isHeldHere(ConfigurationId id) {
        return holders.containsKey(id);
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
            Object before = peerGroups.put(holder, peerGroup);
            if (before != null) {
                uncount(before);
            }
            counts.merge(peerGroup, 1, Integer::sum);
            return before == null;
        }

        /** Removes a holder; returns true if no holder is left. */
        boolean remove(Object holder) {
            Object peerGroup = peerGroups.remove(holder);
            if (peerGroup != null) {
                uncount(peerGroup);
            }
            return peerGroups.isEmpty();
        }

        private void uncount(Object peerGroup) {
            counts.computeIfPresent(peerGroup, (each, count) -> count == 1 ? null : count - 1);
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

    /** Returns what sessions of all processes had started. */
    StartRecords starts() {
        return shared.starts();
    }

    /** Returns what sessions of all processes have stopped. */
    StopRecords stops() {
        return shared.stops();
    }

    /** Records that a started access point, which a session of this process holds, was given another identity while it stayed up. */
    void replaceIdentityIfHeld(ConfigurationId id, InterfaceIdentity before, InterfaceIdentity now) {
        if (holders.containsKey(id)) {
            shared.starts().replaceIdentity(id, before, now);
        }
    }

    /**
     * Records the new ids of what sessions had started, for instance of links that were renamed.
     *
     * @param current returns the id that something has now, from the id that it had
     * @return the new ids
     */
    Set<ConfigurationId> followRenames(BiFunction<ConfigurationId, InterfaceIdentity, Optional<ConfigurationId>> current) {
        Map<InterfaceIdentity, ConfigurationId> ids = new HashMap<>();
        shared.starts().all().forEach((id, identity) -> Optional.of(identity).filter(InterfaceIdentity::isDefinite)
            .flatMap(definite -> current.apply(id, definite)).filter(now -> !now.equals(id)).ifPresent(now -> ids.put(identity, now)));
        if (!ids.isEmpty()) {
            shared.starts().rename(ids);
        }
        return Set.copyOf(ids.values());
    }

    /** Forgets a start, unless another process has begun to hold the access point during a call of the backend: then that process stops it. */
    void forgetStartUnlessHeldElsewhere(ConfigurationId id) {
        if (starts().isStarted(id) && !shared.isHeldElsewhere(id)) {
            starts().forget(id);
        }
    }

    /** Returns the access points that sessions have started and no live session holds, because their processes died. */
    List<ConfigurationId> leftBehind() {
        return shared.place().isEmpty() ? List.of() : starts().all().keySet().stream().filter(id -> !isHeld(id)).toList();
    }

    /** Describes another process that holds it; empty if there is none. */
    Optional<String> holderElsewhere(ConfigurationId id) {
        return shared.holders().stream().filter(row -> row.configuration().equals(id) && row.pid() != ProcessHandle.current().pid()).findFirst()
            .map(row -> "process " + row.pid() + " (" + row.program() + ')');
    }

    /** Forgets the start of an access point that does not exist any more and is not held. */
    void forgetGone(ConfigurationId id) {
        if (starts().isStarted(id) && !isHeld(id)) {
            starts().forget(id);
        }
    }
}
