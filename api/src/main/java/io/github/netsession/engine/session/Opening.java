package io.github.netsession.engine.session;

import io.github.netsession.ConfigurationId;
import io.github.netsession.SessionFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a session opens: it uses what is up, or starts its access points in their order until one is up. */
final class Opening {

    /** How long a start may show no carrier and no progress before the next access point is started beside it. */
    static final Duration PROGRESS_LIMIT = Duration.ofSeconds(5);

    private Opening() {
    }

    static void open(Draft draft) {
        switch (draft.phase()) {
            case INVALID, NOT_AVAILABLE -> draft.failed(draft.view.notUsable());
            case DISCONNECTED, CONNECTING_WATCHED -> {
                draft.to(Phase.CONNECTING_OWN);
                begin(draft);
            }
            case CONNECTED_WATCHED -> Choice.bestActive(draft).or(draft.view::own).ifPresent(best -> opened(draft, best));
            case CLOSING_WATCHED, CLOSING_OWN -> {
                draft.to(Phase.REOPENING);
                draft.current().ifPresent(draft::hold);
            }
            case CONNECTING_OWN, CONNECTED_OPEN, REOPENING, ROAMING_SEARCHING, ROAMING_OFFERED, ROAMING_STARTING, ROAMING_TRIAL, ROAMING_BACK -> { }
        }
    }

    /** The session is open on an access point that is up. */
    static void opened(Draft draft, ConfigurationId accessPoint) {
        draft.moves.attempts().stream().map(Moves.Attempt::id)
            .filter(id -> !id.equals(accessPoint) && !draft.view.accessPoint(id).showsProgress()).forEach(draft::decline);
        draft.use(accessPoint);
        draft.moves.attempts(List.of());
        draft.moves.forgetStartFailures();
        draft.moves.mayTryAllAgain();
        draft.to(Phase.CONNECTED_OPEN);
        draft.opened();
    }

    private static void begin(Draft draft) {
        if (draft.view.isUserChoice() && draft.choice().isEmpty()) {
            // What the session still holds is left when it uses what the user has chosen.
            draft.current(Optional.empty());
            draft.askUser();
        } else {
            startNext(draft, Optional.empty());
        }
    }

    static void chosen(Draft draft, SessionInput.Chosen input) {
        if (draft.phase() != Phase.CONNECTING_OWN || !draft.isChoosing()) {
            return;
        }
        // The next look acts on the choice, because the choice decides what the session sees.
        draft.choose(input.choice());
        input.failure().ifPresent(failure -> draft.end(failure, Phase.DISCONNECTED));
    }

    /** Starts, or waits for, the best access point that has not failed yet. */
    private static void startNext(Draft draft, Optional<SessionFailure> lastFailure) {
        // The application requests it, so as a last resort the radio is taken from other sessions.
        Optional<ConfigurationId> next = Choice.bestActive(draft).or(() -> Choice.bestAsLastResort(draft))
            .or(() -> draft.view.own().isPresent() ? Choice.bestStopping(draft) : Optional.empty());
        if (next.isEmpty()) {
            draft.end(lastFailure.orElseGet(draft.view::notUsable), Phase.DISCONNECTED);
            return;
        }
        draft.use(next.get());
        attempt(draft, List.of(), next.get());
    }

    private static void attempt(Draft draft, List<Moves.Attempt> others, ConfigurationId id) {
        List<Moves.Attempt> all = new ArrayList<>(others);
        all.add(new Moves.Attempt(id, draft.view.nowNanos()));
        draft.moves.attempts(all);
        draft.start(id, true);
        lookForProgress(draft, all);
    }

