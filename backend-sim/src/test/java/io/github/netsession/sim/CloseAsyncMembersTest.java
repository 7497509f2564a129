package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.InterfaceAfterClose;
import io.github.netsession.NetworkSession;
import io.github.netsession.RoamingHandler;
import io.github.netsession.RoamingOffer;
import io.github.netsession.SessionState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the future of a close says if the session is over several access points. */
@Tag("sim")
class CloseAsyncMembersTest extends SessionStory {

    private final SimAccessPoint cable = world.accessPoint("cable", Bearer.ETHERNET).stopDelay(Duration.ofSeconds(2));

    private NetworkSession both() {
        advance(200);
        return networks.session(networks.defineServiceNetwork("both", List.of(cable.id(), home.id())));
    }

    @Test
    void theOneInUseCounts() {
        home.up();
        NetworkSession session = both();
        session.open().join();
        assertEquals(Optional.of(home.id()), session.activeConfiguration().map(each -> each.id()));
        assertEquals(InterfaceAfterClose.LEFT_UP, CloseAsyncTest.now(session.closeAsync()));
    }

    @Test
    void anotherOneThatIsUpDoesNotKeepItFromBeingDown() {
        NetworkSession session = both();
        session.open().join();
        home.up();
        advance(200);
        assertTrue(cable.isUp());
        CompletableFuture<InterfaceAfterClose> closed = session.closeAsync();
        advance(1_000);
        assertFalse(closed.isDone());
        advance(1_500);
        assertEquals(InterfaceAfterClose.DOWN, CloseAsyncTest.now(closed));
        assertTrue(home.isUp());
    }

    @Test
    void allThatAreBeingStartedAreAwaited() {
        cable.startDelay(Duration.ofSeconds(60));
        home.startDelay(Duration.ofSeconds(60)).stopDelay(Duration.ofSeconds(3));
        NetworkSession session = both();
        session.open();
        advance(20_000);
        CompletableFuture<InterfaceAfterClose> closed = session.closeAsync();
        assertEquals(InterfaceAfterClose.DOWN, closed.join());
        advance(200_000);
        assertFalse(cable.isUp() || home.isUp());
    }

    @Test
    void duringATrialBothAreAwaited() {
        cable.outOfRange();
        NetworkSession session = both();
        session.open().join();
        session.onRoaming(new RoamingHandler() {
            @Override
            public void preferred(RoamingOffer offer) {
                offer.migrate();
            }

            @Override
            public void activated(RoamingOffer offer) {
                // Still looking at it.
            }
        });
        cable.inRange();
        advance(20_000);
        assertEquals(SessionState.ROAMING, session.state());
        assertTrue(cable.isUp() && home.isUp());
        CompletableFuture<InterfaceAfterClose> closed = session.closeAsync();
        advance(1_000);
        assertFalse(home.isUp());
        assertFalse(closed.isDone(), "the candidate is still up");
        advance(1_500);
        assertEquals(InterfaceAfterClose.DOWN, CloseAsyncTest.now(closed));
        assertFalse(cable.isUp());
    }

    @Test
    void whileSearchingItEndsDown() {
        cable.outOfRange();
        NetworkSession session = both();
        session.open().join();
        home.outOfRange();
        advance(GRACE_MILLIS + 200);
        assertEquals(SessionState.ROAMING, session.state());
        assertEquals(InterfaceAfterClose.DOWN, session.closeAsync().join());
    }

    @Test
    void withoutOneTheMembersCount() {
        NetworkSession session = both();
        assertEquals(InterfaceAfterClose.DOWN, CloseAsyncTest.now(session.closeAsync()));
        cable.up();
        advance(200);
        assertEquals(InterfaceAfterClose.LEFT_UP, CloseAsyncTest.now(session.closeAsync()));
    }
}
