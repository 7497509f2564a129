package io.github.netsession.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.netsession.contract.RecordingSink;
import io.github.netsession.spi.BackendException.Kind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
@Tag("every-jdk")
class MacWatcherTest {

    private final FakeMacOs os = new FakeMacOs();
    private final RecordingSink sink = new RecordingSink();

    @Test
    void aChangeOfThePathIsAHint() {
        MacWatcher watcher = MacWatcher.open(os, new OpenSink(sink));
        assertEquals(0, sink.hints());
        os.path.becomes(FakePathPort.UNSATISFIED);
        assertEquals(1, sink.hints());
        assertEquals(FakePathPort.UNSATISFIED, watcher.path());
    }

    @Test
    void aChangeOfTheStoreIsAHintAndARestartALoss() {
        MacWatcher watcher = MacWatcher.open(os, new OpenSink(sink));
        watcher.storeChanged(StoreChange.UNNAMED);
        assertEquals(0, watcher.losses());
        watcher.storeChanged(StoreChange.RESTART);
        watcher.storeChanged(StoreChange.RESTART);
        assertEquals(2, watcher.losses());
        assertEquals(3, sink.hints());
        assertEquals(0, os.count("path.close"));
    }

    @Test
    void onlyTheFirstReadingWaitsForTheFirstState() {
        MacWatcher watcher = MacWatcher.open(os, new OpenSink(sink));
        assertEquals(0, os.count("awaitFirst"));
        assertEquals(FakePathPort.SATISFIED, watcher.path());
        watcher.path();
        assertEquals(1, os.count("awaitFirst"));
    }

    @Test
    void withoutAPathMonitorNothingIsKnownAndItSaysWhy() {
        os.refuse("path", Kind.UNSUPPORTED);
        try (LogLines log = new LogLines()) {
            MacWatcher watcher = MacWatcher.open(os, new OpenSink(sink));
            assertEquals(1, log.warnings("refused by the test"));
            assertEquals(PathState.UNKNOWN, watcher.path());
            assertEquals("path: refused by the test", watcher.obstacle());
            assertEquals("path: refused by the test", watcher.constrainedObstacle());
            watcher.close();
        }
        assertEquals(0, os.count("path.close"));
    }

    @Test
    void withOneItSaysWhetherItKnowsLowDataMode() {
        MacWatcher watcher = MacWatcher.open(os, new OpenSink(sink));
        assertEquals("", watcher.obstacle());
        assertEquals("", watcher.constrainedObstacle());
        os.path.constrainedObstacle = "it came later";
        assertEquals("it came later", watcher.constrainedObstacle());
    }

    @Test
    void closingEndsThePathMonitor() {
        MacWatcher.open(os, new OpenSink(sink)).close();
        assertEquals(1, os.count("path.close"));
    }

    @Test
    void aDefectIsNotTakenForARefusal() {
        os.fail("path", new IllegalStateException("thrown by the test"));
        assertThrows(IllegalStateException.class, () -> MacWatcher.open(os, new OpenSink(sink)));
    }
}
