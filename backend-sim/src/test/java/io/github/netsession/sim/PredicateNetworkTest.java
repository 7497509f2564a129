package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationKind;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.NetworksEvent;
import io.github.netsession.RoamingPolicy;
import io.github.netsession.SessionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which access points are members of a service network that is defined by a predicate, and when the predicate is called. */
@Tag("sim")
class PredicateNetworkTest extends RoamingStory {

    private final List<String> askedAbout = new ArrayList<>();

    private NetworkConfiguration define(Predicate<NetworkConfiguration> members) {
        return networks.defineServiceNetwork("any", members, RoamingPolicy.defaults());
    }

    /** Remembers each access point that it is asked about. */
    private boolean unmetered(NetworkConfiguration accessPoint) {
        askedAbout.add(accessPoint.name());
        return !accessPoint.metered().isMetered();
    }

    private NetworkConfiguration any() {
        return networks.configuration(ConfigurationId.of("group", "any")).orElseThrow();
    }

    private List<String> asked() {
        List<String> names = List.copyOf(askedAbout);
        askedAbout.clear();
        return names;
    }

    @Nested
    class TheMembers {

        @Test
        void areThoseThatMatchInTheOrderOfTheConfigurations() {
            phone.metered(Metered.YES);
            SimAccessPoint dock = world.accessPoint("dock", Bearer.ETHERNET);
            advance(200);
            NetworkConfiguration any = define(PredicateNetworkTest.this::unmetered);
            assertEquals(ids(wifi, dock), any.children());
            assertEquals(ConfigurationKind.SERVICE_NETWORK, any.kind());
            assertTrue(any.isRoamingAvailable());
            assertEquals(any, any());
        }

        @Test
        void areMoreWhenAnAccessPointAppears() {
            define(PredicateNetworkTest.this::unmetered);
            List<NetworksEvent> events = new ArrayList<>();
            networks.listen(events::add);
            advance(10);
            events.clear();
            SimAccessPoint dock = world.accessPoint("dock", Bearer.ETHERNET);
            advance(200);
            assertEquals(ids(wifi, phone, dock), any().children());
            NetworksEvent.ConfigurationChanged changed = (NetworksEvent.ConfigurationChanged) events.stream()
                .filter(NetworksEvent.ConfigurationChanged.class::isInstance).findFirst().orElseThrow();
            assertEquals(ids(wifi, phone), changed.before().children());
            assertEquals(ids(wifi, phone, dock), changed.configuration().children());
            NetworksEvent.ConfigurationAdded added = (NetworksEvent.ConfigurationAdded) events.stream()
                .filter(NetworksEvent.ConfigurationAdded.class::isInstance).findFirst().orElseThrow();
            assertEquals(ids(wifi, phone, dock), added.state().configuration(any().id()).orElseThrow().children(), "one state");
        }

        @Test
        void areFewerWhenAnAccessPointGoesOrNoLongerMatches() {
            define(PredicateNetworkTest.this::unmetered);
            phone.metered(Metered.YES);
            advance(200);
            assertEquals(ids(wifi), any().children());
            phone.metered(Metered.NO);
            advance(200);
            assertEquals(ids(wifi, phone), any().children());
            wifi.remove();
            advance(200);
            assertEquals(ids(phone), any().children());
        }

        @Test
        void mayBeNone() {
            NetworkConfiguration any = define(accessPoint -> accessPoint.bearer() == Bearer.ETHERNET);
            assertEquals(List.of(), any.children());
            assertEquals(ConfigurationState.DEFINED, any.state());
            NetworkSession nothing = networks.session(any);
            advance(10);
            assertEquals(SessionState.NOT_AVAILABLE, nothing.state());
            world.accessPoint("dock", Bearer.ETHERNET);
            advance(200);
            assertEquals(SessionState.DISCONNECTED, nothing.state());
        }

