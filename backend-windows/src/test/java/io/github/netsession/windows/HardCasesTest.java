package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.netsession.contract.RecordingSink;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.testkit.Await;
import io.github.netsession.windows.wifi.WifiService;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What happens rarely, and went wrong before it was tested. */
@Tag("unit")
class HardCasesTest {

    private final FakeWindowsOs os = new FakeWindowsOs();
    private final RecordingSink sink = new RecordingSink();

    @Test
    void aWaitThatFailsIsAHintAndSoIsItsEnd() {
        os.changes.failOnce(new BackendException(Kind.FAILED, "WaitForSingleObject", "refused by the test"));
        WindowsWatcher watcher = WindowsWatcher.open(os, sink);
        os.changes.awaitWait();
        Await.comesTrueWithin(Duration.ofSeconds(5), () -> os.changes.waiter().getState() == Thread.State.TIMED_WAITING);
        assertEquals(1, sink.hints(), "the report has to show it");
        LockSupport.unpark(os.changes.waiter());
        os.changes.awaitWait();
        assertEquals(ChangePort.FOREVER, os.changes.awaitWait());
        assertEquals(2, sink.hints(), "the report has to show that it is over");
        watcher.close();
    }

    @Test
    void aRouteOfIpv4ToLoopbackDoesNotHideTheOneOfIpv6() {
        os.with(Row.loopback(1), "127.0.0.1").with(Row.of(2).alias("LAN"), "2001:db8::2").defaultRoute4(1);
        os.route(2, 0, FakeWindowsOs.DESTINATIONS6);
        assertEquals(Optional.of("LAN"), new WindowsReader(os, new WifiService(() -> os.wifi, sink)).read().defaultInterface());
    }

    @Test
    void aRefusalOfWifiLeavesTheRestReadable() {
        os.with(Row.of(2).alias("LAN"), "192.0.2.2").wifi.refuse("adapters", Kind.DENIED);
        WindowsBackend backend = WindowsBackend.open(os, sink);
        try {
            assertEquals(1, backend.read().links().size());
        } finally {
            backend.close();
        }
    }

    @Test
    void theWatcherIsClosedThoughWifiCannotBe() {
        WindowsBackend backend = WindowsBackend.open(os, sink);
        backend.read();
        os.wifi.refuse("close", Kind.FAILED);
        assertThrows(BackendException.class, backend::close);
        assertEquals(true, os.changes.journal().contains("close"));
    }
}
