package io.github.netsession;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a policy takes, and what it says to what it does not take. */
@Tag("unit")
class RoamingPolicyTest {

    private static void refused(String named, Consumer<RoamingPolicy.Builder> setting) {
        RoamingPolicy.Builder builder = RoamingPolicy.builder();
        String message = assertThrows(IllegalArgumentException.class, () -> {
            setting.accept(builder);
            builder.build();
        }).getMessage();
        assertTrue(message.contains(named), message);
    }

    @Test
    void theLimitsOfEachRangeAreTaken() {
        RoamingPolicy least = RoamingPolicy.builder().dwell(Duration.ZERO).searchTime(Duration.ZERO).decisionTime(Duration.ofNanos(1))
            .patience(Duration.ofNanos(1)).longestPatience(Duration.ofNanos(1)).noisePercent(1).weakPercent(0).strongPercent(0).build();
        assertEquals(Duration.ZERO, least.dwell());
        RoamingPolicy most = RoamingPolicy.builder().dwell(Duration.ofDays(9999)).noisePercent(100).weakPercent(100).strongPercent(100).build();
        assertEquals(100, most.strongPercent());
    }

    @Test
    void foreverIsTakenAndIsLong() {
        RoamingPolicy never = RoamingPolicy.builder().dwell(ChronoUnit.FOREVER.getDuration()).searchTime(ChronoUnit.FOREVER.getDuration())
            .longestPatience(ChronoUnit.FOREVER.getDuration()).patience(ChronoUnit.FOREVER.getDuration()).build();
        assertTrue(never.dwell().toDays() > 70 * 365);
        assertTrue(never.patience().toNanos() > 0 && never.searchTime().toNanos() > 0);
    }

    @Test
    void whatIsOutOfRangeIsNamedWithItsValue() {
        refused("dwell must not be negative, and is PT-1S", builder -> builder.dwell(Duration.ofSeconds(-1)));
        refused("searchTime must not be negative, and is PT-1S", builder -> builder.searchTime(Duration.ofSeconds(-1)));
        refused("decisionTime must be positive, and is PT0S", builder -> builder.decisionTime(Duration.ZERO));
        refused("patience must be positive, and is PT0S", builder -> builder.patience(Duration.ZERO));
        refused("longestPatience must be positive, and is PT-1S", builder -> builder.longestPatience(Duration.ofSeconds(-1)));
        refused("noisePercent must be from 1 to 100, and is 101", builder -> builder.noisePercent(101));
        refused("noisePercent must be from 1 to 100, and is 0", builder -> builder.noisePercent(0));
        refused("weakPercent must be from 0 to 100, and is -1", builder -> builder.weakPercent(-1));
        refused("strongPercent must be from 0 to 100, and is 101", builder -> builder.strongPercent(101));
        refused("longestPatience must not be less than patience, PT1M, and is PT1S", builder -> builder.longestPatience(Duration.ofSeconds(1)));
        refused("strongPercent must not be less than weakPercent, 30, and is 29", builder -> builder.strongPercent(29));
    }

    @Test
    void aBuilderGoesOnFromAPolicy() {
        RoamingPolicy eager = RoamingPolicy.builder().dwell(Duration.ofSeconds(1)).build();
        assertEquals(eager, eager.toBuilder().build());
        assertEquals(RoamingPolicy.defaults(), eager.toBuilder().dwell(Duration.ofSeconds(10)).build());
        assertEquals(RoamingPolicy.Ranking.DEFINITION_ORDER, RoamingPolicy.defaults().ranking());
    }
}
