package io.github.netsession.engine.control;

import io.github.netsession.ConfigurationId;
import io.github.netsession.SessionException;
import io.github.netsession.SessionFailure;
import io.github.netsession.engine.calls.CallFuture;
import io.github.netsession.engine.session.Failures;
import io.github.netsession.engine.session.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The pending futures of one session. Called in turns only. */
final class SessionFutures {

    private final ConfigurationId id;
    private List<CallFuture<Void>> opening = List.of();
    private List<CallFuture<Void>> stopping = List.of();
    private List<CallFuture<Void>> awaiting = List.of();

    SessionFutures(ConfigurationId id) {
        this.id = id;
    }

    void beginOpening(CallFuture<Void> future) {
        opening = with(opening, future);
    }

    void beginStopping(CallFuture<Void> future) {
        stopping = with(stopping, future);
    }

    void awaitOpened(CallFuture<Void> opened) {
        awaiting = with(awaiting, opened);
    }

    private static <T> List<T> with(List<T> list, T element) {
        List<T> present = list.isEmpty() ? new ArrayList<>(1) : list;
        present.add(element);
        return present;
    }

    boolean isStopping() {
        return !stopping.isEmpty();
    }

    /** Settles the futures that are decided in this phase; a failure is the reason for those that fail. */
    void settle(Phase now, Optional<SessionFailure> failure) {
        if (now.isOpen()) {
            settleOpening(Optional.empty());
        } else if (!now.isOpening()) {
            settleOpening(Optional.of(failure.orElseGet(() -> Failures.closedBeforeOpen(id))));
        }
        if (!now.isOpening()) {
            settleAwaiting();
        }
        if (!now.isClosing()) {
            boolean down = !now.isConnected() && !now.isConnecting();
            settleStopping(down ? Optional.empty() : failure.or(() -> Optional.of(Failures.stopDidNotHold(id))));
        }
    }

    private void settleOpening(Optional<SessionFailure> failure) {
        opening.forEach(future -> complete(future, failure));
        opening = List.of();
    }

    private void settleStopping(Optional<SessionFailure> failure) {
        stopping.forEach(future -> complete(future, failure));
        stopping = List.of();
    }

    private void settleAwaiting() {
        awaiting.forEach(CallFuture::decide);
        awaiting = List.of();
    }

    /** Fails all pending futures, because the engine ends and later results will not be known. */
    void abandon(SessionFailure failure) {
        settleOpening(Optional.of(failure));
        settleStopping(Optional.of(failure));
        settleAwaiting();
    }

    /** Fails one call, not the session, which must still release its holds. */
    static void refuse(CallFuture<Void> future, SessionFailure failure) {
        complete(future, Optional.of(failure));
    }

    private static void complete(CallFuture<Void> future, Optional<SessionFailure> failure) {
        failure.ifPresentOrElse(why -> future.fail(new SessionException(why)), () -> future.succeed(null));
    }
}
