package io.github.netsession.engine.session;

import static io.github.netsession.engine.session.Phase.CLOSING_OWN;
import static io.github.netsession.engine.session.Phase.CLOSING_WATCHED;
import static io.github.netsession.engine.session.Phase.CONNECTED_WATCHED;
import static io.github.netsession.engine.session.Phase.CONNECTING_OWN;
import static io.github.netsession.engine.session.Phase.CONNECTING_WATCHED;
import static io.github.netsession.engine.session.Phase.DISCONNECTED;
import static io.github.netsession.engine.session.Phase.REOPENING;
import static io.github.netsession.engine.session.Phase.ROAMING_BACK;
import static io.github.netsession.engine.session.Phase.ROAMING_STARTING;

import io.github.netsession.ConfigurationId;
import io.github.netsession.SessionFailure;
import io.github.netsession.engine.session.SessionInput.InterfaceAfter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The session contract as a function: of a session, an input, and what the session sees, to the next session and the effects to carry out.
 * Everything that a session decides is decided here. Pure: no clock, no thread, no backend. {@code SessionMachineTest} contains the whole table.
 */
public final class SessionMachine {

    private SessionMachine() {
    }

    /**
     * Returns the step that a session takes on an input.
     *
     * @param now the session
     * @param input the input
     * @param view what the session sees
     * @return the next session, and the effects to carry out
     */
    public static Step step(SessionModel now, SessionInput input, SessionView view) {
        Draft draft = new Draft(now, view);
        draft.seeCurrent();
        Choice.refresh(draft);
        apply(draft, input);
        return draft.done();
    }

    /**
     * Returns the access point that a session would use if it were opened now and started nothing.
     *
     * @param now the session
     * @param view what the session sees
     * @return the best access point that is up; empty if none is, or if the user has to choose
     */
    public static Optional<ConfigurationId> bestActive(SessionModel now, SessionView view) {
        return view.isUserChoice() ? Optional.empty() : Choice.bestActive(new Draft(now, view));
    }

    private static void apply(Draft draft, SessionInput input) {
        if (input instanceof SessionInput.Look) {
            look(draft);
        } else if (input instanceof SessionInput.Open) {
            Opening.open(draft);
        } else if (input instanceof SessionInput.Chosen chosen) {
            Opening.chosen(draft, chosen);
        } else if (input instanceof SessionInput.Close) {
            close(draft);
        } else if (input instanceof SessionInput.GivenUp givenUp) {
            givenUp(draft, givenUp);
        } else if (input instanceof SessionInput.Stop) {
            stop(draft);
        } else if (input instanceof SessionInput.StopRequested requested) {
            stopRequested(draft, requested);
        } else if (input instanceof SessionInput.StopFailed failed) {
            stopFailed(draft, failed);
        } else if (input instanceof SessionInput.StartRequested) {
            startRequested(draft);
        } else if (input instanceof SessionInput.StartFailed failed) {
            startFailed(draft, failed);
        } else if (input instanceof SessionInput.Restarted restarted) {
            restarted(draft, restarted);
        } else if (input instanceof SessionInput.Answered answered) {
            Roaming.answer(draft, answered.question(), answered.yes());
        } else if (input instanceof SessionInput.HandlerChanged changed) {
            draft.hasHandler(changed.isPresent());
            if (changed.asksAgain()) {
                Roaming.askAgain(draft);
            }
        } else {
            Roaming.reportUnusable(draft);
        }
    }

    // ---- looking

