package io.github.netsession.linux.bus;

import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.internal.Trouble;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Something asked: the answer settles it, unless who asked has given up before; then {@code late} takes the answer.
 *
 * @param call what is asked
 * @param answer the answer
 * @param late takes an answer that comes too late
 */
record Asked(BusCall call, CompletableFuture<BusMessage> answer, Consumer<BusMessage> late) {

    static final String CALL = "D-Bus";
    private static final System.Logger LOG = GuardedLogger.of("io.github.netsession.linux");
    private static final String DISCONNECTED = "org.freedesktop.DBus.Error.Disconnected";

    boolean isGivenUp() {
        return answer.isCancelled();
    }

    /** The answer; empty if it is late, which is decided here once and for all. An interrupt is kept for later, as the wait is bounded. */
    Optional<BusMessage> await(LongSupplier clock, long end) {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return Optional.of(answer.get(Math.max(0, end - clock.getAsLong()), TimeUnit.NANOSECONDS));
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (TimeoutException e) {
                    if (answer.cancel(false)) {
                        return Optional.empty();
                    }
                    return Optional.of(answer.join());
                }
            }
        } catch (ExecutionException | CompletionException failure) {
            throw Trouble.unexpected(CALL, failure.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Who has given up is told, too, that no answer will come. What he throws must not keep the others waiting. */
    void fail(String reason) {
        try {
            if (!answer.completeExceptionally(new BackendException(Kind.TEMPORARY, CALL, reason)) && isGivenUp()) {
                late.accept(BusMessage.error(0, new BusMessage.Refusal(DISCONNECTED, reason)));
            }
        } catch (Throwable defect) {
            LOG.log(System.Logger.Level.ERROR, "that a call has failed could not be told", defect);
        }
    }
}
