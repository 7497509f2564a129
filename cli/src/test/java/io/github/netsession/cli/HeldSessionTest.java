package io.github.netsession.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationKind;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.SessionError;
import io.github.netsession.SessionFailure;
import java.time.Duration;
import java.util.Optional;
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
    void theLimitReplacesThatOfAnAccessPoint() {
        networks.session.neverOpens = true;
        Duration longer = Samples.quick().connectTimeout().multipliedBy(3);
        String message = assertThrows(CliException.class, () -> HeldSession.open(networks, Samples.quick(), longer)).getMessage();
        assertTrue(message.endsWith("not up within 0.0 s; --timeout gives it longer"), message);
        assertTrue(networks.session.connectTimeout().orElseThrow().isNegative(), "only the limit of the command counts");
    }

    @Test
    void theAccessPointsOfAServiceNetworkKeepTheirLimits() throws InterruptedException {
        NetworkConfiguration internet = NetworkConfiguration.builder(new ConfigurationId("service:internet")).name("internet")
            .kind(ConfigurationKind.SERVICE_NETWORK).state(ConfigurationState.DISCOVERED).build();
        HeldSession.open(networks, internet, Duration.ofSeconds(1));
        assertEquals(Optional.empty(), networks.session.connectTimeout());
    }
}
