package io.github.netsession.engine;

import io.github.netsession.ConfigurationId;
import io.github.netsession.SessionError;
import io.github.netsession.SessionFailure;
import io.github.netsession.engine.SessionInput.InterfaceAfter;
import io.github.netsession.spi.AccessPoint.Transition;
import io.github.netsession.spi.BackendException;
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

    private static final Duration LEAVE_LIMIT = Duration.ofSeconds(1);

    private final Engine engine;
    private final HoldRegistry holds;
    private final InterfaceDesk interfaces;
    private final RoamingDesk roaming;
    private final Map<ConfigurationId, Track> tracks = new LinkedHashMap<>();
    /** Sessions that must outlive the application's references to them: they hold something or somebody listens. */
    private final Set<EngineSession> pinned = new LinkedHashSet<>();
    private Optional<CompletableFuture<Void>> quiet = Optional.empty();
    private long stopsAtLastReading;
    private volatile boolean closing;
    private boolean left;

    SessionDesk(Engine engine, EngineSettings settings) {
        this.engine = engine;
        this.holds = HoldRegistry.join(engine.backendInUse().scope());
        this.interfaces = new InterfaceDesk(engine, this, holds, settings.lastClose());
        this.roaming = new RoamingDesk(engine, this, interfaces, holds, settings.userChooser().map(chooser -> new UserChoices(engine, chooser)));
        exclusively(() -> stopsAtLastReading = holds.stops());
    }

    /** Takes in a new session. */
    void adopt(EngineSession session) {
        exclusively(() -> {
            Track track = track(session.id());
            track.add(session);
            if (session.roams()) {
                roaming.adopt(track, session);
            } else {
                see(track, session, track.observation());
            }
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
            roaming.observe(tracks.values());
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
            if (session.roams()) {
                roaming.open(session);
                return;
            }
            Track track = track(session.id());
            if (session.situation() == Situation.CONNECTED_WATCHED) {
                readIfStoppedElsewhere(track);
            }
            if (apply(session, new SessionInput.Open(() -> notUsable(track))).start()) {
                interfaces.start(track, session.connectsInBackground(), true);
            }
        });
    }

    /** Another engine of this process may have stopped the interface after this one last read it: then what it looks like is stale. */
    void readIfStoppedElsewhere(Track track) {
        if (holds.stoppedSince(track.id(), track.stopMark())) {
            engine.world().loop().readNow();
        }
    }

    void close(EngineSession session) {
        exclusively(() -> {
            if (!session.situation().holds()) {
                return;
            }
            if (session.roams()) {
                roaming.close(session);
                return;
            }
            Track track = track(session.id());
            InterfaceAfter after = interfaces.letGo(track, session);
            apply(session, new SessionInput.Close(after));
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
            if (session.roams()) {
                roaming.stop(session);
                return;
            }
            Track track = track(session.id());
            if (session.situation().isConnected() || session.situation().isConnecting()) {
                Optional<SessionFailure> refusal = interfaces.tellToStop(track);
                apply(session, refusal.<SessionInput>map(SessionInput.Refused::new).orElseGet(SessionInput.Stop::new));
                observe(track);
            } else {
                apply(session, new SessionInput.Stop());
            }
        });
    }

    /** The application answers what it was asked. */
    void answer(EngineSession session, Question question, boolean yes) {
        exclusively(() -> roaming.answer(session, question, yes));
    }

    /** The application wants to decide about roaming. */
    void decide(EngineSession session, ListenerEntry<Question> handler) {
        if (session.roams()) {
            exclusively(() -> roaming.decide(session, Optional.of(handler)));
        }
    }

    /** The application does not want to decide any more, unless it has another handler by now. */
    void decideNoMore(EngineSession session, ListenerEntry<Question> handler) {
        if (session.roams() && session.roaming().handler().equals(Optional.of(handler))) {
            exclusively(() -> roaming.decide(session, Optional.empty()));
        }
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

    /** From any thread: what was asked for before and has not had its turn yet is not begun any more, so that closing need not wait for it. */
    void beginNothingMore() {
        closing = true;
    }

    /** Closes every session. The future completes when no interface is being stopped any more. */
    void closeAll(CompletableFuture<Void> done) {
        exclusively(() -> {
            List.copyOf(pinned).forEach(this::close);
            quiet = Optional.of(done);
            tellIfQuiet();
        });
    }

    /**
     * Drops all holds; nothing that is still under way is waited for, and every later call does nothing. Safe on any thread:
     * if the engine's is kept busy, the closing one does it, and says what is to be stopped; if it is stuck in the operating
     * system, there is nothing to be said. True if it is done.
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
                    if (session.situation().holds()) {
                        count(session, false);
                    }
                    session.abandon(failure);
                }
            }
            List.copyOf(tracks.values()).forEach(interfaces::stopIfLeftBehind);
            left = true;
        } finally {
            holds.lock().unlock();
        }
        holds.leave();
        return true;
    }

    /** What follows for sessions over several access points follows last, when everything of the turn has been done. */
    void exclusively(Runnable work) {
        holds.lock().lock();
        try {
            if (!left) {
                work.run();
                if (holds.lock().getHoldCount() == 1) {
                    roaming.lookAtTouched();
                    tellIfQuiet();
                }
            }
        } finally {
            holds.lock().unlock();
        }
    }

    /** A track that was not needed until now has still been seen, at the last reading. */
    Track track(ConfigurationId id) {
        Track known = tracks.get(id);
        if (known != null) {
            return known;
        }
        Track track = new Track(id);
        look(track, engine.world().transitions().getOrDefault(id, Transition.NONE));
        track.observed(track.observation());
        track.stopMark(stopsAtLastReading);
        tracks.put(id, track);
        return track;
    }

    private boolean look(Track track, Transition transition) {
        return track.look(engine.world().published().sight(track.id()), transition);
    }

    /** Shows the sessions on an access point how it is, after something about it may have changed. */
    void observe(Track track) {
        Observation now = track.observation();
        // What was up and is being started has been down between two readings: whoever held it has lost it.
        if (now == Observation.STARTING && track.wasUp()) {
            observe(track, Observation.DISCOVERED);
        }
        observe(track, now);
        roaming.touch(track);
    }

    /** Every session sees the same before a start that one of them wants changes what there is to see. */
    private void observe(Track track, Observation observation) {
        Optional<EngineSession> starter = Optional.empty();
        track.observed(observation);
        for (EngineSession session : track.sessions()) {
            if (!session.roams() && see(track, session, observation) && starter.isEmpty()) {
                starter = Optional.of(session);
            }
        }
        if (observation == Observation.ACTIVE) {
            track.stopMark(holds.stops());
        }
        interfaces.stopIfLeftBehind(track);
        starter.ifPresent(session -> interfaces.start(track, session.connectsInBackground(), true));
    }

    private boolean see(Track track, EngineSession session, Observation observation) {
        track.sight().ifPresent(session::see);
        Situation situation = session.situation();
        return apply(session, new SessionInput.Observed(observation, () -> loss(track, situation, observation))).start();
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

    /** Takes a step. What a session over several access points holds, it says itself. */
    Step apply(EngineSession session, SessionInput input) {
        Step step = SessionMachine.step(session.situation(), input);
        if (session.situation().holds() != step.next().holds()) {
            count(session, step.next().holds());
        }
        session.take(step);
        pin(session);
        return step;
    }

    private void count(EngineSession session, boolean isHolding) {
        if (session.roams() && !isHolding) {
            roaming.releaseAll(session);
        } else if (!session.roams() && isHolding) {
            holds.hold(session.id(), session, session.id());
            track(session.id()).heldByOneMore();
        } else if (!session.roams()) {
            holds.release(session.id(), session);
            if (track(session.id()).heldByOneLess()) {
                roaming.touchFollowers(track(session.id()));
            }
        }
    }

    void startFailed(Track track, SessionFailure failure) {
        track.endStart();
        track.forgetTransition();
        for (EngineSession session : track.sessions()) {
            apply(session, new SessionInput.StartFailed(failure));
        }
        roaming.startFailed(track, failure);
        observe(track);
        engine.world().loop().hint();
    }

    void stopFailed(Track track, SessionFailure failure) {
        track.endStop();
        for (EngineSession session : track.sessions()) {
            apply(session, new SessionInput.StopFailed(failure));
        }
        roaming.stopFailed(track, failure);
        observe(track);
        engine.world().loop().hint();
        tellIfQuiet();
    }

    private void forgetIfUnused(Track track) {
        if (track.isUnused()) {
            tracks.remove(track.id());
            track.follow(List.of(), List.of());
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

    SessionFailure notUsable(Track track) {
        String why = track.sight().map(sight -> track.id() + " cannot be used now: it is " + sight.configuration().state())
            .orElseGet(() -> track.id() + " does not exist (any more)");
        boolean noCarrier = track.sight().flatMap(SessionView.Sight::link).map(link -> link.up() && !link.carrier()).orElse(false);
        Optional<String> remedy = noCarrier ? Optional.of("it has no carrier: plug the cable in, or bring the other end up")
            : engine.world().startRemedy(track.id());
        return new SessionFailure(SessionError.INVALID_CONFIGURATION, why, Optional.empty(), true, remedy);
    }
}
