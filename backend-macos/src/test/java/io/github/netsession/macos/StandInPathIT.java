package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.Connectivity;
import io.github.netsession.Link;
import io.github.netsession.Metered;
import io.github.netsession.NetworkSession;
import io.github.netsession.NetworksEvent;
import io.github.netsession.SessionEvent;
import io.github.netsession.Support;
import io.github.netsession.UsagePolicy;
import io.github.netsession.macos.jna.StandIn;
import io.github.netsession.spi.Backend;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How far the network reaches and what it costs, as the path monitor and the store say it. */
@Tag("standin")
class StandInPathIT extends LibraryStory {

    private static final Set<UsagePolicy> NONE = Set.of();
    private static final Set<UsagePolicy> RESTRAINED = Set.of(UsagePolicy.NO_BACKGROUND_TRAFFIC);
    private static final String PORTAL = "store State:/Network/Service/WIFI/CaptivePortal {\"URL\":\"http://portal.example/\"}";
    private static final String SATISFIED = "path 1 0 0";
    private static final String EXPENSIVE = "path 1 1 0";
    private static final String CONSTRAINED = "path 1 0 1";

    /** Longer than a reading waits for it, and a busy machine takes to see that. */
    private static final int LATE_MILLIS = 3_000;

    private void open(String... more) {
        library = StandInLibrary.in(more);
    }

    private Connectivity wifi() {
        return library.configuration(StandInLibrary.WIFI).connectivity();
    }

    private Connectivity cable() {
        return library.configuration(StandInLibrary.CABLE).connectivity();
    }

    // ---- how far it reaches

    private void reachBecomes(Connectivity expected, String... lines) {
        library.tells(NetworksEvent.ConnectivityChanged.class, event -> event.state().connectivity() == expected, () -> StandIn.act(lines));
        assertEquals(expected, library.networks.connectivity());
        assertEquals(expected, wifi());
        assertEquals(Connectivity.UNKNOWN, cable(), "the monitor speaks of the preferred one only");
    }

    @Test
    void whatTheMonitorSaysIsToldAndIsThePreferredOnes() {
        open();
        assertEquals(List.of(Connectivity.INTERNET, Connectivity.INTERNET, Connectivity.UNKNOWN),
            List.of(library.networks.connectivity(), wifi(), cable()));
        reachBecomes(Connectivity.LOCAL, "path 2 0 0");
        assertTrue(library.networks.isOnline(), "something is up");
        reachBecomes(Connectivity.UNKNOWN, "path 3 0 0");
        reachBecomes(Connectivity.INTERNET, SATISFIED);
        reachBecomes(Connectivity.UNKNOWN, "path 0 0 0");
        reachBecomes(Connectivity.LOCAL, "path 2 1 1");
        reachBecomes(Connectivity.UNKNOWN, "path 99 0 0");
    }

    @Test
    void withNothingUpThereIsNoNetwork() {
        open();
        // The links may be seen before the path: then "offline" is told first.
        library.tells(NetworksEvent.ConnectivityChanged.class, event -> !event.state().online() && event.state().connectivity() == Connectivity.NONE,
            () -> StandIn.act("path 2 0 0", MacBook.carrier("en0", false), MacBook.carrier("en5", false)));
    }

    @Test
    void theNetworkOfAVirtualMachineIsNoLocalNetworkOfThisOne() {
        StandIn.load(MacBook.world());
        StandIn.act("path 2 0 0", MacBook.carrier("en0", false), MacBook.carrier("en5", false));
        library = new StandInLibrary().settled();
        assertEquals(List.of("bridge100"), library.networks.interfaces().stream().filter(Link::isUsable).map(Link::name).toList());
        assertEquals(Connectivity.NONE, library.networks.connectivity());
        assertFalse(library.networks.isOnline());
    }

    // ---- captive portals

    /** The key holds what a DHCP server announces, and stays when the user has logged in. */
    @Test
    void anAnnouncedPortalIsNoSignOfBeingCaught() {
        open(PORTAL);
        assertEquals(List.of(Connectivity.INTERNET, Connectivity.INTERNET), List.of(library.networks.connectivity(), wifi()));
    }

    // ---- what it costs

