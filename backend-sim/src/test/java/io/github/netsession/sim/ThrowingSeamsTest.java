package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.contract.Thrown;
import io.github.netsession.contract.ThrowingCalls;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a call of code of others throws, once, everything goes on afterwards. */
@Tag("sim")
class ThrowingSeamsTest {

    private final QuietLog log = new QuietLog();

    @AfterEach
    void restoreLog() {
        log.close();
    }

    @ParameterizedTest
    @EnumSource(Thrown.class)
    void oneCallThrowsAndEverythingGoesOn(Thrown kind) {
        ThrowingStory undisturbed = new ThrowingStory(ThrowingCalls.NEVER, kind);
        assertEquals(List.of(), undisturbed.play());
        assertTrue(undisturbed.calls() > 400, "only " + undisturbed.calls() + " calls");
        List<String> wrong = new ArrayList<>();
        for (long at = 1; at <= undisturbed.calls(); at++) {
            ThrowingStory story = new ThrowingStory(at, kind);
            List<String> after = story.play();
            if (!after.isEmpty()) {
                wrong.add(at + " " + story.place() + ": " + after);
            }
        }
        assertEquals("", String.join("\n", wrong));
    }
}
