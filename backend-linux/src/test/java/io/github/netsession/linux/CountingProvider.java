package io.github.netsession.linux;

import io.github.netsession.CapabilityReport;
import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendProvider;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.CounterSink;
import io.github.netsession.spi.Probe;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.spi.StartOptions;
import io.github.netsession.spi.StartResult;
import java.util.concurrent.atomic.AtomicInteger;

/** The Linux backend, with its readings counted. */
final class CountingProvider implements BackendProvider {

    private final BackendProvider real = new LinuxBackendProvider();
    private final AtomicInteger readings = new AtomicInteger();

    int readings() {
        return readings.get();
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public int priority() {
        return real.priority();
    }

    @Override
    public Probe probe() {
        return real.probe();
    }

    @Override
    public Backend open(BackendSink sink) {
        Backend backend = real.open(sink);
        return new Backend() {
            @Override
            public CapabilityReport capabilities() {
                return backend.capabilities();
            }

            @Override
            public Snapshot read() {
                readings.incrementAndGet();
                return backend.read();
            }

            @Override
            public Snapshot readChanged() {
                readings.incrementAndGet();
                return backend.readChanged();
            }

            @Override
            public void counters(CounterSink rows) {
                backend.counters(rows);
            }

            @Override
            public void counters(int linkIndex, CounterSink rows) {
                backend.counters(linkIndex, rows);
            }

            @Override
            public StartResult start(ConfigurationId id, StartOptions options) {
                return backend.start(id, options);
            }

            @Override
            public void stop(ConfigurationId id) {
                backend.stop(id);
            }

            @Override
            public void scan() {
                backend.scan();
            }

            @Override
            public Object scope() {
                return backend.scope();
            }

            @Override
            public void close() {
                backend.close();
            }
        };
    }
}
