package io.github.netsession.engine;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkProfile;
import io.github.netsession.NetworksState;
import io.github.netsession.SessionException;
import io.github.netsession.engine.backend.ReadLoop;
import io.github.netsession.engine.calls.CallFuture;
import io.github.netsession.engine.session.Failures;
import io.github.netsession.engine.state.StatePublisher;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import java.util.Optional;

/** Handles the application's requests to the backend that concern no session; a reading completes each. Called in turns only. */
final class Requests {

    private final Backend backend;
    private final ReadLoop loop;
    private final StatePublisher publisher;

    Requests(Backend backend, ReadLoop loop, StatePublisher publisher) {
        this.backend = backend;
        this.loop = loop;
        this.publisher = publisher;
    }

    void update(boolean scan, CallFuture<NetworksState> future) {
        try {
            if (scan) {
                backend.scan();
            }
        } catch (BackendException refused) {
            fail(future, refused);
            return;
        }
        if (read(future)) {
            future.succeed(publisher.current().state());
        }
    }

    void define(NetworkProfile profile, CallFuture<NetworkConfiguration> future) {
        ConfigurationId id;
        try {
            id = backend.define(profile);
        } catch (BackendException refused) {
            fail(future, refused);
            return;
        }
        if (read(future)) {
            Optional.ofNullable(publisher.current().configurations().get(id)).ifPresentOrElse(future::succeed, () -> fail(future,
                new BackendException(BackendException.Kind.TEMPORARY, "define", "the network service went away meanwhile")));
        }
    }

    /** Reads now; if that fails, fails the future and returns false. */
    private boolean read(CallFuture<?> future) {
        loop.readNow();
        Optional<BackendException> unreadable = loop.failure();
        unreadable.ifPresent(cause -> fail(future, cause));
        return unreadable.isEmpty();
    }

    private static void fail(CallFuture<?> future, BackendException cause) {
        future.fail(new SessionException(Failures.of(cause), cause));
    }
}
