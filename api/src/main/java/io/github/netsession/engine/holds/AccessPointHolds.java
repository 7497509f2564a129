package io.github.netsession.engine.holds;

import io.github.netsession.ConfigurationId;
import io.github.netsession.LastClose;
import io.github.netsession.SessionFailure;
import io.github.netsession.engine.session.Phase;
import io.github.netsession.engine.session.SessionInput.InterfaceAfter;
import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Holds and releases access points for sessions, and stops those that sessions had started and no session holds any more. Called in the
 * critical section only.
 */
public final class AccessPointHolds {

    private static final System.Logger LOG = GuardedLogger.of("io.github.netsession");

    private final Backend backend;
    private final HoldRegistry holds;
    private final AccessPoints accessPoints;
    private final InterfaceControl interfaces;
    private final LastClose lastClose;
    /** Access points whose stop failed with a retryable failure. */
    private final Set<ConfigurationId> stopsToRetry = new LinkedHashSet<>();
    /** Started access points without carrier and holder: they stay on until a new holder, or the library, closes. */
    private final Set<ConfigurationId> spared = new LinkedHashSet<>();

    /**
     * Creates the holds of one engine.
     *
     * @param backend counts holders too, on some systems
     * @param holds counts the holders
     * @param accessPoints has the entries
     * @param interfaces stops
     * @param lastClose whether the last close stops an access point
     */
    public AccessPointHolds(Backend backend, HoldRegistry holds, AccessPoints accessPoints, InterfaceControl interfaces, LastClose lastClose) {
        this.backend = backend;
        this.holds = holds;
        this.accessPoints = accessPoints;
        this.interfaces = interfaces;
        this.lastClose = lastClose;
    }

    /**
     * Counts a holder, also in the operating system if that counts holders. A repeated call updates the peer group.
     *
     * @param entry the access point
     * @param holder the session
     * @param peerGroup identifies the session and its peers, see {@link HoldRegistry#hold}
     */
    public void hold(AccessPointEntry entry, Object holder, Object peerGroup) {
        if (!holds.hold(entry.id(), holder, peerGroup)) {
            return;
        }
        spared.remove(entry.id());
        boolean isStarted = holds.starts().isStarted(entry.id());
        holds.releaseProcessLock();
        try {
            backend.hold(entry.id(), isStarted);
        } catch (BackendException refusal) {
            LOG.log(System.Logger.Level.WARNING, "{0} is not held for the operating system: {1}", entry.id(), refusal.getMessage());
        }
    }

    /**
     * Stops counting a holder, also in the operating system if that counts holders.
     *
     * @param entry the access point
     * @param holder the session
     * @return true if no holder of the same peer group is left
     */
    public boolean release(AccessPointEntry entry, Object holder) {
        if (!holds.isHolder(entry.id(), holder)) {
            return false;
        }
        boolean isLastPeer = holds.release(entry.id(), holder);
        entry.starting().ifPresent(deadlines -> deadlines.remove(holder));
        holds.releaseProcessLock();
        try {
            backend.release(entry.id());
        } catch (BackendException refusal) {
            LOG.log(System.Logger.Level.WARNING, "{0} stays held for the operating system: {1}", entry.id(), refusal.getMessage());
        }
        return isLastPeer;
    }

    /**
     * Returns whether a session had started an access point.
     *
     * @param entry the access point
     * @return true if so
     */
    public boolean isStarted(AccessPointEntry entry) {
        return holds.starts().isStarted(entry.id());
    }

    /**
     * Returns whether a session, of any process, holds an access point.
     *
     * @param entry the access point
     * @return true if so
     */
    public boolean isHeld(AccessPointEntry entry) {
        return holds.isHeld(entry.id());
    }

    /**
     * Stops the access point of a session that closes, if no other session holds it and the {@link LastClose} rule says so.
     *
     * @param entry the access point
     * @param holder the session, which still holds it
     * @param phase the session's phase; while it is REOPENING, a stop is under way already
     * @param refused receives the failure if the stop is refused
     * @return the state of the interface after the close
     */
    public InterfaceAfter stopOnClose(AccessPointEntry entry, Object holder, Phase phase, Consumer<SessionFailure> refused) {
        if (phase == Phase.REOPENING || !holds.isOnlyHolder(entry.id(), holder)) {
            return InterfaceAfter.SHARED;
        }
        if (accessPoints.isRenamed(entry.id())) {
            stopRenamed();
        }
        boolean stop = holds.starts().isStarted(entry.id()) || lastClose == LastClose.STOP_ALWAYS;
        if (!stop || entry.resolved().isEmpty()) {
            entry.endStart();
            return InterfaceAfter.LEFT;
        }
        Optional<SessionFailure> refusal = interfaces.stopUnheld(entry);
        if (refusal.isEmpty() && entry.isStopping()) {
            return InterfaceAfter.STOPPED;
        }
        entry.endStart();
        refusal.ifPresent(failure -> {
            giveUpUnlessRetryable(entry, failure);
            refused.accept(failure);
        });
        return InterfaceAfter.LEFT;
    }

