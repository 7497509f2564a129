package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Thousands of random histories against the contract's invariants. {@code -Dnetsession.histories=N} plays more. */
@Tag("sim")
class RandomHistoriesTest {

    @Test
    void noneBreaksTheContract() {
        int histories = Integer.getInteger("netsession.histories", 5000);
        for (long seed = 0; seed < histories; seed++) {
            new RandomHistory(seed).play();
        }
        System.out.println(histories + " random histories kept the contract");
    }

    @Test
    void theSameSeedGivesTheSameHistory() {
        for (long seed = 0; seed < 100; seed++) {
            assertEquals(new RandomHistory(seed).play(), new RandomHistory(seed).play());
        }
    }
}