    private void costBecomes(Metered expected, Set<UsagePolicy> policies, String... lines) {
        library.tells(NetworksEvent.MeteredChanged.class, event -> event.state().metered() == expected, () -> StandIn.act(lines));
        assertEquals(policies, library.networks.usagePolicies());
        assertEquals(expected, library.configuration(StandInLibrary.WIFI).metered());
        assertEquals(Metered.UNKNOWN, library.configuration(StandInLibrary.CABLE).metered());
    }

    @Test
    void anExpensivePathIsMeteredAndNothingIsEverSaidToBeFree() {
        open();
        assertEquals(Metered.GUESSED_NO, library.networks.metered());
        costBecomes(Metered.YES, RESTRAINED, EXPENSIVE);
        costBecomes(Metered.UNKNOWN, NONE, "path 3 1 0");
        costBecomes(Metered.GUESSED_NO, NONE, SATISFIED);
        costBecomes(Metered.UNKNOWN, NONE, "path 2 1 1");
    }

    @Test
    void lowDataModeRestrainsAndSaysNothingAboutTheCost() {
        open();
        library.tells(NetworksEvent.UsagePoliciesChanged.class, event -> event.state().usagePolicies().equals(RESTRAINED),
            () -> StandIn.act(CONSTRAINED));
        assertEquals(Metered.GUESSED_NO, library.networks.metered());
        assertEquals(0, library.count(NetworksEvent.MeteredChanged.class));
        costBecomes(Metered.YES, RESTRAINED, "path 1 1 1");
        assertEquals(1, library.count(NetworksEvent.UsagePoliciesChanged.class), "it stayed the same");
        costBecomes(Metered.GUESSED_NO, RESTRAINED, CONSTRAINED);
        library.tells(NetworksEvent.UsagePoliciesChanged.class, event -> event.state().usagePolicies().isEmpty(), () -> StandIn.act(SATISFIED));
    }

    @Test
    void aSessionIsToldOfItsOwnNetworksPolicies() {
        open();
        NetworkSession preferred = library.opened(StandInLibrary.WIFI);
        NetworkSession other = library.opened(StandInLibrary.CABLE);
        List<SessionEvent> told = StandInLibrary.told(preferred);
        List<SessionEvent> toldOther = StandInLibrary.told(other);
        for (String restrained : List.of(CONSTRAINED, EXPENSIVE)) {
            int before = told.size();
            StandIn.act(restrained);
            tells(told, before, RESTRAINED);
            assertEquals(RESTRAINED, preferred.usagePolicies());
            assertEquals(NONE, other.usagePolicies());
            StandIn.act(SATISFIED);
            tells(told, before, NONE);
            assertEquals(NONE, preferred.usagePolicies());
        }
        assertEquals(1, toldOther.size(), toldOther::toString);
        StandIn.act(CONSTRAINED, "store State:/Network/Global/IPv4 {\"PrimaryInterface\":\"en5\",\"PrimaryService\":\"CABLE\"}");
        tells(toldOther, 0, RESTRAINED);
        StandInLibrary.eventually(() -> preferred.usagePolicies().isEmpty(), "and the other is that no more");
    }

    private static void tells(List<SessionEvent> told, int before, Set<UsagePolicy> policies) {
        StandInLibrary.eventually(() -> told.stream().skip(before).anyMatch(event -> event instanceof SessionEvent.UsagePoliciesChanged changed
            && changed.policies().equals(policies)), "told of " + policies);
    }

    @Test
    void aLinkThatCostsThoughItIsNotPreferredRestrainsItsOwnSessionsOnly() {
        open();
        NetworkSession other = library.opened(StandInLibrary.CABLE);
        library.tells(NetworksEvent.ConfigurationChanged.class, event -> event.configuration().id().equals(StandInLibrary.CABLE)
                && event.configuration().metered() == Metered.YES,
            () -> StandIn.act("store State:/Network/Interface/en5/Link {\"Active\":true,\"Expensive\":true}"));
        assertEquals(RESTRAINED, other.usagePolicies());
        assertEquals(List.of(Metered.GUESSED_NO, NONE), List.of(library.networks.metered(), library.networks.usagePolicies()));
        assertEquals(Metered.GUESSED_NO, library.configuration(StandInLibrary.WIFI).metered());
        library.tells(NetworksEvent.ConfigurationChanged.class, event -> event.configuration().metered() == Metered.UNKNOWN,
            () -> StandIn.act(MacBook.carrier("en5", true)));
        assertEquals(NONE, other.usagePolicies());
    }

