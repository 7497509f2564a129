package io.github.netsession.sim;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.SessionException;
import io.github.netsession.SessionFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;

/** What the stories about one session have in common: a world with one Wi-Fi, and the library open on it. */
class SessionStory {

    /** A little longer than a carrier may be away. */
    static final long GRACE_MILLIS = 3_200;

    final SimWorld world = new SimWorld();
    final SimAccessPoint home = world.accessPoint("home", Bearer.WLAN).traffic(1000, 100);
    final Networks networks = world.open();

    @AfterEach
    void close() {
        networks.close();
    }

    NetworkSession session() {
        return session(networks);
    }

    NetworkSession session(Networks of) {
        return of.session(home.id());
    }

    void advance(long millis) {
        world.advance(Duration.ofMillis(millis));
    }

    ConfigurationState homeState() {
        return networks.configuration(home.id()).orElseThrow().state();
    }

    static SessionFailure failureOf(CompletableFuture<?> future) {
        CompletionException thrown = assertThrows(CompletionException.class, future::join);
        return ((SessionException) thrown.getCause()).failure();
    }
}
