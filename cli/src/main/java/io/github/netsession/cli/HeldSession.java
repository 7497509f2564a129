package io.github.netsession.cli;

import io.github.netsession.ConfigurationKind;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionException;
import io.github.netsession.SessionFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An open session, and the news of its loss. */
final class HeldSession {

    private static final Duration NO_LIMIT = Duration.ofSeconds(-1);

    private final NetworkSession session;
    private final CompletableFuture<String> lost = new CompletableFuture<>();
    private volatile boolean closing;

    private HeldSession(NetworkSession session) {
        this.session = session;
    }

    /**
     * Opens a session and waits until it is open.
     *
     * @param networks where
     * @param configuration on what
     * @param limit how long to wait
     * @return the open session
     * @throws CliException if it does not open
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    static HeldSession open(Networks networks, NetworkConfiguration configuration, Duration limit) throws InterruptedException {
        NetworkSession session = networks.session(configuration);
        // The limit below decides. The children of a service network keep theirs, because a child that hangs must not keep the next one waiting.
        if (configuration.kind() == ConfigurationKind.ACCESS_POINT) {
            session.setConnectTimeout(NO_LIMIT);
        }
        try {
            session.open().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            session.close();
            throw notOpened(configuration, "not up within " + Amount.time(limit) + "; --timeout gives it longer", e);
        } catch (ExecutionException e) {
            throw notOpened(configuration, e.getCause() instanceof SessionException refused ? words(refused.failure())
                : String.valueOf(e.getCause()), e);
        }
        HeldSession held = new HeldSession(session);
        session.listen(held::follow);
        return held;
    }

    /** Completes, with the reason, if the session is lost before {@link #close}. */
    CompletableFuture<String> lost() {
        return lost;
    }

    /** Gives the session back. */
    RunSummary close(int exitCode) {
        closing = true;
        RunSummary summary = new RunSummary(session.configuration().id(), exitCode, session.activeTime(), session.traffic());
        session.close();
        return summary;
    }

    private static CliException notOpened(NetworkConfiguration configuration, String reason, Exception cause) {
        return new CliException(Exit.NOT_OPENED, "the session on " + configuration.id() + " could not be opened: " + reason, cause);
    }

    private static String words(SessionFailure failure) {
        return failure.message() + " (" + failure.reason() + failure.nativeCode().map(code -> ", " + code).orElse("") + ')'
            + failure.remedy().map(remedy -> "; " + remedy).orElse("");
    }

    /** The first event tells the present state, so a loss between opening and listening is seen too. */
    private void follow(SessionEvent event) {
        if (!event.isOpen() && !closing) {
            lost.complete(session.failure().map(HeldSession::words).orElse("closed from outside"));
        }
    }
}