    private static void look(Draft draft) {
        if (draft.phase().holds() && !draft.view.isDefined()) {
            removed(draft);
            return;
        }
        Optional<ConfigurationId> removedChoice = draft.phase().holds() ? draft.view.removedChoice() : Optional.empty();
        if (removedChoice.isPresent()) {
            draft.end(Failures.removed(removedChoice.get()), DISCONNECTED);
            return;
        }
        switch (draft.phase()) {
            case INVALID, NOT_AVAILABLE, DISCONNECTED, CONNECTING_WATCHED, CONNECTED_WATCHED, CLOSING_WATCHED -> Watching.look(draft);
            case CONNECTING_OWN -> Opening.lookWhileConnecting(draft);
            case REOPENING -> Opening.lookWhileReopening(draft);
            case CLOSING_OWN -> Watching.lookWhileClosing(draft);
            case CONNECTED_OPEN -> Roaming.lookWhileConnected(draft);
            case ROAMING_SEARCHING -> Roaming.lookWhileSearching(draft);
            case ROAMING_OFFERED -> Roaming.lookWhileOffered(draft);
            case ROAMING_STARTING -> Roaming.lookWhileStarting(draft);
            case ROAMING_TRIAL -> Roaming.lookWhileOnTrial(draft);
            case ROAMING_BACK -> Roaming.lookWhileGoingBack(draft);
        }
    }

    /** Ends a session whose configuration does not exist any more. */
    private static void removed(Draft draft) {
        Optional<ConfigurationId> own = draft.view.own();
        SessionFailure failure = own.isEmpty() ? Failures.removed(draft.view.id()) : switch (draft.phase()) {
            case CONNECTING_OWN -> Failures.vanished(own.get(), true);
            case REOPENING -> draft.view.notUsable();
            case INVALID, NOT_AVAILABLE, DISCONNECTED, CONNECTING_WATCHED, CONNECTED_WATCHED, CONNECTED_OPEN, CLOSING_WATCHED, CLOSING_OWN,
                 ROAMING_SEARCHING, ROAMING_OFFERED, ROAMING_STARTING, ROAMING_TRIAL, ROAMING_BACK ->
                draft.view.stoppedSinceUp(own.get()).orElseGet(() -> draft.view.lost(own.get()));
        };
        draft.end(failure, Phase.INVALID);
    }

    // ---- closing

    private static void close(Draft draft) {
        if (draft.phase().holds()) {
            draft.giveUp();
        }
    }

    private static void givenUp(Draft draft, SessionInput.GivenUp input) {
        if (!draft.phase().holds()) {
            return;
        }
        input.refusals().forEach(draft::failed);
        InterfaceAfter after = summary(draft, input.after());
        switch (draft.phase()) {
            case CONNECTING_OWN -> {
                if (after == InterfaceAfter.SHARED) {
                    draft.closed();
                    draft.to(CONNECTING_WATCHED);
                } else {
                    draft.to(CLOSING_OWN);
                    draft.to(DISCONNECTED);
                    draft.closed();
                }
            }
            case REOPENING -> {
                draft.closed();
                draft.to(CLOSING_WATCHED);
            }
            case CONNECTED_OPEN, ROAMING_SEARCHING, ROAMING_OFFERED, ROAMING_STARTING, ROAMING_TRIAL, ROAMING_BACK -> {
                draft.closed();
                draft.to(switch (after) {
                    case SHARED, LEFT -> CONNECTED_WATCHED;
                    case STOPPED -> CLOSING_OWN;
                    case DOWN -> DISCONNECTED;
                });
            }
            case INVALID, NOT_AVAILABLE, DISCONNECTED, CONNECTING_WATCHED, CONNECTED_WATCHED, CLOSING_WATCHED, CLOSING_OWN -> { }
        }
    }

    /** Returns the common state of the access points after the close: what holds for one of them, in this order; the session then follows it. */
    private static InterfaceAfter summary(Draft draft, Map<ConfigurationId, InterfaceAfter> all) {
        for (InterfaceAfter after : List.of(InterfaceAfter.SHARED, InterfaceAfter.LEFT, InterfaceAfter.STOPPED)) {
            Optional<ConfigurationId> first = all.keySet().stream().filter(id -> all.get(id) == after).findFirst();
            if (first.isPresent()) {
                draft.current(first);
                return after;
            }
        }
        return draft.current().isEmpty() ? InterfaceAfter.LEFT : InterfaceAfter.DOWN;
    }

