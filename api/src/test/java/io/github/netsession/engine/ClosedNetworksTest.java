package io.github.netsession.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.testkit.Await;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a closed {@code Networks} keeps while the application refers to it and to a session of it. */
@Tag("unit")
class ClosedNetworksTest {

    /** What a real backend has: buffers. */
    private static final class BufferedBackend extends FakeBackend {

        private final Object scope = new Object();

        BufferedBackend() {
            super("buffered", 1);
            snapshot = withLink(ConfigurationState.DISCOVERED);
        }

        @Override
        public Object scope() {
            return scope;
        }
    }

    private NetworkSession session;
    private Networks networks;

    private WeakReference<FakeBackend> openAndClose() throws Exception {
        FakeBackend backend = new BufferedBackend();
        networks = Networks.builder().backend(backend).open();
        session = networks.session(networks.configurations().get(0));
        session.open().get(10, TimeUnit.SECONDS);
        networks.close();
        return new WeakReference<>(backend);
    }

    @Test
    void aKeptSessionAnswersAndKeepsNoBackend() throws Exception {
        WeakReference<FakeBackend> backend = openAndClose();
        Await.until(() -> {
            System.gc();
            return backend.refersTo(null);
        });
        assertFalse(session.isOpen());
        assertTrue(session.networkInterface().isPresent() || session.traffic().orElseThrow().bytesReceived() >= 0);
        Reference.reachabilityFence(networks);
    }
}
