package io.github.netsession.engine.holds;

import io.github.netsession.ConfigurationId;
import io.github.netsession.LastClose;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.SessionFailure;
import io.github.netsession.engine.backend.ReadLoop;
import io.github.netsession.engine.session.Failures;
import io.github.netsession.engine.session.Observation;
import io.github.netsession.internal.EngineClock;
import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.internal.Trouble;
import io.github.netsession.spi.AccessPoint.Transition;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.InterfaceIdentity;
import io.github.netsession.spi.StartOptions;
import io.github.netsession.spi.StartResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Starts and stops access points, each start and stop with a deadline, and reports the results. Called in the critical section only. */
public final class InterfaceControl {

    private static final System.Logger LOG = GuardedLogger.of("io.github.netsession");
    /** Another process needs milliseconds for a stop, unless it is suspended. */
    private static final Duration OTHER_STOP_PAUSE = Duration.ofMillis(100);
    private static final Duration OTHER_STOP_LIMIT = Duration.ofSeconds(10);
    /** Stands for the number of a stop that another process may have decided. */
    private static final long UNDECIDED = -1;
    /** Stands for the number of a stop that is done, though the latest reading does not show it. */
    private static final long DONE = -2;

    private final Backend backend;
    private final EngineClock clock;
    private final ReadLoop loop;
    private final HoldRegistry holds;
    private final CriticalSection section;
    private final AccessPoints accessPoints;
    private final Diagnosis diagnosis;
    private final LastClose lastClose;
    private InterfaceEvents events;

    /**
     * Creates the control of one engine.
     *
     * @param backend starts and stops the access points
     * @param clock arms the deadlines
     * @param loop reads after each command
     * @param holds counts the holders
     * @param section runs the work of the deadlines
     * @param accessPoints has the entries
     * @param diagnosis knows which access points sessions have stopped
     * @param lastClose whether the last close stops what the system would have started
     */
    public InterfaceControl(Backend backend, EngineClock clock, ReadLoop loop, HoldRegistry holds, CriticalSection section,
        AccessPoints accessPoints, Diagnosis diagnosis, LastClose lastClose) {
        this.backend = backend;
        this.clock = clock;
        this.loop = loop;
        this.holds = holds;
        this.section = section;
        this.accessPoints = accessPoints;
        this.diagnosis = diagnosis;
        this.lastClose = lastClose;
    }

    /**
     * Sets the listener for the results of starts and stops.
     *
     * @param listener the listener
     */
    public void connect(InterfaceEvents listener) {
        events = listener;
    }

    /**
     * Starts an access point, or lets the session wait for the start that is under way. The start ends at the longest limit of the sessions
     * that wait for it; a session with a shorter limit gives up before, alone.
     *
     * @param entry the access point
     * @param request what the session asks for
     */
    public void start(AccessPointEntry entry, StartRequest request) {
        if (entry.isStarting()) {
            entry.starting().ifPresent(deadlines -> deadlines.add(request.session(), request.limit()));
            return;
        }
        holds.stops().awaitOthers(entry.id());
        // Taken before the backend is called: a stop by another process during the call is later than this start.
        long mark = holds.stops().mark();
        // If the operating system is starting it, only wait: the library does not have to undo that start.
        if (entry.transition() != Transition.STARTING) {
            Optional<SessionFailure> refusal = requestStart(entry, request);
            if (refusal.isPresent()) {
                startFailed(entry, refusal.get());
                return;
            }
        }
        try {
            changeAndRead(() -> beginStart(entry, request, mark));
        } catch (Throwable defect) {
            // Without its deadline the start might never end.
            LOG.log(System.Logger.Level.ERROR, "the deadline of a start cannot be set, so the start is given up", defect);
            startFailed(entry, Failures.of(Trouble.unexpected("start", defect)));
        }
    }

    private void beginStart(AccessPointEntry entry, StartRequest request, long mark) {
        entry.endStop();
        StartDeadlines deadlines = new StartDeadlines(clock, section, limit(entry), (sessions, limit, isLast) -> timedOut(entry, sessions, limit, isLast));
        deadlines.add(request.session(), request.limit());
        entry.beginStart(deadlines, mark);
        events.changed(entry);
    }

    private void timedOut(AccessPointEntry entry, List<Object> sessions, Duration limit, boolean isLast) {
        SessionFailure failure = Failures.startTimedOut(entry.id(), limit);
        if (isLast) {
            startFailed(entry, failure);
        } else {
            events.startFailed(entry, sessions::contains, failure);
        }
    }

    /** Applies the begin or failure of a start or stop, and requests a reading, which shows the result. */
    private void changeAndRead(Runnable change) {
        change.run();
        loop.hint();
    }

