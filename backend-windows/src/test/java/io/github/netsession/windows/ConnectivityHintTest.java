package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.netsession.Connectivity;
import io.github.netsession.Metered;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class ConnectivityHintTest {

    private static ConnectivityHint hint(int level, int cost) {
        return new ConnectivityHint(level, cost, false, false, false);
    }

    @ParameterizedTest(name = "level {0} is {1}")
    @CsvSource({"0, UNKNOWN", "1, NONE", "2, LOCAL", "3, INTERNET", "4, CAPTIVE_PORTAL", "5, UNKNOWN", "6, UNKNOWN", "-1, UNKNOWN",
        "2147483647, UNKNOWN"})
    void everyLevelIsUnderstoodAndOneOfTheFutureIsUnknown(int level, Connectivity connectivity) {
        assertEquals(connectivity, hint(level, 0).connectivity());
    }

    @ParameterizedTest(name = "cost {0} is {1}")
    @CsvSource({"0, UNKNOWN", "1, NO", "2, YES", "3, YES", "4, UNKNOWN", "-1, UNKNOWN"})
    void everyCostIsUnderstoodAndOneOfTheFutureIsUnknown(int cost, Metered metered) {
        assertEquals(metered, hint(3, cost).metered());
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2", "3", "9"})
    void roamingAndAUsedUpPlanCostWhateverThePlan(int cost) {
        assertEquals(Metered.YES, new ConnectivityHint(3, cost, false, true, false).metered());
        assertEquals(Metered.YES, new ConnectivityHint(3, cost, false, false, true).metered());
    }

    @ParameterizedTest
    @CsvSource({"0, UNKNOWN", "1, NO", "2, YES"})
    void aLimitThatIsNearChangesNothing(int cost, Metered metered) {
        assertEquals(metered, new ConnectivityHint(3, cost, true, false, false).metered());
    }

    @Test
    void reachAndCostDoNotDependOnEachOther() {
        assertEquals(Metered.YES, hint(1, 2).metered());
        assertEquals(Connectivity.CAPTIVE_PORTAL, hint(4, 3).connectivity());
    }

    @Test
    void nothingKnownIsUnknown() {
        assertEquals(Connectivity.UNKNOWN, ConnectivityHint.UNKNOWN.connectivity());
        assertEquals(Metered.UNKNOWN, ConnectivityHint.UNKNOWN.metered());
    }
}
