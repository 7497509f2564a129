package io.github.netsession.testkit;

import io.github.netsession.Link;
import io.github.netsession.Networks;
import io.github.netsession.NetworksEvent;
import io.github.netsession.NetworksListener;
import io.github.netsession.SessionException;
import io.github.netsession.SessionFailure;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** The library, open on a backend in real time, with all events that it has told. */
public class OpenNetworks implements AutoCloseable {

    /** The library. */
    public final Networks networks;

    private final Recorder recorder = new Recorder();

    /**
     * Listens, and waits until the current state is told.
     *
     * @param networks open; closed with this object
     */
    public OpenNetworks(Networks networks) {
        this.networks = networks;
        networks.listen(recorder);
        Await.until(recorder::hasBegun, () -> "the current state is told");
    }

    private static final class Recorder implements NetworksListener {

        private final List<NetworksEvent> events = new CopyOnWriteArrayList<>();

        @Override
        public void accept(NetworksEvent event) {
            events.add(event);
        }

        boolean hasBegun() {
            return !events.isEmpty();
        }
    }

    /**
     * All events so far.
     *
     * @return the events, the current state at the beginning among them
     */
    public final List<NetworksEvent> events() {
        return List.copyOf(recorder.events);
    }

    /**
     * A link of the current state.
     *
     * @param name its name
     * @return the link, which must be there
     */
    public final Link link(String name) {
        return networks.state().networkInterface(name).orElseThrow(() -> new AssertionError("no link " + name + " in " + networks.interfaces()));
    }

    /**
     * Makes a change and waits for an event.
     *
     * @param <E> the kind of the event
     * @param kind the kind of the event
     * @param such what else is true of it
     * @param change to make
     */
    public final <E extends NetworksEvent> void tells(Class<E> kind, Predicate<E> such, Runnable change) {
        int before = recorder.events.size();
        change.run();
        Await.until(() -> recorder.events.stream().skip(before).anyMatch(event -> kind.isInstance(event) && such.test(kind.cast(event))),
            () -> "such a " + kind.getSimpleName() + " is told; told: " + recorder.events.stream().skip(before).toList());
    }

    /**
     * Why something fails, within a minute.
     *
     * @param future of what fails
     * @return the failure, which must be there
     */
    public static SessionFailure failureOf(CompletableFuture<?> future) {
        Await.until(future::isDone, () -> "the future is complete");
        try {
            future.join();
        } catch (CompletionException failed) {
            return ((SessionException) failed.getCause()).failure();
        }
        throw new AssertionError("it should have failed");
    }

    @Override
    public void close() {
        networks.close();
    }
}
