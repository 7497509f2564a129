package io.github.netsession.engine.control;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationKind;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.SessionFailure;
import io.github.netsession.engine.calls.CallFuture;
import io.github.netsession.engine.calls.ListenerEntry;
import io.github.netsession.engine.holds.AccessPointEntry;
import io.github.netsession.engine.holds.AccessPointHolds;
import io.github.netsession.engine.holds.CriticalSection;
import io.github.netsession.engine.holds.Diagnosis;
import io.github.netsession.engine.holds.InterfaceControl;
import io.github.netsession.engine.session.Failures;
import io.github.netsession.engine.session.Observation;
import io.github.netsession.engine.session.Phase;
import io.github.netsession.engine.session.Question;
import io.github.netsession.engine.session.SessionInput;
import io.github.netsession.engine.session.SessionInput.InterfaceAfter;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Runs the sessions over several access points: opening, closing, stopping and watching; {@link Migration} moves open sessions.
 * A session is updated after a change of one of its access points. Called in the critical section only.
 */
final class ServiceNetworkSessions {

    private static final System.Logger LOG = System.getLogger("io.github.netsession");

    /** Each round tries at least one more access point, of which a radio sees some hundreds. */
    private static final int MAX_ROUNDS = 10_000;

    private final SessionGroups groups;
    private final SessionSteps steps;
    private final AccessPointHolds holds;
    private final InterfaceControl interfaces;
    private final Diagnosis diagnosis;
    private final AccessPointSessions accessPointSessions;
    private final Members members;
    private final CandidateChoice choice;
    private final SessionMoves moves;
    private final Migration migration;
    private final FollowUps followUps;
    private final CriticalSection section;
    private final Optional<UserChoices> choices;

    ServiceNetworkSessions(SessionGroups groups, SessionSteps steps, AccessPointHolds holds, InterfaceControl interfaces,
        Diagnosis diagnosis, AccessPointSessions accessPointSessions, Members members, CandidateChoice choice, SessionMoves moves, Migration migration,
        FollowUps followUps, CriticalSection section, Optional<UserChoices> choices) {
        this.groups = groups;
        this.steps = steps;
        this.holds = holds;
        this.interfaces = interfaces;
        this.diagnosis = diagnosis;
        this.accessPointSessions = accessPointSessions;
        this.members = members;
        this.choice = choice;
        this.moves = moves;
        this.migration = migration;
        this.followUps = followUps;
        this.section = section;
        this.choices = choices;
    }

    void adopt(Session session) {
        followUps.addAll(members.refresh(session));
        followUps.add(session);
    }

    /** Schedules an update of the sessions whose service networks were changed by the last reading, or by a definition. */
    void update() {
        followUps.addAll(members.update());
    }

    /** Updates the scheduled sessions at the end of a turn. An update may schedule others; a defect in that must not keep the lock forever. */
    void lookWhereNeeded() {
        for (int rounds = 0; !followUps.isEmpty(); rounds++) {
            if (rounds == MAX_ROUNDS) {
                LOG.log(System.Logger.Level.ERROR, "sessions still move after " + MAX_ROUNDS + " rounds of one turn; this is a defect");
                break;
            }
            FollowUps.Batch batch = followUps.take();
            batch.released().forEach(holds::stopIfUnheld);
            batch.sessions().forEach(this::lookAlone);
        }
        members.endOfTurn();
    }

    /** Updates one session; a defect in that must not prevent the update of the others. */
    private void lookAlone(Session session) {
        try {
            look(session);
        } catch (RuntimeException defect) {
            LOG.log(System.Logger.Level.ERROR, "a session on " + session.id() + " could not look; this is a defect", defect);
        }
    }

    private void look(Session session) {
        if (session.phase().holds() && !members.exists(session)) {
            migration.removed(session);
            return;
        }
        Optional<ConfigurationId> removed = session.phase().holds() ? members.removedChoice(session) : Optional.empty();
        if (removed.isPresent()) {
            migration.abort(session, Failures.removed(removed.get()));
            return;
        }
        switch (session.phase()) {
            case INVALID, NOT_AVAILABLE, DISCONNECTED, CONNECTING_WATCHED, CONNECTED_WATCHED, CLOSING_WATCHED -> watch(session);
            case CONNECTING_OWN -> lookWhileConnecting(session);
            case REOPENING -> lookWhileReopening(session);
            case CLOSING_OWN -> lookWhileClosing(session);
            case CONNECTED_OPEN -> migration.lookWhileConnected(session);
            case ROAMING_SEARCHING -> migration.lookWhileSearching(session);
            case ROAMING_OFFERED -> migration.lookWhileOffered(session);
            case ROAMING_STARTING -> migration.lookWhileStarting(session);
            case ROAMING_TRIAL -> migration.lookWhileOnTrial(session);
            case ROAMING_BACK -> migration.lookWhileGoingBack(session);
        }
    }

