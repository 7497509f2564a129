package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.testkit.SessionTrace;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sessions that wait for one start with different limits. */
@Tag("sim")
class SharedStartTest extends HangingStartStory {

    @Test
    void haveTheirOwnLimitsAndTheLongestEndsIt() {
        NetworkSession brief = limitedTo(5);
        NetworkSession patient = limitedTo(20);
        SessionTrace traceOfBrief = SessionTrace.of(brief);
        SessionTrace traceOfPatient = SessionTrace.of(patient);
        CompletableFuture<Void> first = brief.open();
        advance(3_000);
        CompletableFuture<Void> second = patient.open();
        advance(2_000);
        assertTimedOut(first, "5 s");
        assertEquals("present:DISCONNECTED CONNECTING !UNKNOWN DISCONNECTED CONNECTING", traceOfBrief.since());
        assertEquals("present:DISCONNECTED CONNECTING", traceOfPatient.since());
        advance(17_900);
        assertFalse(second.isDone(), "its limit counts from its own opening");
        advance(100);
        assertTimedOut(second, "20 s");
        assertEquals("!UNKNOWN DISCONNECTED", traceOfPatient.since());
        assertEquals("DISCONNECTED", traceOfBrief.since());
        assertFalse(isUp());
    }

    @Test
    void areAllServedByASuccess() {
        NetworkSession brief = limitedTo(5);
        NetworkSession patient = limitedTo(20);
        brief.open();
        patient.open();
        advance(6_000);
        succeed();
        assertTrue(patient.isOpen());
        assertFalse(brief.isOpen(), "it had given up, and watches");
        brief.open();
        advance(100);
        assertTrue(brief.isOpen());
        patient.close();
        assertTrue(isUp(), "the other one holds it");
    }

    @Test
    void withoutALimitOfTheirOwnAreNotFailedByAShorterOne() {
        CompletableFuture<Void> first = limitedTo(5).open();
        advance(3_000);
        CompletableFuture<Void> second = session().open();
        advance(2_000);
        assertTimedOut(first, "5 s");
        advance(27_900);
        assertFalse(second.isDone());
        advance(100);
        assertTimedOut(second, "30 s");
    }

    @Test
    void withoutALimitOfTheirOwnDoNotEndALongerOne() {
        CompletableFuture<Void> first = session().open();
        CompletableFuture<Void> second = limitedTo(40).open();
        CompletableFuture<Void> third = session().open();
        advance(30_000);
        assertTimedOut(first, "30 s");
        assertTimedOut(third, "30 s");
        assertFalse(second.isDone());
        advance(10_000);
        assertTimedOut(second, "40 s");
        assertFalse(isUp());
    }

    @Test
    void andReopenAfterAStopKeepTheirOwnLimits() {
        home.restoreAddress().up();
        advance(200);
        NetworkSession brief = limitedTo(5);
        NetworkSession patient = limitedTo(20);
        brief.stop();
        home.withholdAddress();
        CompletableFuture<Void> first = brief.open();
        CompletableFuture<Void> second = patient.open();
        advance(6_000);
        assertTimedOut(first, "5 s");
        assertFalse(second.isDone());
        advance(15_000);
        assertTimedOut(second, "20 s");
    }

    @Test
    void leaveItToTheOthersWhenTheyClose() {
        NetworkSession endless = session();
        endless.setConnectTimeout(NO_LIMIT);
        endless.open();
        advance(60_000);
        CompletableFuture<Void> second = limitedTo(5).open();
        endless.close();
        advance(4_900);
        assertFalse(second.isDone());
        advance(100);
        assertTimedOut(second, "5 s");
        assertFalse(isUp());
    }

    @Test
    void beginAgainAfterTheyHaveClosed() {
        NetworkSession patient = limitedTo(60);
        NetworkSession session = session();
        patient.open();
        session.open();
        advance(20_000);
        session.close();
        CompletableFuture<Void> again = session.open();
        advance(29_900);
        assertFalse(again.isDone(), "the limit counts from the first that waits now");
        advance(100);
        assertTimedOut(again, "30 s");
    }

    @Test
    void inAnotherInstanceEndTheirs() {
        try (Networks other = world.open()) {
            NetworkSession elsewhere = session(other);
            CompletableFuture<Void> theirs = elsewhere.open();
            advance(100);
            NetworkSession endless = session();
            endless.setConnectTimeout(NO_LIMIT);
            endless.open();
            endless.close();
            advance(100);
            assertFalse(theirs.isDone(), "it continues for them");
            advance(60_000);
            assertTimedOut(theirs, "30 s");
            assertEquals("DISCONNECTED", session().state().name(), "nothing waits for ever");
        }
    }

    @Test
    void theLimitOfSessionsThatAreGoneDoesNotCountForALaterOne() {
        try (Networks others = world.open()) {
            NetworkSession other = others.session(home.id());
            other.setConnectTimeout(NO_LIMIT);
            other.open();
            advance(1_000);
            NetworkSession gone = session();
            gone.open();
            advance(1_000);
            gone.close();
            advance(20_000);
            CompletableFuture<Void> opened = session().open();
            advance(25_000);
            assertFalse(opened.isDone(), "it has 30 s of its own");
            advance(6_000);
            assertTimedOut(opened, "30 s");
        }
    }
}
