package io.github.netsession.engine;

import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendSink;
import java.util.function.BiConsumer;

/** The sink that a backend is opened with, before there is an engine behind it. A hint that comes too early is kept. */
final class HintRelay implements BackendSink {

    private Runnable changed = () -> early = true;
    private BiConsumer<ConfigurationId, BackendException> failed = (id, cause) -> { };
    private boolean early;

    @Override
    public synchronized void changed() {
        changed.run();
    }

    @Override
    public synchronized void failed(ConfigurationId id, BackendException cause) {
        failed.accept(id, cause);
    }

    /** Neither target may block: they only ask for a turn. */
    synchronized void connect(Runnable onChanged, BiConsumer<ConfigurationId, BackendException> onFailed) {
        changed = onChanged;
        failed = onFailed;
        if (early) {
            changed.run();
        }
    }
}
