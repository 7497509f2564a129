package io.github.netsession.engine.session;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.RoamingOffer.Reason;
import io.github.netsession.SessionFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The next model of a session, and the effects, while a step works them out. */
final class Draft {

    final SessionView view;
    private final SessionModel before;
    private final List<Effect> effects = new ArrayList<>(4);
    private Phase phase;
    private Optional<ConfigurationId> current;
    private Optional<NetworkConfiguration> currentWhenUp;
    private List<ConfigurationId> held;
    private Optional<ConfigurationId> choice;
    private boolean isChoosing;
    private boolean hasHandler;
    final MovesDraft moves;

    Draft(SessionModel before, SessionView view) {
        this.view = view;
        this.before = before;
        phase = before.phase();
        current = before.current();
        currentWhenUp = before.currentWhenUp();
        held = before.held();
        choice = before.choice();
        isChoosing = before.isChoosing();
        hasHandler = before.hasHandler();
        moves = new MovesDraft(before.moves());
    }

    /** Returns the step. A session that holds nothing any more forgets its moves. */
    Step done() {
        if (before.phase().holds() && !phase.holds()) {
            held.forEach(id -> effects.add(new Effect.Release(id)));
            held = List.of();
            forgetMoves();
        }
        SessionModel next = new SessionModel(phase, current, currentWhenUp, held, choice, isChoosing, hasHandler, moves.done());
        return new Step(next.equals(before) ? before : next, effects);
    }

    private void forgetMoves() {
        endMove();
        lookAt(OptionalLong.empty());
        choice = Optional.empty();
        moves.forgetAll();
    }

    // ---- phase and events

    Phase phase() {
        return phase;
    }

    /** Changes the phase; reports that if the public state differs. */
    void to(Phase next) {
        if (next.state() != phase.state()) {
            effects.add(new Effect.TellState(phase.state(), next.state()));
        }
        phase = next;
    }

    void failed(SessionFailure failure) {
        effects.add(new Effect.TellFailure(failure));
    }

    void opened() {
        effects.add(new Effect.TellOpened());
    }

    void closed() {
        effects.add(new Effect.TellClosed());
    }

    /** Ends a session that holds an access point. */
    void end(SessionFailure failure, Phase next) {
        boolean wasOpen = phase.isOpen();
        leaveCandidate(false);
        failed(failure);
        to(next);
        if (wasOpen) {
            closed();
        }
    }

    // ---- access points

    Optional<ConfigurationId> current() {
        return current;
    }

    AccessPointView currentView() {
        return view.accessPoint(current.orElseThrow());
    }

    /** Returns the configuration of the current access point from when it was last up. */
    NetworkConfiguration currentWhenUp() {
        return currentWhenUp.orElseThrow();
    }

    void current(Optional<ConfigurationId> next) {
        if (!next.equals(current)) {
            moves.forgetUnusableUnless(next);
            next.flatMap(id -> view.accessPoint(id).configuration()).ifPresent(configuration -> currentWhenUp = Optional.of(configuration));
            next.ifPresent(id -> effects.add(new Effect.Use(id)));
        }
        current = next;
    }

    /** Remembers the current access point as it is, if it is up. */
    void seeCurrent() {
        current.flatMap(id -> view.accessPoint(id).configuration()).filter(NetworkConfiguration::isActive)
            .filter(configuration -> !currentWhenUp.equals(Optional.of(configuration)))
            .ifPresent(configuration -> currentWhenUp = Optional.of(configuration));
    }

    List<ConfigurationId> held() {
        return held;
    }

    /** Makes an access point the session's current one, and the only one that the session holds. */
    void use(ConfigurationId id) {
        leaveAllBut(Optional.of(id));
        hold(id);
    }

    void leaveAllBut(Optional<ConfigurationId> kept) {
        held.stream().filter(id -> !kept.equals(Optional.of(id))).forEach(id -> leave(id, false));
        current(kept);
    }

    void hold(ConfigurationId id) {
        if (!held.contains(id)) {
            List<ConfigurationId> more = new ArrayList<>(held);
            more.add(id);
            held = List.copyOf(more);
        }
        effects.add(new Effect.Hold(id));
    }

