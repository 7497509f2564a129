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
import io.github.netsession.spi.Trouble;
import java.io.Closeable;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * A wrapper that protects the engine from defects of a backend: any exception becomes a {@link BackendException}, which all callers expect.
 * When it is closed it forgets the backend, because a session that the application keeps would keep the backend's buffers.
 */
final class GuardedBackend implements Backend {

    private final AtomicReference<Optional<Backend>> backend;

    GuardedBackend(Backend backend) {
        this.backend = new AtomicReference<>(Optional.of(backend));
    }

    private Backend open() {
        return backend.get().orElseThrow(() -> new BackendException(BackendException.Kind.FAILED, "call", "the backend is closed"));
    }

    /** Makes a call. If it throws anything but a BackendException, that is reported as a defect of the backend. */
    static <T> T guard(String call, Supplier<T> work) {
        try {
            return Objects.requireNonNull(work.get(), call);
        } catch (BackendException refusal) {
            throw refusal;
        } catch (Throwable defect) {
            throw Trouble.unexpected(call, defect);
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
        return guard("capabilities", () -> open().capabilities());
    }

    @Override
    public CapabilityReport capabilities(ConfigurationId id) {
        return guard("capabilities", () -> open().capabilities(id));
    }

    @Override
    public Snapshot read() {
        return guard("read", () -> open().read());
    }

    /** Without a lambda, as a reading of counters allocates nothing. */
    @Override
    public Snapshot readChanged() {
        return guard("read", () -> open().readChanged());
    }

    @Override
    public void counters(CounterSink sink) {
        try {
            open().counters(sink);
        } catch (Throwable failure) {
            throw Trouble.unexpected("counters", failure);
        }
    }

    @Override
    public void counters(int linkIndex, CounterSink sink) {
        try {
            open().counters(linkIndex, sink);
        } catch (Throwable failure) {
            throw Trouble.unexpected("counters", failure);
        }
    }

    @Override
    public StartResult start(ConfigurationId id, StartOptions options) {
        return guard("start", () -> open().start(id, options));
    }

    @Override
    public void stop(ConfigurationId id) {
        guard("stop", () -> open().stop(id));
    }

    @Override
    public void hold(ConfigurationId id, boolean started) {
        guard("hold", () -> open().hold(id, started));
    }

    @Override
    public void release(ConfigurationId id) {
        guard("release", () -> open().release(id));
    }

    @Override
    public boolean giveBack(ConfigurationId id) {
        return guard("giveBack", () -> open().giveBack(id));
    }

    @Override
    public boolean giveBack(ConfigurationId id, InterfaceIdentity started) {
        return guard("giveBack", () -> open().giveBack(id, started));
    }

    @Override
    public ConfigurationId define(NetworkProfile profile) {
        return guard("define", () -> open().define(profile));
    }

    @Override
    public void scan() {
        guard("scan", () -> open().scan());
    }

    @Override
    public void direct(ConfigurationId id, Link link, Closeable socket) {
        guard("direct", () -> open().direct(id, link, socket));
    }

    @Override
    public boolean isSimulated() {
        return guard("isSimulated", () -> open().isSimulated());
    }

    @Override
    public Object scope() {
        return guard("scope", () -> open().scope());
    }

    @Override
    public Optional<String> sharedScope() {
        return guard("sharedScope", () -> open().sharedScope());
    }

    @Override
    public Set<String> goneScopes(Set<String> scopes) {
        return guard("goneScopes", () -> open().goneScopes(scopes));
    }

    @Override
    public Optional<BootId> boot() {
        return guard("boot", () -> open().boot());
    }

    @Override
    public Optional<EngineClock> clock() {
        return guard("clock", () -> open().clock());
    }

    /** Closes the backend; further calls do nothing. */
    @Override
    public void close() {
        backend.getAndSet(Optional.empty()).ifPresent(open -> guard("close", open::close));
    }
}
