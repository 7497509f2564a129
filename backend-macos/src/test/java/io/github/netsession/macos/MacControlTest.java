package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.contract.RecordingSink;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.StartResult;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class MacControlTest {

    private static final ConfigurationId VPN = ConfigurationId.of("service", "V");
    private static final ConfigurationId WIFI = ConfigurationId.of("service", "W");
    private static final ConfigurationId LAN = ConfigurationId.of("service", "L");

    private final FakeMacOs os = new FakeMacOs();
    private final RecordingSink sink = new RecordingSink();
    private Configd configd = new Configd(os, everything -> { }, sink, Configd.LIMIT_MILLIS);
    private MacControl control = new MacControl(os, configd);

    @BeforeEach
    void aMacOnWifi() {
        os.with(Rows.up("en0", 4, "192.0.2.4"), Rows.up("en1", 5));
        os.store.service("W", "Wi-Fi", FakeStore.WIFI).inUse("W", "en0").service("L", "my \u001b LAN", FakeStore.LAN)
            .link("en1", Map.of("Active", false))
            .service("V", "Office", "PPP");
        configd.read();
    }

    /** For a test that waits until configd is too late. */
    private void waitForConfigdOnlyBriefly() {
        configd.close(() -> { });
        configd = new Configd(os, everything -> { }, sink, 500);
        control = new MacControl(os, configd);
        configd.read();
    }

    @AfterEach
    void close() {
        os.releaseAll();
        configd.close(os::close);
    }

    private static BackendException refused(Kind kind, Runnable call) {
        BackendException refused = assertThrows(BackendException.class, call::run);
        assertEquals(kind, refused.kind(), refused::getMessage);
        return refused;
    }

    @ParameterizedTest
    @ValueSource(strings = {"service:nobody", "service:v", "link:en0", "nm:V", "service:V "})
    void whatIsNotThereIsGone(String text) {
        ConfigurationId id = new ConfigurationId(text);
        refused(Kind.GONE, () -> control.start(id));
        refused(Kind.GONE, () -> control.stop(id));
        refused(Kind.GONE, () -> control.giveBack(id));
        assertDoesNotThrow(() -> control.hold(id, true));
        assertDoesNotThrow(() -> control.release(id));
    }

    @Nested
    class OfWhatIsSwitchedOnAndOff {

        @Test
        void itIsNotStartedAndTheReasonSaysWhoCouldAndHow() {
            String reason = refused(Kind.UNSUPPORTED, () -> control.start(LAN)).reason();
            assertTrue(reason.contains("networksetup -setnetworkserviceenabled \"my \\u001b LAN\" on"), reason);
        }

        @Test
        void whatIsUpAndAtMostWaitsForAnAddressNeedsNoStarting() {
            assertEquals(StartResult.NOT_OURS, control.start(WIFI));
            os.store.link("en1", Map.of("Active", true));
            assertEquals(StartResult.NOT_OURS, control.start(LAN));
            os.store.remove(StoreKeys.INTERFACES + "en1/Link");
            assertEquals(StartResult.NOT_OURS, control.start(LAN), "the store does not say, so the kernel does");
        }

        @ParameterizedTest
        @ValueSource(ints = {0, InterfaceRow.IFF_UP, InterfaceRow.IFF_RUNNING})
        void whatIsOffOrDoesNotRunIsNotStarted(int flags) {
            os.store.remove(StoreKeys.INTERFACES + "en1/Link");
            os.interfaces.set(1, Rows.row("en1", 5, LinkType.IFT_ETHER, flags));
            refused(Kind.UNSUPPORTED, () -> control.start(LAN));
        }

        @Test
        void anInterfaceThatIsNotThereIsNotStarted() {
            os.interfaces.remove(1);
            refused(Kind.UNSUPPORTED, () -> control.start(LAN));
        }

        @Test
        void whatIsOnlyThereIsUp() {
            os.with(Rows.row("utun3", 9, 1, Rows.RUNNING, "fe80::9"));
            os.store.inUse("X", "utun3");
            ConfigurationId there = ConfigurationId.of("service", "X");
            assertEquals(StartResult.NOT_OURS, control.start(there));
            refused(Kind.UNSUPPORTED, () -> control.stop(there));
        }

        @Test
        void whatIsUpCannotBeStopped() {
            refused(Kind.UNSUPPORTED, () -> control.stop(WIFI));
            refused(Kind.UNSUPPORTED, () -> control.giveBack(WIFI));
        }

        @Test
        void whatIsUpByAnAddressThatTheStoreDoesNotKnowCannotBeStoppedEither() {
            os.store.remove(StoreKeys.SERVICES + "W/IPv4");
            refused(Kind.UNSUPPORTED, () -> control.stop(WIFI));
        }

        @Test
        void stoppingWhatIsDownDoesNothing() {
            assertDoesNotThrow(() -> control.stop(LAN));
            assertTrue(control.giveBack(LAN));
        }

        @Test
        void stoppingTheOneThatIsNotInUseDoesNothingToTheOtherOnItsDevice() {
            os.store.service("X", "by hand", FakeStore.WIFI);
            assertDoesNotThrow(() -> control.stop(ConfigurationId.of("service", "X")));
            refused(Kind.UNSUPPORTED, () -> control.stop(WIFI));
        }

        @Test
        void holdingItIsNobodysAffair() {
            os.calls.clear();
            control.hold(WIFI, true);
            control.release(WIFI);
            assertEquals(0, os.calls.size());
        }
    }

    @Nested
    class OfAVpn {

        @Test
        void startingItAsksMacosAndIsOurs() {
            assertEquals(StartResult.OURS, control.start(VPN));
            assertEquals(1, os.count("start V"));
            assertTrue(os.vpn("V").isCounted());
        }

        @ParameterizedTest
        @ValueSource(ints = {ConnectionPort.CONNECTING, ConnectionPort.CONNECTED})
        void whatIsUpAlreadyIsNotOurs(int status) {
            os.vpn("V").is(status);
            assertEquals(StartResult.NOT_OURS, control.start(VPN));
            assertEquals(0, os.count("start V"));
        }

        @Test
        void stoppingItIsForEverybodyAndOfOneThatIsDownNothing() {
            os.vpn("V").is(ConnectionPort.CONNECTED).alsoFor(3);
            control.stop(VPN);
            control.stop(VPN);
            assertEquals(1, os.count("stop V"));
            assertEquals(0, os.count("withdraw V"));
        }

        @Test
        void givingItBackTellsWhetherItGoesDown() {
            control.start(VPN);
            assertTrue(control.giveBack(VPN));
            assertEquals(1, os.count("withdraw V"));
            control.start(VPN);
            os.vpn("V").is(ConnectionPort.CONNECTED).alsoFor(1);
            assertFalse(control.giveBack(VPN));
            assertEquals(0, os.count("stop V"));
        }

        @ParameterizedTest
        @CsvSource({"start V, start", "stop V, stop", "withdraw V, giveBack"})
        void deniedItSaysWhatWouldHelpAndIsKeptUntilItIsAllowed(String call, String what) {
            if (!what.equals("start")) {
                os.vpn("V").is(ConnectionPort.CONNECTED);
            }
            os.refuse(call, Kind.DENIED);
            assertEquals(Optional.empty(), control.denied());
            BackendException refused = refused(Kind.DENIED, () -> doIt(what));
            assertEquals(Optional.of(MacControl.DENIED), refused.remedy());
            assertEquals(Optional.of(call + ": refused by the test"), control.denied());
            os.allow(call);
            assertDoesNotThrow(() -> doIt(what));
            assertEquals(Optional.empty(), control.denied());
        }

        private void doIt(String what) {
            switch (what) {
                case "start" -> control.start(VPN);
                case "stop" -> control.stop(VPN);
                default -> control.giveBack(VPN);
            }
        }

        @Test
        void anythingElseThatIsRefusedIsNoDenial() {
            os.refuse("start V", Kind.FAILED);
            assertEquals(Optional.empty(), refused(Kind.FAILED, () -> control.start(VPN)).remedy());
            assertEquals(Optional.empty(), control.denied());
        }

        @Test
        void oneThatMacosGivesNoConnectionForIsRefusedForThatReason() {
            os.store.service("X", "other", "VPN");
            os.refuse("connection X", Kind.DENIED);
            assertEquals(Optional.of(MacControl.DENIED), refused(Kind.DENIED, () -> control.start(ConfigurationId.of("service", "X"))).remedy());
            os.allow("connection X");
            assertEquals(StartResult.OURS, control.start(ConfigurationId.of("service", "X")));
        }

        @Test
        void oneThatHasJustGoneIsGone() {
            os.store.gone("V");
            refused(Kind.GONE, () -> control.start(VPN));
            Patience.until(() -> os.count("close V") == 1, "it is given back");
        }
    }

    /** macOS takes it down when nobody is counted any more, so that it matters who is. */
    @Nested
    class OfHolding {

        @Test
        void whatWasUpBeforeAnySessionDoesNotDependOnUs() {
            os.vpn("V").is(ConnectionPort.CONNECTED);
            control.hold(VPN, false);
            assertFalse(os.vpn("V").isCounted());
            control.release(VPN);
            assertEquals(0, os.count("withdraw V"));
        }

        @Test
        void whatASessionOfAnotherProcessStartedCountsUsToo() {
            os.vpn("V").is(ConnectionPort.CONNECTED).alsoFor(1);
            control.hold(VPN, true);
            assertTrue(os.vpn("V").isCounted());
            control.release(VPN);
            assertFalse(os.vpn("V").isCounted());
            assertEquals(1, os.count("withdraw V"));
        }

        @ParameterizedTest
        @ValueSource(ints = {ConnectionPort.INVALID, ConnectionPort.DISCONNECTED, ConnectionPort.DISCONNECTING})
        void whatIsDownIsNotStartedByHolding(int status) {
            os.vpn("V").is(status);
            control.hold(VPN, true);
            assertEquals(0, os.count("start V"));
        }

        @Test
        void ofSeveralHereOnlyTheLastWithdraws() {
            control.hold(VPN, false);
            control.start(VPN);
            control.hold(VPN, true);
            assertEquals(1, os.count("start V"), "we are counted once");
            control.release(VPN);
            assertTrue(os.vpn("V").isCounted());
            control.release(VPN);
            assertFalse(os.vpn("V").isCounted());
        }

        @Test
        void releasingMoreThanWasHeldDoesNothing() {
            control.release(VPN);
            control.hold(VPN, false);
            control.start(VPN);
            control.release(VPN);
            control.release(VPN);
            assertEquals(1, os.count("withdraw V"));
            control.hold(VPN, false);
            control.start(VPN);
            control.hold(VPN, true);
            control.release(VPN);
            assertTrue(os.vpn("V").isCounted());
        }

        @Test
        void aStartThatComesTooLateIsTakenBack() {
            waitForConfigdOnlyBriefly();
            os.hang("start V");
            refused(Kind.TIMEOUT, () -> control.start(VPN));
            os.releaseAll();
            Patience.until(() -> reads(configd), "configd answers again");
            assertFalse(os.vpn("V").isCounted(), "whoever asked for it takes it for failed");
            assertEquals(StartResult.OURS, control.start(VPN), "and may ask again");
        }

        @Test
        void aHoldThatIsNotCountedByMacosIsStillOne() {
            os.vpn("V").is(ConnectionPort.CONNECTED).alsoFor(1);
            os.refuse("start V", Kind.TEMPORARY);
            refused(Kind.TEMPORARY, () -> control.hold(VPN, true));
            os.allow("start V");
            control.hold(VPN, true);
            control.release(VPN);
            assertTrue(os.vpn("V").isCounted(), "the other session is still there");
            control.release(VPN);
            assertFalse(os.vpn("V").isCounted());
        }

        @Test
        void aHoldThatConfigdWasTooLateForIsStillOne() {
            waitForConfigdOnlyBriefly();
            os.vpn("V").is(ConnectionPort.CONNECTED).alsoFor(1);
            os.hang("read");
            refused(Kind.TIMEOUT, configd::read);
            refused(Kind.TIMEOUT, () -> control.hold(VPN, true));
            os.releaseAll();
            Patience.until(() -> reads(configd), "configd answers again");
            control.hold(VPN, true);
            control.release(VPN);
            assertTrue(os.vpn("V").isCounted(), "the other session is still there");
            control.release(VPN);
            assertFalse(os.vpn("V").isCounted());
        }

        @Test
        void aReleaseThatConfigdWasTooLateForIsMadeUpForByTheNext() {
            waitForConfigdOnlyBriefly();
            os.vpn("V").is(ConnectionPort.CONNECTED).alsoFor(1);
            control.hold(VPN, true);
            os.hang("read");
            refused(Kind.TIMEOUT, configd::read);
            refused(Kind.TIMEOUT, () -> control.release(VPN));
            os.releaseAll();
            Patience.until(() -> reads(configd), "configd answers again");
            control.hold(VPN, true);
            control.release(VPN);
            assertFalse(os.vpn("V").isCounted());
        }
    }

    private static boolean reads(Configd configd) {
        try {
            return configd.read() != null;
        } catch (BackendException late) {
            return false;
        }
    }
}