    void leave(ConfigurationId id, boolean isReplaced) {
        if (held.contains(id)) {
            held = held.stream().filter(other -> !other.equals(id)).toList();
            effects.add(new Effect.Leave(id, isReplaced));
        }
    }

    /** Starts an access point unless it is up; {@code stopsLater} as in {@link Effect.Start}. */
    void start(ConfigurationId id, boolean stopsLater) {
        if (view.accessPoint(id).observation() != Observation.ACTIVE) {
            effects.add(new Effect.Start(id, stopsLater));
        }
    }

    void stop(ConfigurationId id) {
        effects.add(new Effect.Stop(id));
    }

    void giveUp() {
        effects.add(new Effect.GiveUp(held, held.stream().filter(id -> phase.isConnecting() || view.accessPoint(id).isUp()).toList()));
    }

    /** Excludes an access point for a while. */
    void decline(ConfigurationId id) {
        view.accessPoint(id).configuration().ifPresent(this::decline);
    }

    void decline(NetworkConfiguration configuration) {
        moves.history(moves.history().decline(view.policy(), configuration, view.nowNanos()));
    }

    // ---- moves

    /** Returns the proposal that is offered or under way. */
    Proposal proposal() {
        return moves.proposal().orElseThrow();
    }

    Optional<ConfigurationId> candidate() {
        return moves.proposal().map(Proposal::candidate);
    }

    AccessPointView candidateView() {
        return view.accessPoint(proposal().candidate());
    }

    /** Makes a proposal of a candidate as it is now. */
    Proposal propose(ConfigurationId candidate, Reason reason, boolean followsSystem) {
        ConfigurationId from = current.orElseThrow();
        Proposal next = new Proposal(moves.nextNumber(), view.accessPoint(from).configuration().orElseGet(this::currentWhenUp),
            view.accessPoint(candidate).configuration().orElseThrow(), reason, view.isSeamless(from, candidate), !view.shareLink(from, candidate),
            followsSystem);
        moves.proposal(Optional.of(next));
        return next;
    }

    void offer(Proposal offered) {
        effects.add(new Effect.Offer(offered));
    }

    void activate(Proposal activated) {
        effects.add(new Effect.Activate(activated));
    }

    /** Leaves the candidate, if there is one, and closes the question about it. */
    void leaveCandidate(boolean isReplaced) {
        endQuestion();
        candidate().ifPresent(left -> leave(left, isReplaced));
        moves.proposal(Optional.empty());
    }

    /** Ends the move with the current access point in use. */
    void endMove() {
        endQuestion();
        moves.end();
    }

    // ---- questions

    boolean hasHandler() {
        return hasHandler;
    }

    void hasHandler(boolean isPresent) {
        hasHandler = isPresent;
    }

    void ask(Question next) {
        endQuestion();
        moves.question(Optional.of(next));
        effects.add(new Effect.Ask(next, view.policy().decisionTime()));
    }

    void endQuestion() {
        if (moves.question().isPresent() || isChoosing) {
            moves.question(Optional.empty());
            isChoosing = false;
            effects.add(new Effect.EndQuestion());
        }
    }

    boolean isChoosing() {
        return isChoosing;
    }

    void askUser() {
        isChoosing = true;
        effects.add(new Effect.AskUser());
    }

    Optional<ConfigurationId> choice() {
        return choice;
    }

    void choose(Optional<ConfigurationId> chosen) {
        endQuestion();
        choice = chosen;
    }

    /** Returns whether the application has reported the current access point as unusable, and that still excludes it. */
    boolean isCurrentUnusable() {
        return moves.unusable().isPresent() && moves.unusable().equals(current)
            && currentView().configuration().filter(configuration -> moves.history().isDeclined(configuration, view.nowNanos())).isPresent();
    }

    void reportUnusable(ConfigurationId id) {
        moves.reportUnusable(id);
        decline(id);
    }

    /** Looks again at a time; empty for only after a change. */
    void lookAt(OptionalLong atNanos) {
        lookAt(atNanos, false);
    }

    /** Looks again at a time, at what is read then. */
    void readAndLookAt(long nanos) {
        lookAt(OptionalLong.of(nanos), true);
    }

    private void lookAt(OptionalLong atNanos, boolean isAfterReading) {
        if (moves.lookAt(atNanos)) {
            effects.add(new Effect.LookAt(atNanos, isAfterReading));
        }
    }
}
