package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.RoamingHandler;
import io.github.netsession.RoamingOffer;
import io.github.netsession.testkit.SessionTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** What the stories about several access points have in common: Wi-Fi and a phone, as one service network. The times are the policy's. */
class RoamingStory {

    static final long DWELL = 10;
    static final long DECISION = 60;
    /** For so long what was declined once is left out. */
    static final long PATIENCE = 60;
    /** A little longer than a carrier may be away. */
    static final long GRACE_MILLIS = 3_200;
    /** For so long a session that has lost its Wi-Fi waits for another one. */
    static final long SEARCH = 20;

    final SimWorld world = new SimWorld();
    final SimAccessPoint wifi = world.accessPoint("wifi", Bearer.WLAN).traffic(1000, 100);
    final SimAccessPoint phone = world.accessPoint("phone", Bearer.LTE).traffic(500, 50);
    final Networks networks = world.open();
    final NetworkConfiguration internet = networks.defineServiceNetwork("internet", List.of(wifi.id(), phone.id()));
    final NetworkSession session = networks.session(internet);
    final SessionTrace trace = SessionTrace.of(session);
    final Asked asked = new Asked();

    @AfterEach
    void close() {
        networks.close();
    }

    void seconds(long seconds) {
        world.advance(Duration.ofSeconds(seconds));
    }

    void advance(long millis) {
        world.advance(Duration.ofMillis(millis));
    }

    String used() {
        return session.activeConfiguration().map(NetworkConfiguration::name).orElse("nothing");
    }

    boolean isUp(SimAccessPoint accessPoint) {
        return networks.state().networkInterface(accessPoint.interfaceName()).orElseThrow().up();
    }

    /** The session is open on this access point, by itself, and nothing of that is in the trace. */
    void openOn(SimAccessPoint accessPoint) {
        (accessPoint == wifi ? phone : wifi).outOfRange();
        advance(200);
        session.open();
        seconds(2);
        (accessPoint == wifi ? phone : wifi).inRange();
        trace.since();
    }

    /** On the phone, with a handler, and the better Wi-Fi has just come into range. */
    void betterWifi() {
        session.onRoaming(asked);
        openOn(phone);
        advance(200);
    }

    void offered() {
        betterWifi();
        seconds(DWELL);
    }

    void activated() {
        offered();
        session.migrate();
        seconds(1);
        assertEquals("preferred phone>wifi UPGRADE, activated phone>wifi UPGRADE", asked.since());
        assertEquals("ROAMING preferred activated", trace.since());
    }

    static List<ConfigurationId> ids(SimAccessPoint... accessPoints) {
        return List.of(accessPoints).stream().map(SimAccessPoint::id).toList();
    }

    /** Remembers what it is asked, and says nothing by itself. */
    static final class Asked implements RoamingHandler {

        private final List<String> words = new ArrayList<>();
        private Optional<RoamingOffer> last = Optional.empty();

        @Override
        public void preferred(RoamingOffer offer) {
            remember("preferred", offer);
        }

        @Override
        public void activated(RoamingOffer offer) {
            remember("activated", offer);
        }

        private void remember(String kind, RoamingOffer offer) {
            last = Optional.of(offer);
            words.add(kind + ' ' + offer.current().name() + '>' + offer.candidate().name() + ' ' + offer.reason());
        }

        String since() {
            String text = String.join(", ", words);
            words.clear();
            return text;
        }

        RoamingOffer last() {
            return last.orElseThrow();
        }
    }
}
