package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Opening a service network on real links, of which the best one leads nowhere: a port without a cable. */
@Tag("kernel")
@Timeout(120)
class OpeningOnLinksIT {

    private static final ConfigurationId DEAD = ConfigurationId.of("link", "dead");
    private static final ConfigurationId GOOD = ConfigurationId.of("link", "good");
    /** Without a carrier for so long, the next one is started. */
    private static final Duration PROGRESS_LIMIT = Duration.ofSeconds(5);
    /** Before a start of a link fails. */
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private Networks networks;

    @BeforeEach
    void prepare() {
        Netns.clean();
        port("dead", "far-dead", "192.0.2.2");
        port("good", "far-good", "198.51.100.2");
        Netns.ip("link set far-good up");
        networks = Networks.builder().backend(new LinuxBackendProvider()).open();
        Await.until(() -> List.of(DEAD, GOOD).stream().allMatch(id -> stateOf(id).equals(Optional.of(ConfigurationState.DISCOVERED))));
    }

    @AfterEach
    void tidy() {
        networks.close();
        Netns.clean();
    }

    private static void port(String near, String far, String address) {
        Netns.ip("link add " + near + " type veth peer name " + far);
        Netns.ip("link set " + near + " addrgenmode none");
        Netns.ip("link set " + far + " addrgenmode none");
        Netns.ip("addr add " + address + "/24 dev " + near);
    }

    private Optional<ConfigurationState> stateOf(ConfigurationId id) {
        return networks.configuration(id).map(NetworkConfiguration::state);
    }

    private static boolean isSwitchedOn(String link) {
        return Netns.ip("-o link show " + link).replaceAll(".*<(.*)>.*", "$1").contains("UP");
    }

    @Test
    void theNextOneIsStartedBesideAPortWithoutACable() throws Exception {
        NetworkSession session = networks.session(networks.defineServiceNetwork("both", List.of(DEAD, GOOD)));
        long before = System.nanoTime();
        session.open();
        assertTrue(session.awaitOpened(START_LIMIT));
        Duration took = Duration.ofNanos(System.nanoTime() - before);
        assertEquals(Optional.of(GOOD), session.activeConfiguration().map(NetworkConfiguration::id));
        assertTrue(took.compareTo(PROGRESS_LIMIT) >= 0, "the better one got its time, " + took);
        assertTrue(took.compareTo(START_LIMIT.dividedBy(2)) < 0, "its limit was not sat out, " + took);
        Await.until(() -> !isSwitchedOn("dead"));
        assertTrue(isSwitchedOn("good"));
        session.close();
        Await.until(() -> !isSwitchedOn("good"));
        assertFalse(isSwitchedOn("dead"));
    }

    @Test
    void aCableThatIsPluggedInMeanwhileWins() throws Exception {
        NetworkSession session = networks.session(networks.defineServiceNetwork("both", List.of(DEAD, GOOD)));
        session.open();
        Await.until(() -> isSwitchedOn("dead"));
        Netns.ip("link set far-dead up");
        assertTrue(session.awaitOpened(START_LIMIT));
        assertEquals(Optional.of(DEAD), session.activeConfiguration().map(NetworkConfiguration::id));
        assertFalse(isSwitchedOn("good"));
    }
}
