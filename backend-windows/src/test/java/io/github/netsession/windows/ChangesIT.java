package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.Connectivity;
import io.github.netsession.Link;
import io.github.netsession.Metered;
import io.github.netsession.NetworksEvent;
import io.github.netsession.Support;
import io.github.netsession.UsagePolicy;
import io.github.netsession.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever changes in the namespace or in the world is told without being asked for, and what does not change is not even looked at. */
@Tag("wine")
class ChangesIT extends OnTwoCables {

    private static final List<String> READ_BY = List.of("GetIfTable2Ex", "GetAdaptersAddresses", "GetBestRoute2", "GetNetworkConnectivityHint");

    ChangesIT() {
        super("ch");
    }

    private void tellsOf(String link, Predicate<Link> such, String ipArguments) {
        library.tells(NetworksEvent.InterfaceChanged.class, event -> event.link().name().equals(link) && such.test(event.link()),
            () -> Linux.ip(ipArguments));
    }

    private static boolean has(Link link, String address) {
        return link.addresses().stream().anyMatch(each -> each.toString().equals(address));
    }

    // ---- the namespace

    @Test
    void changesArriveAsEventsAndNotByPolling() {
        CapabilityStatus status = library.networks.capabilities().of(Capability.CHANGE_EVENTS);
        assertEquals(Support.AVAILABLE, status.support(), status.reason());
        assertEquals(4, StandIns.registrations() - StandIns.handles(), "interfaces, addresses, routes, the hint");
    }

    @Test
    void anAddressThatComesOrGoesIsTold() {
        tellsOf("ch1", link -> has(link, "10.7.8.1/24"), "addr add 10.7.8.1/24 dev ch1");
        tellsOf("ch1", link -> !has(link, "10.7.8.1/24"), "addr del 10.7.8.1/24 dev ch1");
        tellsOf("ch1", link -> has(link, "2001:db8:7:0:0:0:0:1/64"), "-6 addr add 2001:db8:7::1/64 dev ch1 nodad");
        tellsOf("ch1", link -> !has(link, "2001:db8:7:0:0:0:0:1/64"), "-6 addr del 2001:db8:7::1/64 dev ch1");
    }

    @Test
    void theLastAddressThatGoesTakesTheNetworkOffline() {
        Linux.ip("link set ch2 down");
        library.updated();
        assertTrue(library.networks.isOnline());
        library.tells(NetworksEvent.OnlineChanged.class, event -> !event.state().online(), () -> Linux.ip("addr del 10.7.1.2/24 dev ch1"));
        library.tells(NetworksEvent.OnlineChanged.class, event -> event.state().online(), () -> Linux.ip("addr add 10.7.1.2/24 dev ch1"));
    }

    private void preferredBecomes(Optional<String> name, String ipArguments) {
        library.tells(NetworksEvent.DefaultInterfaceChanged.class, event -> event.state().defaultInterface().map(Link::name).equals(name),
            () -> Linux.ip(ipArguments));
    }

    @Test
    void aRouteThatComesOrGoesIsTold() {
        preferredBecomes(Optional.of("ch1"), "route add default via 10.7.1.1 metric 20");
        preferredBecomes(Optional.of("ch2"), "route add default via 10.7.2.1 metric 10");
        preferredBecomes(Optional.of("ch1"), "route del default via 10.7.2.1 metric 10");
        preferredBecomes(Optional.empty(), "route del default via 10.7.1.1 metric 20");
    }

    @Test
    void aRouteOfIpv6ThatComesOrGoesIsTold() {
        Linux.ip("-6 addr add 2001:db8:1::2/64 dev ch1 nodad");
        preferredBecomes(Optional.of("ch1"), "-6 route add default via 2001:db8:1::1 dev ch1");
        preferredBecomes(Optional.empty(), "-6 route del default via 2001:db8:1::1 dev ch1");
    }

    @Test
    void aLinkThatIsSwitchedOffAndOnIsTold() {
        tellsOf("ch1", link -> !link.operational() && !link.carrier(), "link set ch1 down");
        tellsOf("ch1", link -> link.operational() && link.carrier(), "link set ch1 up");
    }

    @Test
    void aCableThatIsPulledAndPluggedIsTold() {
        tellsOf("ch1", link -> link.up() && !link.carrier(), "link set fch1 down");
        tellsOf("ch1", Link::carrier, "link set fch1 up");
    }

