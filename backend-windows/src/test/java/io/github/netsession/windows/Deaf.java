package io.github.netsession.windows;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendSink;

/** Takes hints and makes nothing of them, so that nothing is read but on purpose. */
final class Deaf implements BackendSink {

    @Override
    public void changed() {
        // The test reads.
    }

    @Override
    public void failed(ConfigurationId id, BackendException cause) {
        throw new AssertionError("nothing was started", cause);
    }
}
