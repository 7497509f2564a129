package io.github.netsession.engine.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.RoamingPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class RankingTest {

    private static final RoamingPolicy POLICY = RoamingPolicy.builder().ranking(RoamingPolicy.Ranking.BEARER_AND_SIGNAL).build();
    private static final Ranking RANKING = new Ranking(POLICY);
    private static final long SECOND = 1_000_000_000L;

    /** An access point as the ranking sees it: name, place, and what differs from an active, unmetered Wi-Fi without a signal reading. */
    private record Ap(String name, int place, Bearer bearer, Metered metered, Connectivity connectivity, int signal, ConfigurationState state) {

        static Ap wlan(String name, int place) {
            return new Ap(name, place, Bearer.WLAN, Metered.UNKNOWN, Connectivity.UNKNOWN, -1, ConfigurationState.ACTIVE);
        }

        Ap bearer(Bearer other) {
            return new Ap(name, place, other, metered, connectivity, signal, state);
        }

        Ap metered(Metered other) {
            return new Ap(name, place, bearer, other, connectivity, signal, state);
        }

        Ap reaching(Connectivity other) {
            return new Ap(name, place, bearer, metered, other, signal, state);
        }

        Ap signal(int percent) {
            return new Ap(name, place, bearer, metered, connectivity, percent, state);
        }

        Ap down() {
            return new Ap(name, place, bearer, metered, connectivity, signal, ConfigurationState.DISCOVERED);
        }

        Contender contender() {
            NetworkConfiguration.Builder configuration = NetworkConfiguration.builder(ConfigurationId.of("fake", name)).name(name).state(state)
                .bearer(bearer).metered(metered).connectivity(connectivity);
            if (signal >= 0) {
                configuration.signalPercent(signal);
            }
            return new Contender(configuration.build(), place);
        }
    }

    private final Ap first = Ap.wlan("first", 0);
    private final Ap second = Ap.wlan("second", 1);

    private static boolean moves(Ap incumbent, Ap challenger) {
        return RANKING.isBetter(challenger.contender(), incumbent.contender());
    }

    private static String best(Ap... candidates) {
        return RANKING.best(List.of(candidates).stream().map(Ap::contender).toList()).map(one -> one.configuration().name()).orElse("none");
    }

    @Nested
    class ASessionLeavesItsAccessPoint {

        @Test
        void forOneThatReachesWhereItsOwnDoesNot() {
            assertTrue(moves(first.reaching(Connectivity.CAPTIVE_PORTAL), second.down()));
            assertTrue(moves(first.reaching(Connectivity.LIMITED), second.reaching(Connectivity.INTERNET).metered(Metered.YES)));
            assertFalse(moves(first.reaching(Connectivity.UNKNOWN), second.reaching(Connectivity.INTERNET)), "unknown is not no");
            assertFalse(moves(first, second.reaching(Connectivity.LIMITED).bearer(Bearer.ETHERNET)));
        }

        @Test
        void forAnUnmeteredOneWhateverCarriesIt() {
            assertTrue(moves(first.metered(Metered.GUESSED_YES), second.bearer(Bearer.CELLULAR_2G)));
            assertFalse(moves(first.metered(Metered.NO), second.metered(Metered.UNKNOWN)), "unknown is not no");
            assertFalse(moves(first, second.bearer(Bearer.ETHERNET).metered(Metered.YES)));
        }

        @Test
        void forABetterBearer() {
            assertTrue(moves(first, second.bearer(Bearer.ETHERNET)));
            assertTrue(moves(first.bearer(Bearer.LTE), second));
            assertTrue(moves(first.bearer(Bearer.HSPA), second.bearer(Bearer.LTE)));
            assertTrue(moves(first.bearer(Bearer.LTE), second.bearer(Bearer.CELLULAR_5G)));
            assertFalse(moves(first, second.bearer(Bearer.CELLULAR_5G)));
            assertTrue(moves(first.bearer(Bearer.UNKNOWN), second.bearer(Bearer.BLUETOOTH)));
            assertFalse(moves(first, second.bearer(Bearer.LTE)));
        }

        @Test
        void forASignalThatIsStrongerByMoreThanTheNoise() {
            assertTrue(moves(first.signal(60), second.signal(75)));
            assertFalse(moves(first.signal(60), second.signal(74)));
            assertFalse(moves(second.signal(60), first.signal(61)), "within the noise the order of definition decides nothing either");
        }

        @Test
        void forOneDefinedBeforeItWhereNoSignalIsMeasured() {
            assertTrue(moves(second, first));
            assertFalse(moves(second, first.signal(90)), "a signal and none cannot be compared");
            assertFalse(moves(first, second));
        }

        @Test
        void thatIsWeakForAnyThatIsStrong() {
            assertTrue(moves(first.signal(29), second.bearer(Bearer.LTE).metered(Metered.YES)));
            assertFalse(moves(first.signal(30), second.bearer(Bearer.LTE)));
            assertFalse(moves(first.bearer(Bearer.LTE), second.signal(44)));
            assertTrue(moves(first.bearer(Bearer.LTE), second.signal(45)));
        }

        @Test
        void thatIsNoMemberAnyMoreForAnyMember() {
            Contender left = new Contender(first.contender().configuration(), Contender.LEFT_OUT);
            assertTrue(RANKING.isBetter(second.bearer(Bearer.LTE).contender(), left));
        }

        /** Or it would move for ever although nothing changes. */
        @Test
        void neverInACircle() {
            List<Ap> all = new ArrayList<>();
            for (Bearer bearer : List.of(Bearer.WLAN, Bearer.LTE)) {
                for (Metered metered : List.of(Metered.UNKNOWN, Metered.YES)) {
                    for (Connectivity connectivity : List.of(Connectivity.UNKNOWN, Connectivity.CAPTIVE_PORTAL, Connectivity.INTERNET)) {
                        for (int signal : new int[] {-1, 10, 29, 30, 40, 45, 59, 60, 75, 100}) {
                            for (int place = 0; place < 3; place++) {
                                all.add(new Ap("ap" + all.size(), place, bearer, metered, connectivity, signal, ConfigurationState.ACTIVE));
                            }
                        }
                    }
                }
            }
            Map<Ap, List<Ap>> moves = new HashMap<>();
            all.forEach(one -> moves.put(one, all.stream().filter(other -> moves(one, other)).toList()));
            Set<Ap> withoutCircle = new HashSet<>();
            all.forEach(start -> follow(start, moves, new LinkedHashSet<>(), withoutCircle));
            assertTrue(moves.values().stream().mapToInt(List::size).sum() > all.size(), "the test compared something");
        }

        private void follow(Ap at, Map<Ap, List<Ap>> moves, Set<Ap> way, Set<Ap> withoutCircle) {
            assertTrue(way.add(at), () -> "a circle: " + way + " and again " + at);
            if (!withoutCircle.contains(at)) {
                moves.get(at).forEach(next -> follow(next, moves, way, withoutCircle));
                withoutCircle.add(at);
            }
            way.remove(at);
        }
    }

    @Test
    void withoutAnIncumbentTheFirstOfEqualsIsTheBest() {
        assertEquals("none", best());
        assertEquals("first", best(first, second));
        assertEquals("second", best(first.down(), second));
        assertEquals("second", best(first.signal(50), second.signal(51)));
        assertEquals("second", best(first.signal(44), second.bearer(Bearer.LTE)));
        assertEquals("first", best(first.signal(44), second.signal(20)));
        assertEquals("second", best(first.metered(Metered.YES), second.bearer(Bearer.LTE)));
    }

    @Nested
    class WithTheOrderOfDefinition {

        private final Ranking byDefinition = new Ranking(RoamingPolicy.defaults());

        private boolean moves(Ap incumbent, Ap challenger) {
            return byDefinition.isBetter(challenger.contender(), incumbent.contender());
        }

        private String best(Ap... candidates) {
            return byDefinition.best(List.of(candidates).stream().map(Ap::contender).toList()).map(one -> one.configuration().name()).orElse("none");
        }

        @Test
        void neitherBearerNorSignalNorBeingUpOutweighsIt() {
            assertFalse(moves(first, second.bearer(Bearer.ETHERNET)));
            assertTrue(moves(second.bearer(Bearer.ETHERNET), first));
            assertFalse(moves(first.signal(46), second.signal(100)));
            assertTrue(moves(second.signal(100), first.signal(46)));
            assertTrue(moves(second.signal(60), first), "a measured and an unmeasured one");
            assertEquals("first", best(second.bearer(Bearer.ETHERNET), first.down()));
            assertEquals("first", best(second.signal(100), first.signal(45)));
        }

        @Test
        void reachAndCostOutweighIt() {
            assertTrue(moves(first.reaching(Connectivity.CAPTIVE_PORTAL), second));
            assertTrue(moves(first.metered(Metered.YES), second));
            assertFalse(moves(second, first.metered(Metered.GUESSED_YES)));
            assertTrue(moves(second.metered(Metered.NO), first.metered(Metered.UNKNOWN)), "unknown counts as not metered");
            assertEquals("second", best(first.metered(Metered.YES), second));
            assertEquals("second", best(first.reaching(Connectivity.LIMITED), second.metered(Metered.YES)));
        }

        @Test
        void aSignalThatIsTooWeakToLastIsNotUsable() {
            assertTrue(moves(first.signal(29), second));
            assertFalse(moves(first.signal(30), second), "it is kept until it is weak");
            assertFalse(moves(second, first.signal(44)), "and not gone back to before it is strong");
            assertTrue(moves(second, first.signal(45)));
            assertEquals("second", best(first.signal(44), second));
        }

        @Test
        void oneThatIsNoMemberAnyMoreIsLeft() {
            assertTrue(byDefinition.isBetter(second.contender(), new Contender(first.contender().configuration(), Contender.LEFT_OUT)));
        }
    }

    @Test
    void patienceDoublesUpToAnHour() {
        assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L), List.of(1, 2, 3, 4, 5, 6, 7, 1000).stream()
            .map(times -> Declines.patience(POLICY, times).toMinutes()).toList());
    }

    @Nested
    class ACandidate {

        private CandidateHistory candidates = CandidateHistory.EMPTY;
        private Optional<Duration> nextLook = Optional.empty();

        private String ripe(long second, Ap... others) {
            CandidateHistory.Comparison comparison = candidates.compare(POLICY, first.bearer(Bearer.LTE).contender(),
                List.of(others).stream().map(Ap::contender).toList(), second * SECOND);
            candidates = comparison.history();
            nextLook = comparison.nextLook();
            return comparison.best().map(one -> one.configuration().name()).orElse("none");
        }

        @Test
        void mustHaveBeenBetterAllTheTime() {
            assertEquals("none", ripe(0, second));
            assertEquals(Optional.of(Duration.ofSeconds(10)), nextLook);
            assertEquals("none", ripe(9, second));
            assertEquals("second", ripe(10, second));
            assertEquals("none", ripe(11, second.signal(10)));
            assertEquals("none", ripe(12, second));
            assertEquals(Optional.of(Duration.ofSeconds(10)), nextLook);
        }

        @Test
        void isNotHeldUpByAnotherThatIsBetterStillButNew() {
            assertEquals("none", ripe(0, second));
            assertEquals("second", ripe(10, second, Ap.wlan("third", 2).bearer(Bearer.ETHERNET)));
            assertEquals("third", ripe(20, second, Ap.wlan("third", 2).bearer(Bearer.ETHERNET)));
        }

        @Test
        void thatWasDeclinedIsLeftOutUnlessWhatIsKnownOfItChanges() {
            ripe(0, second.reaching(Connectivity.INTERNET));
            candidates = candidates.decline(POLICY, second.reaching(Connectivity.INTERNET).contender().configuration(), 10 * SECOND);
            assertEquals("none", ripe(11, second.reaching(Connectivity.INTERNET)));
            assertEquals("none", ripe(12, second), "unknown is no news");
            assertEquals("second", ripe(13, second.metered(Metered.NO)));
            assertEquals("second", ripe(70, second.reaching(Connectivity.INTERNET)));
        }

        @Test
        void thatNobodyNeedsToWaitForNeedsNoTimer() {
            assertEquals("none", ripe(0, second.bearer(Bearer.CELLULAR_2G)));
            assertEquals(Optional.empty(), nextLook);
        }
    }
}