    // ---- closed

    private void watch(Session session) {
        session.roaming().current(Optional.empty());
        members.show(session);
        Observation now = members.summary(session);
        // As with an access point: if it is starting after it was up, it was down in between.
        if (now == Observation.STARTING && session.phase() == Phase.CONNECTED_WATCHED) {
            see(session, Observation.DISCOVERED);
        }
        see(session, now);
    }

    private void see(Session session, Observation observation) {
        steps.apply(session, new SessionInput.Observed(observation, () -> Failures.lost(session.id())));
    }

    /** If the access point is not stopping any more, it was down, even if it is up again and no reading shows that. */
    private void lookWhileClosing(Session session) {
        if (session.roaming().current().filter(current -> current.isStopping() || current.observation() == Observation.STOPPING).isEmpty()) {
            see(session, Observation.DISCOVERED);
            watch(session);
        }
    }

    // ---- opening

    void open(Session session, CallFuture<Void> future) {
        followUps.addAll(members.refresh(session));
        if (session.phase() == Phase.CONNECTED_WATCHED) {
            choice.bestActive(session).ifPresent(best -> accessPointSessions.readIfStopped(session, best));
            if (choice.bestActive(session).isEmpty()) {
                watch(session);
            }
        }
        // That reading must not decide the future: the opening begins after it.
        session.beginOpening(future);
        choice.bestActive(session).filter(best -> session.phase() == Phase.CONNECTED_WATCHED).ifPresent(best -> moves.use(session, best));
        if (steps.apply(session, new SessionInput.Open(() -> members.notUsable(session))).start()) {
            begin(session);
        }
        followUps.add(session);
    }

    private void begin(Session session) {
        if (isUserChoice(session)) {
            session.roaming().current(Optional.empty());
            choices.orElseThrow().ask(session, choice.choosable(), answer -> section.run(() -> chosen(session, answer)));
        } else {
            startNext(session, Optional.empty());
        }
    }

    private void chosen(Session session, UserChoices.Answer answer) {
        if (session.phase() != Phase.CONNECTING_OWN || !session.roaming().isAwaiting(answer.token())) {
            return;
        }
        session.roaming().choose(answer.choice().map(NetworkConfiguration::id));
        answer.failure().ifPresentOrElse(
            failure -> steps.apply(session, new SessionInput.StartFailed(failure)),
            () -> startNext(session, Optional.empty()));
        followUps.add(session);
    }

    /** Starts, or waits for, the best access point that has not failed yet. */
    private void startNext(Session session, Optional<SessionFailure> lastFailure) {
        // The application requests it, so as a last resort the radio is taken from other sessions, as with a session on one access point.
        Optional<AccessPointEntry> next = choice.bestActive(session).or(() -> choice.best(session)).or(() -> choice.bestAtAnyCost(session));
        if (next.isEmpty()) {
            steps.apply(session, new SessionInput.StartFailed(lastFailure.orElseGet(() -> members.notUsable(session))));
        } else {
            moves.use(session, next.get());
            moves.start(session, next.get(), true);
        }
        followUps.add(session);
    }

    private void lookWhileConnecting(Session session) {
        RoamingProgress progress = session.roaming();
        if (progress.current().isEmpty()) {
            return;
        }
        AccessPointEntry current = progress.current().get();
        Optional<AccessPointEntry> up = current.observation() == Observation.ACTIVE ? Optional.of(current) : choice.bestActive(session);
        if (up.isPresent()) {
            moves.use(session, up.get());
            see(session, Observation.ACTIVE);
            progress.tried().clear();
            followUps.add(session);
        } else if (!current.observation().isChanging() || progress.hasGivenUp()) {
            Optional<SessionFailure> failure = progress.takeStartFailure();
            Optional<SessionFailure> stopped = failure.isEmpty() ? diagnosis.stoppedSinceStart(current) : Optional.empty();
            if (stopped.isPresent()) {
                steps.apply(session, new SessionInput.StartFailed(stopped.get()));
                followUps.add(session);
            } else {
                progress.tried().add(current.id());
                startNext(session, failure.or(() -> Optional.of(diagnosis.vanished(current))));
            }
        }
    }

    private void lookWhileReopening(Session session) {
        Optional<AccessPointEntry> stopping = session.roaming().current().filter(AccessPointEntry::isStopping);
        // The user is asked at each opening, so a network that is up is not used without a choice.
        Optional<AccessPointEntry> up = isUserChoice(session) ? Optional.empty() : choice.bestActive(session);
        if (stopping.isPresent() || up.isEmpty() && members.summary(session) == Observation.STOPPING) {
            return;
        }
        up.ifPresent(best -> moves.use(session, best));
        Observation seen = up.isPresent() ? Observation.ACTIVE : choice.bestAtAnyCost(session).isPresent() ? Observation.DISCOVERED : Observation.DEFINED;
        if (steps.apply(session, new SessionInput.Observed(seen, () -> members.notUsable(session))).start()) {
            begin(session);
        }
        followUps.add(session);
    }

