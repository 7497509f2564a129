package io.github.netsession.engine.calls;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The virtual time that a pending future still needs. The time advances until something is decided. Then it stops while code of the
 * application runs, which takes real time only and determines whether the virtual time must advance again, and until when.
 *
 * @param clock moves the time
 * @param decided completes when the time need not advance, for now
 * @param then completes in real time, always normally: with the next need, or without one
 */
record TimeNeed(TurnClock clock, CompletableFuture<?> decided, CompletableFuture<Optional<TimeNeed>> then) {

    /** Completed, so that sharing it leaves nothing behind. */
    private static final CompletableFuture<Optional<TimeNeed>> NOTHING_MORE = CompletableFuture.completedFuture(Optional.empty());

    /** Returns a need for time until something is decided, and no further. */
    static TimeNeed until(TurnClock clock, CompletableFuture<?> decided) {
        return new TimeNeed(clock, decided, NOTHING_MORE);
    }

    /** Returns a need for no time at first: the further need is known when code of the application has run. */
    static TimeNeed once(TurnClock clock, CompletableFuture<Optional<TimeNeed>> known) {
        return new TimeNeed(clock, NOTHING_MORE, known);
    }

    /** Waits in real time for the next need. */
    Optional<TimeNeed> awaitNext() throws InterruptedException {
        try {
            return then.get();
        } catch (ExecutionException defect) {
            throw new IllegalStateException("the next need never fails", defect);
        }
    }

    /** Returns the part of this need that is left. */
    Optional<TimeNeed> rest() {
        TimeNeed left = this;
        while (left.decided.isDone() && left.then.isDone()) {
            Optional<TimeNeed> next = left.then.join();
            if (next.isEmpty()) {
                return next;
            }
            left = next.get();
        }
        return Optional.of(left);
    }

    /** Returns this need, which also ends when a future is done. */
    TimeNeed endingWith(CompletableFuture<?> done) {
        return new TimeNeed(clock, CompletableFuture.anyOf(decided, done), then == NOTHING_MORE ? then : CompletableFuture.anyOf(then, done)
            .handle((first, failure) -> then.getNow(Optional.empty()).map(next -> next.endingWith(done))));
    }

    /** Returns this need, followed by another one. */
    TimeNeed before(CompletableFuture<Optional<TimeNeed>> other) {
        return new TimeNeed(clock, decided, then == NOTHING_MORE ? other
            : then.thenCompose(next -> next.isEmpty() ? other : CompletableFuture.completedFuture(next.map(more -> more.before(other)))));
    }

    /** Returns this need and another one in parallel, until both are met. */
    TimeNeed and(TimeNeed other) {
        return beside(other, true);
    }

    /** Returns this need and another one in parallel, until one of them is met. */
    TimeNeed or(TimeNeed other) {
        return beside(other, false);
    }

    private TimeNeed beside(TimeNeed other, boolean both) {
        CompletableFuture<?> first = CompletableFuture.anyOf(decided, other.decided);
        return new TimeNeed(clock, first, first.handle((nothing, failure) -> decided.isDone())
            .thenCompose(isThis -> isThis ? afterDecision(other, both) : other.afterDecision(this, both)));
    }

    private CompletableFuture<Optional<TimeNeed>> afterDecision(TimeNeed other, boolean both) {
        Optional<TimeNeed> last = both ? Optional.of(other) : Optional.empty();
        return then.thenApply(next -> next.isPresent() ? next.map(more -> more.beside(other, both)) : last);
    }
}
