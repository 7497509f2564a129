package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.Registration;
import io.github.netsession.RoamingHandler;
import io.github.netsession.RoamingOffer;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A listener is any consumer of events, and a handler needs no method. */
@Tag("sim")
class LambdaListenersTest {

    private final SimWorld world = new SimWorld();
    private final SimAccessPoint cable = world.accessPoint("cable", Bearer.ETHERNET);
    private final SimAccessPoint phone = world.accessPoint("phone", Bearer.LTE);
    private final Networks networks = world.open();

    @AfterEach
    void close() {
        networks.close();
    }

    private void seconds(long seconds) {
        world.advance(Duration.ofSeconds(seconds));
    }

    /** The use that a listener is meant for, in five lines. */
    @Test
    void workPausesWhileTheNetworkIsMeteredOrOffline() {
        AtomicBoolean isPaused = new AtomicBoolean();
        NetworkSession session = networks.session(cable.id());
        Registration listening = networks.listen(event -> {
            boolean canWork = event.state().online() && !event.state().metered().isMetered();
            isPaused.set(!canWork);
        });
        assertTrue(isPaused.get(), "offline");
        session.open().join();
        assertTrue(!isPaused.get(), "online");
        cable.metered(Metered.YES);
        seconds(1);
        assertTrue(isPaused.get(), "metered");
        cable.metered(Metered.NO);
        seconds(1);
        assertTrue(!isPaused.get(), "free");
        listening.close();
        session.stop().join();
        assertTrue(!isPaused.get(), "no call after the registration was closed");
    }

    @Test
    void oneLambdaServesSeveralSessions() {
        Set<NetworkSession> open = new HashSet<>();
        Consumer<SessionEvent> listener = event -> {
            if (event.isOpen()) {
                open.add(event.session());
            } else {
                open.remove(event.session());
            }
        };
        NetworkSession one = networks.session(cable.id());
        NetworkSession other = networks.session(phone.id());
        one.listen(listener);
        other.listen(listener);
        one.open().join();
        other.open().join();
        assertEquals(Set.of(one, other), open);
        other.close();
        seconds(1);
        assertEquals(Set.of(one), open);
    }

    @Test
    void aListenerForAnyObjectFits() {
        List<Object> events = new ArrayList<>();
        Consumer<Object> all = events::add;
        NetworkSession session = networks.session(cable.id());
        networks.listen(all);
        session.listen(all);
        seconds(1);
        assertEquals(2, events.size(), events::toString);
    }

    @Test
    void eachEventCarriesItsSessionAndTheStateAtItsPlace() {
        List<String> carried = new ArrayList<>();
        NetworkSession session = networks.session(cable.id());
        session.listen(event -> {
            assertSame(session, event.session());
            carried.add(event.getClass().getSimpleName() + ' ' + event.state() + (event.isOpen() ? " open" : ""));
        });
        session.open().join();
        cable.remove();
        seconds(5);
        assertEquals(List.of("Present DISCONNECTED", "StateChanged CONNECTING", "StateChanged CONNECTED", "Opened CONNECTED open",
            "Failed CONNECTED open", "StateChanged INVALID open", "Closed INVALID"), carried);
        assertEquals("NetworkSession[sim:cable]", session.toString());
    }

    // ---- handlers

    private NetworkSession onPhoneWithCableInReach(Optional<RoamingHandler> handler) {
        cable.outOfRange();
        NetworkConfiguration internet = networks.defineServiceNetwork("internet", List.of(cable.id(), phone.id()));
        NetworkSession session = networks.session(internet);
        handler.ifPresent(session::onRoaming);
        session.open().join();
        assertEquals(phone.id(), session.activeConfiguration().orElseThrow().id());
        cable.inRange();
        return session;
    }

    /** Returns where the session is after it was moving to a cable that loses its connectivity meanwhile. */
    private String afterAMoveToACableThatLeadsNowhere(Optional<RoamingHandler> handler) {
        cable.startDelay(Duration.ofSeconds(5));
        List<String> settled = new ArrayList<>();
        NetworkSession session = onPhoneWithCableInReach(handler);
        session.listen(event -> {
            if (event instanceof SessionEvent.Preferred) {
                cable.connectivity(Connectivity.NONE);
            } else if (event instanceof SessionEvent.StateChanged changed && changed.before() == SessionState.ROAMING) {
                settled.add(session.activeConfiguration().orElseThrow().name());
            }
        });
        seconds(30);
        return settled.get(0);
    }

    @Test
    void aHandlerWithoutMethodsSaysYesToEverything() {
        assertEquals("cable", afterAMoveToACableThatLeadsNowhere(Optional.of(new RoamingHandler() { })));
    }

    @Test
    void aSessionWithoutAHandlerRejectsWhatLeadsNowhere() {
        assertEquals("phone", afterAMoveToACableThatLeadsNowhere(Optional.empty()));
    }

    @Test
    void aHandlerWithoutActivatedAcceptsUntested() {
        List<RoamingOffer> asked = new ArrayList<>();
        NetworkSession session = onPhoneWithCableInReach(Optional.of(new RoamingHandler() {
            @Override
            public void preferred(RoamingOffer offer) {
                asked.add(offer);
                offer.migrate();
            }
        }));
        seconds(60);
        assertEquals(1, asked.size());
        assertEquals(cable.id(), session.activeConfiguration().orElseThrow().id());
    }

    @Test
    void aHandlerWithoutPreferredMigratesAndTests() {
        List<RoamingOffer> tested = new ArrayList<>();
        NetworkSession session = onPhoneWithCableInReach(Optional.of(new RoamingHandler() {
            @Override
            public void activated(RoamingOffer offer) {
                tested.add(offer);
                offer.reject();
            }
        }));
        seconds(30);
        assertEquals(1, tested.size());
        assertEquals(phone.id(), session.activeConfiguration().orElseThrow().id());
    }
}
