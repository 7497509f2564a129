package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkSession;
import io.github.netsession.SessionFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long a start may take with a real NetworkManager: as long as NetworkManager itself waits, or as long as the session says. */
@Tag("manager")
@Timeout(180)
class ManagerTimeLimitsIT extends ManagerStory {

    private static final String DHCP = "0ff1ce00-0000-4000-8000-000000000003";
    private static final ConfigurationId DHCP_ID = ConfigurationId.of("nm", DHCP);
    private static final Duration NO_LIMIT = Duration.ofSeconds(-1);

    private NetworkSession dhcpSession(int seconds) {
        bed.profile(DHCP, "dhcp", "ap0", BY_HAND + "[ipv4]\nmethod=auto\ndhcp-timeout=" + seconds + "\nmay-fail=false\n[ipv6]\nmethod=disabled\n");
        return session(DHCP_ID);
    }

    private void isLimited(long seconds, String... settings) {
        String[] modify = new String[settings.length + 3];
        modify[0] = "connection";
        modify[1] = "modify";
        modify[2] = OFFICE;
        System.arraycopy(settings, 0, modify, 3, settings.length);
        bed.nmcli(modify);
        eventually(() -> configuration(OFFICE_ID).connectTimeout().toSeconds() == seconds, seconds + " s after " + String.join(" ", settings));
    }

    @Test
    void theLimitFollowsTheProfile() {
        assertEquals(Duration.ofSeconds(30), configuration(OFFICE_ID).connectTimeout(), "a fixed address takes no time");
        isLimited(55, "ipv4.method", "auto", "ipv4.addresses", "", "ipv4.gateway", "");
        isLimited(100, "ipv4.dhcp-timeout", "90");
        isLimited(300, "ipv4.dhcp-timeout", "infinity");
        isLimited(105, "ipv4.dhcp-timeout", "20", "ipv4.may-fail", "yes", "ipv6.method", "auto", "ipv6.ra-timeout", "50");
        isLimited(30, "ipv4.may-fail", "no");
        isLimited(75, "connection.gateway-ping-timeout", "45");
        isLimited(245, "connection.gateway-ping-timeout", "0", "802-1x.eap", "md5", "802-1x.identity", "me", "802-1x.password", "secret",
            "802-1x.auth-timeout", "45", "connection.auth-retries", "1", "ipv4.dhcp-timeout", "25");
    }

    @Test
    void aSessionMayWaitForLessThanTheProfile() {
        NetworkSession session = dhcpSession(90);
        session.setConnectTimeout(Duration.ofSeconds(3));
        long begin = System.nanoTime();
        SessionFailure failure = failureOf(session.open());
        long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
        assertEquals(SessionFailure.Reason.TIMED_OUT, failure.reason());
        assertTrue(failure.message().endsWith("within 3 s") && seconds >= 3 && seconds < 20, () -> failure.message() + ", after " + seconds + " s");
        eventually(() -> !bed.nmcli("-f", "UUID", "connection", "show", "--active").contains(DHCP), "NetworkManager has given it up");
    }

    @Test
    void withoutALimitTheFailureOfNetworkManagerStillEndsAStart() {
        NetworkSession session = dhcpSession(2);
        session.setConnectTimeout(NO_LIMIT);
        SessionFailure failure = failureOf(session.open());
        assertEquals(SessionFailure.Reason.REFUSED, failure.reason(), failure::toString);
    }

    @Test
    void aRestartLeavesNoStartHanging() {
        NetworkSession session = dhcpSession(20);
        session.setConnectTimeout(NO_LIMIT);
        CompletableFuture<Void> opening = session.open();
        eventually(() -> bed.nmcli("-f", "UUID,STATE", "connection", "show", "--active").contains(DHCP + ":activating"), "it is being started");
        bed.killManager();
        bed.startManager();
        SessionFailure failure = failureOf(opening);
        assertTrue(failure.isRetryable(), failure::toString);
    }

    /** The server does not exist for the first 35 s; NetworkManager asks again in pauses that double. */
    @Test
    @Tag("slow")
    void aSlowServerIsWaitedForAsLongAsTheProfileSays() throws InterruptedException {
        NetworkSession session = dhcpSession(90);
        assertEquals(Duration.ofSeconds(100), configuration(DHCP_ID).connectTimeout());
        Netns.ip("addr add 192.0.2.1/24 dev net0");
        bed.start("dnsmasq.log", "sh", "-c", "sleep 35; exec dnsmasq -k --conf-file=/dev/null --port=0 --interface=net0 --bind-dynamic --user=root"
            + " --pid-file= --dhcp-range=192.0.2.50,192.0.2.99,255.255.255.0,1h --dhcp-leasefile=/run/leases --dhcp-authoritative --no-ping");
        long begin = System.nanoTime();
        session.open();
        assertFalse(session.awaitOpened(Duration.ofSeconds(31)), "there is no server yet");
        assertTrue(session.awaitOpened(NO_LIMIT), () -> session.failure().toString());
        assertTrue(Duration.ofNanos(System.nanoTime() - begin).toSeconds() >= 35);
        assertTrue(Netns.ip("addr show ap0").contains("inet 192.0.2."), "it has an address");
    }
}