    @Test
    void anotherSizeOfPacketIsTold() {
        tellsOf("ch1", link -> link.mtuBytes() == 1300, "link set ch1 mtu 1300");
    }

    @Test
    void aLinkThatComesOrGoesIsTold() {
        library.tells(NetworksEvent.InterfaceAdded.class, event -> event.link().name().equals("extra"),
            () -> Linux.ip("link add extra type veth peer name fextra"));
        library.tells(NetworksEvent.InterfaceRemoved.class, event -> event.link().name().equals("extra"), () -> Linux.ip("link del extra"));
        Library.eventually(() -> !library.linkIs("fextra", link -> true), "its other end has gone with it");
    }

    @Test
    void aBurstEndsWithTheTruth() {
        int before = StandIns.calls("iphlpapi", "GetIfTable2Ex");
        Linux.run("sh", "-c", "for i in 1 2 3 4 5 6 7 8 9; do ip link set ch1 down; ip link set ch1 up; ip addr add 10.7.11.1/24 dev ch2; "
            + "ip addr del 10.7.11.1/24 dev ch2; done; ip link set ch1 down; ip addr add 10.7.12.1/24 dev ch2");
        Library.eventually(() -> library.linkIs("ch1", link -> !link.operational()) && library.linkIs("ch2", link -> has(link, "10.7.12.1/24")
            && !has(link, "10.7.11.1/24")), "the truth");
        assertTrue(StandIns.calls("iphlpapi", "GetIfTable2Ex") > before);
    }

    // ---- and nothing without a change

    @Test
    void withoutAChangeNothingIsRead() {
        world.add("wlan ch2 " + WifiBed.GUIDS.get(0) + " Stand-in", "profile " + WifiBed.GUIDS.get(0) + " home",
            "network " + WifiBed.GUIDS.get(0) + " 80 1 home");
        library.updated();
        int quiet = quiet();
        assertFalse(Await.comesTrueWithin(Duration.ofSeconds(3), () -> calls() != quiet), () -> calls() - quiet + " calls in three seconds without a change");
        assertTrue(calls() == quiet);
        Linux.ip("addr add 10.7.8.1/24 dev ch1");
        Library.eventually(() -> calls() != quiet, "it still listens");
    }

    /** What came before may lead to a last reading; half a second without one ends that. */
    private static int quiet() {
        int[] calls = {calls()};
        Library.eventually(() -> {
            int before = calls[0];
            boolean isQuiet = !Await.comesTrueWithin(Duration.ofMillis(500), () -> calls() != before);
            calls[0] = calls();
            return isQuiet;
        }, "it comes to rest");
        return calls[0];
    }

    private static int calls() {
        return READ_BY.stream().mapToInt(name -> StandIns.calls("iphlpapi", name)).sum() + StandIns.calls("wlanapi", "WlanEnumInterfaces")
            + StandIns.calls("wlanapi", "WlanGetProfileList") + StandIns.calls("wlanapi", "WlanQueryInterface")
            + StandIns.calls("wlanapi", "WlanGetAvailableNetworkList");
    }

    @Test
    void gettersMakeNoCallAndCountersMakeOne() {
        int quiet = quiet();
        library.networks.interfaces();
        library.networks.configurations();
        library.networks.capabilities();
        library.networks.isOnline();
        library.networks.defaultInterface();
        assertEquals(quiet, calls());
        library.networks.counters();
        assertEquals(quiet + 1, calls());
    }

    // ---- the hint

    private void reachBecomes(Connectivity expected, String hint) {
        library.tells(NetworksEvent.ConnectivityChanged.class, event -> event.state().connectivity() == expected, () -> world.set("hint", hint));
        assertEquals(expected, library.networks.connectivity());
    }

    private void costBecomes(Metered expected, String hint) {
        library.tells(NetworksEvent.MeteredChanged.class, event -> event.state().metered() == expected, () -> world.set("hint", hint));
        assertEquals(expected == Metered.YES ? Set.of(UsagePolicy.NO_BACKGROUND_TRAFFIC) : Set.of(), library.networks.usagePolicies());
    }

