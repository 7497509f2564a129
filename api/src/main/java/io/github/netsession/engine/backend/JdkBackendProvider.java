package io.github.netsession.engine.backend;

import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendProvider;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.Probe;
import java.util.Optional;

/** The fallback for unknown systems and for systems whose native calls fail: interfaces and their states, by the JDK alone. */
final class JdkBackendProvider implements BackendProvider {

    private final String why;
    private final Optional<String> remedy;

    /** For an application that asks for the fallback. */
    JdkBackendProvider() {
        this("the application asked for the fallback", Optional.of("use the netsession backend for this operating system"));
    }

    /** With the reason why no better backend is in use, and what would help. */
    JdkBackendProvider(String why, Optional<String> remedy) {
        this.why = why;
        this.remedy = remedy;
    }

    @Override
    public String name() {
        return "jdk";
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public Probe probe() {
        return Probe.usable("java.net.NetworkInterface");
    }

    @Override
    public Backend open(BackendSink sink) {
        return new JdkBackend(sink, why, remedy);
    }
}
