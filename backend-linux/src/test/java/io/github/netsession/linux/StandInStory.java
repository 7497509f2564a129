package io.github.netsession.linux;

import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendSink;
import org.junit.jupiter.api.AfterEach;

/** A story around the stand-in for NetworkManager and the backend. */
abstract class StandInStory {

    final StandIn manager = new StandIn();
    Backend backend;

    /** Opens the backend in a world that the stand-in is told of before. */
    final void open(BackendSink sink, String... world) {
        manager.tell(world);
        backend = new LinuxBackendProvider().open(sink);
    }

    @AfterEach
    final void close() {
        try {
            if (backend != null) {
                backend.close();
            }
        } finally {
            manager.close();
        }
    }
}
