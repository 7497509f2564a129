package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.NetworkSession;
import io.github.netsession.SessionError;
import io.github.netsession.SessionFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;

/** A session story in which only a limit ends a start. */
class HangingStartStory extends SessionStory {

    static final Duration NO_LIMIT = Duration.ofSeconds(-1);

    /** A start that never gets an address, so that only a limit ends it. */
    @BeforeEach
    void hang() {
        home.withholdAddress().connectTimeout(Duration.ofSeconds(30));
        advance(200);
    }

    NetworkSession limitedTo(long seconds) {
        NetworkSession session = session();
        session.setConnectTimeout(Duration.ofSeconds(seconds));
        return session;
    }

    /** The start is through: the access point gives an address. */
    void succeed() {
        home.restoreAddress().up();
        advance(200);
    }

    boolean isUp() {
        advance(1_000);
        return networks.state().networkInterface("sim-home").orElseThrow().up();
    }

    static void assertTimedOut(CompletableFuture<Void> opened, String limit) {
        SessionFailure failure = failureOf(opened);
        assertEquals(SessionError.UNKNOWN, failure.error());
        assertEquals(SessionFailure.Reason.TIMED_OUT, failure.reason());
        assertTrue(failure.isRetryable());
        assertTrue(failure.message().endsWith(" within " + limit), failure::message);
    }
}
