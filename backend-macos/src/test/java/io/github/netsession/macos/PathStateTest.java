package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.netsession.Metered;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class PathStateTest {

    @ParameterizedTest(name = "status {0}, expensive {1}: satisfied {2}, unsatisfied {3}, {4}")
    @CsvSource({
        "0, false, false, false, UNKNOWN",
        "0, true, false, false, UNKNOWN",
        "1, false, true, false, GUESSED_NO",
        "1, true, true, false, YES",
        "2, false, false, true, UNKNOWN",
        "2, true, false, true, UNKNOWN",
        "3, false, false, false, UNKNOWN",
        "3, true, false, false, UNKNOWN",
        "4, true, false, false, UNKNOWN",
        "-1, true, false, false, UNKNOWN",
    })
    void itsStatusSaysWhetherThereIsAWayAndWhetherItsCostIsKnown(int status, boolean expensive, boolean satisfied, boolean unsatisfied,
                                                                             Metered metered) {
        PathState state = new PathState(status, expensive, false);
        assertEquals(satisfied, state.isSatisfied());
        assertEquals(unsatisfied, state.isUnsatisfied());
        assertEquals(metered, state.metered());
    }

    @Test
    void beforeAnythingWasToldNothingIsKnown() {
        assertFalse(PathState.UNKNOWN.isSatisfied());
        assertFalse(PathState.UNKNOWN.isUnsatisfied());
        assertEquals(Metered.UNKNOWN, PathState.UNKNOWN.metered());
    }
}
