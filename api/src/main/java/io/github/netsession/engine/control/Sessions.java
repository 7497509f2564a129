package io.github.netsession.engine.control;

import io.github.netsession.ConfigurationId;
import io.github.netsession.InterfaceAfterClose;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionFailure;
import io.github.netsession.engine.calls.CallFuture;
import io.github.netsession.engine.calls.ListenerEntry;
import io.github.netsession.engine.holds.AccessPointEntry;
import io.github.netsession.engine.holds.AccessPointHolds;
import io.github.netsession.engine.holds.AccessPoints;
import io.github.netsession.engine.holds.CriticalSection;
import io.github.netsession.engine.holds.InterfaceControl;
import io.github.netsession.engine.holds.InterfaceEvents;
import io.github.netsession.engine.session.Failures;
import io.github.netsession.engine.session.Observation;
import io.github.netsession.engine.session.Phase;
import io.github.netsession.engine.session.Question;
import io.github.netsession.engine.session.SessionInput;
import io.github.netsession.engine.session.SessionModel;
import io.github.netsession.engine.state.ResolvedConfiguration;
import io.github.netsession.engine.state.ServiceNetwork;
import io.github.netsession.engine.state.ServiceNetworks;
import io.github.netsession.engine.state.StatePublisher;
import io.github.netsession.engine.usage.Meters;
import io.github.netsession.engine.usage.SessionUsage;
import io.github.netsession.internal.EngineClock;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.InterfaceIdentity;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * All sessions of one engine: receives the application's calls, the readings and the backend's reports, and passes each to the sessions that
 * it concerns. Called in turns only, unless a method says otherwise; the critical section excludes other engines.
 */
public final class Sessions implements InterfaceEvents {

    private final StatePublisher publisher;
    private final Session.Shared shared;
    private final CriticalSection section;
    private final AccessPoints accessPoints;
    private final AccessPointHolds holds;
    private final InterfaceControl interfaces;
    private final SessionGroups groups;
    private final Members members;
    private final FollowUps followUps;
    private final SessionRunner runner;
    private final Recovery recovery;
    private final PendingCloses closes;
    private final SessionHandles handles;
    private Optional<CompletableFuture<Void>> quiet = Optional.empty();
    private volatile boolean opensNothing;
    private boolean closing;

    Sessions(StatePublisher publisher, EngineClock clock, Meters meters, CriticalSection section, AccessPoints accessPoints,
        AccessPointHolds holds, InterfaceControl interfaces, SessionGroups groups, Members members, FollowUps followUps, SessionRunner runner,
        Recovery recovery, PendingCloses closes, SessionHandles handles) {
        this.publisher = publisher;
        this.shared = new Session.Shared(publisher, clock, meters, this::close, handles::of);
        this.handles = handles;
        this.section = section;
        this.accessPoints = accessPoints;
        this.holds = holds;
        this.interfaces = interfaces;
        this.groups = groups;
        this.members = members;
        this.followUps = followUps;
        this.runner = runner;
        this.recovery = recovery;
        this.closes = closes;
    }

    /**
     * Creates a session on a configuration that exists or existed. Safe from any thread; {@link #adopt} must follow in a turn.
     *
     * @param configuration the configuration, as the application has it
     * @return the session
     */
    public Session create(NetworkConfiguration configuration) {
        Optional<ResolvedConfiguration> present = Members.first(publisher.current(), configuration.id(),
            publisher.serviceNetwork(configuration.id()).map(ServiceNetwork::policy));
        Phase phase = present.map(resolved -> switch (resolved.configuration().state()) {
            case UNDEFINED, DEFINED -> Phase.NOT_AVAILABLE;
            case DISCOVERED -> Phase.DISCONNECTED;
            case ACTIVE -> Phase.CONNECTED_WATCHED;
        }).orElse(Phase.INVALID);
        return new Session(shared, new SessionValues(SessionModel.closed(phase), present.orElseGet(() -> ResolvedConfiguration.of(configuration)),
            Optional.empty(), SessionUsage.NONE));
    }

    /**
     * Adds a new session.
     *
     * @param session the session
     */
    public void adopt(Session session) {
        section.run(() -> {
            if (accessPoints.all().isEmpty()) {
                members.begin();
            }
            groups.get(session.id()).add(session);
            followUps.addAll(members.refresh(session));
            followUps.add(session);
        });
    }

