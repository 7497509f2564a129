package io.github.netsession.engine.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.RoamingPolicy;
import io.github.netsession.engine.session.CandidateHistory.Comparison;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class CandidateHistoryTest {

    /** Dwell 10 s, patience 1 min, longest patience 1 h, noise 15 %. */
    static final RoamingPolicy POLICY = RoamingPolicy.defaults();
    static final CandidateHistory EMPTY = CandidateHistory.EMPTY;
    static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    /** Times from which an hour reaches beyond 0, and beyond the largest number. */
    static final long BEFORE_ZERO = -5 * SECOND;
    static final long BEFORE_OVERFLOW = Long.MAX_VALUE - 5 * SECOND;
    private static final Sighting NEVER = new Sighting(OptionalLong.empty(), Sighting.NEVER_AWAY);

    static final NetworkConfiguration HOME = up("home").connectivity(Connectivity.INTERNET).signalPercent(60).metered(Metered.YES).build();
    static final NetworkConfiguration WORK = up("work").build();
    static final NetworkConfiguration PUB = up("pub").build();

    private static NetworkConfiguration.Builder up(String name) {
        return accessPoint(name, ConfigurationState.ACTIVE);
    }

    private static NetworkConfiguration.Builder down(String name) {
        return accessPoint(name, ConfigurationState.DISCOVERED);
    }

    private static NetworkConfiguration.Builder accessPoint(String name, ConfigurationState state) {
        return NetworkConfiguration.builder(ConfigurationId.of("fake", name)).name(name).state(state).bearer(Bearer.WLAN);
    }

    private static NetworkConfiguration homeOutside(int percent) {
        return down("home").signalPercent(percent).build();
    }

    private static Sighting seenAt(long nanos) {
        return new Sighting(OptionalLong.of(nanos), Sighting.NEVER_AWAY);
    }

    /** Compares the access point in use, which is metered and defined last, with others, defined in this order. */
    static Comparison compare(CandidateHistory history, long nowNanos, NetworkConfiguration... others) {
        return history.compare(POLICY, new Contender(up("used").metered(Metered.YES).build(), others.length),
            List.of(others).stream().map(other -> new Contender(other, List.of(others).indexOf(other))).toList(), nowNanos);
    }

    static Optional<String> best(Comparison comparison) {
        return comparison.best().map(one -> one.configuration().name());
    }

    /** A history that remembers something of each kind, all of it about the access point "home". */
    private static CandidateHistory full() {
        return compare(EMPTY, 0, HOME).history().decline(POLICY, HOME, 0).lose(HOME.id(), 0).leave(HOME);
    }

    @AfterEach
    void theEmptyHistoryStaysEmpty() {
        assertFalse(EMPTY.isDeclined(HOME, 0));
        assertFalse(EMPTY.isLost(HOME.id()));
        assertFalse(EMPTY.isMetered(down("home").build()));
        assertEquals(OptionalInt.of(90), EMPTY.signalPercent(POLICY, homeOutside(90)));
        assertEquals(Optional.of(POLICY.dwell()), compare(EMPTY, 20 * SECOND, HOME).nextLook());
        assertEquals(Optional.empty(), best(compare(EMPTY, 20 * SECOND, HOME)));
    }

    @Nested
    class EachChange {

        private static final List<UnaryOperator<CandidateHistory>> CHANGES = List.of(
            history -> compare(history, SECOND, PUB).history(),
            history -> compare(history, SECOND).history(),
            history -> history.decline(POLICY, WORK, SECOND),
            history -> history.decline(POLICY, HOME, SECOND),
            history -> history.lose(HOME.id(), SECOND),
            history -> history.lose(WORK.id(), SECOND),
            history -> history.found(HOME.id()),
            history -> history.leave(up("home").signalPercent(70).metered(Metered.NO).build()),
            history -> history.leave(up("work").signalPercent(70).metered(Metered.NO).build()),
            history -> history.withSignalOf(POLICY, homeOutside(80)),
            history -> history.withSignalOf(POLICY, homeOutside(80)).withSignalOf(POLICY, homeOutside(95)),
            history -> history.accept(HOME, false),
            history -> history.accept(HOME, true),
            CandidateHistory::forgetDwell,
            CandidateHistory::forgetLosses);

        @Test
        void returnsAnotherHistoryAndLeavesItsReceiverAsItWas() {
            CandidateHistory history = full();
            for (UnaryOperator<CandidateHistory> change : CHANGES) {
                CandidateHistory next = change.apply(history);
                assertNotSame(history, next);
                assertNotEquals(history, next);
                assertEquals(full(), history);
                assertEquals(full().hashCode(), history.hashCode());
                assertEquals(next, change.apply(history), "the same input gives the same history");
            }
        }

        @Test
        void returnsTheSameHistoryIfThereIsNothingToChange() {
            assertSame(EMPTY, EMPTY.forgetDwell());
            assertSame(EMPTY, EMPTY.forgetLosses());
            assertSame(EMPTY, EMPTY.found(HOME.id()));
            assertSame(EMPTY, EMPTY.accept(HOME, false));
            assertSame(EMPTY, EMPTY.leave(WORK), "neither its strength nor its cost is known");
            assertSame(EMPTY, EMPTY.withSignalOf(POLICY, homeOutside(50)));
            assertSame(EMPTY, compare(EMPTY, 0).history());
            CandidateHistory full = full();
            assertSame(full, full.leave(HOME));
            assertSame(full, full.lose(HOME.id(), 0));
            assertSame(full, full.found(WORK.id()));
            assertSame(full, full.withSignalOf(POLICY, WORK));
            assertSame(full, full.withSignalOf(POLICY, HOME), "it is up");
            assertSame(full, full.withSignalOf(POLICY, down("home").build()), "its strength is not measured");
            assertSame(full, compare(full, SECOND, HOME).history(), "it has been better before");
            CandidateHistory once = full.withSignalOf(POLICY, homeOutside(80));
            assertSame(once, once.withSignalOf(POLICY, homeOutside(90)));
        }

        @Test
        void thatForgetsAllLeavesAnEmptyHistory() {
            assertEquals(EMPTY, full().accept(HOME, false).forgetDwell().forgetLosses());
        }

        @Test
        void showsWhatIsRemembered() {
            assertTrue(full().toString().contains("lostAtNanos"));
            assertTrue(full().toString().contains("home"));
            assertFalse(EMPTY.toString().contains("home"));
        }
    }

    @Nested
    class ADeclinedAccessPoint {

        @ParameterizedTest
        @ValueSource(longs = {0, MINUTE, BEFORE_ZERO, BEFORE_OVERFLOW, Long.MIN_VALUE})
        void isExcludedForTheTimeOfThePolicy(long start) {
            CandidateHistory history = EMPTY.decline(POLICY, HOME, start);
            assertEquals(MINUTE, history.restOfDeclineNanos(HOME, start));
            assertEquals(1, history.restOfDeclineNanos(HOME, start + MINUTE - 1));
            assertTrue(history.isDeclined(HOME, start + MINUTE - 1));
            assertEquals(0, history.restOfDeclineNanos(HOME, start + MINUTE));
            assertFalse(history.isDeclined(HOME, start + MINUTE));
            assertEquals(0, history.restOfDeclineNanos(HOME, start + 2 * MINUTE));
            assertFalse(history.isDeclined(WORK, start));
        }

        @Test
        void isExcludedForLongerEachTime() {
            CandidateHistory history = EMPTY;
            for (long minutes : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
                history = history.decline(POLICY, HOME, 0);
                assertEquals(minutes * MINUTE, history.restOfDeclineNanos(HOME, 0));
            }
        }

        @Test
        void isNotExcludedOnceWhatIsKnownOfItChanges() {
            CandidateHistory history = EMPTY.decline(POLICY, HOME, 0);
            assertTrue(history.isDeclined(down("home").build(), SECOND), "unknown is no change");
            assertFalse(history.isDeclined(up("home").connectivity(Connectivity.LIMITED).metered(Metered.YES).build(), SECOND));
            assertFalse(history.isDeclined(up("home").connectivity(Connectivity.INTERNET).metered(Metered.NO).build(), SECOND));
        }

        @Test
        void isAllowedAgainOnceTheSessionSettlesOnItAndItReachesTheInternet() {
            CandidateHistory history = EMPTY.decline(POLICY, HOME, 0).decline(POLICY, WORK, 0);
            assertTrue(history.accept(HOME, true).isDeclined(HOME, SECOND), "the application has reported it");
            assertTrue(history.accept(WORK, false).isDeclined(WORK, SECOND), "it is not known to reach the Internet");
            CandidateHistory accepted = history.accept(HOME, false);
            assertFalse(accepted.isDeclined(HOME, SECOND));
            assertTrue(accepted.isDeclined(WORK, SECOND));
            assertEquals(MINUTE, accepted.decline(POLICY, HOME, 0).restOfDeclineNanos(HOME, 0), "it counts from one again");
        }

        @ParameterizedTest
        @ValueSource(longs = {0, BEFORE_ZERO, BEFORE_OVERFLOW})
        void countsForTheNextEndOfADeclineUntilItIsAllowed(long start) {
            CandidateHistory history = EMPTY.decline(POLICY, HOME, start).decline(POLICY, WORK, start + 20 * SECOND);
            List<NetworkConfiguration> all = List.of(PUB, WORK, HOME);
            assertEquals(Optional.of(Duration.ofSeconds(30)), history.nextEndOfDecline(all, start + 30 * SECOND));
            assertEquals(Optional.of(Duration.ofSeconds(50)), history.nextEndOfDecline(List.of(PUB, WORK), start + 30 * SECOND));
            assertEquals(Optional.of(Duration.ofSeconds(20)), history.nextEndOfDecline(all, start + MINUTE));
            assertEquals(Optional.empty(), history.nextEndOfDecline(all, start + 80 * SECOND));
            assertEquals(Optional.empty(), history.nextEndOfDecline(List.of(), start));
        }
    }

    @Nested
    class ALostAccessPoint {

        private static final long LOST = 100 * SECOND;

        private boolean isMissing(Sighting sighting, long nowNanos) {
            return EMPTY.lose(HOME.id(), LOST).isMissing(POLICY, HOME.id(), false, sighting, nowNanos);
        }

        @Test
        void isLostUntilItIsFoundOrTheSessionCloses() {
            CandidateHistory history = EMPTY.lose(HOME.id(), LOST).lose(WORK.id(), LOST);
            assertTrue(history.isLost(HOME.id()));
            assertFalse(history.isLost(PUB.id()));
            assertFalse(history.found(HOME.id()).isLost(HOME.id()));
            assertTrue(history.found(HOME.id()).isLost(WORK.id()));
            assertEquals(EMPTY, history.forgetLosses());
            assertEquals(history, history.forgetDwell());
            assertEquals(history, history.accept(HOME, false), "one can settle on an access point that the system lost");
        }

        @Test
        void isMissingUntilTheSystemSeesIt() {
            assertTrue(isMissing(seenAt(LOST), LOST + SECOND));
            assertTrue(isMissing(seenAt(LOST), LOST + 60 * MINUTE), "the system reports sightings, so time alone does not count");
            assertFalse(isMissing(seenAt(LOST + 1), LOST + SECOND));
        }

        @Test
        void isMissingForTheFirstDeclineIfTheSystemDoesNotReportSightings() {
            assertTrue(isMissing(NEVER, LOST + MINUTE - 1));
            assertFalse(isMissing(NEVER, LOST + MINUTE));
            assertFalse(isMissing(new Sighting(OptionalLong.empty(), LOST), LOST + SECOND), "it was out of sight and has come back");
        }

        @Test
        void isNotMissingIfItWasNotLostOrIsUp() {
            assertFalse(EMPTY.isMissing(POLICY, HOME.id(), false, NEVER, LOST));
            assertFalse(EMPTY.lose(WORK.id(), LOST).isMissing(POLICY, HOME.id(), false, NEVER, LOST));
            assertFalse(EMPTY.lose(HOME.id(), LOST).isMissing(POLICY, HOME.id(), true, NEVER, LOST));
        }

        @Test
        void staysLostWhenItIsAskedFor() {
            CandidateHistory history = EMPTY.lose(HOME.id(), LOST);
            assertFalse(history.isMissing(POLICY, HOME.id(), true, NEVER, LOST));
            assertTrue(history.isLost(HOME.id()));
            assertTrue(history.isMissing(POLICY, HOME.id(), false, NEVER, LOST));
        }

        @Test
        void isMissingSinceItsLatestLoss() {
            CandidateHistory history = EMPTY.lose(HOME.id(), LOST).lose(HOME.id(), LOST + MINUTE);
            assertTrue(history.isMissing(POLICY, HOME.id(), false, seenAt(LOST + SECOND), LOST + MINUTE));
        }

        @ParameterizedTest
        @ValueSource(longs = {BEFORE_ZERO, BEFORE_OVERFLOW, Long.MIN_VALUE})
        void isMissingForThatTimeAtAnyTime(long start) {
            CandidateHistory history = EMPTY.lose(HOME.id(), start);
            assertTrue(history.isMissing(POLICY, HOME.id(), false, NEVER, start + MINUTE - 1));
            assertFalse(history.isMissing(POLICY, HOME.id(), false, NEVER, start + MINUTE));
            assertFalse(history.isMissing(POLICY, HOME.id(), false, seenAt(start + 10 * SECOND), start + 10 * SECOND));
        }
    }

    @Nested
    class AnAccessPointThatTheSessionLeft {

        private final CandidateHistory left = EMPTY.leave(HOME);

        @Test
        void countsAsNoStrongerThanItWasInUse() {
            assertEquals(OptionalInt.of(60), left.signalPercent(POLICY, homeOutside(80)));
            assertEquals(OptionalInt.of(40), left.signalPercent(POLICY, homeOutside(40)));
            assertEquals(OptionalInt.of(80), left.signalPercent(POLICY, down("work").signalPercent(80).build()));
        }

        @Test
        void countsAsMeasuredWhileItIsUpOrNotMeasured() {
            assertEquals(OptionalInt.of(80), left.signalPercent(POLICY, up("home").signalPercent(80).build()));
            assertEquals(OptionalInt.empty(), left.signalPercent(POLICY, down("home").build()));
        }

        @Test
        void countsAsMeasuredOnceItsStrengthOutOfUseChangesByTheNoise() {
            CandidateHistory outside = left.withSignalOf(POLICY, homeOutside(80));
            assertEquals(OptionalInt.of(60), outside.signalPercent(POLICY, homeOutside(94)));
            assertEquals(OptionalInt.of(60), outside.signalPercent(POLICY, homeOutside(66)));
            assertEquals(OptionalInt.of(95), outside.signalPercent(POLICY, homeOutside(95)));
            assertEquals(OptionalInt.of(65), outside.signalPercent(POLICY, homeOutside(65)));
            assertEquals(OptionalInt.of(60), outside.signalPercent(POLICY, homeOutside(80)), "a query forgets nothing");
            assertEquals(OptionalInt.of(80), outside.withSignalOf(POLICY, homeOutside(95)).signalPercent(POLICY, homeOutside(80)));
        }

        @Test
        void hasItsFirstStrengthOutOfUseRememberedNotALaterOne() {
            CandidateHistory outside = left.withSignalOf(POLICY, homeOutside(70)).withSignalOf(POLICY, homeOutside(80));
            assertEquals(OptionalInt.of(60), outside.signalPercent(POLICY, homeOutside(84)));
            assertEquals(OptionalInt.of(85), outside.signalPercent(POLICY, homeOutside(85)));
        }

        @Test
        void isRememberedAsItWasWhenItWasLeftLast() {
            CandidateHistory again = left.withSignalOf(POLICY, homeOutside(80)).leave(up("home").signalPercent(70).build());
            assertEquals(OptionalInt.of(70), again.signalPercent(POLICY, homeOutside(99)));
            assertTrue(again.isMetered(down("home").build()), "its cost was not known this time");
        }

        @Test
        void hasTheSameStrengthBeforeAndAfterThatIsRemembered() {
            for (int first = 0; first <= 100; first += 5) {
                for (int second = 0; second <= 100; second += 5) {
                    CandidateHistory before = left.withSignalOf(POLICY, homeOutside(first));
                    CandidateHistory after = before.withSignalOf(POLICY, homeOutside(second));
                    assertEquals(left.signalPercent(POLICY, homeOutside(first)), before.signalPercent(POLICY, homeOutside(first)));
                    assertEquals(before.signalPercent(POLICY, homeOutside(second)), after.signalPercent(POLICY, homeOutside(second)));
                }
            }
        }

        @Test
        void countsAsMeteredIfItWasAndNothingElseIsKnown() {
            assertTrue(left.isMetered(down("home").build()));
            assertFalse(left.isMetered(down("home").metered(Metered.NO).build()));
            assertFalse(left.isMetered(down("work").build()));
            assertTrue(left.isMetered(down("work").metered(Metered.GUESSED_YES).build()));
            assertFalse(left.leave(up("home").metered(Metered.NO).build()).isMetered(down("home").build()));
        }

        @Test
        void isForgottenWhenTheSessionCloses() {
            assertEquals(EMPTY, left.forgetLosses());
            assertEquals(left, left.forgetDwell());
            assertEquals(left, left.accept(HOME, false));
        }
    }
}