        @Test
        void areAccessPointsOnly() {
            try (Networks choosing = world.networks().userChoice(choices -> Optional.empty()).open()) {
                List<ConfigurationKind> kinds = new ArrayList<>();
                choosing.defineServiceNetwork("listed", ids(wifi));
                choosing.defineServiceNetwork("first", accessPoint -> kinds.add(accessPoint.kind()), RoamingPolicy.defaults());
                NetworkConfiguration second = choosing.defineServiceNetwork("second", accessPoint -> kinds.add(accessPoint.kind()), RoamingPolicy.defaults());
                phone.signal(50);
                advance(200);
                assertEquals(ids(wifi, phone), second.children());
                assertFalse(kinds.isEmpty());
                assertTrue(kinds.stream().allMatch(kind -> kind == ConfigurationKind.ACCESS_POINT), kinds::toString);
            }
        }

        @Test
        void areTunnelsTooUnlessThePredicateExcludesThem() {
            SimAccessPoint tunnel = world.accessPoint("tunnel", Bearer.VPN);
            advance(200);
            assertEquals(ids(wifi, phone, tunnel), define(accessPoint -> true).children());
            assertEquals(ids(wifi, phone), define(accessPoint -> accessPoint.bearer() != Bearer.VPN).children());
        }

        @Test
        void areListedIfTheNameIsDefinedAgainByAList() {
            define(PredicateNetworkTest.this::unmetered);
            networks.defineServiceNetwork("any", ids(phone));
            asked();
            world.accessPoint("dock", Bearer.ETHERNET);
            advance(200);
            assertEquals(ids(phone), any().children());
            assertEquals(List.of(), asked());
        }
    }

    @Nested
    class ThePredicate {

        @Test
        void isCalledOnceForEachAccessPointAndThenOnceForEachChange() {
            define(PredicateNetworkTest.this::unmetered);
            assertEquals(List.of("wifi", "phone"), asked());
            networks.update().join();
            seconds(10);
            assertEquals(List.of(), asked());
            phone.metered(Metered.YES);
            advance(200);
            assertEquals(List.of("phone"), asked());
            world.accessPoint("dock", Bearer.ETHERNET);
            advance(200);
            assertEquals(List.of("dock"), asked());
            wifi.remove();
            advance(200);
            assertEquals(List.of(), asked());
        }

        @Test
        void isCalledOnTheDefiningThreadAndThenOnTheThreadOfTheEngine() throws Exception {
            List<Thread> threads = new ArrayList<>();
            Thread definer = new Thread(() -> define(accessPoint -> threads.add(Thread.currentThread())));
            definer.start();
            definer.join();
            assertEquals(List.of(definer, definer), threads);
            threads.clear();
            phone.metered(Metered.YES);
            advance(200);
            assertEquals(List.of(Thread.currentThread()), threads, "in a simulated world the engine runs on the thread that advances it");
        }

        @Test
        void thatThrowsExcludesThatAccessPointUntilItsNextChange() {
            try (LoggedErrors logged = new LoggedErrors()) {
                define(accessPoint -> {
                    if (accessPoint.metered() != Metered.NO) {
                        throw new IllegalStateException("no idea");
                    }
                    return true;
                });
                assertEquals(List.of(), any().children());
                wifi.metered(Metered.NO);
                advance(200);
                assertEquals(ids(wifi), any().children());
                assertEquals(1, logged.errors().size(), () -> logged.errors().toString());
                assertTrue(logged.errors().get(0).contains("'any'") && logged.errors().get(0).contains(wifi.id().value()), () -> logged.errors().toString());
                openOn(phone);
                assertEquals("phone", used());
            }
        }

        @Test
        void thatThrowsAnErrorBreaksNothing() {
            try (LoggedErrors logged = new LoggedErrors()) {
                assertEquals(List.of(), define(accessPoint -> {
                    throw new StackOverflowError();
                }).children());
                world.accessPoint("dock", Bearer.ETHERNET);
                advance(200);
                assertEquals(3, networks.configurations().stream().filter(each -> each.kind() == ConfigurationKind.ACCESS_POINT).count());
                assertEquals(1, logged.errors().size());
            }
        }

