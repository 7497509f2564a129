package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.Capability;
import io.github.netsession.ConfigurationId;
import io.github.netsession.LastClose;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionException;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionState;
import io.github.netsession.Support;
import io.github.netsession.macos.jna.StandIn;
import io.github.netsession.testkit.Await;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Services whose holders macOS itself counts, on stand-ins for Apple's libraries. */
@Tag("standin")
@Tag("every-jdk")
@Timeout(60)
class StandInConnectionsIT {

    /** A line by a modem: macOS counts who holds it. */
    private static final ConfigurationId LINE = ConfigurationId.of("service", "WORK");
    /** A network extension's: one stop is for everybody. */
    private static final ConfigurationId VPN = ConfigurationId.of("service", "VPN");

    @TempDir
    private Path directory;
    private Networks networks;

    @BeforeEach
    void open() {
        StandIn.load("link lo0 1 24 0x8049 16384 -", "link en0 4 6 0x8863 1500 02:00:00:00:00:04", "address en0 192.0.2.4/24",
            "link utun4 10 1 0x8010 1400 -", "store State:/Network/Global/IPv4 {\"PrimaryInterface\":\"en0\"}",
            "store Setup:/Network/Service/WORK {\"UserDefinedName\":\"Work\"}",
            "store Setup:/Network/Service/WORK/Interface {\"Type\":\"PPP\",\"SubType\":\"PPPSerial\"}", "service WORK utun4 10.8.0.2/32",
            "link utun5 11 1 0x8010 1400 -", "store Setup:/Network/Service/VPN {\"UserDefinedName\":\"Away\"}",
            "store Setup:/Network/Service/VPN/Interface {\"Type\":\"VPN\"}", "service VPN utun5 10.9.0.2/32", "extension VPN");
        networks = another(directory);
    }

    /** With a directory of its own, it knows nothing of the others' sessions: like a program that is not ours. */
    private static Networks another(Path holds) {
        return Networks.builder().backend(new StandInProvider()).holdsDirectory(holds).open();
    }

    @AfterEach
    void close() {
        networks.close();
        StandInLibrary.nothingIsLeft();
    }

    private static void eventually(BooleanSupplier condition) {
        eventually(condition, "it comes true");
    }

    private static void eventually(BooleanSupplier condition, String what) {
        assertTrue(Await.comesTrue(condition), what);
    }

    private static long references() {
        return StandIn.number("references WORK");
    }

    private static boolean isUp() {
        return StandIn.number("status WORK") == ConnectionPort.CONNECTED;
    }

    private static NetworkSession session(Networks library) {
        return library.session(LINE);
    }

    private static NetworkSession opened(Networks library) {
        NetworkSession session = session(library);
        session.open().join();
        return session;
    }

    private static SessionFailure failureOf(CompletableFuture<Void> future) {
        return ((SessionException) assertThrows(CompletionException.class, future::join).getCause()).failure();
    }

    private static void seenUp(Networks library) {
        eventually(() -> library.configuration(LINE).orElseThrow().isActive());
    }

    @Test
    void aStartLeavesNothingBehindWhenTheProgramDies() {
        opened(networks);
        assertEquals(0, StandIn.number("linger WORK"), "linger is off: macOS takes it down when this process is gone");
        assertEquals(1, references());
    }

    @Test
    void twoLibrariesAreCountedTwiceAndTheOtherKeepsItUp() {
        NetworkSession first = opened(networks);
        try (Networks other = another(directory)) {
            seenUp(other);
            NetworkSession second = opened(other);
            eventually(() -> references() == 2);
            first.close();
            eventually(() -> references() == 1);
            assertTrue(isUp() && second.isOpen());
            networks.close();
            assertTrue(isUp(), "also when the one that started it is gone");
            second.close();
            eventually(() -> second.state() == SessionState.DISCONNECTED);
            assertFalse(isUp());
            assertEquals(0, references());
        }
    }

    @Test
    void whatTheUserConnectedIsNeverCountedAndStaysUp() {
        StandIn.act("up WORK");
        seenUp(networks);
        long starts = StandIn.number("calls SCNetworkConnectionStart");
        long stops = StandIn.number("calls SCNetworkConnectionStop");
        opened(networks).close();
        networks.close();
        assertEquals(starts, StandIn.number("calls SCNetworkConnectionStart"), "a reference of ours would take it down when we go");
        assertEquals(stops, StandIn.number("calls SCNetworkConnectionStop"));
        assertTrue(isUp());
    }

