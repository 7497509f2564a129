package io.github.netsession.spi;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class BootIdTest {

    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    private static boolean isSame(Instant one, Instant other) {
        return BootId.at(one).isSameAs(BootId.at(other));
    }

    @Test
    void equalIdsAreTheSameBoot() {
        assertTrue(new BootId("a").isSameAs(new BootId("a")));
        assertFalse(new BootId("a").isSameAs(new BootId("b")));
        assertFalse(new BootId("1").isSameAs(new BootId("2")));
    }

    @Test
    void timesAtMostAMinuteApartAreTheSameBoot() {
        assertTrue(isSame(NOON, NOON.plusSeconds(60)));
        assertTrue(isSame(NOON.plusSeconds(60), NOON));
        assertFalse(isSame(NOON, NOON.plusSeconds(61)));
    }

    @Test
    void aTimeIsNeverTheBootOfAnId() {
        assertFalse(BootId.at(NOON).isSameAs(new BootId("1")));
        assertFalse(BootId.at(NOON).isSameAs(new BootId("time:noon")));
        assertFalse(new BootId("time:" + Long.MIN_VALUE).isSameAs(new BootId("time:" + Long.MAX_VALUE)));
    }

    @Test
    void aBlankIdIsRejected() {
        assertThrows(IllegalArgumentException.class, () -> new BootId(" "));
    }
}
