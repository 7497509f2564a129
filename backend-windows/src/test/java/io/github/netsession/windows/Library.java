package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Link;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.spi.BackendProvider;
import io.github.netsession.testkit.OpenNetworks;
import io.github.netsession.testkit.SessionTrace;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** The library, open on the Windows backend. */
final class Library extends OpenNetworks {

    Library() {
        this(new WindowsBackendProvider());
    }

    Library(BackendProvider provider) {
        super(Networks.builder().backend(provider).open());
    }

    static void eventually(BooleanSupplier condition, String what) {
        assertTrue(Linux.await(condition), () -> "did not come true in time: " + what);
    }

    /** Asks for a reading and waits for it. */
    Library updated() {
        networks.update().join();
        return this;
    }

    /** Whether a link is there and is so. */
    boolean linkIs(String name, Predicate<Link> state) {
        return networks.state().networkInterface(name).filter(state).isPresent();
    }

    boolean isIn(ConfigurationId id, ConfigurationState state) {
        return networks.configuration(id).filter(configuration -> configuration.state() == state).isPresent();
    }

    void awaitState(ConfigurationId id, ConfigurationState state) {
        assertTrue(Linux.await(() -> isIn(id, state)), () -> id + " should be " + state + " in " + networks.configurations());
    }

    NetworkConfiguration configuration(ConfigurationId id) {
        eventually(() -> networks.configuration(id).isPresent(), id + " is listed");
        return networks.configuration(id).orElseThrow();
    }

    /** Waits until it is listed. */
    NetworkSession session(ConfigurationId id) {
        return networks.session(configuration(id));
    }

    NetworkSession opened(ConfigurationId id) {
        NetworkSession session = session(id);
        session.open().join();
        return session;
    }

    /** Listens to a session, which has told its current state: what happens from now on is told as a change. */
    static SessionTrace trace(NetworkSession session) {
        SessionTrace trace = SessionTrace.of(session);
        eventually(trace::hasBegun, "the current state of the session is told");
        return trace;
    }
}
