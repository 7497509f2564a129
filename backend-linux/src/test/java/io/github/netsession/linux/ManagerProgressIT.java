package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.AccessPoint.Transition;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.StartOptions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which starts a real NetworkManager shows to be past waiting for a link, read only when it has hinted. */
@Tag("manager")
@Timeout(180)
class ManagerProgressIT extends ManagerStory {

    private static final String DHCP = "0ff1ce00-0000-4000-8000-000000000003";
    private static final ConfigurationId DHCP_ID = ConfigurationId.of("nm", DHCP);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Hints hints = new Hints();
    private Backend backend;

    @BeforeEach
    void openBackend() {
        backend = new LinuxBackendProvider().open(hints);
        backend.read();
    }

    @AfterEach
    void closeBackend() {
        backend.close();
    }

    private AccessPoint read(ConfigurationId id) {
        return backend.read().accessPoints().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void whatWaitsForADhcpServerProgressesUntilItIsStopped() {
        bed.profile(DHCP, "dhcp", "ap0", BY_HAND + "[ipv4]\nmethod=auto\ndhcp-timeout=90\nmay-fail=false\n[ipv6]\nmethod=disabled\n");
        configuration(DHCP_ID);
        long seen = hints.count();
        assertFalse(read(DHCP_ID).isProgressing());
        backend.start(DHCP_ID, StartOptions.builder().build());
        AccessPoint point = read(DHCP_ID);
        while (!point.isProgressing()) {
            assertTrue(hints.awaitMoreThan(seen, LIMIT), "the next step was hinted");
            seen = hints.count();
            point = read(DHCP_ID);
        }
        assertEquals(Transition.STARTING, point.transition());
        assertTrue(bed.nmcli("-f", "GENERAL.STATE", "device", "show", "ap0").startsWith("GENERAL.STATE:70"), "the witness");
        backend.stop(DHCP_ID);
        eventually(() -> read(DHCP_ID).transition() == Transition.NONE, "it is stopped");
        assertFalse(read(DHCP_ID).isProgressing());
    }

    /** NetworkManager configures a fixed address without a carrier, and calls the profile activated two seconds later. */
    @Test
    void aCableThatLeadsNowhereShowsNoProgress() {
        Netns.ip("link set net0 down");
        eventually(() -> Netns.ip("-o link show ap0").contains("NO-CARRIER"), "it has no carrier");
        backend.start(OFFICE_ID, StartOptions.builder().build());
        while (!bed.isActive(OFFICE)) {
            assertFalse(read(OFFICE_ID).isProgressing());
        }
        assertFalse(read(OFFICE_ID).isProgressing());
    }
}
