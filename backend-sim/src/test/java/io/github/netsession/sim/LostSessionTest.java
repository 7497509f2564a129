package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Metered;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.Registration;
import io.github.netsession.RoamingHandler;
import io.github.netsession.RoamingOffer;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionListener;
import io.github.netsession.SessionProperty;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An open session that the application can no longer close is reported in the log, once, and stays open. */
@Timeout(60)
@Tag("sim")
class LostSessionTest {

    private static final Logger LOG = Logger.getLogger("io.github.netsession");

    private final List<String> logged = new ArrayList<>();
    private final Handler log = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (line.getMessage().contains("has lost an open session")) {
                logged.add(line.getMessage());
            }
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };
    private final SimWorld world = new SimWorld();
    private final SimAccessPoint cable = world.accessPoint("cable", Bearer.ETHERNET);
    private final Networks networks = world.open();

    @BeforeEach
    void listen() {
        LOG.setLevel(Level.WARNING);
        LOG.addHandler(log);
    }

    @AfterEach
    void close() {
        networks.close();
        LOG.removeHandler(log);
        LOG.setLevel(null);
    }

    /** Opens a session, does something with it, and keeps only what comes of that. */
    private Object openAndLose(Function<NetworkSession, Object> use) {
        NetworkSession session = networks.session(cable.id());
        session.open().join();
        return use.apply(session);
    }

    /** Returns whether the garbage collector has found an object that was dropped after the session. */
    private void collectGarbage() {
        WeakReference<Object> later = new WeakReference<>(new Object());
        for (int rounds = 0; rounds < 10 || !later.refersTo(null); rounds++) {
            System.gc();
            world.advance(Duration.ofMillis(200));
            networks.update().join();
        }
    }

    private void awaitReport() {
        for (int rounds = 0; rounds < 20 && logged.isEmpty(); rounds++) {
            collectGarbage();
        }
        collectGarbage();
        assertEquals(1, logged.size(), logged::toString);
        assertTrue(networks.configuration(cable.id()).orElseThrow().state().isAtLeast(ConfigurationState.ACTIVE));
    }

    @Test
    void isReportedOnce() {
        openAndLose(session -> "nothing");
        awaitReport();
    }

    @Test
    void isLostIfOnlyRegistrationsAreKept() {
        Object kept = openAndLose(session -> List.<Registration>of(session.listen(new SessionListener() {
            @Override
            public void accept(SessionEvent event) {
                // Refers to no session.
            }
        }), session.onRoaming(new RoamingHandler() {
            @Override
            public void preferred(RoamingOffer offer) {
                offer.ignore();
            }

            @Override
            public void activated(RoamingOffer offer) {
                offer.reject();
            }
        }), () -> { }));
        awaitReport();
        Reference.reachabilityFence(kept);
    }

    /** An event makes the lost session known again, under another object, and the report is not repeated. */
    @Test
    void isClosedByAListenerThatKnowsItByItsEventsAlone() {
        openAndLose(session -> session.listen(event -> {
            if (event instanceof SessionEvent.UsagePoliciesChanged) {
                event.session().close();
            }
        }));
        awaitReport();
        cable.metered(Metered.YES);
        world.advance(Duration.ofSeconds(1));
        assertEquals(List.of(), networks.holders());
        collectGarbage();
        assertEquals(1, logged.size(), logged::toString);
    }

    @Test
    void isNotLostWhileAnEventOfItIsKept() {
        Object kept = openAndLose(session -> {
            List<SessionEvent> events = new ArrayList<>();
            session.listen(events::add);
            world.advance(Duration.ofMillis(200));
            return events.get(0);
        });
        collectGarbage();
        assertEquals(List.of(), logged);
        Reference.reachabilityFence(kept);
    }

    @Test
    void isNotLostWhileAListenerRefersToIt() {
        openAndLose(session -> session.listen(new SessionListener() {
            @Override
            public void accept(SessionEvent event) {
                if (event instanceof SessionEvent.Failed) {
                    session.close();
                }
            }
        }));
        collectGarbage();
        assertEquals(List.of(), logged);
    }

    @Test
    void isNotLostIfItWillCloseByItself() {
        openAndLose(session -> {
            session.setProperty(SessionProperty.AUTO_CLOSE_TIMEOUT, Duration.ofHours(1));
            return "nothing";
        });
        collectGarbage();
        assertEquals(List.of(), logged);
    }

    @Test
    void isNotLostIfItIsClosedFirst() {
        openAndLose(session -> {
            session.close();
            return "nothing";
        });
        collectGarbage();
        assertEquals(List.of(), logged);
    }
}
