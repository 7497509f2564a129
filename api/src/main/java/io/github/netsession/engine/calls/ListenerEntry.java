package io.github.netsession.engine.calls;

import java.util.function.Consumer;

/**
 * A registered listener: passes events on until it is ended.
 *
 * @param <E> the type of the events
 */
public final class ListenerEntry<E> {

    private final CallbackQueue callbacks;
    /** Null when it has ended, so that the application's object can be collected. */
    private volatile Consumer<? super E> listener;
    /** Of the {@link ListenerList} that it is in. */
    boolean isListed;

    /**
     * Registers a listener.
     *
     * @param listener takes the events
     * @param callbacks makes the calls
     */
    public ListenerEntry(Consumer<? super E> listener, CallbackQueue callbacks) {
        this.listener = listener;
        this.callbacks = callbacks;
    }

    /**
     * Queues the call for an event.
     *
     * @param event the event
     */
    public void tell(E event) {
        if (listener == null) {
            return;
        }
        callbacks.tell(() -> {
            Consumer<? super E> present = listener;
            if (present != null) {
                present.accept(event);
            }
        });
    }

    /**
     * Returns whether the listener has not ended.
     *
     * @return true if so
     */
    public boolean isActive() {
        return listener != null;
    }

    /** Ends the listener: no further call starts. */
    public void end() {
        listener = null;
    }
}