        @Test
        void mayReadTheStateAndDefineAnotherServiceNetwork() {
            define(accessPoint -> {
                networks.defineServiceNetwork("by " + accessPoint.name(), List.of(accessPoint.id()));
                return networks.configurations().size() > 0;
            });
            assertEquals(ids(wifi, phone), any().children());
            SimAccessPoint dock = world.accessPoint("dock", Bearer.ETHERNET);
            advance(200);
            assertEquals(ids(wifi, phone, dock), any().children());
            assertTrue(networks.configuration(ConfigurationId.of("group", "by dock")).isPresent());
        }

        @Test
        void thatWaitsForAFutureIsToldThatItWouldWaitForItself() {
            try (LoggedErrors logged = new LoggedErrors()) {
                define(accessPoint -> true);
                define(accessPoint -> accessPoint.metered() == Metered.UNKNOWN || networks.update().join() != null);
                phone.metered(Metered.NO);
                advance(200);
                assertEquals(ids(wifi), any().children());
                assertEquals(1, logged.errors().size(), () -> logged.errors().toString());
            }
        }

        /** Each of the two calls needs a lock of the library. The change of the phone is read in the middle of the work on the sessions, after a gap. */
        @Test
        void isCalledUnderNoLock() {
            List<String> blocked = new ArrayList<>();
            define(accessPoint -> {
                askedAbout.add(accessPoint.name());
                try {
                    CompletableFuture.supplyAsync(networks::holders).get(5, TimeUnit.SECONDS);
                    CompletableFuture.runAsync(() -> networks.defineServiceNetwork("other", ids(wifi))).get(5, TimeUnit.SECONDS);
                } catch (Exception late) {
                    blocked.add(accessPoint.name() + ' ' + accessPoint.state() + ": " + late);
                }
                return true;
            });
            openOn(wifi);
            wifi.outOfRange();
            advance(200);
            world.faults().loseHints();
            phone.metered(Metered.YES);
            askedAbout.clear();
            advance(GRACE_MILLIS);
            assertTrue(askedAbout.contains("phone"), askedAbout::toString);
            assertEquals(List.of(), blocked);
            assertEquals(Metered.YES, networks.configuration(phone.id()).orElseThrow().metered());
        }
    }

    /** Without a further reading, which would ask, too. */
    @Test
    void aChangeThatIsReadInTheMiddleOfTheWorkOnSessionsIsAskedAboutRightAfter() {
        world.denyStarts();
        wifi.up();
        advance(200);
        define(this::unmetered);
        session.open();
        advance(200);
        wifi.outOfRange();
        advance(200);
        world.faults().loseHints();
        phone.metered(Metered.YES);
        List<Integer> children = new ArrayList<>();
        networks.listen(event -> event.state().configuration(any().id()).ifPresent(any -> children.add(any.children().size())));
        advance(GRACE_MILLIS - 300);
        assertEquals(ids(wifi), any().children());
        assertEquals(2, children.stream().distinct().count(), () -> "first published with the earlier children: " + children);
    }

    @Test
    void aBlankNameIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> networks.defineServiceNetwork(" ", accessPoint -> true, RoamingPolicy.defaults()));
        assertEquals("members", assertThrows(NullPointerException.class,
            () -> networks.defineServiceNetwork("any", (Predicate<NetworkConfiguration>) null, RoamingPolicy.defaults())).getMessage());
    }

    @Test
    void theOneThatIsRemovedIsNotAskedAnyMore() {
        NetworkConfiguration any = define(this::unmetered);
        networks.removeServiceNetwork(any.id());
        asked();
        phone.metered(Metered.YES);
        advance(200);
        assertEquals(List.of(), asked());
    }
}
