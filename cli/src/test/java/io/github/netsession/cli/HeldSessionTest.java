package io.github.netsession.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.SessionError;
import io.github.netsession.SessionFailure;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
@Tag("every-jdk")
class HeldSessionTest {

    private final FakeNetworks networks = new FakeNetworks();

    private HeldSession open() throws InterruptedException {
        return HeldSession.open(networks, Samples.ETH0, Duration.ofSeconds(1));
    }

    @Test
    void closingItIsNoLoss() throws InterruptedException {
        HeldSession session = open();
        session.close(0);
        assertEquals(1, networks.session.closings);
        assertFalse(session.lost().isDone());
    }

    @Test
    void whatIsClosedByAnybodyElseIsLost() throws InterruptedException {
        HeldSession session = open();
        networks.session.close();
        assertEquals("closed from outside", session.lost().join());
    }

    @Test
    void aLossBeforeAnybodyListenedIsSeen() throws InterruptedException {
        networks.session.loss = SessionFailure.builder(SessionError.SESSION_ABORTED, SessionFailure.Reason.LOST, "eth0 is gone").build();
        assertEquals("eth0 is gone (LOST)", open().lost().join());
    }

    @Test
    void moreTimeIsOnlyAdvisedWhereItWouldHelp() {
        networks.session.neverOpens = true;
        Duration tooShort = Duration.ofMillis(1);
        String advised = assertThrows(CliException.class, () -> HeldSession.open(networks, Samples.ETH0, tooShort)).getMessage();
        assertTrue(advised.endsWith("--timeout gives it longer, up to 30.0 s"), advised);
        String plain = assertThrows(CliException.class, () -> HeldSession.open(networks, Samples.quick(), tooShort)).getMessage();
        assertTrue(plain.endsWith("not up within 0.0 s"), plain);
    }
}
