package io.github.netsession.engine.backend;

import io.github.netsession.CapabilityReport;
import io.github.netsession.ConfigurationId;
import io.github.netsession.Link;
import io.github.netsession.NetworkProfile;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BootId;
import io.github.netsession.spi.CounterSink;
import io.github.netsession.spi.EngineClock;
import io.github.netsession.spi.InterfaceIdentity;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.spi.StartOptions;
import io.github.netsession.spi.StartResult;
import java.io.Closeable;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A wrapper that protects the engine from defects of a backend: any exception becomes a {@link BackendException}, which all callers expect. */
final class GuardedBackend implements Backend {

    private final Backend backend;

    GuardedBackend(Backend backend) {
        this.backend = Objects.requireNonNull(backend, "backend");
    }

    /** Makes a call. If it throws anything but a BackendException, that is reported as a defect of the backend. */
    static <T> T guard(String call, Supplier<T> work) {
        try {
            return Objects.requireNonNull(work.get(), call);
        } catch (BackendException refusal) {
            throw refusal;
        } catch (RuntimeException | Error defect) {
            BackendException failure = new BackendException(BackendException.Kind.FAILED, call, "the backend failed unexpectedly: " + defect);
            failure.initCause(defect);
            throw failure;
        }
    }

    private static void guard(String call, Runnable work) {
        guard(call, () -> {
            work.run();
            return true;
        });
    }

    @Override
    public CapabilityReport capabilities() {
        return guard("capabilities", () -> backend.capabilities());
    }

    @Override
    public CapabilityReport capabilities(ConfigurationId id) {
        return guard("capabilities", () -> backend.capabilities(id));
    }

    @Override
    public Snapshot read() {
        return guard("read", backend::read);
    }

    @Override
    public void counters(CounterSink sink) {
        guard("counters", () -> backend.counters(sink));
    }

    @Override
    public void counters(int linkIndex, CounterSink sink) {
        guard("counters", () -> backend.counters(linkIndex, sink));
    }

    @Override
    public StartResult start(ConfigurationId id, StartOptions options) {
        return guard("start", () -> backend.start(id, options));
    }

    @Override
    public void stop(ConfigurationId id) {
        guard("stop", () -> backend.stop(id));
    }

    @Override
    public void hold(ConfigurationId id, boolean started) {
        guard("hold", () -> backend.hold(id, started));
    }

    @Override
    public void release(ConfigurationId id) {
        guard("release", () -> backend.release(id));
    }

    @Override
    public boolean giveBack(ConfigurationId id) {
        return guard("giveBack", () -> backend.giveBack(id));
    }

    @Override
    public boolean giveBack(ConfigurationId id, InterfaceIdentity started) {
        return guard("giveBack", () -> backend.giveBack(id, started));
    }

    @Override
    public ConfigurationId define(NetworkProfile profile) {
        return guard("define", () -> backend.define(profile));
    }

    @Override
    public void scan() {
        guard("scan", backend::scan);
    }

    @Override
    public void direct(ConfigurationId id, Link link, Closeable socket) {
        guard("direct", () -> backend.direct(id, link, socket));
    }

    @Override
    public boolean isSimulated() {
        return guard("isSimulated", backend::isSimulated);
    }

    @Override
    public Object scope() {
        return guard("scope", backend::scope);
    }

    @Override
    public Optional<String> sharedScope() {
        return guard("sharedScope", backend::sharedScope);
    }

    @Override
    public Set<String> goneScopes(Set<String> scopes) {
        return guard("goneScopes", () -> backend.goneScopes(scopes));
    }

    @Override
    public Optional<BootId> boot() {
        return guard("boot", backend::boot);
    }

    @Override
    public Optional<EngineClock> clock() {
        return guard("clock", backend::clock);
    }

    @Override
    public void close() {
        guard("close", backend::close);
    }
}
