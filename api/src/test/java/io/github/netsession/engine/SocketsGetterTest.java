package io.github.netsession.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionListener;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A getter answers at once on any thread, whatever monitors the application holds. */
@Tag("unit")
class SocketsGetterTest {

    @Test
    void theSocketsCanBeHadWhileTheApplicationHoldsTheMonitorOfItsSession() throws Exception {
        FakeBackend backend = new FakeBackend("fake", 1);
        backend.snapshot = FakeBackend.withLink(ConfigurationState.ACTIVE);
        try (Networks networks = Networks.builder().backend(backend).open()) {
            NetworkSession session = networks.session(networks.configurations().get(0));
            AtomicBoolean had = new AtomicBoolean();
            session.listen(new SessionListener() {
                @Override
                public void opened(SessionEvent.Opened event) {
                    session.sockets();
                    had.set(true);
                }
            });
            synchronized (session) {
                session.open().get(5, TimeUnit.SECONDS);
            }
            assertTrue(had.get());
        }
    }
}
