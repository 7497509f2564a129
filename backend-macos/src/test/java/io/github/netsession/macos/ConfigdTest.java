package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.contract.RecordingSink;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
@Tag("every-jdk")
class ConfigdTest {

    /** For a test that waits for it, and for nothing else that takes time. */
    private static final long SHORT_MILLIS = 500;

    private final FakeMacOs os = new FakeMacOs();
    private final List<StoreChange> changes = Collections.synchronizedList(new ArrayList<>());
    private Configd configd = open(Configd.LIMIT_MILLIS);
    private boolean isClosed;

    private Configd open(long limitMillis) {
        return new Configd(os, changes::add, new RecordingSink(), limitMillis);
    }

    @AfterEach
    void everythingIsGivenBackOnceAndNoThreadIsLeft() {
        os.releaseAll();
        close();
        // A close is waited for for half a second only; what it does is done when the threads have ended.
        Patience.until(() -> Patience.threads(Configd.THREAD_NAME).isEmpty(), "its thread ends");
        Patience.until(() -> Patience.threads(Statuses.THREAD_NAME).isEmpty(), "the thread of the connections ends");
        assertEquals(os.sessions.size(), os.count("store.close"));
        assertEquals(1, os.count("close"));
        assertTrue(os.sessions.stream().allMatch(FakeStorePort::isClosed));
        assertEquals("close", os.calls.get(os.calls.size() - 1), "the queue goes last");
    }

    private void close() {
        if (!isClosed) {
            isClosed = true;
            configd.close(os::close);
        }
    }

    private Kind refusal() {
        return assertThrows(BackendException.class, configd::read).kind();
    }

    private boolean reads() {
        try {
            return configd.read() != null;
        } catch (BackendException late) {
            return false;
        }
    }

    @Test
    void itConnectsWithTheFirstReadingAndOnce() {
        assertEquals(List.of(), os.calls);
        configd.read();
        configd.read();
        assertEquals(List.of("store", "read", "read"), os.calls);
    }

    @Test
    void whatItToldIsToldOn() {
        configd.read();
        os.sessions.get(0).tell(false);
        os.sessions.get(0).tell(true);
        assertEquals(List.of(StoreChange.UNNAMED, StoreChange.RESTART), changes);
    }

    @Test
    void aReadingIsTheStoreTheServicesAndTheirStatuses() {
        os.store.service("V", "Office", "VPN").service("W", "Wi-Fi", FakeStore.WIFI);
        os.vpn("V").is(ConnectionPort.CONNECTED);
        StoreReading reading = configd.read();
        assertEquals(os.store.copy(), reading.store());
        assertEquals(List.of("V", "W"), reading.services().stream().map(NetworkService::id).toList());
        assertEquals(Map.of("V", ConnectionPort.CONNECTED), reading.statuses());
        assertEquals(ConnectionPort.INVALID, reading.status(reading.services().get(1)));
    }

    @Test
    void aServiceThatGoesWhileItIsAskedForIsGoneAndNotOneThatIsThereAndUnknown() {
        os.store.service("V", "Office", "VPN");
        assertEquals(1, configd.read().services().size());
        os.during("status V", () -> {
            os.store.gone("V");
            os.vpn("V").is(ConnectionPort.INVALID);
        });
        assertEquals(List.of(), configd.read().services());
    }

    @Test
    void aServiceThatGoesWhileItsKeysAreReadIsGone() {
        os.store.service("V", "Office", "VPN");
        configd.read();
        os.during("status V", () -> {
            os.store.gone("V");
            os.vpn("V").is(ConnectionPort.INVALID);
        });
        assertEquals(List.of(), configd.readChanged(Set.of("State:/Network/Service/V/IPv4")).services());
    }

    @Test
    void aServiceThatItsControllerNeverKnewDoesNotMakeEachReadingTwo() {
        os.store.service("V", "Office", "VPN");
        os.vpn("V").is(ConnectionPort.INVALID);
        configd.read();
        configd.read();
        assertEquals(2, os.count("read"));
    }

    @Test
    void aReadingThatFailedMakesTheNextOneConnectAnew() {
        configd.read();
        os.refuse("read", Kind.TEMPORARY);
        assertEquals(Kind.TEMPORARY, refusal());
        assertTrue(os.sessions.get(0).isClosed());
        os.allow("read");
        configd.read();
        assertEquals(2, os.sessions.size());
        os.sessions.get(0).tell(true);
        os.sessions.get(1).tell(true);
        assertEquals(List.of(StoreChange.RESTART), changes);
    }

    @Test
    void aConnectionThatIsRefusedIsTriedAgain() {
        os.refuse("store", Kind.TEMPORARY);
        assertEquals(Kind.TEMPORARY, refusal());
        assertEquals(Kind.TEMPORARY, refusal());
        os.allow("store");
        configd.read();
        assertEquals(1, os.sessions.size());
    }

    @Test
    void aSessionThatCannotEvenBeClosedIsNotUsedAgain() {
        configd.read();
        os.refuse("read", Kind.TEMPORARY);
        os.refuse("store.close", Kind.FAILED);
        refusal();
        os.allow("read");
        os.allow("store.close");
        configd.read();
        assertEquals(2, os.sessions.size());
    }