    /** Requests a start; returns why it is refused. The start is recorded first, in case this process dies in between. */
    private Optional<SessionFailure> requestStart(AccessPointEntry entry, StartRequest request) {
        Optional<SessionFailure> obstacle = holds.obstacle();
        if (obstacle.isPresent()) {
            return obstacle;
        }
        Optional<InterfaceIdentity> before = request.stopsLater() ? holds.starts().begin(entry.id(), entry.identity()) : Optional.empty();
        StartResult result = StartResult.NOT_OURS;
        holds.releaseProcessLock();
        try {
            result = backend.start(entry.id(), StartOptions.builder().inBackground(request.inBackground())
                .stopsAutoconnected(lastClose == LastClose.STOP_IF_STARTED_EVEN_AUTOCONNECT).build());
            return Optional.empty();
        } catch (BackendException refusal) {
            return Optional.of(Failures.of(refusal));
        } finally {
            if (request.stopsLater() && result.isOurs()) {
                holds.starts().keep(entry.id(), result.identity());
            } else if (request.stopsLater()) {
                before.ifPresentOrElse(known -> holds.starts().restore(entry.id(), known), () -> holds.starts().withdraw(entry.id()));
            }
        }
    }

    /**
     * Records what a start has begun, because the backend learnt it only now. If the session has given up in the meantime, nothing holds
     * what was started, and it must be stopped.
     *
     * @param id the access point
     * @param identity what was started
     */
    public void started(ConfigurationId id, InterfaceIdentity identity) {
        if (holds.starts().isStartedHere(id) || !holds.isHeld(id)) {
            holds.starts().keep(id, identity);
        }
    }

    private static Duration limit(AccessPointEntry entry) {
        return entry.configuration().map(NetworkConfiguration::connectTimeout).orElse(NetworkConfiguration.DEFAULT_CONNECT_TIMEOUT);
    }

    /** A stop does not wait for other machines, so the long limits of some starts are not for it. */
    private static Duration stopLimit(AccessPointEntry entry) {
        Duration limit = limit(entry);
        return limit.compareTo(NetworkConfiguration.DEFAULT_CONNECT_TIMEOUT) < 0 ? limit : NetworkConfiguration.DEFAULT_CONNECT_TIMEOUT;
    }

    /**
     * Stops an access point for all programs.
     *
     * @param entry the access point
     * @return why the stop is refused; empty if it is under way
     */
    public Optional<SessionFailure> stop(AccessPointEntry entry) {
        return requestStop(entry, false, id -> {
            backend.stop(id);
            return true;
        });
    }

    /**
     * Stops an access point that no session holds any more, unless another process is stopping it already, it has holders that only the
     * operating system knows, or what is up now is not what a session had started.
     *
     * @param entry the access point
     * @return why the stop is refused; empty if it is under way, here or in another process, or not needed
     */
    Optional<SessionFailure> stopUnheld(AccessPointEntry entry) {
        Optional<InterfaceIdentity> started = holds.starts().identity(entry.id());
        return requestStop(entry, true, id -> started.map(identity -> backend.giveBack(id, identity)).orElseGet(() -> backend.giveBack(id)));
    }

    /** If the access point is only stopped for want of holders, the process that decides that first stops it. */
    private Optional<SessionFailure> requestStop(AccessPointEntry entry, boolean isForWantOfHolders, Predicate<ConfigurationId> request) {
        Duration limit = stopLimit(entry);
        Optional<SessionFailure> obstacle = holds.obstacle();
        if (obstacle.isPresent()) {
            return obstacle;
        }
        if (isForWantOfHolders && holds.stops().isUnderWayElsewhere(entry.id())) {
            return Optional.empty();
        }
        // A process that opens it from now on may see it go down, and finds the reason.
        holds.stops().begin(entry.id());
        holds.releaseProcessLock();
        boolean isTaken = false;
        try {
            isTaken = request.test(entry.id());
        } catch (BackendException refusal) {
            return Optional.of(Failures.of(refusal));
        } finally {
            if (!isTaken) {
                holds.stops().withdraw(entry.id());
            }
        }
        if (!isTaken) {
            holds.forgetStartUnlessHeldElsewhere(entry.id());
            return Optional.empty();
        }
        holds.stops().end(entry.id());
        changeAndRead(() -> {
            entry.forgetTransition();
            entry.beginStop(clock.after(limit, () -> section.run(() -> stopFailed(entry, Failures.stopTimedOut(entry.id(), limit)))), loop.readings());
        });
        return Optional.empty();
    }

