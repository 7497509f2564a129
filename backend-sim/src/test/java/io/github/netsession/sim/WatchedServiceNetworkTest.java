package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.NetworksEvent;
import io.github.netsession.RoamingPolicy;
import io.github.netsession.UsagePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A closed session on a service network with several Active children shows the one that an opening would use. */
@Tag("sim")
class WatchedServiceNetworkTest extends RoamingStory {

    @BeforeEach
    void bothAreUp() {
        wifi.up();
        phone.up();
        advance(200);
    }

    private void assertShown(SimAccessPoint expected) {
        assertEquals(expected.name(), used());
        assertEquals(Optional.of(expected.interfaceName()), session.networkInterface().map(link -> link.name()));
        NetworkSession fresh = networks.session(internet);
        assertEquals(Optional.of(expected.id()), fresh.activeConfiguration().map(NetworkConfiguration::id), "a new one, too");
        session.open();
        advance(200);
        assertEquals(expected.name(), used());
        session.close();
        advance(200);
        assertEquals(expected.name(), used());
    }

    @Test
    void theFirstIfNothingElseDiffers() {
        assertShown(wifi);
    }

    @Test
    void notTheFirstIfThatIsMetered() {
        wifi.metered(Metered.YES);
        advance(200);
        assertShown(phone);
        assertEquals(Set.of(), session.usagePolicies());
        wifi.metered(Metered.NO);
        phone.metered(Metered.YES);
        advance(200);
        assertShown(wifi);
    }

    @Test
    void notTheFirstIfThatReachesNothing() {
        wifi.connectivity(Connectivity.LIMITED);
        phone.connectivity(Connectivity.INTERNET);
        advance(200);
        assertShown(phone);
    }

    @Test
    void notTheFirstIfItsSignalIsTooWeak() {
        wifi.signal(20);
        advance(200);
        assertShown(phone);
    }

    @Test
    void theBetterBearerIfThePolicyRanksByIt() {
        networks.defineServiceNetwork("internet", ids(phone, wifi));
        advance(10);
        assertShown(phone);
        networks.defineServiceNetwork("internet", ids(phone, wifi),
            RoamingPolicy.builder().ranking(RoamingPolicy.Ranking.BEARER_AND_SIGNAL).build());
        advance(10);
        assertShown(wifi);
    }

    @Test
    void alsoBeforeItsFirstLook() {
        wifi.metered(Metered.YES);
        advance(200);
        List<String> shown = new ArrayList<>();
        networks.listen(event -> {
            if (event instanceof NetworksEvent.Present) {
                // The turn that adopts the session comes after this call.
                shown.add(networks.session(internet).activeConfiguration().map(NetworkConfiguration::name).orElse("nothing"));
            }
        });
        advance(10);
        assertEquals(List.of("phone"), shown);
    }

    @Test
    void itsRestrictionsAreThoseOfTheOneThatIsShown() {
        wifi.metered(Metered.YES);
        phone.outOfRange();
        advance(GRACE_MILLIS);
        assertEquals("wifi", used());
        assertEquals(Set.of(UsagePolicy.NO_BACKGROUND_TRAFFIC), session.usagePolicies());
        assertTrue(trace.since().endsWith("policies:[NO_BACKGROUND_TRAFFIC]"));
    }
}