    @Test
    void aCallThatHangsIsATimeoutThenRefusedAtOnceAndWorksAgainWhenItAnswers() {
        configd.read();
        os.hang("read");
        long millis = Patience.millisFor(() -> assertEquals(Kind.TIMEOUT, refusal()));
        assertTrue(millis >= 2_000 && millis < 10_000, millis + " ms");
        long again = Patience.millisFor(() -> assertEquals(Kind.TIMEOUT, refusal()));
        assertTrue(again < 1_000, again + " ms");
        os.releaseAll();
        Patience.until(this::reads, "it reads again");
        assertEquals(1, os.sessions.size(), "the session was only slow");
    }

    @Test
    void closingWhileACallHangsIsBoundedAndGivesEverythingBackWhenItAnswers() {
        configd = open(SHORT_MILLIS); // The other has made no thread yet, and has nothing to give back.
        os.store.service("V", "Office", "VPN");
        configd.read();
        os.hang("read");
        refusal();
        long millis = Patience.millisFor(this::close);
        assertTrue(millis >= 300 && millis < 5_000, millis + " ms");
        assertEquals(0, os.count("store.close"));
        os.releaseAll();
        Patience.until(() -> os.count("close") == 1, "everything is given back");
        assertEquals(1, os.count("close V"));
        assertEquals(1, os.count("store.close"));
    }

    @Test
    void aConnectionThatIsMadeTooLateIsGivenBackToo() {
        configd = open(SHORT_MILLIS);
        os.hang("store");
        refusal();
        close();
        os.releaseAll();
        Patience.until(() -> os.count("store.close") == 1, "it is given back");
    }

    @Test
    void closedItReadsNoMore() {
        configd.read();
        close();
        assertEquals(Kind.TEMPORARY, refusal());
        assertEquals(1, os.count("read"));
    }

    @Test
    void whatOneConnectionIsRefusedAtTheEndKeepsNothingElseFromBeingGivenBack() {
        os.store.service("U", "1", "VPN").service("V", "2", "VPN");
        configd.read();
        os.refuse("close U", Kind.FAILED);
        os.refuse("close V", Kind.FAILED);
        close();
        Patience.until(() -> os.count("close") == 1, "everything is given back");
        assertEquals(1, os.count("close U"));
        assertEquals(1, os.count("close V"));
        assertEquals(1, os.count("store.close"));
    }

    @Test
    void eachServiceThatIsConnectedHasOneConnectionAsLongAsItIsThere() {
        os.store.service("U", "1", "VPN").service("V", "2", "VPN");
        configd.read();
        configd.read();
        assertEquals(1, os.count("connection V"));
        os.store.gone("V");
        configd.read();
        assertEquals(1, os.count("close V"));
        assertEquals(0, os.count("close U"));
        os.store.service("V", "2", "VPN");
        configd.read();
        assertEquals(2, os.count("connection V"));
    }

    @Test
    void oneConnectionThatCannotBeHadIsNoReasonNotToSeeTheOthers() {
        os.store.service("U", "1", "VPN").service("V", "2", "VPN");
        os.vpn("V").is(ConnectionPort.CONNECTED);
        os.refuse("connection U", Kind.FAILED);
        assertEquals(Map.of("V", ConnectionPort.CONNECTED), configd.read().statuses());
        os.allow("connection U");
        assertEquals(ConnectionPort.DISCONNECTED, configd.read().statuses().get("U"));
    }

    @Test
    void onlyAConnectionOfTheLastReadingIsOne() {
        ConfigurationId vpn = ConfigurationId.of("service", "V");
        assertEquals(Optional.empty(), configd.connection(vpn));
        os.store.service("V", "Office", "VPN").service("W", "Wi-Fi", FakeStore.WIFI);
        configd.read();
        assertEquals("Office", configd.connection(vpn).orElseThrow().name());
        assertEquals(Optional.empty(), configd.connection(ConfigurationId.of("service", "W")));
        os.store.gone("V");
        configd.read();
        assertEquals(Optional.empty(), configd.connection(vpn));
    }

    @Test
    void whereChangesAreNotToldOfItSaysSoOnceAndPolls() {
        os.deafness = Optional.of("refused by the test");
        try (LogLines log = new LogLines()) {
            configd.read();
            assertEquals("polling every 10 s: refused by the test", configd.polling());
            os.refuse("read", Kind.TEMPORARY);
            refusal();
            os.allow("read");
            configd.read();
            assertEquals(1, log.warnings("refused by the test"));
        }
        assertEquals(2, os.sessions.size());
    }

    @Test
    void whereANewSessionTellsOfChangesAgainPollingIsOver() {
        os.deafness = Optional.of("refused by the test");
        configd.read();
        os.deafness = Optional.empty();
        os.refuse("read", Kind.TEMPORARY);
        refusal();
        os.allow("read");
        configd.read();
        assertEquals("", configd.polling());
        os.deafness = Optional.of("refused again");
        os.refuse("read", Kind.TEMPORARY);
        refusal();
        os.allow("read");
        configd.read();
        assertEquals("polling every 10 s: refused again", configd.polling());
    }

    @Test
    void whereChangesAreToldOfNothingPolls() {
        configd.read();
        assertEquals("", configd.polling());
        assertFalse(changes.contains(false));
    }
}
