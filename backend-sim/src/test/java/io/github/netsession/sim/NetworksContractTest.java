package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.UpdateOption;
import io.github.netsession.UsagePolicy;
import io.github.netsession.testkit.SessionTrace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@code Networks} promises, in a simulated world. */
@Tag("sim")
@Tag("every-jdk")
class NetworksContractTest {

    private final SimWorld world = new SimWorld();
    private final SimAccessPoint home = world.accessPoint("home", Bearer.WLAN);
    private final SimAccessPoint dock = world.accessPoint("dock", Bearer.ETHERNET);
    private final Networks networks = world.open();

    @AfterEach
    void close() {
        networks.close();
    }

    private void settle() {
        world.advance(Duration.ofMillis(200));
    }

    private NetworkConfiguration configuration(SimAccessPoint accessPoint) {
        return networks.configuration(accessPoint.id()).orElseThrow();
    }

    @Nested
    class TheDefaultConfiguration {

        @Test
        void isTheOneOfTheDefaultInterface() {
            home.up();
            dock.up();
            world.defaultRoute(home);
            settle();
            assertEquals(home.id(), networks.defaultConfiguration().orElseThrow().id());
        }

        @Test
        void isElseAnActiveServiceNetworkBeforeAnAccessPointAndEthernetBeforeWlan() {
            world.removeDefaultRoute();
            assertEquals(dock.id(), networks.defaultConfiguration().orElseThrow().id());
            home.up();
            settle();
            assertEquals(home.id(), networks.defaultConfiguration().orElseThrow().id());
            NetworkConfiguration office = networks.defineServiceNetwork("office", List.of(dock.id(), home.id()));
            settle();
            assertEquals(office.id(), networks.defaultConfiguration().orElseThrow().id());
        }

        @Test
        void isAbsentIfNothingCanBeUsed() {
            home.outOfRange();
            dock.outOfRange();
            settle();
            assertEquals(Optional.empty(), networks.defaultConfiguration());
        }
    }

    @Nested
    class AServiceNetwork {

        @Test
        void isWhatItsMostUsableChildIs() {
            NetworkConfiguration office = networks.defineServiceNetwork("office", List.of(home.id(), dock.id()));
            assertEquals(ConfigurationState.DISCOVERED, office.state());
            NetworkSession session = networks.session(office);
            SessionTrace trace = SessionTrace.of(session);
            dock.up();
            settle();
            assertEquals("present:DISCONNECTED CONNECTED", trace.since());
            assertEquals(dock.id(), session.activeConfiguration().orElseThrow().id());
            assertEquals("sim-dock", session.networkInterface().orElseThrow().name());
            assertEquals(Bearer.ETHERNET, networks.configuration(office.id()).orElseThrow().bearer());
        }

        @Test
        void isThereAsSoonAsItIsDefined() {
            NetworkConfiguration office = networks.defineServiceNetwork("office", List.of(home.id()));
            assertEquals(Optional.of(office), networks.configuration(office.id()));
            assertEquals(io.github.netsession.SessionState.DISCONNECTED, networks.session(office).state());
        }
    }

    @Nested
    class BadInput {

        @Test
        void isNamedAtOnce() {
            NetworkConfiguration known = configuration(home);
            NetworkConfiguration foreign = NetworkConfiguration.builder(new ConfigurationId("nm:1234")).name("foreign").state(known.state())
                .bearer(known.bearer()).build();
            assertTrue(assertThrows(IllegalArgumentException.class, () -> networks.session(foreign)).getMessage().contains("nm:1234"));
            assertTrue(assertThrows(IllegalArgumentException.class, () -> networks.capabilities(foreign.id())).getMessage().contains("nm:1234"));
            assertTrue(assertThrows(IllegalArgumentException.class, () -> new ConfigurationId("eth0")).getMessage().contains("'eth0'"));
            assertTrue(assertThrows(NullPointerException.class, () -> networks.session((NetworkConfiguration) null)).getMessage().contains("configuration"));
            assertTrue(assertThrows(NullPointerException.class, () -> networks.listen(null)).getMessage().contains("listener"));
            assertTrue(assertThrows(NullPointerException.class, () -> networks.counters((String) null)).getMessage().contains("interfaceName"));
            assertTrue(assertThrows(NullPointerException.class, () -> ConfigurationId.of("link", null)).getMessage().contains("name"));
            assertTrue(assertThrows(NullPointerException.class, () -> networks.update((UpdateOption[]) null)).getMessage().contains("options"));
            assertTrue(assertThrows(NullPointerException.class, () -> networks.defineServiceNetwork("office", null)).getMessage().contains("children"));
            assertThrows(IllegalArgumentException.class, () -> ConfigurationId.of("a:b", "c"));
        }