    /** Updates every session from the latest reading, which is published. */
    public void observeAll() {
        section.run(() -> {
            boolean isRecovering = recovery.begin();
            for (AccessPointEntry entry : accessPoints.all()) {
                boolean differs = accessPoints.update(entry, publisher.accessPoint(entry.id()));
                if (interfaces.settle(entry) || differs || isRecovering) {
                    runner.observe(entry);
                }
                closes.observe(entry);
                interfaces.restarted(entry).ifPresent(failure -> {
                    groups.followersOf(entry).forEach(session -> runner.apply(session, new SessionInput.Restarted(entry.id(), failure)));
                    entry.show(Observation.DISCOVERED);
                    runner.observe(entry);
                });
            }
            followUps.addAll(members.update());
            if (isRecovering) {
                runner.lookAll(groups);
            }
            holds.retryStops();
            // Before a further reading of the same turn: each session sees each reading.
            runner.lookWhereNeeded();
            accessPoints.all().forEach(groups::removeIfUnused);
            completeIfQuiet();
            recovery.end();
        });
    }

    /** Updates the sessions after the definition of a service network. Access points are not updated, because nothing was read. */
    public void updateServiceNetworks() {
        section.run(() -> {
            for (AccessPointEntry entry : accessPoints.all()) {
                if (ServiceNetworks.isOwn(entry.id()) && accessPoints.update(entry, Optional.empty())) {
                    runner.observe(entry);
                }
            }
            followUps.addAll(members.update());
        });
    }

    /**
     * Opens a session.
     *
     * @param session the session
     * @param future completes when it is open
     */
    public void open(Session session, CallFuture<Void> future) {
        section.run(() -> {
            if (opensNothing) {
                SessionFutures.refuse(future, Failures.networksClosed());
                return;
            }
            followUps.addAll(members.refresh(session));
            runner.lookBeforeOpening(session);
            // That look must not decide the future: the opening begins after it.
            session.beginOpening(future);
            runner.apply(session, new SessionInput.Open());
            holds.stopLeftBehind();
        });
    }

    /**
     * Closes a session.
     *
     * @param session the session
     */
    public void close(Session session) {
        section.run(() -> {
            runner.apply(session, new SessionInput.Close());
            holds.stopLeftBehind();
        });
    }

    /**
     * Closes a session.
     *
     * @param session the session
     * @param future completes when its access points are down, or are known to stay up
     */
    public void close(Session session, CallFuture<InterfaceAfterClose> future) {
        section.run(() -> {
            closes.add(session, new PendingClose(future, members.releasedByClose(session)));
            close(session);
        });
    }

    /**
     * Stops the access point of a session for all programs.
     *
     * @param session the session
     * @param future completes when the access point is down
     */
    public void stop(Session session, CallFuture<Void> future) {
        section.run(() -> {
            if (closing) {
                SessionFutures.refuse(future, Failures.networksClosed());
                return;
            }
            session.beginStopping(future);
            runner.apply(session, new SessionInput.Stop());
        });
    }

    /**
     * Settles a future when the session's opening is decided, or at once if none is under way.
     *
     * @param session the session
     * @param opened the future, which is not completed
     */
    public void awaitOpened(Session session, CallFuture<Void> opened) {
        section.run(() -> session.awaitOpened(opened));
    }

    /** Applies a changed AUTO_CLOSE_TIMEOUT of a session. */
    public void armAutoClose(Session session) {
        section.run(session::armAutoClose);
    }

    /** Takes the application's answer to a question of a session. */
    public void answer(Session session, Question question, boolean yes) {
        section.run(() -> runner.apply(session, new SessionInput.Answered(question, yes)));
    }

    /** Handles the report that the access point in use of a session, which is over several access points, is unusable. */
    public void reportUnusable(Session session) {
        section.run(() -> runner.apply(session, new SessionInput.ReportedUnusable()));
    }

    /**
     * Sets the handler that decides about the moves of a session.
     *
     * @param session the session
     * @param handler the handler
     */
    public void decide(Session session, ListenerEntry<AskedQuestion> handler) {
        section.run(() -> setHandler(session, Optional.of(handler)));
    }

