package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Messages name a few of many configurations, and sessions are found by ids. */
@Tag("sim")
class ManyConfigurationsTest {

    private static final int MANY = 500;
    private static final ConfigurationId STRANGER = new ConfigurationId("nm:1234");

    private final SimWorld world = new SimWorld();
    private final List<SimAccessPoint> accessPoints = new ArrayList<>();
    private final Networks networks;

    ManyConfigurationsTest() {
        for (int i = 0; i < MANY; i++) {
            accessPoints.add(world.accessPoint("ap-" + i, Bearer.WLAN));
        }
        networks = world.open();
    }

    @AfterEach
    void close() {
        networks.close();
    }

    private List<ConfigurationId> ids() {
        return accessPoints.stream().map(SimAccessPoint::id).toList();
    }

    @Test
    void threeOfThemAreNamedToWhomAsksForAnother() {
        List<ConfigurationId> named = networks.configurations().stream().map(NetworkConfiguration::id).limit(3).toList();
        String ending = " nm:1234; known are " + named.get(0) + ", " + named.get(1) + ", " + named.get(2) + " and 497 more";
        assertEquals("no configuration" + ending,
            assertThrows(IllegalArgumentException.class, () -> networks.capabilities(STRANGER)).getMessage());
        assertEquals("this Networks has never had the configuration" + ending,
            assertThrows(IllegalArgumentException.class, () -> networks.session(STRANGER)).getMessage());
    }

    @Test
    void aServiceNetworkOfAllOfThemNamesAFew() {
        accessPoints.forEach(accessPoint -> accessPoint.outOfRange());
        world.advance(Duration.ofSeconds(1));
        NetworkSession session = networks.session(networks.defineServiceNetwork("all", ids()));
        session.open();
        world.advance(Duration.ofSeconds(1));
        SessionFailure failure = session.failure().orElseThrow();
        assertTrue(failure.message().endsWith(" and 497 more"), failure.message());
    }

    @Test
    void aDoubledChildIsNamedAlone() {
        List<ConfigurationId> children = new ArrayList<>(ids());
        Collections.addAll(children, accessPoints.get(7).id());
        String message = assertThrows(IllegalArgumentException.class, () -> networks.defineServiceNetwork("all", children)).getMessage();
        assertEquals("the service network 'all' names an access point twice: sim:ap-7", message);
    }

    @Test
    void theIdAloneFindsTheConfiguration() {
        ConfigurationId id = accessPoints.get(7).id();
        NetworkSession session = networks.session(id);
        assertEquals(networks.configuration(id).orElseThrow(), session.configuration());
        assertEquals(SessionState.DISCONNECTED, session.state());
    }

    @Test
    void theIdOfAVanishedOneGivesAnInvalidSessionUntilItComesBack() {
        SimAccessPoint cafe = accessPoints.get(7);
        NetworkConfiguration last = networks.configuration(cafe.id()).orElseThrow();
        cafe.remove();
        world.advance(Duration.ofSeconds(1));
        NetworkSession session = networks.session(cafe.id());
        assertEquals(SessionState.INVALID, session.state());
        assertEquals(last, session.configuration());
        world.accessPoint("ap-7", Bearer.WLAN);
        world.advance(Duration.ofSeconds(1));
        assertEquals(SessionState.DISCONNECTED, session.state());
    }
}
