package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Link;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which interface traffic to the Internet leaves by, as the routes of the namespace have it. */
@Tag("wine")
class DefaultInterfaceIT extends OnTwoCables {

    DefaultInterfaceIT() {
        super("di");
    }

    @Override
    void prepare() {
        world.add("hint 3 2 0 0 0");
        Linux.run("sh", "-c", "ip addr add 2001:db8:1::2/64 dev di1 nodad && ip addr add 2001:db8:2::2/64 dev di2 nodad");
    }

    private Optional<String> preferred() {
        return library.updated().networks.defaultInterface().map(Link::name);
    }

    private void route(String arguments) {
        Linux.ip("route add " + arguments);
    }

    @Test
    void withoutARouteThereIsNone() {
        assertEquals(Optional.empty(), preferred());
        assertTrue(library.networks.isOnline(), "which does not mean that nothing is up");
    }

    @Test
    void itIsTheOneOfTheDefaultRoute() {
        route("default via 10.7.2.1");
        assertEquals(Optional.of("di2"), preferred());
        Linux.ip("route del default");
        assertEquals(Optional.empty(), preferred());
    }

    @Test
    void aRouteOfIpv6AloneWillDo() {
        Linux.ip("-6 route add default via 2001:db8:1::1 dev di1");
        assertEquals(Optional.of("di1"), preferred());
    }

    @Test
    void ofIpv4AndIpv6TheFirstDecides() {
        Linux.ip("-6 route add default via 2001:db8:1::1 dev di1");
        route("default via 10.7.2.1");
        assertEquals(Optional.of("di2"), preferred());
    }

    @Test
    void ofTwoRoutesTheCheaperDecides() {
        route("default via 10.7.1.1 metric 20");
        route("default via 10.7.2.1 metric 10");
        assertEquals(Optional.of("di2"), preferred());
        Linux.ip("route del default via 10.7.2.1 metric 10");
        route("default via 10.7.2.1 metric 30");
        assertEquals(Optional.of("di1"), preferred());
    }

    @Test
    void ofTwoRoutesOfIpv6TheCheaperDecides() {
        Linux.ip("-6 route add default via 2001:db8:1::1 dev di1 metric 20");
        Linux.ip("-6 route add default via 2001:db8:2::1 dev di2 metric 10");
        assertEquals(Optional.of("di2"), preferred());
    }

    @Test
    void aCableThatIsPulledLeavesTheOther() {
        route("default via 10.7.1.1 metric 10");
        route("default via 10.7.2.1 metric 20");
        assertEquals(Optional.of("di1"), preferred());
        Linux.ip("link set fdi1 down");
        assertEquals(Optional.of("di2"), preferred());
    }

    /** As a VPN does it, so as not to touch the default route. */
    @Test
    void twoHalvesOfTheInternetAreTheInternet() {
        route("default via 10.7.1.1");
        route("0.0.0.0/1 via 10.7.2.1");
        route("128.0.0.0/1 via 10.7.2.1");
        assertEquals(Optional.of("di2"), preferred());
    }

    @Test
    void aRouteToNothingButTheNetworkThatIsAskedForIsNone() {
        route("203.0.113.0/24 via 10.7.2.1");
        assertEquals(Optional.empty(), preferred());
        route("default via 10.7.1.1");
        assertEquals(Optional.of("di1"), preferred());
    }

    @Test
    void aRouteForTheRangeOfOneDestinationIsNone() {
        route("203.0.0.0/8 via 10.7.2.1");
        assertEquals(Optional.empty(), preferred());
        route("198.0.0.0/8 via 10.7.2.1");
        route("192.0.0.0/8 via 10.7.1.1");
        assertEquals(Optional.empty(), preferred(), "they do not agree");
        Linux.ip("route replace 192.0.0.0/8 via 10.7.2.1");
        assertEquals(Optional.of("di2"), preferred());
    }

    /** By a look-up for that link alone; the other one has the default route of all. */
    @Test
    void aLinkWithASelfAssignedAddressAndARouterIsActiveAndOnline() {
        route("default via 10.7.1.1 metric 10");
        Linux.run("sh", "-c", "ip addr flush dev di2 && ip addr add 169.254.7.2/16 dev di2");
        assertEquals(Optional.of("di1"), preferred());
        assertEquals(ConfigurationState.DISCOVERED, on("di2").state());
        route("default via 169.254.7.1 metric 20");
        assertEquals(Optional.of("di1"), preferred());
        assertEquals(ConfigurationState.ACTIVE, on("di2").state());
        assertTrue(library.link("di2").isUsable());
    }

    @Test
    void whereWindowsDoesNotKnowGetBestRoute2TheOlderFunctionAnswers() {
        world.add("fail GetBestRoute2 50");
        route("default via 10.7.2.1");
        int before = StandIns.calls("iphlpapi", "GetBestInterfaceEx");
        assertEquals(Optional.of("di2"), preferred());
        assertTrue(StandIns.calls("iphlpapi", "GetBestInterfaceEx") > before);
    }

    @Test
    void theOlderFunctionKnowsALinkThatWasMadeAgain() {
        world.add("fail GetBestRoute2 50");
        for (int i = 0; i < 2; i++) {
            Links.cable("again", "fagain", "10.7.5");
            Linux.ip("link set again up");
            route("default via 10.7.5.1");
            Optional<String> preferred = preferred();
            Linux.ip("link del again");
            String time = "made for the time number " + i;
            assertEquals(Optional.of("again"), preferred, time);
        }
    }

    @Test
    void whereNeitherAnswersTheCheapestGatewayDoes() {
        world.add("fail GetBestRoute2 50", "fail GetBestInterfaceEx 50");
        assertEquals(Optional.empty(), preferred());
        route("default via 10.7.2.1");
        assertEquals(Optional.of("di2"), preferred());
        Linux.ip("link set fdi2 down");
        assertEquals(Optional.empty(), preferred(), "one without a carrier leads nowhere");
    }

    @Test
    void aMissingRouteIsNoReasonToAskTheOlderFunction() {
        for (int code : new int[] {1231, 1232, 1168}) {
            world.set("fail GetBestRoute2", Integer.toString(code));
            route("default via 10.7.2.1");
            assertEquals(Optional.empty(), preferred(), () -> "code " + code);
            Linux.ip("route del default");
        }
    }

    @Test
    void loopbackIsNever() {
        route("default via 10.7.1.1");
        world.add("link di1 type=24");
        assertEquals(Optional.empty(), preferred());
    }

    @Test
    void theHintIsTheDefaultsAndNobodyElses() {
        route("default via 10.7.2.1");
        assertEquals(Optional.of("di2"), preferred());
        NetworkConfiguration preferred = on("di2");
        NetworkConfiguration other = on("di1");
        assertEquals(Connectivity.INTERNET, preferred.connectivity());
        assertEquals(Metered.YES, preferred.metered());
        assertEquals(Connectivity.UNKNOWN, other.connectivity());
        assertEquals(Metered.UNKNOWN, other.metered());
        assertEquals(Optional.of(preferred.id()), library.networks.defaultConfiguration().map(NetworkConfiguration::id));
    }

    private NetworkConfiguration on(String link) {
        return library.networks.configurations().stream().filter(each -> each.interfaceName().equals(Optional.of(link))).findFirst().orElseThrow();
    }
}
