package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.contract.RecordingSink;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.StartResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class ServiceConnectionTest {

    private static final int DOWN = ConnectionPort.DISCONNECTED;
    private static final int COMING = ConnectionPort.CONNECTING;
    private static final int UP = ConnectionPort.CONNECTED;
    private static final int GOING = ConnectionPort.DISCONNECTING;

    private final FakeMacOs os = new FakeMacOs();
    private final RecordingSink sink = new RecordingSink();
    private final FakeConnectionPort port = os.vpn("V");
    private final ServiceConnection connection = new ServiceConnection(os,
        new NetworkService("V", "Office", "PPP", "", Optional.empty(), Optional.empty()), sink);

    @Test
    void eachNoticeIsAHint() {
        port.becomes(COMING).becomes(UP).becomes(GOING).becomes(DOWN).tell(ConnectionPort.INVALID).tell(4711);
        assertEquals(6, sink.hints());
        assertEquals(List.of(), sink.failedIds(), "no start of ours was under way");
    }

    @Test
    void itsStatusIsMacosOwn() {
        for (int status : new int[] {ConnectionPort.INVALID, DOWN, COMING, UP, GOING, 4711}) {
            assertEquals(status, port.is(status).status());
            assertEquals(status, connection.status());
        }
    }

    @Nested
    class ThatIsStarted {

        @Test
        void andFallsBackIsToldToHaveFailedExactlyOnce() {
            assertEquals(StartResult.OURS, connection.start());
            port.becomes(DOWN).becomes(DOWN).tell(ConnectionPort.INVALID);
            assertEquals(List.of(ConfigurationId.of("service", "V")), sink.failedIds());
            BackendException cause = sink.causes().get(0);
            assertEquals(Kind.FAILED, cause.kind());
            assertTrue(cause.reason().contains("\"Office\""), cause.reason());
            assertTrue(cause.remedy().orElseThrow().contains("System Settings"));
            port.becomes(COMING).becomes(DOWN);
            assertEquals(1, sink.failedIds().size(), "what others try is not ours");
        }

        @ParameterizedTest
        @ValueSource(ints = {ConnectionPort.DISCONNECTED, ConnectionPort.INVALID})
        void andFallsBackThroughGoingDownHasFailedToo(int end) {
            connection.start();
            port.becomes(GOING);
            assertEquals(0, sink.failedIds().size());
            port.becomes(end);
            assertEquals(1, sink.failedIds().size());
        }

        @Test
        void andRefusedHasNoFailureToComeThoughOthersTry() {
            os.refuse("start V", Kind.FAILED);
            assertThrows(BackendException.class, connection::start);
            port.becomes(COMING).becomes(DOWN);
            assertEquals(0, sink.failedIds().size(), "macOS did not take that start");
        }

        @Test
        void isNotFailedByAStaleNoticeThatItIsDown() {
            port.isSlow();
            connection.start();
            port.tell(DOWN).tell(GOING).tell(DOWN);
            assertEquals(0, sink.failedIds().size());
            port.becomes(COMING).becomes(DOWN);
            assertEquals(1, sink.failedIds().size());
        }

        @Test
        void andUpHasNotFailedWhenItGoesDownLater() {
            connection.start();
            port.becomes(UP).becomes(GOING).becomes(DOWN);
            assertEquals(0, sink.failedIds().size());
        }

        @ParameterizedTest
        @ValueSource(strings = {"stop", "giveBack", "release"})
        void andTakenDownByUsHasNotFailed(String how) {
            connection.hold(false);
            connection.start();
            switch (how) {
                case "stop" -> connection.stop();
                case "giveBack" -> connection.giveBack();
                default -> connection.release();
            }
            port.becomes(DOWN);
            assertEquals(0, sink.failedIds().size());
        }

        @Test
        void againAfterItFailedMayFailAgain() {
            connection.start();
            port.becomes(DOWN);
            assertEquals(StartResult.OURS, connection.start());
            port.becomes(DOWN);
            assertEquals(2, sink.failedIds().size());
        }

        @ParameterizedTest
        @ValueSource(ints = {ConnectionPort.CONNECTING, ConnectionPort.CONNECTED})
        void whileItIsUpIsNotOurs(int status) {
            port.is(status);
            assertEquals(StartResult.NOT_OURS, connection.start());
            port.becomes(DOWN);
            assertEquals(0, sink.failedIds().size());
            assertEquals(0, os.count("start V"));
        }

        @Test
        void whileItIsGoingDownIsStartedAnew() {
            port.is(GOING);
            assertEquals(StartResult.OURS, connection.start());
        }

        @Test
        void thoughMacosCannotConnectItIsUnsupported() {
            port.is(ConnectionPort.INVALID);
            assertEquals(Kind.UNSUPPORTED, assertThrows(BackendException.class, connection::start).kind());
            assertEquals(0, os.count("start V"));
        }

        @Test
        void andRefusedIsNotCounted() {
            os.refuse("start V", Kind.DENIED);
            assertThrows(BackendException.class, connection::start);
            os.calls.clear();
            port.is(UP);
            connection.release();
            assertEquals(0, os.count("withdraw V"));
        }
    }

    @Nested
    class ThatIsGivenBack {

        @Test
        void goesDownIfNobodyElseWantsIt() {
            connection.start();
            port.becomes(UP);
            assertTrue(connection.giveBack());
            assertFalse(port.isCounted());
        }

        @Test
        void countsAsGoneAsSoonAsItIsGoing() {
            port.is(UP).afterStop(GOING);
            assertTrue(connection.giveBack());
        }

        @Test
        void staysUpForOthersWhichIsKnownWithinHalfASecond() {
            connection.start();
            port.becomes(UP).alsoFor(1);
            boolean[] goes = {true};
            long millis = Patience.millisFor(() -> goes[0] = connection.giveBack());
            assertFalse(goes[0]);
            assertTrue(millis >= 250 && millis < 5_000, millis + " ms; 300 and a busy machine");
        }

        @Test
        void isNotWaitedForLongerHoweverMuchMacosTells() throws InterruptedException {
            port.is(UP).alsoFor(1);
            Thread teller = new Thread(() -> {
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
                while (!Thread.currentThread().isInterrupted() && System.nanoTime() - end < 0) {
                    port.tell(UP);
                }
            });
            teller.start();
            long millis = Patience.millisFor(connection::giveBack);
            teller.interrupt();
            teller.join();
            assertTrue(millis < 5_000, millis + " ms");
        }

        @Test
        void andTakesAMomentIsWaitedFor() throws InterruptedException {
            port.is(UP).afterStop(UP);
            Thread macos = new Thread(() -> {
                Patience.until(() -> os.count("withdraw V") == 1, "it is given back");
                port.becomes(GOING);
            });
            macos.start();
            assertTrue(connection.giveBack());
            macos.join();
        }

        @Test
        void byAThreadThatIsInterruptedKeepsTheInterrupt() {
            port.is(UP).alsoFor(1);
            Thread.currentThread().interrupt();
            assertFalse(connection.giveBack());
            assertTrue(Thread.interrupted());
        }

        @Test
        void whileItIsDownIsDone() {
            assertTrue(connection.giveBack());
            assertEquals(0, os.count("withdraw V"));
        }
    }

    @Test
    void closingGivesItBackOnce() {
        connection.close();
        assertEquals(1, os.count("close V"));
    }

    /** A VPN, which one stop ends for everybody, and which macOS counts nobody for. */
    @Nested
    class OfANetworkExtension {

        private final FakeConnectionPort vpn = os.vpn("N");
        private final ServiceConnection extension = new ServiceConnection(os,
            new NetworkService("N", "Office", "VPN", "", Optional.empty(), Optional.empty()), sink);

        @Test
        void whoLetsGoLeavesItToTheOthers() {
            assertEquals(StartResult.OURS, extension.start());
            vpn.becomes(UP);
            extension.hold(true);
            extension.release();
            assertEquals(UP, extension.status(), "sessions elsewhere still hold it");
        }

        @Test
        void theLastOneTakesItDownAndDoesNotWaitForThat() {
            extension.start();
            vpn.becomes(UP).alsoFor(1);
            assertTrue(extension.giveBack());
        }

        /** Its status is invalid while its controller does not answer. */
        @Test
        void isTakenDownWhileMacosDoesNotSayHowItStands() {
            extension.start();
            vpn.becomes(UP).is(ConnectionPort.INVALID);
            assertTrue(extension.giveBack());
            assertEquals(1, os.count("withdraw N"));
            vpn.is(ConnectionPort.INVALID);
            assertTrue(extension.stop());
            assertEquals(1, os.count("stop N"));
        }

        @Test
        void whatIsUpIsNotStartedAgainToBeCounted() {
            vpn.becomes(UP);
            assertFalse(extension.hold(true));
            assertFalse(vpn.isCounted());
        }
    }
}
