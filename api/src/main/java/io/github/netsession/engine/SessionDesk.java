package io.github.netsession.engine;

import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.SessionFailure;
import io.github.netsession.engine.SessionInput.InterfaceAfter;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.BackendException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Runs the sessions: feeds the machine with what was observed and what the application asks for, commands the backend, and
 * counts the holds. Called in turns only, so it needs no lock of its own; the registry's keeps other engines out.
 */
final class SessionDesk {

    /** Longer than another engine waits for another process. */
    private static final Duration LEAVE_LIMIT = Duration.ofSeconds(3);

    private final Engine engine;
    private final HoldRegistry holds;
    private final InterfaceDesk interfaces;
    private final RoamingDesk roaming;
    private final Gaps gaps;
    private final Map<ConfigurationId, Track> tracks = new LinkedHashMap<>();
    /** Sessions that must outlive the application's references to them: they hold something or somebody listens. */
    private final Set<EngineSession> pinned = new LinkedHashSet<>();
    private CapabilityStatus told;
    private Optional<CompletableFuture<Void>> quiet = Optional.empty();
    private long markAtLastReading;
    private volatile boolean opensNothing;
    private boolean closing;
    private boolean left;

    SessionDesk(Engine engine, EngineSettings settings) {
        this.engine = engine;
        this.holds = engine.holds();
        this.told = holds.status();
        this.interfaces = new InterfaceDesk(engine, this, holds, settings.lastClose());
        this.roaming = new RoamingDesk(engine, this, interfaces, holds, settings.userChooser().map(chooser -> new UserChoices(engine, chooser)));
        this.gaps = new Gaps(engine, this);
        exclusively(() -> markAtLastReading = holds.mark());
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
    void observeAll(Map<ConfigurationId, AccessPoint> accessPoints) {
        exclusively(() -> {
            for (Track track : List.copyOf(tracks.values())) {
                boolean differs = gaps.look(track, Optional.ofNullable(accessPoints.get(track.id())));
                if (track.isStarting() && holds.stoppedSince(track.id(), track.startMark())) {
                    track.endStart();
                    differs = true;
                }
                if (track.settle(engine.world().loop().readings()) || differs) {
                    observe(track);
                }
                seeRestart(track);
                forgetIfUnused(track);
            }
            roaming.observe(tracks.values());
            interfaces.tryAgain();
            markAtLastReading = holds.mark();
            tellIfQuiet();
        });
    }

    /** The application defined a service network. Nothing was read, so nothing is known anew about access points. */
    void regroup() {
        exclusively(() -> {
            for (Track track : List.copyOf(tracks.values())) {
                if (Groups.isOwn(track.id()) && gaps.look(track, Optional.empty())) {
                    observe(track);
                }
            }
            roaming.observe(tracks.values());
        });
    }

    void open(EngineSession session, CallFuture<Void> future) {
        exclusively(() -> {
            if (opensNothing) {
                session.refuse(future, Failures.networksClosed());
                return;
            }
            session.beginOpening(future);
            if (session.roams()) {
                roaming.open(session);
            } else {
                openOne(session, track(session.id()));
            }
            interfaces.putRight();
        });
    }

    private void openOne(EngineSession session, Track track) {
        readIfStoppedElsewhere(session, track);
        if (apply(session, new SessionInput.Open(() -> interfaces.notUsable(track))).start()) {
            interfaces.start(track, session.connectsInBackground(), true);
        }
    }

    /** Another engine of this process may have stopped the interface after this one last read it: then what it looks like is stale. */
    void readIfStoppedElsewhere(EngineSession session, Track track) {
        if (session.situation() == Situation.CONNECTED_WATCHED && holds.stoppedSince(track.id(), track.stopMark())) {
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
            } else {
                closeOne(session, track(session.id()));
            }
            interfaces.putRight();
        });
    }

    private void closeOne(EngineSession session, Track track) {
        InterfaceAfter after = interfaces.letGo(track, session);
        apply(session, new SessionInput.Close(after));
        // As long as others hold it, nobody else has anything new to see.
        if (after != InterfaceAfter.SHARED) {
            observe(track);
        }
    }

    void stop(EngineSession session, CallFuture<Void> future) {
        exclusively(() -> {
            if (closing) {
                session.refuse(future, Failures.networksClosed());
                return;
            }
            session.beginStopping(future);
            if (session.roams()) {
                roaming.stop(session);
                return;
            }
            boolean isUp = session.situation().isConnected() || session.situation().isConnecting();
            apply(session, (isUp ? interfaces.tellToStop(track(session.id())) : Optional.<SessionFailure>empty())
                .<SessionInput>map(SessionInput.Refused::new).orElseGet(SessionInput.Stop::new));
            if (isUp) {
                observe(track(session.id()));
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

    /** From any thread: what was to be opened and has not had its turn yet is not, for it would only have to be closed again. */
    void openNothingMore() {
        opensNothing = true;
    }

    /** Closes every session. The future completes when no interface is being stopped any more. */
    void closeAll(CompletableFuture<Void> done) {
        exclusively(() -> {
            closing = true;
            List.copyOf(pinned).forEach(this::close);
            interfaces.stopSpared();
            quiet = Optional.of(done);
        });
    }

    /**
     * Drops all holds; nothing that is still under way is waited for, and every later call does nothing. Safe on any thread:
     * if the engine's is kept busy, the closing one does it, and says what is to be stopped; if it is stuck in the operating
     * system, there is nothing to be said. True if it is done.
     */
    boolean leave(SessionFailure failure) throws InterruptedException {
        if (!holds.tryEnter(LEAVE_LIMIT)) {
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
            holds.exit();
        }
        holds.leave();
        return true;
    }

    /** What follows for sessions over several access points follows last, when everything of the turn has been done. */
    void exclusively(Runnable work) {
        holds.enter();
        try {
            if (!left) {
                work.run();
                if (holds.isOutermost()) {
                    roaming.lookAtTouched();
                    tellIfQuiet();
                }
            }
        } finally {
            holds.exit();
        }
        if (!told.equals(holds.status())) {
            told = holds.status();
            engine.world().loop().hint();
        }
    }

    /** A track that was not needed until now has still been seen, at the last reading. */
    Track track(ConfigurationId id) {
        Track known = tracks.get(id);
        if (known != null) {
            return known;
        }
        Track track = new Track(id);
        gaps.look(track, engine.world().accessPoint(id));
        track.observed(track.observation());
        track.stopMark(markAtLastReading);
        tracks.put(id, track);
        return track;
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

    /** Stopped by a session and started by another between two readings, of this process or others: whoever held it has lost it. */
    private void seeRestart(Track track) {
        if (track.isUp() && holds.restartedSince(track.id(), track.stopMark())) {
            track.endStop();
            roaming.restarted(track);
            observe(track, Observation.DISCOVERED);
            observe(track);
        }
    }

    /** Every session sees the same before a start that one of them wants changes what there is to see. */
    private void observe(Track track, Observation observation) {
        Optional<EngineSession> starter = Optional.empty();
        boolean wasDown = !track.wasUp();
        track.observed(observation);
        for (EngineSession session : track.sessions()) {
            if (!session.roams() && see(track, session, observation) && starter.isEmpty()) {
                starter = Optional.of(session);
            }
        }
        if (observation == Observation.ACTIVE && (wasDown || !holds.stoppedSince(track.id(), track.stopMark()))) {
            track.stopMark(holds.mark());
        }
        interfaces.stopIfLeftBehind(track);
        starter.ifPresent(session -> interfaces.start(track, session.connectsInBackground(), true));
    }

    private boolean see(Track track, EngineSession session, Observation observation) {
        track.sight().ifPresent(session::see);
        Situation situation = session.situation();
        return apply(session, new SessionInput.Observed(observation, () -> interfaces.loss(track, situation, observation))).start();
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
            interfaces.hold(track(session.id()));
            track(session.id()).heldByOneMore();
        } else if (!session.roams()) {
            holds.release(session.id(), session);
            interfaces.release(track(session.id()));
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
    }

    private void forgetIfUnused(Track track) {
        if (track.isUnused()) {
            tracks.remove(track.id());
            track.forget();
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
}