    /**
     * Lets an access point that is up count as being stopped while another process is about to stop it, or until the next reading if it was
     * stopped since the latest one. That process may be suspended or wait for the processor; the access point is looked at again until the stop
     * is decided, for ten seconds at most.
     *
     * @param entry the access point
     */
    public void followOtherStop(AccessPointEntry entry) {
        if (entry.observation() != Observation.ACTIVE || !diagnosis.isOutdated(entry)) {
            return;
        }
        long stop = holds.stops().pendingElsewhere(entry.id()).orElse(DONE);
        if (stop == DONE || stop != entry.lastOtherStop()) {
            lookAgain(entry, stop, clock.nanos() + OTHER_STOP_LIMIT.toNanos());
        }
    }

    /**
     * Returns whether a session may not use an access point that is up, because this turn cannot get the lock: a session had started it and no
     * session of this process holds it, so another process may have decided to stop it before it can see the hold of this one.
     *
     * @param entry the access point
     * @return true if so; then {@link #awaitLock} waits
     */
    public boolean isUndecided(AccessPointEntry entry) {
        return !holds.isHeldHere(entry.id()) && holds.starts().isStarted(entry.id()) && holds.obstacle().isPresent();
    }

    /**
     * Lets an undecided access point count as being stopped until this process gets the lock, for ten seconds at most.
     *
     * @param entry the access point
     * @return the same access point
     */
    public AccessPointEntry awaitLock(AccessPointEntry entry) {
        if (isUndecided(entry)) {
            lookAgain(entry, UNDECIDED, clock.nanos() + OTHER_STOP_LIMIT.toNanos());
        }
        return entry;
    }

    private boolean isPending(AccessPointEntry entry, long stop) {
        return stop == UNDECIDED ? holds.obstacle().isPresent() : holds.stops().pendingElsewhere(entry.id()).equals(OptionalLong.of(stop));
    }

    private void lookAgain(AccessPointEntry entry, long stop, long endNanos) {
        entry.followOtherStop(stop, clock.after(OTHER_STOP_PAUSE, () -> section.run(() -> {
            if (isPending(entry, stop) && clock.nanos() - endNanos < 0) {
                lookAgain(entry, stop, endNanos);
            } else {
                entry.endOtherStop();
                readNow();
                events.changed(entry);
            }
        })));
    }

    /**
     * Handles the backend's report that a start or stop has failed.
     *
     * @param id the access point
     * @param cause the cause
     */
    public void failed(ConfigurationId id, BackendException cause) {
        accessPoints.find(id).ifPresent(entry -> {
            if (entry.isStarting()) {
                startFailed(entry, Failures.of(cause));
            } else if (entry.isStopping()) {
                stopFailed(entry, Failures.of(cause));
            }
        });
    }

    private void startFailed(AccessPointEntry entry, SessionFailure failure) {
        changeAndRead(() -> {
            entry.endStart();
            entry.forgetTransition();
            events.startFailed(entry, session -> true, failure);
        });
    }

    private void stopFailed(AccessPointEntry entry, SessionFailure failure) {
        changeAndRead(() -> {
            entry.endStop();
            events.stopFailed(entry, failure);
        });
    }

    /**
     * Ends the start and the stop that the latest reading shows as complete, and a start that a session has ended by a stop.
     *
     * @param entry the access point
     * @return true if a start or stop has ended
     */
    public boolean settle(AccessPointEntry entry) {
        boolean isStopped = entry.isStarting() && entry.transition() != Transition.STARTING && diagnosis.stoppedSinceStart(entry).isPresent();
        if (isStopped) {
            entry.endStart();
        }
        if (!entry.isActive()) {
            entry.endOtherStop();
        }
        return entry.settle(loop.readings()) || isStopped;
    }

    /**
     * Checks whether an access point that is up was stopped and started again between two readings, by sessions of any process.
     *
     * @param entry the access point
     * @return the failure to report; empty if it was not
     */
    public Optional<SessionFailure> restarted(AccessPointEntry entry) {
        Optional<SessionFailure> restart = entry.isUp() ? diagnosis.restartedSinceUp(entry) : Optional.empty();
        restart.ifPresent(failure -> entry.endStop());
        return restart;
    }

    /**
     * Forgets the start and the stops that are under way, because the library closes.
     *
     * @param entry the access point
     */
    public void abandon(AccessPointEntry entry) {
        entry.endStart();
        entry.endStop();
        entry.endOtherStop();
    }

    /** Reads now. A reading may take long, so it ends the step for other processes. */
    public void readNow() {
        holds.releaseProcessLock();
        loop.readNow();
    }
}
