package io.github.netsession.engine.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.Purpose;
import io.github.netsession.RoamingPolicy;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.testkit.Links;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a network is for, as far as that shows. */
@Tag("unit")
class PurposeRuleTest {

    private static AccessPoint.Builder on(String link) {
        return AccessPoint.builder(ConfigurationId.of("link", link)).state(ConfigurationState.ACTIVE).bearer(Bearer.ETHERNET).interfaceName(link);
    }

    private static Snapshot.Builder snapshot(AccessPoint... accessPoints) {
        return Snapshot.builder().accessPoints(List.of(accessPoints))
            .links(List.of(Links.up("eth0", 2, Bearer.ETHERNET).build(), Links.up("eth1", 3, Bearer.ETHERNET).build()));
    }

    private static Purpose purpose(AccessPoint accessPoint, String route) {
        Snapshot.Builder snapshot = snapshot(accessPoint);
        return StateMapper.of(1, (route.isEmpty() ? snapshot : snapshot.defaultInterface(route)).build(), List.of(), false).configurations().get(0).purpose();
    }

    @ParameterizedTest
    @CsvSource({"UNKNOWN, '', UNKNOWN", "UNKNOWN, eth0, PUBLIC", "UNKNOWN, eth1, UNKNOWN", "INTERNET, '', PUBLIC", "INTERNET, eth1, PUBLIC",
        "CAPTIVE_PORTAL, '', PUBLIC", "LIMITED, '', UNKNOWN", "LIMITED, eth0, PUBLIC", "LOCAL, '', PRIVATE", "LOCAL, eth1, PRIVATE", "NONE, '', UNKNOWN"})
    void ofOneThatIsUpFollowsFromTheRouteAndTheReach(Connectivity reach, String route, Purpose purpose) {
        assertEquals(purpose, purpose(on("eth0").connectivity(reach).build(), route));
    }

    @Test
    void ofOneThatIsNotUpIsNotKnown() {
        for (ConfigurationState state : List.of(ConfigurationState.DEFINED, ConfigurationState.DISCOVERED)) {
            assertEquals(Purpose.UNKNOWN, purpose(on("eth0").state(state).connectivity(Connectivity.INTERNET).build(), "eth0"), state::toString);
        }
    }

    @Test
    void ofAVpnIsPrivateAndWhatTheSystemStatesCounts() {
        assertEquals(Purpose.PRIVATE, purpose(on("eth0").bearer(Bearer.VPN).connectivity(Connectivity.INTERNET).build(), "eth0"));
        assertEquals(Purpose.PRIVATE, purpose(on("eth0").bearer(Bearer.VPN).state(ConfigurationState.DEFINED).build(), ""));
        assertEquals(Purpose.SERVICE_SPECIFIC, purpose(on("eth0").bearer(Bearer.VPN).purpose(Purpose.SERVICE_SPECIFIC).build(), "eth0"));
        assertEquals(Purpose.PUBLIC, purpose(on("eth0").purpose(Purpose.PUBLIC).build(), ""));
    }

    /** The route moves without a change of the access points; what does not concern it stays the same object. */
    @Test
    void followsTheDefaultRoute() {
        AccessPoint first = on("eth0").build();
        AccessPoint second = on("eth1").build();
        AccessPoint third = on("eth2").build();
        ServiceNetwork group = new ServiceNetwork("both", List.of(first.id(), second.id()), RoamingPolicy.defaults());
        StateSources sources = StateSources.NONE.next(snapshot(first, second, third).defaultInterface("eth0").build(), List.of(group), false);
        StateIndex before = StateMapper.next(StateIndex.NONE, sources);
        StateIndex after = StateMapper.next(before, sources.next(snapshot(first, second, third).defaultInterface("eth1").build(), List.of(group), false));
        assertEquals(List.of(Purpose.PUBLIC, Purpose.UNKNOWN, Purpose.UNKNOWN, Purpose.PUBLIC), purposes(before));
        assertEquals(List.of(Purpose.UNKNOWN, Purpose.PUBLIC, Purpose.UNKNOWN, Purpose.UNKNOWN), purposes(after));
        assertSame(before.state().configurations().get(2), after.state().configurations().get(2));
    }

    private static List<Purpose> purposes(StateIndex index) {
        return index.state().configurations().stream().map(NetworkConfiguration::purpose).toList();
    }
}