    // ---- calls of the application

    void answer(Session session, Question question, boolean yes) {
        migration.answer(session, question, yes);
    }

    void reportUnusable(Session session) {
        if (session.phase().isOpen()) {
            choice.reportUnusable(session);
            followUps.add(session);
        }
    }

    void decide(Session session, Optional<ListenerEntry<Question>> handler) {
        migration.decide(session, handler);
    }

    void close(Session session) {
        InterfaceAfter after = stopHeld(session);
        steps.apply(session, new SessionInput.Close(after));
        followUps.add(session);
    }

    private InterfaceAfter stopHeld(Session session) {
        RoamingProgress progress = session.roaming();
        InterfaceAfter after = progress.current().isEmpty() ? InterfaceAfter.LEFT : InterfaceAfter.DOWN;
        for (AccessPointEntry entry : List.copyOf(progress.held())) {
            boolean counts = entry.isUp() || session.phase().isConnecting();
            InterfaceAfter one = holds.stopOnClose(entry, session, session.phase(),
                failure -> steps.apply(session, new SessionInput.Refused(failure)));
            if (counts && (after == InterfaceAfter.DOWN || one == InterfaceAfter.STOPPED && after == InterfaceAfter.STOPPED)) {
                progress.current(Optional.of(entry));
                after = one;
            }
            if (one != InterfaceAfter.SHARED) {
                accessPointSessions.observe(entry);
            }
        }
        return after;
    }

    void stop(Session session) {
        RoamingProgress progress = session.roaming();
        if (!session.phase().holds() && (session.phase().isConnected() || session.phase().isConnecting())) {
            steps.apply(session, new SessionInput.Refused(Failures.stopNeedsOpen(session.id())));
            return;
        }
        boolean isStoppable = session.phase().isOpen() || session.phase().isConnecting();
        Optional<AccessPointEntry> target = progress.current().filter(current -> current.observation().occupiesLink())
            .or(() -> progress.candidate().filter(progress.held()::contains)).filter(entry -> isStoppable);
        Optional<SessionFailure> refusal = target.flatMap(interfaces::stop);
        if (refusal.isPresent()) {
            steps.apply(session, new SessionInput.Refused(refusal.get()));
            return;
        }
        if (session.phase().isOpen()) {
            moves.leaveAllBut(session, target);
        }
        steps.apply(session, new SessionInput.Stop());
        target.ifPresent(accessPointSessions::observe);
        followUps.add(session);
    }

    // ---- results of starts and stops

    void startFailed(AccessPointEntry entry, Predicate<Object> sessions, SessionFailure failure) {
        for (Session session : groups.sessionsOver(entry)) {
            if (sessions.test(session) && waits(session, entry)) {
                session.roaming().startFailed(failure, entry.isStarting());
                followUps.add(session);
            }
        }
    }

    private static boolean waits(Session session, AccessPointEntry entry) {
        RoamingProgress progress = session.roaming();
        return switch (session.phase()) {
            case CONNECTING_OWN, ROAMING_BACK -> progress.current().equals(Optional.of(entry));
            case ROAMING_STARTING -> progress.candidate().equals(Optional.of(entry));
            case INVALID, NOT_AVAILABLE, DISCONNECTED, CONNECTING_WATCHED, CONNECTED_WATCHED, CONNECTED_OPEN, CLOSING_WATCHED, CLOSING_OWN,
                 REOPENING, ROAMING_SEARCHING, ROAMING_OFFERED, ROAMING_TRIAL -> false;
        };
    }

    void stopFailed(AccessPointEntry entry, SessionFailure failure) {
        for (Session session : groups.sessionsOver(entry)) {
            boolean isCurrent = session.roaming().current().equals(Optional.of(entry));
            if (session.phase() == Phase.CLOSING_OWN && isCurrent) {
                steps.apply(session, new SessionInput.StopFailed(failure));
            } else if (session.phase() == Phase.REOPENING && isCurrent && !isUserChoice(session)) {
                moves.use(session, entry);
                steps.apply(session, new SessionInput.StopFailed(failure));
            }
            followUps.add(session);
        }
    }

    /** Ends the sessions on an access point that was down between two readings. */
    void restarted(AccessPointEntry entry, SessionFailure failure) {
        for (Session session : groups.sessionsOver(entry)) {
            if (session.roaming().current().equals(Optional.of(entry)) && (session.phase().isOpen() || session.phase().isClosing())) {
                migration.abort(session, failure);
            }
        }
    }

    private static boolean isUserChoice(Session session) {
        return session.configuration().kind() == ConfigurationKind.USER_CHOICE;
    }
}