    /**
     * Stops the access point that a session leaves for another one, as {@link #stopOnClose} does. A refusal does not concern the session.
     * If only the carrier is missing, the access point stays on: a link that is switched off does not show that the carrier is back.
     *
     * @param entry the access point
     * @param holder the session, which still holds it
     * @param phase the session's phase
     * @return the state of the interface after the move
     */
    public InterfaceAfter stopOnLeave(AccessPointEntry entry, Object holder, Phase phase) {
        if (entry.isSilent() && holds.isOnlyHolder(entry.id(), holder)) {
            entry.endStart();
            return InterfaceAfter.LEFT;
        }
        return stopOnClose(entry, holder, phase, failure -> logStaysUp(entry, failure));
    }

    /**
     * Forgets the start of an access point that another one on the same radio has replaced: it is down and must not be stopped.
     *
     * @param entry the access point
     * @param holder the session, which still holds it
     */
    public void replaced(AccessPointEntry entry, Object holder) {
        if (holds.isOnlyHolder(entry.id(), holder) && !entry.isStarting()) {
            holds.starts().forget(entry.id());
        }
    }

    /**
     * Stops an access point that a session had started and no session holds any more, because all were aborted or moved on.
     *
     * @param entry the access point
     */
    public void stopIfUnheld(AccessPointEntry entry) {
        if (!isUnheld(entry)) {
            return;
        }
        if (accessPoints.isRenamed(entry.id())) {
            stopRenamed();
            return;
        }
        // A missing carrier is no reason to stop the access point: the carrier may be back in a moment.
        if (entry.isSilent()) {
            spared.add(entry.id());
        }
        if (!spared.contains(entry.id())) {
            release(entry);
        }
    }

    private void stopRenamed() {
        holds.followRenames(accessPoints::idOf).forEach(id -> stopIfUnheld(accessPoints.get(id)));
    }

    private boolean isUnheld(AccessPointEntry entry) {
        return holds.starts().isStarted(entry.id()) && !holds.isHeld(entry.id()) && !entry.isStarting() && !entry.isStopping();
    }

    private void release(AccessPointEntry entry) {
        if (entry.resolved().isEmpty()) {
            holds.starts().forget(entry.id());
            return;
        }
        interfaces.stopUnheld(entry).ifPresent(failure -> {
            if (giveUpUnlessRetryable(entry, failure)) {
                logStaysUp(entry, failure);
            }
        });
    }

    /** Stops the spared access points, because the library closes. */
    public void stopSpared() {
        List<ConfigurationId> all = List.copyOf(spared);
        spared.clear();
        all.stream().map(accessPoints::get).filter(this::isUnheld).forEach(this::release);
    }

    /**
     * Plans a retry of the stop after the next reading if the failure is retryable; if the library closes earlier, the next process that uses
     * the library retries. After any other failure the library does not stop the access point: any program with the permission can.
     *
     * @return false if the retry was planned already
     */
    private boolean giveUpUnlessRetryable(AccessPointEntry entry, SessionFailure failure) {
        if (failure.isRetryable()) {
            return stopsToRetry.add(entry.id());
        }
        holds.forgetStartUnlessHeldElsewhere(entry.id());
        return true;
    }

    /** Retries, after a reading, the stops that failed with a retryable failure. */
    public void retryStops() {
        for (ConfigurationId id : List.copyOf(stopsToRetry)) {
            stopIfUnheld(accessPoints.get(id));
            if (!holds.starts().isStarted(id) || holds.isHeld(id)) {
                stopsToRetry.remove(id);
            }
        }
    }

    /** Stops the access points that sessions of killed processes had started. */
    public void stopLeftBehind() {
        holds.followRenames(accessPoints::idOf);
        holds.leftBehind().forEach(id -> stopIfUnheld(accessPoints.get(id)));
    }

    private static void logStaysUp(AccessPointEntry entry, SessionFailure failure) {
        LOG.log(System.Logger.Level.WARNING, "{0} stays up{1}, though no session holds it: {2}", entry.id(),
            failure.isRetryable() ? " for now" : "", failure);
    }
}
