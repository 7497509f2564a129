package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Link;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.NetworksEvent;
import io.github.netsession.NetworksListener;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionException;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionListener;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** The library, open on the Windows backend, with all that it tells. */
final class Library implements AutoCloseable {

    final Networks networks = Networks.builder().backend(new WindowsBackendProvider()).open();
    private final List<NetworksEvent> told = new CopyOnWriteArrayList<>();

    Library() {
        networks.listen(new NetworksListener() {
            @Override
            public void event(NetworksEvent event) {
                told.add(event);
            }
        });
        eventually(() -> !told.isEmpty(), "the present state is told");
    }

    static void eventually(BooleanSupplier condition, String what) {
        assertTrue(Linux.await(condition), () -> "did not come true in time: " + what);
    }

    /** Waits for the time to pass, and sees whether something comes true in it that should not. */
    static boolean comesTrueWithin(long millis, BooleanSupplier condition) {
        long end = System.nanoTime() + millis * 1_000_000;
        boolean[] seen = new boolean[1];
        Linux.await(() -> {
            seen[0] = condition.getAsBoolean();
            return seen[0] || System.nanoTime() - end > 0;
        });
        return seen[0];
    }

    /** Asks for a reading and waits for it. */
    Library updated() {
        networks.update().join();
        return this;
    }

    Link link(String name) {
        return networks.state().networkInterface(name).orElseThrow(() -> new AssertionError("no link " + name + " in " + networks.interfaces()));
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

    NetworkSession session(ConfigurationId id) {
        return networks.session(configuration(id));
    }

    NetworkSession opened(ConfigurationId id) {
        NetworkSession session = session(id);
        session.open().join();
        return session;
    }

    /** What a session tells from now on, one word an event. */
    static List<String> words(NetworkSession session) {
        List<String> words = new CopyOnWriteArrayList<>();
        AtomicBoolean hasBegun = new AtomicBoolean();
        session.listen(new SessionListener() {
            @Override
            public void event(SessionEvent event) {
                if (event instanceof SessionEvent.StateChanged changed) {
                    words.add(changed.state().name());
                } else if (event instanceof SessionEvent.Failed failed) {
                    words.add("!" + failed.failure().error());
                } else if (event instanceof SessionEvent.Opened || event instanceof SessionEvent.Closed) {
                    words.add(event.getClass().getSimpleName().toLowerCase(Locale.ROOT));
                } else if (event instanceof SessionEvent.Present) {
                    hasBegun.set(true);
                }
            }
        });
        eventually(hasBegun::get, "how the session stands is told: what happens before is no change");
        return words;
    }

    static SessionFailure failureOf(CompletableFuture<?> future) {
        eventually(future::isDone, "the future is complete");
        try {
            future.join();
        } catch (CompletionException failed) {
            return ((SessionException) failed.getCause()).failure();
        }
        throw new AssertionError("it should have failed");
    }

    /** How much was told so far, for {@link #tellsAfter}. */
    int toldSoFar() {
        return told.size();
    }

    boolean tellsAfter(int before, Predicate<NetworksEvent> event) {
        return told.stream().skip(before).anyMatch(event); // Told meanwhile, too: a part of this list would not stand that.
    }

    /** Makes a change and waits for an event of that kind, which is such. */
    <E extends NetworksEvent> void tells(Class<E> kind, Predicate<E> such, Runnable change) {
        int before = toldSoFar();
        change.run();
        assertTrue(Linux.await(() -> tellsAfter(before, event -> kind.isInstance(event) && such.test(kind.cast(event)))),
            () -> "not told in time; told: " + told.stream().skip(before).toList());
    }

    @Override
    public void close() {
        networks.close();
    }
}
