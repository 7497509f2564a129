package io.github.netsession.engine;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkProfile;
import io.github.netsession.NetworksState;
import io.github.netsession.SessionException;
import io.github.netsession.spi.BackendException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What the application asks of the backend besides sessions, each settled by a reading. Turns only. */
final class Requests {

    private final Engine engine;

    Requests(Engine engine) {
        this.engine = engine;
    }

    void update(boolean scan, CompletableFuture<NetworksState> future) {
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
            succeed(future, state);
        }
    }

    void define(NetworkProfile profile, CompletableFuture<NetworkConfiguration> future) {
        ConfigurationId id;
        try {
            id = engine.backendInUse().define(profile);
        } catch (BackendException refused) {
            fail(future, refused);
            return;
        }
        if (read(future)) {
            Optional<NetworkConfiguration> defined = Optional.ofNullable(engine.world().published().configurations().get(id));
            defined.ifPresentOrElse(configuration -> succeed(future, configuration), () -> fail(future,
                new BackendException(BackendException.Kind.TEMPORARY, "define", "the network service went away meanwhile")));
        }
    }

    /** Reads now; fails the future and answers false if that fails. */
    private boolean read(CompletableFuture<?> future) {
        engine.world().loop().readNow();
        Optional<BackendException> unreadable = engine.world().loop().failure();
        unreadable.ifPresent(cause -> fail(future, cause));
        return unreadable.isEmpty();
    }

    private <T> void succeed(CompletableFuture<T> future, T value) {
        EngineFuture.decide(future);
        engine.effects().complete(() -> future.complete(value));
    }

    private void fail(CompletableFuture<?> future, BackendException cause) {
        EngineFuture.decide(future);
        engine.effects().complete(() -> future.completeExceptionally(new SessionException(Failures.of(cause), cause)));
    }
}