    static void lookWhileConnecting(Draft draft) {
        if (draft.isChoosing()) {
            return;
        }
        if (draft.moves.attempts().isEmpty()) {
            begin(draft);
            return;
        }
        Optional<ConfigurationId> up = draft.moves.attempts().stream().map(Moves.Attempt::id)
            .filter(id -> draft.view.accessPoint(id).observation() == Observation.ACTIVE).findFirst().or(() -> Choice.bestActive(draft));
        if (up.isPresent()) {
            opened(draft, up.get());
            return;
        }
        Optional<SessionFailure> lastFailure = Optional.empty();
        boolean isStopped = false;
        for (Moves.Attempt attempt : draft.moves.attempts()) {
            Optional<SessionFailure> failure = draft.moves.startFailure(attempt.id()).map(Moves.StartFailure::failure);
            if (isUnderWay(draft, attempt.id(), failure.isPresent())) {
                continue;
            }
            Optional<SessionFailure> stopped = failure.isEmpty() ? draft.view.stoppedSinceStart(attempt.id()) : Optional.empty();
            isStopped |= stopped.isPresent();
            lastFailure = failure.or(() -> stopped).or(() -> Optional.of(Roaming.vanished(draft.view.accessPoint(attempt.id()))));
            draft.moves.tried(attempt.id());
        }
        continueOpening(draft, lastFailure, isStopped);
    }

    private static boolean isUnderWay(Draft draft, ConfigurationId id, boolean hasFailed) {
        Observation observation = draft.view.accessPoint(id).observation();
        return observation.isChanging() && !draft.moves.hasGivenUp(id) && !(hasFailed && observation == Observation.STOPPING);
    }

    /** Forgets the starts that have failed; starts the next access point if none is left, or beside those without progress. */
    private static void continueOpening(Draft draft, Optional<SessionFailure> lastFailure, boolean isStopped) {
        List<Moves.Attempt> left = draft.moves.attempts().stream().filter(attempt -> !draft.moves.tried().contains(attempt.id())).toList();
        draft.moves.forgetStartFailures();
        if (left.isEmpty() && isStopped) {
            draft.end(lastFailure.orElseThrow(), Phase.DISCONNECTED);
            return;
        } else if (left.isEmpty()) {
            startNext(draft, lastFailure);
            return;
        }
        if (left.size() < draft.moves.attempts().size()) {
            draft.moves.attempts().stream().filter(attempt -> !left.contains(attempt)).forEach(failed -> draft.leave(failed.id(), false));
            draft.moves.attempts(left);
            draft.current(Optional.of(left.get(0).id()));
        }
        boolean isWithoutProgress = left.stream().allMatch(attempt -> !draft.view.accessPoint(attempt.id()).showsProgress()
            && draft.view.nowNanos() - attempt.sinceNanos() >= PROGRESS_LIMIT.toNanos());
        Optional<ConfigurationId> beside = isWithoutProgress ? Choice.bestBeside(draft, left.stream().map(Moves.Attempt::id).toList()) : Optional.empty();
        beside.ifPresentOrElse(next -> {
            draft.hold(next);
            attempt(draft, left, next);
        }, () -> lookForProgress(draft, left));
    }

    /** Looks again when the last start may have shown no progress for too long, if there is another access point to start. */
    private static void lookForProgress(Draft draft, List<Moves.Attempt> attempts) {
        long atNanos = attempts.get(attempts.size() - 1).sinceNanos() + PROGRESS_LIMIT.toNanos();
        if (draft.view.members().size() > attempts.size() && atNanos - draft.view.nowNanos() > 0) {
            draft.readAndLookAt(atNanos);
        }
    }

    static void lookWhileReopening(Draft draft) {
        // The user is asked at each opening, so a network that is up is not used without a choice.
        Optional<ConfigurationId> up = draft.view.isUserChoice() ? Optional.empty() : Choice.bestActive(draft);
        boolean isStopping = draft.current().filter(id -> draft.view.accessPoint(id).observation() == Observation.STOPPING).isPresent();
        if (isStopping || up.isEmpty() && Watching.summary(draft) == Observation.STOPPING) {
            return;
        }
        if (up.isPresent()) {
            opened(draft, up.get());
        } else if (Choice.bestAsLastResort(draft).isPresent()) {
            draft.to(Phase.DISCONNECTED);
            draft.to(Phase.CONNECTING_OWN);
            begin(draft);
        } else {
            draft.failed(draft.view.notUsable());
            draft.to(Phase.NOT_AVAILABLE);
        }
    }
}
