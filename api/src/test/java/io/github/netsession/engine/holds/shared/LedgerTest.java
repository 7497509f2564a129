package io.github.netsession.engine.holds.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.InterfaceIdentity;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the ledger remembers of starts, and of what was started. */
@Tag("unit")
class LedgerTest {

    private static final ConfigurationId A = new ConfigurationId("link:a");
    private static final ConfigurationId B = new ConfigurationId("link:b");
    private static final InterfaceIdentity FIVE = new InterfaceIdentity("kernel", "5");
    private static final InterfaceIdentity SIX = new InterfaceIdentity("kernel", "6");
    private static final InterfaceIdentity UNKNOWN = new InterfaceIdentity("kernel", "");

    private final Ledger ledger = new Ledger(0);

    @Test
    void whatWasStartedSurvivesWritingAndReading() throws Exception {
        InterfaceIdentity strange = new InterfaceIdentity("NetworkManager :1.5 on\n%", "/a b/6");
        ledger.start(A, "me", strange);
        ledger.start(B, "me", InterfaceIdentity.NONE);
        Ledger read = Ledger.parse(ledger.lines("this boot"));
        assertEquals(ledger.started(), read.started());
        assertEquals("this boot", read.boot());
        assertEquals(Optional.of(strange), read.startedAs(A));
        assertEquals(Optional.of(InterfaceIdentity.NONE), read.startedAs(B));
        assertEquals(Optional.empty(), read.startedAs(new ConfigurationId("link:c")));
    }

    @Test
    void aStartOfSomethingElseUnderTheSameIdShowsThatWhatOthersHadStartedIsGone() {
        ledger.start(A, "dead", FIVE);
        ledger.start(A, "me", SIX);
        assertTrue(ledger.isStartedBy(A, "dead"), "the reading may be outdated");
        ledger.keepStart(A, "me", SIX);
        assertEquals(Map.of("me", new Ledger.Start(2, SIX)), ledger.started().get(A));
    }

    @Test
    void aStartOfTheSameThingCountsForBoth() {
        ledger.start(A, "other", FIVE);
        ledger.start(A, "me", FIVE);
        ledger.withdrawStart(A, "me");
        assertTrue(ledger.isStartedBy(A, "other"));
    }

    @Test
    void aStartThatIsNotIdentifiedYetIsIdentifiedLaterUnderItsNumber() {
        ledger.start(A, "dead", FIVE);
        ledger.start(A, "me", UNKNOWN);
        assertEquals(Optional.of(FIVE), ledger.startedAs(A), "nothing is known of the other");
        ledger.keepStart(A, "me", SIX);
        assertEquals(Map.of("me", new Ledger.Start(2, SIX)), ledger.started().get(A));
        ledger.keepStart(A, "me", UNKNOWN);
        assertEquals(Optional.of(SIX), ledger.startedAs(A));
    }

    @Test
    void aSecondStartThatFindsItUpKeepsWhatTheFirstHadStarted() {
        ledger.start(A, "me", UNKNOWN);
        ledger.keepStart(A, "me", FIVE);
        ledger.start(A, "me", UNKNOWN);
        assertEquals(Optional.of(FIVE), ledger.startedAs(A));
        ledger.start(A, "me", SIX);
        ledger.restoreStart(A, "me", FIVE);
        assertEquals(Map.of("me", new Ledger.Start(3, FIVE)), ledger.started().get(A));
        ledger.stop(A, "other", ProcessHolds.own(Map.of()));
        ledger.restoreStart(A, "me", FIVE);
        assertFalse(ledger.isStartedBy(A, "me"));
    }

    @Test
    void aStartThatAStopHasRemovedIsRecordedAgain() {
        ledger.start(A, "me", FIVE);
        ledger.stop(A, "other", ProcessHolds.own(Map.of()));
        assertFalse(ledger.isStartedBy(A, "me"));
        ledger.keepStart(A, "me", FIVE);
        assertTrue(ledger.isStartedBy(A, "me"));
        assertTrue(ledger.lastStart(A) > ledger.lastStops().get(A).number());
    }

    @Test
    void twoThatSwapTheirIdsSwapTheirStarts() {
        ledger.start(A, "me", FIVE);
        ledger.start(B, "other", SIX);
        ledger.rename(Map.of(FIVE, B, SIX, A));
        assertEquals(Map.of("other", new Ledger.Start(2, SIX)), ledger.started().get(A));
        assertEquals(Map.of("me", new Ledger.Start(1, FIVE)), ledger.started().get(B));
    }

    @Test
    void onlyWhatHadTheOldIdentityGetsTheNewOne() {
        ledger.start(A, "me", FIVE);
        ledger.start(B, "me", SIX);
        ledger.replaceIdentity(A, FIVE, UNKNOWN);
        ledger.replaceIdentity(B, FIVE, UNKNOWN);
        assertEquals(Optional.of(UNKNOWN), ledger.startedAs(A));
        assertEquals(Optional.of(SIX), ledger.startedAs(B));
    }
}