        @Test
        void inAServiceNetworkChangesNothing() {
            ConfigurationId inner = networks.defineServiceNetwork("inner", List.of(home.id())).id();
            assertTrue(assertThrows(IllegalArgumentException.class, () -> networks.defineServiceNetwork("outer", List.of(dock.id(), inner)))
                .getMessage().contains("group:inner"));
            assertThrows(IllegalArgumentException.class, () -> networks.defineServiceNetwork("outer", List.of()));
            assertThrows(IllegalArgumentException.class, () -> networks.defineServiceNetwork("outer", List.of(home.id(), home.id())));
            assertThrows(IllegalArgumentException.class, () -> networks.defineServiceNetwork(" ", List.of(home.id())));
            assertEquals(Optional.empty(), networks.configuration(new ConfigurationId("group:outer")));
        }

        @Test
        void onAClosedNetworksIsAnIllegalState() {
            NetworkSession session = networks.session(home.id());
            networks.close();
            networks.close();
            assertThrows(IllegalStateException.class, networks::state);
            assertThrows(IllegalStateException.class, networks::counters);
            assertThrows(IllegalStateException.class, networks::capabilities);
            assertThrows(IllegalStateException.class, networks::update);
            assertThrows(IllegalStateException.class, session::open);
            assertThrows(IllegalStateException.class, session::stop);
            assertThrows(IllegalStateException.class, session::closeAsync);
            session.close();
            assertFalse(session.isOpen());
        }
    }

    @Test
    void meteredNetworksRestrictBackgroundTraffic() {
        NetworkSession session = networks.session(home.id());
        SessionTrace trace = SessionTrace.of(session);
        world.metered(Metered.GUESSED_YES);
        home.metered(Metered.YES);
        settle();
        assertEquals(Set.of(UsagePolicy.NO_BACKGROUND_TRAFFIC), networks.usagePolicies());
        assertEquals(Set.of(UsagePolicy.NO_BACKGROUND_TRAFFIC), session.usagePolicies());
        assertEquals("present:DISCONNECTED policies:[NO_BACKGROUND_TRAFFIC]", trace.since());
    }

    @Test
    void aClosedInstanceReadsTheWorldNoMore() {
        world.faults().failReads();
        settle();
        networks.close();
        long readings = world.readings();
        world.advance(Duration.ofHours(1));
        assertEquals(readings, world.readings());
    }

    @Test
    void closingAtAMomentOfTheWorldGivesBackToo() {
        NetworkSession session = networks.session(home.id());
        session.open();
        world.advance(Duration.ofSeconds(1));
        world.after(Duration.ofSeconds(1), networks::close);
        world.advance(Duration.ofSeconds(2));
        assertFalse(session.isOpen());
        assertFalse(home.isUp());
    }

    @Test
    void waitingForAFutureLetsTheVirtualTimeGoOn() {
        networks.session(home.id()).open().join();
        assertEquals(Duration.ofMillis(500), world.time());
    }

    @Test
    void waitingForWhatFollowsOnAnotherThreadIsRealTime() {
        assertEquals("done", networks.session(home.id()).open().thenApplyAsync(nothing -> "done").join());
        assertEquals(Duration.ofMillis(500), world.time());
    }

    @Test
    void aListenerMayCloseAnotherInstanceOnTheSameWorld() {
        Networks other = world.open();
        NetworkSession held = other.session(home.id());
        held.open();
        world.advance(Duration.ofSeconds(1));
        SessionTrace trace = SessionTrace.of(held);
        networks.listen(new io.github.netsession.NetworksListener() {
            @Override
            public void present(io.github.netsession.NetworksEvent.Present event) {
                other.close();
            }
        });
        assertEquals("present:CONNECTED:open closed CLOSING DISCONNECTED", trace.since());
    }

    @Test
    void closingGivesBackEveryInterfaceThatASessionStarted() {
        NetworkSession session = networks.session(home.id());
        session.open();
        world.advance(Duration.ofSeconds(1));
        SessionTrace trace = SessionTrace.of(session);
        networks.close();
        assertEquals("present:CONNECTED:open closed CLOSING DISCONNECTED", trace.since());
        assertFalse(home.isUp());
    }
}
