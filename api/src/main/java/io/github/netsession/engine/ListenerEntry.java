package io.github.netsession.engine;

import java.util.function.Consumer;

/**
 * A registered listener: passes events on until it is ended.
 *
 * @param <E> the type of the events
 */
final class ListenerEntry<E> {

    private final Consumer<E> listener;
    private final EffectRunner effects;
    private volatile boolean ended;

    ListenerEntry(Consumer<E> listener, EffectRunner effects) {
        this.listener = listener;
        this.effects = effects;
    }

    void tell(E event) {
        effects.tell(() -> {
            if (!ended) {
                listener.accept(event);
            }
        });
    }

    boolean isActive() {
        return !ended;
    }

    void end() {
        ended = true;
    }
}
