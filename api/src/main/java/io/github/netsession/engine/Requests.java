package io.github.netsession.engine;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkProfile;
import io.github.netsession.NetworksState;
import io.github.netsession.SessionException;
import io.github.netsession.spi.BackendException;
import java.util.Optional;

/** What the application asks of the backend besides sessions, each settled by a reading. Turns only. */
final class Requests {

    private final Engine engine;

    Requests(Engine engine) {
        this.engine = engine;
    }

    void update(boolean scan, CallFuture<NetworksState> future) {
        try {
            if (scan) {
                engine.backendInUse().scan();
            }
        } catch (BackendException refused) {
            fail(future, refused);
            return;
        }
        if (read(future)) {
            NetworksState state = engine.world().published().state();
            future.succeed(state);
        }
    }

    void define(NetworkProfile profile, CallFuture<NetworkConfiguration> future) {
        ConfigurationId id;
        try {
            id = engine.backendInUse().define(profile);
        } catch (BackendException refused) {
            fail(future, refused);
            return;
        }
        if (read(future)) {
            Optional<NetworkConfiguration> defined = Optional.ofNullable(engine.world().published().configurations().get(id));
            defined.ifPresentOrElse(configuration -> future.succeed(configuration), () -> fail(future,
                new BackendException(BackendException.Kind.TEMPORARY, "define", "the network service went away meanwhile")));
        }
    }

    /** Reads now; fails the future and answers false if that fails. */
    private boolean read(CallFuture<?> future) {
        engine.world().loop().readNow();
        Optional<BackendException> unreadable = engine.world().loop().failure();
        unreadable.ifPresent(cause -> fail(future, cause));
        return unreadable.isEmpty();
    }

    private static void fail(CallFuture<?> future, BackendException cause) {
        future.fail(new SessionException(Failures.of(cause), cause));
    }
}