    /**
     * Removes a handler, unless the session has another one now.
     *
     * @param session the session
     * @param handler the handler
     */
    public void decideNoMore(Session session, ListenerEntry<AskedQuestion> handler) {
        section.run(() -> {
            if (session.dialogue().handler().equals(Optional.of(handler))) {
                setHandler(session, Optional.empty());
            }
        });
    }

    private void setHandler(Session session, Optional<ListenerEntry<AskedQuestion>> handler) {
        session.dialogue().handler(handler);
        // An answer of the application to the question of the handler before is not taken back.
        boolean asksAgain = session.dialogue().question().claimAny();
        runner.apply(session, new SessionInput.HandlerChanged(handler.isPresent(), asksAgain));
    }

    /**
     * Adds a listener, unless it has ended, and notifies it of the current state.
     *
     * @param session the session
     * @param listener the listener
     */
    public void add(Session session, ListenerEntry<SessionEvent> listener) {
        section.run(() -> {
            if (listener.isActive()) {
                session.add(listener);
                listener.tell(SessionEvents.present(session));
                runner.keepIfNeeded(session);
            }
        });
    }

    /**
     * Removes a listener.
     *
     * @param session the session
     * @param listener the listener
     */
    public void remove(Session session, ListenerEntry<SessionEvent> listener) {
        section.run(() -> {
            session.remove(listener);
            runner.keepIfNeeded(session);
        });
    }

    /**
     * Handles the backend's report that a start or stop has failed.
     *
     * @param id the access point
     * @param cause the cause
     */
    public void failed(ConfigurationId id, BackendException cause) {
        section.run(() -> interfaces.failed(id, cause));
    }

    /**
     * Handles the backend's report of what a start has begun.
     *
     * @param id the access point
     * @param identity what was started
     */
    public void started(ConfigurationId id, InterfaceIdentity identity) {
        section.run(() -> {
            interfaces.started(id, identity);
            followUps.addReleased(accessPoints.get(id));
        });
    }

    @Override
    public void changed(AccessPointEntry entry) {
        runner.observe(entry);
    }

    @Override
    public void startFailed(AccessPointEntry entry, Predicate<Object> sessions, SessionFailure failure) {
        groups.followersOf(entry).stream().filter(sessions)
            .forEach(session -> runner.apply(session, new SessionInput.StartFailed(entry.id(), failure, entry.isStarting())));
        runner.observe(entry);
    }

    @Override
    public void stopFailed(AccessPointEntry entry, SessionFailure failure) {
        groups.followersOf(entry).forEach(session -> runner.apply(session, new SessionInput.StopFailed(entry.id(), failure)));
        closes.stopFailed(entry, failure);
        runner.observe(entry);
    }

    /** Does the follow-up work of a turn, after all its other work. */
    void endOfTurn() {
        handles.report();
        runner.lookWhereNeeded();
        closes.settle().forEach(runner::keepIfNeeded);
        completeIfQuiet();
    }

    /** Rejects openings from now on: a session whose opening is still queued would only be closed again. Safe from any thread. */
    public void openNothingMore() {
        opensNothing = true;
    }

    /**
     * Closes every session.
     *
     * @param done completes when no interface is being stopped any more
     */
    public void closeAll(CompletableFuture<Void> done) {
        section.run(() -> {
            closing = true;
            handles.report();
            runner.kept().forEach(this::close);
            holds.stopSpared();
            quiet = Optional.of(done);
        });
    }

    /**
     * Drops all holds without waiting for starts and stops under way, and ends the wait of a close. Called at the end of the critical section.
     *
     * @param failure the failure of the pending futures of the sessions
     */
    void abandonAll(SessionFailure failure) {
        for (AccessPointEntry entry : accessPoints.all()) {
            interfaces.abandon(entry);
            for (Session session : groups.sessionsOn(entry)) {
                runner.releaseAll(session);
                session.abandon(failure);
            }
        }
        closes.abandon(failure);
        accessPoints.all().forEach(holds::stopIfUnheld);
        holds.stopSpared();
        quiet.ifPresent(done -> done.complete(null));
    }

    private void completeIfQuiet() {
        if (quiet.isPresent() && accessPoints.all().stream().noneMatch(AccessPointEntry::isStopping)) {
            quiet.get().complete(null);
            quiet = Optional.empty();
        }
    }
}