    @Test
    void whereTheMonitorDoesNotKnowTheLinkMay() {
        open("path 3 0 0", "store State:/Network/Interface/en0/Link {\"Active\":true,\"Expensive\":true}");
        assertEquals(Metered.YES, library.networks.metered());
        assertEquals(Metered.YES, library.configuration(StandInLibrary.WIFI).metered());
        assertEquals(RESTRAINED, library.networks.usagePolicies());
        assertEquals(Connectivity.UNKNOWN, library.networks.connectivity());
    }

    // ---- when it is known

    @Test
    void aFirstStateThatTakesAMomentIsWaitedFor() {
        StandInLibrary.load("delay path 100");
        try (Backend backend = StandInLibrary.backend()) {
            assertEquals(Connectivity.INTERNET, backend.read().connectivity());
        }
    }

    @Test
    void aFirstStateThatIsLateIsUnknownUntilItComes() {
        StandInLibrary.load("delay path " + LATE_MILLIS, "path 1 1 0");
        long before = StandIn.number("callbacks path");
        library = new StandInLibrary();
        assertEquals(List.of(Connectivity.UNKNOWN, Metered.UNKNOWN, NONE),
            List.of(library.networks.connectivity(), library.networks.metered(), library.networks.usagePolicies()));
        assertTrue(library.networks.isOnline(), "that does not hang on it");
        assertEquals(before, StandIn.number("callbacks path"), "nobody has waited for it");
        StandInLibrary.eventually(() -> library.networks.connectivity() == Connectivity.INTERNET, "it is late, and it comes");
        assertEquals(Metered.YES, library.networks.metered());
        StandInLibrary.eventually(() -> library.count(NetworksEvent.ConnectivityChanged.class) == 1, "and is told");
    }

    @Test
    void whoClosesBeforeTheFirstStateDoesNotWaitForIt() {
        StandInLibrary.load("delay path " + LATE_MILLIS);
        new StandInLibrary().close();
        StandInLibrary.eventually(() -> StandIn.number("threads") == 1, "left is what lets the time pass until it would be told");
    }

    @Test
    void withoutTheMonitorReachAndCostAreMissingAndEverythingElseWorks() {
        open("refuse monitor 1");
        for (Capability capability : List.of(Capability.CONNECTIVITY_LEVEL, Capability.METERED_DETECTION)) {
            CapabilityStatus status = library.capability(capability);
            assertEquals(Support.MISSING, status.support(), capability::toString);
            assertTrue(status.reason().contains("nw_path_monitor_create"), status.reason());
        }
        for (Capability capability : List.of(Capability.DATA_STATISTICS, Capability.CHANGE_EVENTS, Capability.SUSPEND_DETECTION)) {
            assertEquals(Support.AVAILABLE, library.capability(capability).support(), capability::toString);
        }
        assertEquals(List.of(Connectivity.UNKNOWN, Metered.UNKNOWN, NONE),
            List.of(library.networks.connectivity(), library.networks.metered(), library.networks.usagePolicies()));
        assertTrue(library.networks.isOnline());
        assertEquals(Optional.of("en0"), library.networks.defaultInterface().map(Link::name));
        library.tells(NetworksEvent.InterfaceChanged.class, event -> !event.link().carrier(), () -> StandIn.act(MacBook.carrier("en5", false)));
    }

    @Test
    void withTheMonitorItsCapabilitiesSayHowFarTheyGo() {
        open();
        assertEquals(Support.DEGRADED, library.capability(Capability.CONNECTIVITY_LEVEL).support());
        assertEquals(Support.UNSUPPORTED, library.capability(Capability.CAPTIVE_PORTAL_DETECTION).support());
        assertEquals(Support.AVAILABLE, library.capability(Capability.METERED_DETECTION).support());
    }

    // ---- sleep

    @Test
    void howLongTheMachineHasSleptIsToldWithTheNextChange() {
        open("suspended 5");
        StandIn.act("suspended 3605.5");
        assertEquals(0, library.count(NetworksEvent.Resumed.class));
        library.tells(NetworksEvent.Resumed.class, event -> near(event.suspended(), Duration.ofMillis(3_600_500)),
            () -> StandIn.act(MacBook.carrier("en5", false)));
        library.updated();
        assertEquals(1, library.count(NetworksEvent.Resumed.class));
    }

    private static boolean near(Duration seen, Duration expected) {
        return seen.minus(expected).abs().toMillis() < 500;
    }
}
