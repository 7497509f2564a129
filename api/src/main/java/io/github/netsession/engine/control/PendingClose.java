package io.github.netsession.engine.control;

import io.github.netsession.ConfigurationId;
import io.github.netsession.InterfaceAfterClose;
import io.github.netsession.Registration;
import io.github.netsession.SessionException;
import io.github.netsession.SessionFailure;
import io.github.netsession.engine.calls.CallFuture;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A call that has closed a session and waits for its access points. Called in turns only. */
final class PendingClose {

    private final CallFuture<InterfaceAfterClose> future;
    private final Set<ConfigurationId> undecided;
    private InterfaceAfterClose result = InterfaceAfterClose.DOWN;
    private Optional<Registration> limit = Optional.empty();
    private boolean isEnded;

    /** Waits for the access points that the session has held. */
    PendingClose(CallFuture<InterfaceAfterClose> future, Collection<ConfigurationId> held) {
        this.future = future;
        this.undecided = new LinkedHashSet<>(held);
    }

    /** Returns the access points whose state after the close is not known; a copy. */
    List<ConfigurationId> undecided() {
        return List.copyOf(undecided);
    }

    void decide(ConfigurationId id, InterfaceAfterClose after) {
        if (undecided.remove(id) && after.compareTo(result) > 0) {
            result = after;
        }
    }

    /** Completes the future if all access points are decided; returns whether it is complete. */
    boolean settle() {
        if (!isEnded && undecided.isEmpty()) {
            isEnded = true;
            future.succeed(result);
            endLimit();
        }
        return isEnded;
    }

    void fail(SessionFailure failure) {
        if (!isEnded) {
            isEnded = true;
            future.fail(new SessionException(failure));
            endLimit();
        }
    }

    /** Last: a clock that throws must not leave the future pending. */
    private void endLimit() {
        limit.ifPresent(Registration::close);
    }

    boolean hasLimit() {
        return limit.isPresent();
    }

    /** Sets the timer that ends the wait. */
    void limit(Registration timer) {
        limit = Optional.of(timer);
    }
}
