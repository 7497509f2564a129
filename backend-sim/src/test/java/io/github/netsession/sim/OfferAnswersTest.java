package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.RoamingHandler;
import io.github.netsession.RoamingOffer;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionListener;
import io.github.netsession.testkit.SessionTrace;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An answer belongs to the offer that it answers, also if another offer was made meanwhile whose delivery the application has not seen. */
@Tag("sim")
class OfferAnswersTest {

    /** Delivers when the test says so. */
    private static final class Slow implements Executor {

        private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
        private boolean held;

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
            if (!held) {
                run();
            }
        }

        void hold() {
            held = true;
        }

        void run() {
            held = false;
            while (!tasks.isEmpty()) {
                tasks.poll().run();
            }
        }
    }

    private final Slow callbacks = new Slow();
    private final SimWorld world = new SimWorld();
    private final SimAccessPoint wifi = world.accessPoint("wifi", Bearer.WLAN).outOfRange();
    private final SimAccessPoint phone = world.accessPoint("phone", Bearer.LTE);
    private final Networks networks = world.networks().callbackExecutor(callbacks).open();
    private final NetworkSession session = networks.session(networks.defineServiceNetwork("internet", List.of(wifi.id(), phone.id())));
    private final SessionTrace trace = SessionTrace.of(session);
    private final RoamingStory.Asked asked = new RoamingStory.Asked();

    @AfterEach
    void close() {
        callbacks.run();
        networks.close();
    }

    private void seconds(long seconds) {
        world.advance(Duration.ofSeconds(seconds));
    }

    private String used() {
        return session.activeConfiguration().map(NetworkConfiguration::name).orElse("nothing");
    }

    /** The handler is called with the offer of a better Wi-Fi. */
    private RoamingOffer upgrade() {
        session.onRoaming(asked);
        session.open();
        seconds(2);
        wifi.inRange();
        seconds(RoamingStory.DWELL + 1);
        assertEquals("preferred phone>wifi UPGRADE", asked.since());
        return asked.last();
    }

    /** The old access point is lost, so the same candidate is offered as a replacement, and the handler does not know it yet. */
    private RoamingOffer replacedUnseen() {
        RoamingOffer seen = upgrade();
        callbacks.hold();
        phone.outOfRange();
        seconds(5);
        return seen;
    }

    @Test
    void stayingDoesNotDeclineAReplacementThatTheHandlerHasNotSeen() {
        RoamingOffer seen = replacedUnseen();
        assertFalse(session.ignore(), "the offer that was delivered last is outdated");
        assertFalse(seen.ignore());
        assertTrue(session.isOpen());
        callbacks.run();
        assertEquals("preferred phone>wifi REPLACEMENT", asked.since());
        assertTrue(session.migrate());
        seconds(2);
        assertEquals("activated phone>wifi REPLACEMENT", asked.since());
        assertTrue(asked.last().accept());
        seconds(1);
        assertEquals("wifi", used());
        assertFalse(trace.toString().contains("SESSION_ABORTED"), trace::toString);
    }

    @Test
    void movingDoesNotAcceptAReplacementThatTheHandlerHasNotSeen() {
        RoamingOffer seen = replacedUnseen();
        assertFalse(seen.migrate());
        assertFalse(session.migrate());
        callbacks.run();
        assertEquals("preferred phone>wifi REPLACEMENT", asked.since());
    }

    @Test
    void anOfferIsAnsweredOnceAndByItsOwnAnswersOnly() {
        RoamingOffer offer = upgrade();
        assertFalse(offer.accept(), "not activated yet");
        assertFalse(offer.reject());
        assertTrue(offer.migrate());
        assertFalse(offer.migrate());
        assertFalse(session.ignore(), "answered");
        seconds(2);
        RoamingOffer activated = asked.last();
        assertEquals("activated phone>wifi UPGRADE", asked.since());
        assertFalse(offer.accept(), "the offer of preferred is answered; activated has an offer of its own");
        assertFalse(activated.ignore());
        assertTrue(activated.reject());
        assertFalse(activated.accept());
        assertEquals("phone", used());
    }

    @Test
    void theSessionDoesNotAcceptAnActivationThatTheHandlerHasNotSeen() {
        upgrade();
        assertTrue(session.migrate());
        callbacks.hold();
        seconds(2);
        assertFalse(session.accept());
        assertFalse(session.reject());
        callbacks.run();
        assertEquals("activated phone>wifi UPGRADE", asked.since());
        assertTrue(session.accept());
    }

    @Test
    void aListenerAnswersTheOfferOfItsEvent() {
        session.onRoaming(asked);
        session.listen(new SessionListener() {
            @Override
            public void preferred(SessionEvent.Preferred event) {
                assertFalse(session.migrate(), "the handler has not been called yet");
                assertTrue(event.offer().migrate());
            }
        });
        session.open();
        seconds(2);
        wifi.inRange();
        seconds(RoamingStory.DWELL + 3);
        assertEquals("preferred phone>wifi UPGRADE, activated phone>wifi UPGRADE", asked.since());
    }

    @Test
    void anotherHandlerIsAskedAboutTheSameOfferAndTheOldAnswerStillCounts() {
        RoamingOffer offer = upgrade();
        RoamingStory.Asked other = new RoamingStory.Asked();
        session.onRoaming(other);
        assertEquals("preferred phone>wifi UPGRADE", other.since());
        assertTrue(offer.migrate());
        assertFalse(other.last().migrate());
    }

    @Test
    void anOfferThatATestMadeRecordsItsAnswers() {
        List<RoamingOffer.Answer> answers = new ArrayList<>();
        RoamingOffer offer = RoamingOffer.builder(networks.configuration(phone.id()).orElseThrow(), networks.configuration(wifi.id()).orElseThrow())
            .answers(answers::add).build();
        RoamingHandler handler = new RoamingHandler() {
            @Override
            public void preferred(RoamingOffer preferred) {
                preferred.migrate();
            }

            @Override
            public void activated(RoamingOffer activated) {
                activated.reject();
            }
        };
        handler.preferred(offer);
        handler.activated(offer);
        assertEquals(List.of(RoamingOffer.Answer.MIGRATE, RoamingOffer.Answer.REJECT), answers);
        assertFalse(RoamingOffer.builder(offer.current(), offer.candidate()).build().accept(), "nobody takes the answer");
    }
}