    @Test
    void whatAnotherProgramHoldsStaysUpAndNobodyWaits() {
        NetworkSession session = opened(networks);
        StandIn.act("others WORK 1");
        session.close();
        eventually(() -> !session.isOpen() && references() == 0);
        assertEquals(SessionState.CONNECTED, session.state());
        assertTrue(session.failure().isEmpty());
        assertTrue(isUp());
    }

    @Test
    void stoppingIsForEverybody() {
        NetworkSession session = opened(networks);
        StandIn.act("others WORK 1");
        session.stop().join();
        assertFalse(isUp());
    }

    @Test
    void theLastCloseTakesDownWhatTheUserConnectedWhereTheApplicationSaysSo() {
        StandIn.act("up WORK");
        try (Networks strict = Networks.builder().backend(new StandInProvider()).holdsDirectory(directory).onLastClose(LastClose.STOP_ALWAYS).open()) {
            seenUp(strict);
            opened(strict).close();
            eventually(() -> !isUp());
        }
    }

    @Test
    void aStartThatFallsBackFailsAtOnceAndNotAfterItsTime() {
        StandIn.act("fail WORK 1");
        SessionFailure failure = failureOf(session(networks).open());
        assertTrue(failure.message().contains("\"Work\" went down again before it was up"), failure.message());
        assertTrue(failure.remedy().orElseThrow().contains("System Settings"));
        StandIn.act("fail WORK 0");
        assertTrue(opened(networks).isOpen());
    }

    @Test
    void aRefusalSaysWhatWouldHelpAndPasses() {
        StandIn.act("refuse start 1003");
        SessionFailure refused = failureOf(session(networks).open());
        assertTrue(refused.remedy().isPresent());
        assertEquals(1003, refused.nativeCode().orElseThrow().code());
        eventually(() -> networks.capabilities().of(Capability.CAN_START_AND_STOP_INTERFACES).support() == Support.DENIED);
        StandIn.act("refuse start 0");
        assertTrue(opened(networks).isOpen());
        eventually(() -> networks.capabilities().of(Capability.CAN_START_AND_STOP_INTERFACES).support() == Support.AVAILABLE);
    }

    @Test
    void withoutAWayOutItCannotBeStarted() {
        StandIn.act("forget store State:/Network/Global/IPv4");
        NetworkSession session = session(networks);
        eventually(() -> session.state() == SessionState.NOT_AVAILABLE);
        StandIn.act("store State:/Network/Global/IPv4 {\"PrimaryInterface\":\"en0\"}");
        eventually(() -> session.state() == SessionState.DISCONNECTED);
    }

    @Test
    void aServiceThatVanishesWhileItIsStartedLeavesNothing() {
        StandIn.act("delay connect 2000"); // It is to be seen underway, on a busy machine too.
        NetworkSession session = session(networks);
        CompletableFuture<Void> opening = session.open();
        eventually(() -> StandIn.number("status WORK") == ConnectionPort.CONNECTING);
        StandIn.act("forget store Setup:/Network/Service/WORK/Interface", "forget store Setup:/Network/Service/WORK", "forget service WORK");
        eventually(opening::isDone);
        assertTrue(opening.isCompletedExceptionally());
        eventually(() -> session.state() == SessionState.INVALID);
        eventually(() -> StandIn.number("live connection") == 1, "the other service's");
    }

    // ---- what macOS does not count, this library counts alone

    private static NetworkSession openedVpn(Networks library) {
        NetworkSession session = library.session(VPN);
        session.open().join();
        return session;
    }

    private static boolean isVpnUp() {
        return StandIn.number("status VPN") == ConnectionPort.CONNECTED;
    }

    @Test
    void whoLetsGoOfAVpnLeavesItToTheOtherLibrary() {
        NetworkSession first = openedVpn(networks);
        try (Networks other = another(directory)) {
            eventually(() -> other.configuration(VPN).orElseThrow().isActive());
            NetworkSession second = openedVpn(other);
            first.close();
            networks.close();
            assertTrue(isVpnUp() && second.isOpen());
            second.close();
            eventually(() -> second.state() == SessionState.DISCONNECTED);
            assertFalse(isVpnUp());
        }
    }

    @Test
    void aVpnThatTheUserConnectedStaysUp() {
        StandIn.act("up VPN");
        eventually(() -> networks.configuration(VPN).orElseThrow().isActive());
        openedVpn(networks).close();
        networks.close();
        assertTrue(isVpnUp());
    }
}
