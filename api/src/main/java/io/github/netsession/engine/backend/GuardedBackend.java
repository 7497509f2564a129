package io.github.netsession.engine.backend;

import io.github.netsession.CapabilityReport;
import io.github.netsession.ConfigurationId;
import io.github.netsession.Link;
import io.github.netsession.NetworkProfile;
import io.github.netsession.internal.ClockSource;
import io.github.netsession.internal.EngineClock;
import io.github.netsession.internal.Trouble;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BootId;
import io.github.netsession.spi.CounterSink;
import io.github.netsession.spi.InterfaceIdentity;
import io.github.netsession.spi.Snapshot;
import io.github.netsession.spi.StartOptions;
import io.github.netsession.spi.StartResult;
import java.io.Closeable;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * A wrapper that keeps the rules that {@link Backend} states: any exception becomes a {@link BackendException}, which all callers expect.
 * When it is closed it forgets the backend, because a session that the application keeps would keep the backend's buffers.
 */
final class GuardedBackend implements Backend, ClockSource {

    private final AtomicReference<Optional<Backend>> backend;

    GuardedBackend(Backend backend) {
        this.backend = new AtomicReference<>(Optional.of(backend));
    }

    private Backend open() {
        Optional<Backend> open = backend.get();
        if (open.isEmpty()) {
            throw new BackendException(BackendException.Kind.FAILED, "call", "the backend is closed");
        }
        return open.get();
    }

    /** Makes a call. If it throws anything but a BackendException, that is reported as a defect of the backend. */
    static <T> T guard(String call, Supplier<T> work) {
        try {
            return Objects.requireNonNull(work.get(), call);
        } catch (Throwable thrown) {
            throw Trouble.unexpected(call, thrown);
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
        try {
            return Objects.requireNonNull(open().capabilities(), "capabilities");
        } catch (Throwable thrown) {
            throw Trouble.unexpected("capabilities", thrown);
        }
    }

    @Override
    public CapabilityReport capabilities(ConfigurationId id) {
        return guard("capabilities", () -> open().capabilities(id));
    }

    @Override
    public Snapshot read() {
        try {
            return Objects.requireNonNull(open().read(), "read");
        } catch (Throwable thrown) {
            throw Trouble.unexpected("read", thrown);
        }
    }

    @Override
    public Snapshot readChanged() {
        return guard("read", () -> open().readChanged());
    }

    /** Without a lambda, as a reading of counters allocates nothing. */
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
        try {
            return open().isSimulated();
        } catch (Throwable thrown) {
            throw Trouble.unexpected("isSimulated", thrown);
        }
    }

    @Override
    public Object scope() {
        try {
            return Objects.requireNonNull(open().scope(), "scope");
        } catch (Throwable thrown) {
            throw Trouble.unexpected("scope", thrown);
        }
    }

    @Override
    public Optional<String> sharedScope() {
        try {
            return Objects.requireNonNull(open().sharedScope(), "sharedScope");
        } catch (Throwable thrown) {
            throw Trouble.unexpected("sharedScope", thrown);
        }
    }

    @Override
    public Set<String> goneScopes(Set<String> scopes) {
        return guard("goneScopes", () -> open().goneScopes(scopes));
    }

    @Override
    public Optional<BootId> boot() {
        try {
            return Objects.requireNonNull(open().boot(), "boot");
        } catch (Throwable thrown) {
            throw Trouble.unexpected("boot", thrown);
        }
    }

    @Override
    public Optional<EngineClock> clock() {
        try {
            return open() instanceof ClockSource source ? Objects.requireNonNull(source.clock(), "clock") : Optional.empty();
        } catch (Throwable thrown) {
            throw Trouble.unexpected("clock", thrown);
        }
    }

    /** Closes the backend; further calls do nothing. */
    @Override
    public void close() {
        Optional<Backend> open = backend.getAndSet(Optional.empty());
        try {
            if (open.isPresent()) {
                open.get().close();
            }
        } catch (Throwable thrown) {
            throw Trouble.unexpected("close", thrown);
        }
    }
}
