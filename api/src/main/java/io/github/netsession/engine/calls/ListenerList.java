package io.github.netsession.engine.calls;

import java.util.ArrayList;
import java.util.List;

/**
 * The listeners of one source of events. Adding and removing take constant time on average, however many there are. Not safe for concurrent
 * use.
 *
 * @param <E> the type of the events
 */
public final class ListenerList<E> {

    private static final int MIN_PURGE = 16;

    private final List<ListenerEntry<E>> entries = new ArrayList<>(1);
    private int removed;

    /** Creates an empty list. */
    public ListenerList() {
    }

    /**
     * Adds a listener; does nothing if it is in the list.
     *
     * @param entry the listener, which is in no other list
     */
    public void add(ListenerEntry<E> entry) {
        if (!entry.isListed) {
            entries.add(entry);
            entry.isListed = true;
        }
    }

    /**
     * Removes a listener that has ended; does nothing if it is not in the list.
     *
     * @param entry the listener
     */
    public void remove(ListenerEntry<E> entry) {
        if (!entry.isListed) {
            return;
        }
        entry.isListed = false;
        removed++;
        if (entries.size() <= MIN_PURGE || removed > entries.size() / 2) {
            entries.removeIf(each -> !each.isListed);
            removed = 0;
        }
    }

    /**
     * Returns whether it has no listener.
     *
     * @return true if so
     */
    public boolean isEmpty() {
        return entries.size() == removed;
    }

    /**
     * Queues the calls for an event, in the order of registration.
     *
     * @param event the event
     */
    public void tell(E event) {
        for (ListenerEntry<E> entry : entries) {
            entry.tell(event);
        }
    }
}
