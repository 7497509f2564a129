package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Thousands of random histories against the contract's invariants. {@code -Dnetsession.histories=N} plays more than five thousand,
 * {@code -Dnetsession.histories.from=SEED} begins elsewhere.
 */
@Tag("sim")
@Timeout(value = 1, unit = TimeUnit.DAYS)
class RandomHistoriesTest {

    /** The first of the five thousand, always the same: four times as many as reach everything that they are meant to try. */
    @Test
    void noneOfTheFirstBreaksTheContract() {
        play(0, 800);
    }

    @Test
    @Tag("slow")
    void noneBreaksTheContract() {
        play(Long.getLong("netsession.histories.from", 0), Integer.getInteger("netsession.histories", 5000));
    }

    private static void play(long from, int histories) {
        long began = System.nanoTime();
        for (long seed = from; seed < from + histories; seed++) {
            List<RandomOperation> operations = RandomHistory.operations(seed);
            Optional<String> breach = RandomHistory.play(seed, operations).breach();
            if (breach.isPresent()) {
                throw new AssertionError(told(seed, operations));
            }
        }
        System.out.printf("%,d random histories of %d operations kept the contract (%.1f s)%n", histories, RandomHistory.LENGTH,
            (System.nanoTime() - began) / 1e9);
    }

    /** The shortest history of this seed that still breaks something, and what happens in it. */
    private static String told(long seed, List<RandomOperation> operations) {
        List<RandomOperation> shortest = shrunk(operations, fewer -> RandomHistory.play(seed, fewer).breach().isPresent());
        RandomHistory.Outcome outcome = RandomHistory.play(seed, shortest);
        return "seed " + seed + ": " + outcome.breach().orElseThrow() + "\nshrunk from " + operations.size() + " to " + shortest.size() + " operations:\n"
            + shortest.stream().map(RandomOperation::toString).collect(Collectors.joining("\n")) + "\nwhat happens:\n" + outcome.trace();
    }

    /** Leaves out halves, quarters and so on down to single operations for as long as it still fails. */
    static List<RandomOperation> shrunk(List<RandomOperation> failing, Predicate<List<RandomOperation>> fails) {
        List<RandomOperation> present = failing;
        for (int size = Math.max(1, present.size() / 2); size >= 1; size /= 2) {
            for (int at = 0; at < present.size();) {
                List<RandomOperation> fewer = new ArrayList<>(present.subList(0, at));
                fewer.addAll(present.subList(Math.min(present.size(), at + size), present.size()));
                if (fails.test(fewer)) {
                    present = fewer;
                } else {
                    at += size;
                }
            }
        }
        return present;
    }

    @Test
    void theSameSeedGivesTheSameHistory() {
        for (long seed = 0; seed < 100; seed++) {
            List<RandomOperation> operations = RandomHistory.operations(seed);
            assertEquals(RandomHistory.play(seed, operations).trace(), RandomHistory.play(seed, operations).trace());
        }
    }

    @Test
    void aFailingHistoryIsShrunkToWhatItNeeds() {
        List<RandomOperation> operations = RandomHistory.operations(42);
        RandomOperation first = operations.get(11);
        RandomOperation second = operations.get(47);
        assertEquals(List.of(first, second), shrunk(operations, fewer -> fewer.contains(first) && fewer.contains(second)));
    }

    @Test
    void theHistoriesReachWhatTheyAreMeantToTry() {
        StringBuilder all = new StringBuilder();
        long partialReadings = 0;
        for (long seed = 0; seed < 200; seed++) {
            RandomHistory.Outcome outcome = RandomHistory.play(seed, RandomHistory.operations(seed));
            all.append(outcome.trace());
            partialReadings += outcome.partialReadings();
        }
        assertTrue(partialReadings > 200 * RandomHistory.LENGTH, partialReadings + " partial readings in 200 histories");
        for (String word : List.of("Opened", "Closed", "state=CONNECTED, isOpen=true, before=ROAMING", "reason=UPGRADE", "reason=REPLACEMENT", "isMakeBeforeBreak=false",
            "Activated", "SESSION_ABORTED", "failure=ROAMING", "is asked to test", "UsagePoliciesChanged", "stopped by another session")) {
            assertTrue(all.indexOf(word) >= 0, word + " never happened in 200 histories");
        }
    }
}
