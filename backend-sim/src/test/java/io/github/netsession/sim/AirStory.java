package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.RoamingPolicy;
import io.github.netsession.testkit.SessionTrace;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** What the stories from the air have in common: two networks on one radio, one on another, a cable; each managed as NetworkManager does. */
class AirStory {

    /** How long NetworkManager waits for a carrier: on Wi-Fi, on a cable. */
    static final Duration WIFI_PATIENCE = Duration.ofSeconds(15);
    static final Duration CABLE_PATIENCE = Duration.ofSeconds(6);
    /** So long after its radio is free it has scanned. */
    static final Duration SCAN = Duration.ofSeconds(4);
    static final Duration ROAM = Duration.ofMillis(50);

    final SimWorld world = new SimWorld();
    final SimDevice radio = world.device("wlan0", Bearer.WLAN);
    final SimAccessPoint home = managed(world.accessPoint("home", radio).traffic(1000, 0), WIFI_PATIENCE);
    final SimAccessPoint cafe = managed(world.accessPoint("cafe", radio), WIFI_PATIENCE);
    final SimAccessPoint phone = managed(world.accessPoint("phone", Bearer.WLAN).metered(Metered.YES), WIFI_PATIENCE);
    final SimAccessPoint dock = managed(world.accessPoint("dock", Bearer.ETHERNET), CABLE_PATIENCE);
    final Networks networks = world.open();

    static SimAccessPoint managed(SimAccessPoint accessPoint, Duration givesUpAfter) {
        accessPoint.air().managed(givesUpAfter);
        return accessPoint;
    }

    @AfterEach
    void closeAndLeaveNothingUp() {
        networks.close();
        seconds(60);
        assertTrue(List.of(home, cafe, phone, dock).stream().noneMatch(SimAccessPoint::isUp), "everything that was started is given back");
    }

    void seconds(double seconds) {
        world.advance(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    NetworkSession over(SimAccessPoint... members) {
        seconds(1);
        NetworkConfiguration network = networks.defineServiceNetwork("network", List.of(members).stream().map(SimAccessPoint::id).toList(),
            RoamingPolicy.builder().ranking(RoamingPolicy.Ranking.BEARER_AND_SIGNAL).build());
        return networks.session(network);
    }

    NetworkSession on(SimAccessPoint accessPoint) {
        seconds(1);
        return networks.session(accessPoint.id());
    }

    /** Open, and nothing of that is in the trace. */
    SessionTrace opened(NetworkSession session) {
        session.open();
        seconds(2);
        assertTrue(session.isOpen());
        SessionTrace trace = SessionTrace.of(session);
        trace.since();
        return trace;
    }

    static String used(NetworkSession session) {
        return session.activeConfiguration().map(NetworkConfiguration::name).orElse("nothing");
    }
}