    @Test
    void howFarItReachesIsToldAsWindowsHintsAtIt() {
        assertEquals(Connectivity.INTERNET, library.networks.connectivity());
        reachBecomes(Connectivity.CAPTIVE_PORTAL, "4 1 0 0 0");
        reachBecomes(Connectivity.LOCAL, "2 1 0 0 0");
        reachBecomes(Connectivity.UNKNOWN, "5 1 0 0 0");
        reachBecomes(Connectivity.LOCAL, "1 1 0 0 0"); // Windows says none, of another moment: an access point is Active in the same state.
        reachBecomes(Connectivity.INTERNET, "3 1 0 0 0");
        reachBecomes(Connectivity.UNKNOWN, "0 1 0 0 0");
        reachBecomes(Connectivity.LOCAL, "1 1 0 0 0");
        reachBecomes(Connectivity.UNKNOWN, "99 1 0 0 0");
    }

    @Test
    void whatItCostsIsToldAsWindowsHintsAtItAndTheUsagePoliciesFollow() {
        assertEquals(Metered.NO, library.networks.metered());
        assertEquals(Set.of(), library.networks.usagePolicies());
        costBecomes(Metered.YES, "3 2 0 0 0");
        costBecomes(Metered.UNKNOWN, "3 0 0 0 0");
        costBecomes(Metered.YES, "3 3 0 0 0");
        costBecomes(Metered.NO, "3 1 0 0 0");
    }

    @Test
    void aPlanThatIsUsedUpOrAForeignNetworkCostsAndOneThatIsNearlyUsedUpDoesNotYet() {
        costBecomes(Metered.YES, "3 1 0 1 0");
        costBecomes(Metered.NO, "3 1 1 0 0");
        costBecomes(Metered.YES, "3 1 0 0 1");
        costBecomes(Metered.NO, "3 1 0 0 0");
        costBecomes(Metered.YES, "3 0 0 0 1");
    }

    @Test
    void theUsagePoliciesAreToldOfOnceWithTheCost() {
        library.tells(NetworksEvent.UsagePoliciesChanged.class,
            event -> event.state().usagePolicies().equals(Set.of(UsagePolicy.NO_BACKGROUND_TRAFFIC)),
            () -> world.set("hint", "3 3 0 0 0"));
        library.tells(NetworksEvent.UsagePoliciesChanged.class, event -> event.state().usagePolicies().isEmpty(),
            () -> world.set("hint", "3 1 0 0 0"));
    }

    @Test
    void withoutTheHintReachAndCostAreMissingAndNotNo() {
        library.tells(NetworksEvent.CapabilitiesChanged.class, event -> event.report().of(Capability.METERED_DETECTION).support() == Support.MISSING,
            () -> {
                world.add("fail GetNetworkConnectivityHint 50");
                library.updated();
            });
        for (Capability capability : List.of(Capability.CONNECTIVITY_LEVEL, Capability.CAPTIVE_PORTAL_DETECTION, Capability.METERED_DETECTION)) {
            CapabilityStatus status = library.networks.capabilities().of(capability);
            assertEquals(Support.MISSING, status.support());
            assertTrue(status.reason().contains("GetNetworkConnectivityHint") && status.reason().contains("50"), status.reason());
        }
        assertEquals(Connectivity.UNKNOWN, library.networks.connectivity());
        assertEquals(Metered.UNKNOWN, library.networks.metered());
        assertEquals(Set.of(), library.networks.usagePolicies());
        assertTrue(library.networks.isOnline(), "that does not hang on it");
        world.remove("fail");
        library.updated();
        assertEquals(Support.AVAILABLE, library.networks.capabilities().of(Capability.METERED_DETECTION).support());
        assertEquals(Connectivity.INTERNET, library.networks.connectivity());
    }

    @Test
    void aReadingThatFailsKeepsTheLastStateAndRecovers() {
        library.tells(NetworksEvent.Degraded.class, event -> event.reason().contains("GetAdaptersAddresses"), () -> {
            world.add("fail GetAdaptersAddresses 8");
            Linux.ip("addr add 10.7.8.1/24 dev ch1");
        });
        assertTrue(library.linkIs("ch1", Link::isUsable));
        library.tells(NetworksEvent.Recovered.class, event -> true, () -> world.remove("fail"));
        Library.eventually(() -> library.linkIs("ch1", link -> has(link, "10.7.8.1/24")), "and what has come meanwhile is there");
    }
}
