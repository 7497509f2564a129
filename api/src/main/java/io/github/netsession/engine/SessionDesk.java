package io.github.netsession.engine;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationKind;
import io.github.netsession.LastClose;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.SessionError;
import io.github.netsession.SessionFailure;
import io.github.netsession.engine.SessionInput.InterfaceAfter;
import io.github.netsession.spi.AccessPoint.Transition;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.StartOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs the sessions: feeds the machine with what was observed and what the application asks for, commands the backend, and
 * counts the holds. Called in turns only, so it needs no lock of its own; the registry's keeps other engines out.
 */
final class SessionDesk {

    private static final System.Logger LOG = System.getLogger("io.github.netsession");
    private static final Duration LEAVE_LIMIT = Duration.ofSeconds(1);

    private final Engine engine;
    private final LastClose lastClose;
    private final HoldRegistry holds;
    private final Map<ConfigurationId, Track> tracks = new LinkedHashMap<>();
    /** Sessions that must outlive the application's references to them: they hold something or somebody listens. */
    private final Set<EngineSession> pinned = new LinkedHashSet<>();
    private Optional<CompletableFuture<Void>> quiet = Optional.empty();
    private long stopsAtLastReading;
    private boolean closing;
    private boolean left;

    SessionDesk(Engine engine, LastClose lastClose) {
        this.engine = engine;
        this.lastClose = lastClose;
        this.holds = HoldRegistry.join(engine.backendInUse().scope());
        exclusively(() -> stopsAtLastReading = holds.stops());
    }

    /** Takes in a new session. */
    void adopt(EngineSession session) {
        exclusively(() -> {
            Track track = tracks.computeIfAbsent(session.id(), this::newTrack);
            track.add(session);
            see(track, session, track.observation());
        });
    }

    /** The system was read: every session sees what became of its configuration. */
    void observeAll(Map<ConfigurationId, Transition> transitions) {
        exclusively(() -> {
            for (Track track : List.copyOf(tracks.values())) {
                boolean differs = look(track, transitions.getOrDefault(track.id(), Transition.NONE));
                if (track.isStarting() && holds.stoppedSince(track.id(), track.startMark())) {
                    track.endStart();
                    differs = true;
                }
                if (track.settle(engine.world().loop().readings()) || differs) {
                    observe(track);
                }
                forgetIfUnused(track);
            }
            stopsAtLastReading = holds.stops();
            tellIfQuiet();
        });
    }

    void open(EngineSession session, CompletableFuture<Void> future) {
        exclusively(() -> {
            session.beginOpening(future);
            if (closing) {
                session.abandon(Failures.networksClosed());
                return;
            }
            Track track = tracks.get(session.id());
            // Another engine of this process stopped the interface after this one last read it: what it looks like is stale.
            if (session.situation() == Situation.CONNECTED_WATCHED && holds.stoppedSince(track.id(), track.stopMark())) {
                engine.world().loop().readNow();
            }
            if (apply(track, session, isGroup(session) ? new SessionInput.Refused(Failures.serviceNetwork(track.id()))
                : new SessionInput.Open(() -> notUsable(track)))) {
                start(track, session);
            }
        });
    }

    void close(EngineSession session) {
        exclusively(() -> {
            Track track = tracks.get(session.id());
            if (!session.situation().holds()) {
                return;
            }
            InterfaceAfter after = letGo(track, session);
            apply(track, session, new SessionInput.Close(after));
            // As long as others hold it, nobody else has anything new to see.
            if (after != InterfaceAfter.SHARED) {
                observe(track);
            }
        });
    }

    void stop(EngineSession session, CompletableFuture<Void> future) {
        exclusively(() -> {
            session.beginStopping(future);
            if (closing) {
                session.abandon(Failures.networksClosed());
                return;
            }
            Track track = tracks.get(session.id());
            Situation situation = session.situation();
            if (situation.isConnected() || situation == Situation.CONNECTING_OWN || situation == Situation.CONNECTING_WATCHED) {
                Optional<SessionFailure> refusal = isGroup(session) ? Optional.of(Failures.serviceNetwork(track.id())) : tellToStop(track);
                apply(track, session, refusal.<SessionInput>map(SessionInput.Refused::new).orElseGet(SessionInput.Stop::new));
                observe(track);
            } else {
                apply(track, session, new SessionInput.Stop());
            }
        });
    }

