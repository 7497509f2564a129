package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Opening a service network whose best profile makes progress, but gets no address: with a real NetworkManager. */
@Tag("manager")
@Timeout(180)
class ManagerOpeningIT extends ManagerStory {

    private static final String DHCP = "0ff1ce00-0000-4000-8000-000000000003";
    private static final ConfigurationId DHCP_ID = ConfigurationId.of("nm", DHCP);
    private static final Duration DHCP_LIMIT = Duration.ofSeconds(12);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** No server answers, but NetworkManager asks: that is progress, so nothing is started beside it in the first five seconds, or later. */
    @Test
    void aStartThatWaitsForDhcpIsGivenItsTime() throws Exception {
        bed.profile(DHCP, "dhcp", "ap0",
            BY_HAND + "[ipv4]\nmethod=auto\ndhcp-timeout=" + DHCP_LIMIT.toSeconds() + "\nmay-fail=false\n[ipv6]\nmethod=disabled\n");
        configuration(DHCP_ID);
        configuration(PHONE_ID);
        NetworkSession session = networks.session(networks.defineServiceNetwork("both", List.of(DHCP_ID, PHONE_ID)));
        long before = System.nanoTime();
        session.open();
        assertTrue(session.awaitOpened(LIMIT));
        Duration took = Duration.ofNanos(System.nanoTime() - before);
        assertEquals(Optional.of(PHONE_ID), session.activeConfiguration().map(NetworkConfiguration::id));
        assertTrue(took.compareTo(DHCP_LIMIT.minusSeconds(2)) > 0, "opened after " + took);
        session.close();
        eventually(() -> !bed.isActive(PHONE), "the phone is down again");
    }
}
