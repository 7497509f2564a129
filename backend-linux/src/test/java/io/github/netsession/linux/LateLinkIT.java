package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.NetworksEvent;
import io.github.netsession.RoamingPolicy;
import io.github.netsession.SessionHolder;
import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.VethPair;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A service network that is defined by a predicate, on real links: a link that is made later joins it, and the session moves there. */
@Tag("kernel")
@Timeout(120)
class LateLinkIT {

    private static final ConfigurationId AP0 = ConfigurationId.of("link", "ap0");
    private static final ConfigurationId AP1 = ConfigurationId.of("link", "ap1");
    /** The later one is the better one. */
    private static final RoamingPolicy LATEST_FIRST = RoamingPolicy.builder().dwell(Duration.ofMillis(200))
        .order(Comparator.comparing(NetworkConfiguration::name).reversed()).build();

    private final VethPair first = new VethPair(Netns::ip, "ap0", "far0", "192.0.2");
    private final VethPair late = new VethPair(Netns::ip, "ap1", "far1", "198.51.100");
    private final Set<Thread> askers = ConcurrentHashMap.newKeySet();
    private final List<NetworksEvent> events = new CopyOnWriteArrayList<>();
    private Networks networks;
    private NetworkSession session;

    @BeforeEach
    void prepare() throws InterruptedException {
        Netns.clean();
        first.add();
        first.addAddress();
        first.up();
        networks = Networks.builder().backend(new LinuxBackendProvider()).open();
        networks.listen(events::add);
        Await.until(() -> networks.configuration(AP0).filter(NetworkConfiguration::isActive).isPresent());
        NetworkConfiguration uplinks = networks.defineServiceNetwork("uplinks", accessPoint -> {
            askers.add(Thread.currentThread());
            return accessPoint.name().startsWith("ap");
        }, LATEST_FIRST);
        assertEquals(List.of(AP0), uplinks.children(), "the far end is an access point, too, and does not match");
        assertTrue(networks.configuration(ConfigurationId.of("link", "far0")).isPresent());
        session = networks.session(uplinks);
        session.open();
        assertTrue(session.awaitOpened());
        assertEquals(Optional.of(AP0), used());
    }

    @AfterEach
    void tidy() {
        networks.close();
        Netns.clean();
    }

    private Optional<ConfigurationId> used() {
        return session.activeConfiguration().map(NetworkConfiguration::id);
    }

    private List<ConfigurationId> children() {
        return session.configuration().children();
    }

    private List<ConfigurationId> held() {
        return networks.holders().stream().map(SessionHolder::configuration).toList();
    }

    @Test
    void joinsIsMovedToAndIsLeftWhenItGoes() {
        late.add();
        late.addAddress();
        late.up();
        Await.until(() -> used().equals(Optional.of(AP1)), () -> session.state() + " on " + used() + ", children " + children());
        assertEquals(List.of(AP1, AP0), children());
        Await.until(() -> held().equals(List.of(AP1)), () -> held().toString());
        assertTrue(events.stream().anyMatch(event -> event instanceof NetworksEvent.ConfigurationChanged changed
            && changed.before().children().equals(List.of(AP0)) && changed.configuration().children().equals(List.of(AP1, AP0))));
        assertTrue(first.isUp(), "no session had started it");
        late.remove();
        Await.until(() -> used().equals(Optional.of(AP0)) && children().equals(List.of(AP0)));
        assertTrue(session.isOpen());
        assertTrue(askers.contains(Thread.currentThread()) && askers.size() > 1, "after the definition, the thread that runs the turns asks");
    }

    @Test
    void isStartedForTheMoveAndStoppedByTheClose() {
        late.add();
        late.addAddress();
        Await.until(() -> used().equals(Optional.of(AP1)), () -> session.state() + " on " + used() + ", children " + children());
        assertTrue(late.isUp());
        session.close();
        Await.until(() -> !late.isUp());
        assertTrue(first.isUp());
    }

    @Test
    void thatIsRenamedOutOfThePredicateIsLeft() {
        late.add();
        late.addAddress();
        late.up();
        Await.until(() -> used().equals(Optional.of(AP1)));
        // In one go, before the session starts it again.
        Netns.sh("ip link set ap1 down && ip link set ap1 name other1 && ip link set other1 up");
        Await.until(() -> used().equals(Optional.of(AP0)) && children().equals(List.of(AP0)), () -> used() + ", children " + children());
        assertTrue(session.isOpen());
    }
}
