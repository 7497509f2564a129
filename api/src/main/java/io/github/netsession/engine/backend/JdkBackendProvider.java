package io.github.netsession.engine.backend;

import io.github.netsession.NoBackendException.Candidate;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendProvider;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.Probe;
import java.util.List;
import java.util.stream.Collectors;

/** The fallback for unknown systems and for systems whose native calls fail: interfaces and their states, by the JDK alone. */
final class JdkBackendProvider implements BackendProvider {

    private final List<Candidate> rejected;

    /** Keeps the chooser's own list, which contains all rejected candidates when this provider is opened. */
    JdkBackendProvider(List<Candidate> rejected) {
        this.rejected = rejected;
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
        String why = rejected.isEmpty() ? "no backend for this system was found" : "no better backend works here: "
            + rejected.stream().map(candidate -> candidate.name() + " " + candidate.reason()).collect(Collectors.joining("; "));
        return new JdkBackend(sink, why);
    }
}
