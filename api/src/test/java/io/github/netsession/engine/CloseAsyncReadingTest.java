package io.github.netsession.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationState;
import io.github.netsession.InterfaceAfterClose;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A backend that takes each stop and never says more: only its readings decide what a close has come to. */
@Tag("unit")
class CloseAsyncReadingTest {

    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final ManualClock clock = new ManualClock();
    private final SlowBackend backend = new SlowBackend(clock);
    private final Networks networks = Networks.builder().backend(backend).open();
    private final NetworkSession session = networks.session(networks.configurations().get(0));

    @AfterEach
    void close() {
        networks.close();
    }

    private void become(ConfigurationState state) {
        backend.become(state);
        clock.advance(MOMENT);
    }

    private CompletableFuture<InterfaceAfterClose> closing() {
        CompletableFuture<InterfaceAfterClose> closed = session.closeAsync();
        clock.advance(MOMENT);
        assertEquals(1, backend.stops.get());
        assertFalse(closed.isDone(), "the stop was only asked for");
        return closed;
    }

    @Test
    void aReadingThatStillShowsItUpDecidesNothing() {
        session.open();
        become(ConfigurationState.ACTIVE);
        assertTrue(session.isOpen());
        CompletableFuture<InterfaceAfterClose> closed = closing();
        become(ConfigurationState.ACTIVE);
        assertFalse(closed.isDone());
        become(ConfigurationState.DISCOVERED);
        assertEquals(InterfaceAfterClose.DOWN, closed.join());
    }

    @Test
    void whileConnectingTheReadingFromBeforeTheStopDecidesNothing() {
        session.open();
        clock.advance(MOMENT);
        CompletableFuture<InterfaceAfterClose> closed = session.closeAsync();
        clock.runTurns();
        // The stop is followed by a reading of its own.
        clock.advance(MOMENT);
        assertEquals(InterfaceAfterClose.DOWN, closed.join());
    }

    @Test
    void whatCannotBeReadIsNotDown() {
        session.open();
        become(ConfigurationState.ACTIVE);
        CompletableFuture<InterfaceAfterClose> closed = closing();
        backend.readable = false;
        become(ConfigurationState.DISCOVERED);
        assertFalse(closed.isDone());
        backend.readable = true;
        clock.advance(Duration.ofSeconds(20));
        assertEquals(InterfaceAfterClose.DOWN, closed.join());
    }

    @Test
    void cancellingTheFutureCancelsNothingElse() {
        session.open();
        become(ConfigurationState.ACTIVE);
        assertTrue(closing().cancel(true));
        CompletableFuture<InterfaceAfterClose> next = session.closeAsync();
        become(ConfigurationState.DISCOVERED);
        assertEquals(InterfaceAfterClose.DOWN, next.join());
    }
}
