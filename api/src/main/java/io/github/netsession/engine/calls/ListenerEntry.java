package io.github.netsession.engine.calls;

import java.util.function.Consumer;

/**
 * A registered listener: passes events on until it is ended.
 *
 * @param <E> the type of the events
 */
public final class ListenerEntry<E> {

    private final Consumer<E> listener;
    private final CallbackQueue callbacks;
    private volatile boolean ended;

    /**
     * Registers a listener.
     *
     * @param listener takes the events
     * @param callbacks makes the calls
     */
    public ListenerEntry(Consumer<E> listener, CallbackQueue callbacks) {
        this.listener = listener;
        this.callbacks = callbacks;
    }

    /**
     * Queues the call for an event.
     *
     * @param event the event
     */
    public void tell(E event) {
        callbacks.tell(() -> {
            if (!ended) {
                listener.accept(event);
            }
        });
    }

    /**
     * Returns whether it has not ended.
     *
     * @return true if so
     */
    public boolean isActive() {
        return !ended;
    }

    /** Ends it: no further call starts. */
    public void end() {
        ended = true;
    }
}
