package io.github.netsession.engine.usage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Bearer;
import io.github.netsession.engine.usage.NamedCounters.Named;
import io.github.netsession.testkit.Links;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class NamedCountersTest {

    private final NamedCounters names = new NamedCounters();
    private final LinkMeter high = meter(2, 10);
    private final LinkMeter mixed = meter(3, 0);

    private static LinkMeter meter(int index, long each) {
        LinkMeter meter = new LinkMeter(Links.up("link" + index, index, Bearer.ETHERNET).build());
        meter.usage().add(new long[] {each, 2 * each, 3 * each, 4 * each, 5 * each, 6 * each, 7 * each, 8 * each}, 0);
        return meter;
    }

    @Test
    void whatALinkLacksMakesItNoLowerAndLeavesAHigherValueAsItIs() {
        mixed.usage().add(new long[] {1, 200, 3, 400, 5, 600, 7, 800}, 0);
        names.give("a", high);
        Named a = names.give("a", mixed);
        assertArrayEquals(new long[] {10, 200, 30, 400, 50, 600, 70, 800}, a.values());
        assertEquals(1, a.epoch());
        mixed.usage().add(new long[] {2, 201, 4, 401, 6, 601, 8, 801}, 0);
        assertArrayEquals(new long[] {11, 201, 31, 401, 51, 601, 71, 801}, a.values());
    }

    @Test
    void aNameThatItsLinkHasLostShowsNothingMoreOfIt() {
        Named a = names.give("a", high);
        a.lose(mixed);
        assertTrue(a.isOf(high), "another link has lost nothing");
        a.lose(high);
        assertFalse(a.isOf(high));
        high.usage().add(new long[] {20, 30, 40, 50, 60, 70, 80, 90}, 0);
        assertArrayEquals(new long[] {10, 20, 30, 40, 50, 60, 70, 80}, a.values());
        names.give("a", mixed);
        assertArrayEquals(new long[] {10, 20, 30, 40, 50, 60, 70, 80}, a.values(), "what passed under another name does not count for this one");
    }

    @Test
    void aLinkThatGetsItsNameBackContinuesInTheSameEpoch() {
        Named a = names.give("a", high);
        a.lose(high);
        high.usage().add(new long[] {20, 30, 40, 50, 60, 70, 80, 90}, 0);
        assertSame(a, names.give("a", high));
        assertArrayEquals(new long[] {20, 30, 40, 50, 60, 70, 80, 90}, a.values());
        assertEquals(0, a.epoch());
    }

    @Test
    void aRestartOfTheLinkIsAnEpochOfTheName() {
        names.give("a", mixed);
        Named a = names.give("a", high);
        assertEquals(1, a.epoch());
        high.usage().add(new long[] {1, 1, 1, 1, 1, 1, 1, 1}, 0);
        assertEquals(2, a.epoch());
        assertArrayEquals(new long[] {11, 21, 31, 41, 51, 61, 71, 81}, a.values());
        assertEquals(3, names.give("a", mixed).epoch(), "no epoch returns");
    }

    @Test
    void aForgottenNameBeginsAboveItsEpochs() {
        names.give("a", high);
        names.give("a", mixed);
        names.give("b", high);
        names.forget(1, "b"::equals);
        assertEquals(1, names.size());
        assertEquals(2, names.give("a", high).epoch());
    }
}