    private static boolean isGroup(EngineSession session) {
        return session.configuration().kind() == ConfigurationKind.SERVICE_NETWORK;
    }

    /** The backend reports that a start or stop under way has failed. */
    void failed(ConfigurationId id, BackendException cause) {
        exclusively(() -> Optional.ofNullable(tracks.get(id)).ifPresent(track -> {
            if (track.isStarting()) {
                startFailed(track, Failures.of(cause));
            } else if (track.isStopping()) {
                stopFailed(track, Failures.of(cause));
            }
        }));
    }

    /** Keeps a session, or lets it go, by what it holds and who listens. */
    void pin(EngineSession session) {
        if (session.isNeeded()) {
            pinned.add(session);
        } else {
            pinned.remove(session);
        }
    }

    /** Closes every session. The future completes when no interface is being stopped any more. */
    void closeAll(CompletableFuture<Void> done) {
        exclusively(() -> {
            closing = true;
            List.copyOf(pinned).forEach(this::close);
            quiet = Optional.of(done);
            tellIfQuiet();
        });
    }

    /**
     * Drops all holds; nothing that is still under way is waited for, and every later call does nothing. Safe on any thread:
     * if the engine's is stuck in the operating system, the closing one does it. True if it is done.
     */
    boolean leave(SessionFailure failure) throws InterruptedException {
        if (!holds.lock().tryLock(LEAVE_LIMIT.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        try {
            if (left) {
                return true;
            }
            for (Track track : tracks.values()) {
                track.endStart();
                track.endStop();
                for (EngineSession session : track.sessions()) {
                    session.abandon(failure);
                    holds.release(track.id(), session);
                }
            }
            left = true;
        } finally {
            holds.lock().unlock();
        }
        holds.leave();
        return true;
    }

    private void exclusively(Runnable work) {
        holds.lock().lock();
        try {
            if (!left) {
                work.run();
            }
        } finally {
            holds.lock().unlock();
        }
    }

    /** A track that was not needed until now has still been seen, at the last reading. */
    private Track newTrack(ConfigurationId id) {
        Track track = new Track(id);
        look(track, engine.world().transitions().getOrDefault(id, Transition.NONE));
        track.observed(track.observation());
        track.stopMark(stopsAtLastReading);
        return track;
    }

    private boolean look(Track track, Transition transition) {
        return track.look(engine.world().published().sight(track.id()), transition);
    }

    private void observe(Track track) {
        Observation now = track.observation();
        // What was up and is being started has been down between two readings: whoever held it has lost it.
        if (now == Observation.STARTING && track.wasUp()) {
            observe(track, Observation.DISCOVERED);
        }
        observe(track, now);
    }

    /** Every session sees the same before a start that one of them wants changes what there is to see. */
    private void observe(Track track, Observation observation) {
        Optional<EngineSession> starter = Optional.empty();
        track.observed(observation);
        for (EngineSession session : track.sessions()) {
            if (see(track, session, observation) && starter.isEmpty()) {
                starter = Optional.of(session);
            }
        }
        if (observation == Observation.ACTIVE) {
            track.stopMark(holds.stops());
        }
        stopIfLeftBehind(track);
        starter.ifPresent(session -> start(track, session));
    }

    private boolean see(Track track, EngineSession session, Observation observation) {
        track.sight().ifPresent(session::see);
        Situation situation = session.situation();
        return apply(track, session, new SessionInput.Observed(observation, () -> loss(track, situation, observation)));
    }

    private SessionFailure loss(Track track, Situation situation, Observation observation) {
        if (situation == Situation.CONNECTING_OWN && observation == Observation.REMOVED) {
            return Failures.vanished(track.id());
        } else if (situation == Situation.REOPENING) {
            return notUsable(track);
        }
        return situation.isOpening() || holds.stoppedSince(track.id(), track.stopMark())
            ? Failures.stoppedByOther(track.id()) : Failures.lost(track.id());
    }

    /** Takes a step; whether the interface must be started for it. */
    private boolean apply(Track track, EngineSession session, SessionInput input) {
        Step step = SessionMachine.step(session.situation(), input);
        if (step.next().holds()) {
            holds.hold(track.id(), session);
        } else {
            holds.release(track.id(), session);
        }
        session.take(step);
        pin(session);
        return step.start();
    }

    private void start(Track track, EngineSession session) {
        if (track.isStarting()) {
            return;
        }
        Duration limit = session.configuration().connectTimeout();
        try {
            // What the operating system is starting already is only waited for, and not ours to stop.
            if (track.transition() != Transition.STARTING
                && engine.backendInUse().start(track.id(), new StartOptions(session.connectsInBackground()))) {
                holds.markStarted(track.id());
            }
        } catch (BackendException refusal) {
            startFailed(track, Failures.of(refusal));
            return;
        }
        track.endStop();
        track.startMark(holds.stops());
        track.beginStart(engine.clock().after(limit, () -> exclusively(() -> startFailed(track, Failures.startTimedOut(track.id(), limit)))));
        observe(track);
        engine.world().loop().hint();
    }

    private void startFailed(Track track, SessionFailure failure) {
        track.endStart();
        track.forgetTransition();
        for (EngineSession session : track.sessions()) {
            apply(track, session, new SessionInput.StartFailed(failure));
        }
        observe(track);
        engine.world().loop().hint();
    }

    private void stopFailed(Track track, SessionFailure failure) {
        track.endStop();
        for (EngineSession session : track.sessions()) {
            apply(track, session, new SessionInput.StopFailed(failure));
        }
        observe(track);
        engine.world().loop().hint();
        tellIfQuiet();
    }

    /** A session is about to let go: stops the interface if it is the last one and the rule says so. */
    private InterfaceAfter letGo(Track track, EngineSession session) {
        if (session.situation() == Situation.REOPENING || !holds.isOnlyHolder(track.id(), session)) {
            return InterfaceAfter.SHARED;
        }
        boolean stop = holds.isStarted(track.id()) || lastClose == LastClose.STOP_ALWAYS;
        if (!stop) {
            track.endStart();
            return InterfaceAfter.LEFT;
        }
        Optional<SessionFailure> refusal = tellToStop(track);
        refusal.ifPresent(failure -> {
            // Not tried again: it is up to whoever may.
            holds.forgetStarted(track.id());
            track.endStart();
            apply(track, session, new SessionInput.Refused(failure));
        });
        return refusal.isEmpty() ? InterfaceAfter.STOPPED : InterfaceAfter.LEFT;
    }

    private Optional<SessionFailure> tellToStop(Track track) {
        Duration limit = track.sight().map(sight -> sight.configuration().connectTimeout()).orElse(NetworkConfiguration.DEFAULT_CONNECT_TIMEOUT);
        try {
            engine.backendInUse().stop(track.id());
        } catch (BackendException refusal) {
            return Optional.of(Failures.of(refusal));
        }
        holds.markStopped(track.id());
        track.forgetTransition();
        track.beginStop(engine.clock().after(limit, () -> exclusively(() -> stopFailed(track, Failures.stopTimedOut(track.id(), limit)))),
            engine.world().loop().readings());
        engine.world().loop().hint();
        return Optional.empty();
    }

    /** An interface that a session started and no session holds any more, because all were aborted, is given back too. */
    private void stopIfLeftBehind(Track track) {
        if (!holds.isStarted(track.id()) || holds.isHeld(track.id()) || track.isStarting() || track.isStopping()) {
            return;
        }
        holds.forgetStarted(track.id());
        if (track.sight().isPresent()) {
            tellToStop(track).ifPresent(failure ->
                LOG.log(System.Logger.Level.WARNING, "{0} stays up, though no session holds it: {1}", track.id(), failure));
        }
    }

    private void forgetIfUnused(Track track) {
        if (track.sessions().isEmpty() && !track.isStarting() && !track.isStopping()) {
            tracks.remove(track.id());
            if (track.sight().isEmpty()) {
                holds.forgetGone(track.id());
            }
        }
    }

    private void tellIfQuiet() {
        if (quiet.isPresent() && tracks.values().stream().noneMatch(Track::isStopping)) {
            quiet.get().complete(null);
            quiet = Optional.empty();
        }
    }

    private SessionFailure notUsable(Track track) {
        String why = track.sight().map(sight -> track.id() + " cannot be used now: it is " + sight.configuration().state())
            .orElseGet(() -> track.id() + " does not exist (any more)");
        boolean noCarrier = track.sight().flatMap(SessionView.Sight::link).map(link -> link.up() && !link.carrier()).orElse(false);
        Optional<String> remedy = noCarrier ? Optional.of("it has no carrier: plug the cable in, or bring the other end up")
            : engine.world().startRemedy(track.id());
        return new SessionFailure(SessionError.INVALID_CONFIGURATION, why, Optional.empty(), true, remedy);
    }
}