    // ---- stopping

    private static void stop(Draft draft) {
        Phase phase = draft.phase();
        boolean isUp = phase.isConnected() || phase.isConnecting();
        if (isUp && !phase.holds() && draft.current().isEmpty()) {
            draft.failed(Failures.stopNeedsOpen(draft.view.id()));
            return;
        }
        Optional<ConfigurationId> target = draft.current().filter(id -> isUp && draft.view.accessPoint(id).observation().occupiesLink())
            .or(() -> draft.candidate().filter(id -> isUp && draft.held().contains(id)));
        target.ifPresentOrElse(draft::stop, () -> stopped(draft));
    }

    private static void stopRequested(Draft draft, SessionInput.StopRequested input) {
        if (input.refusal().isPresent()) {
            draft.failed(input.refusal().get());
            return;
        }
        if (draft.phase().holds()) {
            draft.leaveAllBut(Optional.of(input.id()));
        }
        stopped(draft);
    }

    private static void stopped(Draft draft) {
        switch (draft.phase()) {
            case INVALID, NOT_AVAILABLE, DISCONNECTED, CLOSING_WATCHED, CLOSING_OWN -> { }
            case CONNECTING_WATCHED, CONNECTED_WATCHED -> draft.to(CLOSING_OWN);
            case CONNECTING_OWN, CONNECTED_OPEN, ROAMING_SEARCHING, ROAMING_OFFERED, ROAMING_STARTING, ROAMING_TRIAL, ROAMING_BACK -> {
                draft.to(CLOSING_OWN);
                draft.closed();
            }
            // The access point is being stopped already.
            case REOPENING -> {
                draft.to(CLOSING_WATCHED);
                draft.closed();
            }
        }
    }

    private static void stopFailed(Draft draft, SessionInput.StopFailed input) {
        if (!draft.current().equals(Optional.of(input.id()))) {
            return;
        }
        if (draft.phase() == CLOSING_OWN) {
            draft.failed(input.failure());
            draft.to(CONNECTED_WATCHED);
        } else if (draft.phase() == CLOSING_WATCHED) {
            draft.to(CONNECTED_WATCHED);
        } else if (draft.phase() == REOPENING && !draft.view.isUserChoice()) {
            Opening.opened(draft, input.id());
        }
    }

    // ---- starting

    private static void startRequested(Draft draft) {
        if (draft.phase() == ROAMING_BACK) {
            Roaming.leaveCandidateForOld(draft);
        }
    }

    private static void startFailed(Draft draft, SessionInput.StartFailed input) {
        boolean waits = draft.phase() == CONNECTING_OWN && draft.held().contains(input.id())
            || draft.phase() == ROAMING_BACK && draft.current().equals(Optional.of(input.id()))
            || draft.phase() == ROAMING_STARTING && draft.candidate().equals(Optional.of(input.id()));
        if (waits) {
            draft.moves.startFailed(input.id(), new Moves.StartFailure(input.failure(), input.continues()));
        }
    }

    /** An access point that was down in between is lost for a session that was open on it. */
    private static void restarted(Draft draft, SessionInput.Restarted input) {
        boolean isCurrent = draft.current().equals(Optional.of(input.id()));
        Phase phase = draft.phase();
        if (isCurrent && phase.isOpen()) {
            draft.end(input.failure(), DISCONNECTED);
        } else if (isCurrent && phase.isClosing()) {
            draft.to(DISCONNECTED);
            if (phase == REOPENING) {
                draft.to(CONNECTING_OWN);
            }
        } else if (phase == CONNECTED_WATCHED && draft.view.members().stream().allMatch(member -> member.id().equals(input.id()) || !member.isUp())) {
            draft.to(DISCONNECTED);
        }
    }
}
