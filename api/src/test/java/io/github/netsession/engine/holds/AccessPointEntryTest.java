package io.github.netsession.engine.holds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.AccessPoint.Transition;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class AccessPointEntryTest {

    private static final ConfigurationId ID = new ConfigurationId("sim:a");

    private final AccessPointEntry entry = new AccessPointEntry(ID);

    private boolean seeStart(boolean progressing) {
        AccessPoint source = AccessPoint.builder(ID).transition(Transition.STARTING).progressing(progressing).build();
        return entry.update(Optional.empty(), Optional.of(source), 0);
    }

    @Test
    void theProgressOfAStartIsAChangeForSessionsAndFollowers() {
        seeStart(false);
        assertFalse(entry.isProgressing());
        for (boolean progressing : new boolean[] {true, false}) {
            assertTrue(seeStart(progressing));
            assertEquals(progressing, entry.isProgressing());
            assertTrue(entry.differsForFollowers());
            assertFalse(seeStart(progressing) || entry.differsForFollowers(), "nothing has changed since");
        }
    }

    @Test
    void anEndedStartHasNoProgress() {
        seeStart(true);
        entry.forgetTransition();
        assertFalse(entry.isProgressing());
        seeStart(true);
        assertTrue(entry.update(Optional.empty(), Optional.empty(), 0));
        assertFalse(entry.isProgressing());
    }
}
