package io.github.netsession.linux.radio;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random days: see {@link RadioDay}. A failed one prints its seed and its history. */
@Tag("radio")
class RadioDayIT extends RadioStory {

    private static final int STEPS = 25;
    private static final int MANY = 100;

    private void day(long seed) {
        new RadioDay(networks, service(home, cafe), radio, seed).run(STEPS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aRandomDayKeepsWhatAlwaysHolds(long seed) {
        day(seed);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 40, unit = TimeUnit.HOURS)
    void aHundredRandomDaysKeepWhatAlwaysHolds() {
        for (long seed = 100; seed < 100 + MANY; seed++) {
            day(seed);
            tidy();
            prepare();
        }
    }
}
