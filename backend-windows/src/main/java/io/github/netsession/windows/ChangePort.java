package io.github.netsession.windows;

import java.util.List;
import java.util.Set;

/** Where Windows' change notices arrive. A notice tells which part of a reading has changed, and not which interface. */
public interface ChangePort extends AutoCloseable {

    /** For {@link #await}: no limit. */
    int FOREVER = -1;

    /**
     * Waits until something may have changed, or {@link #signal} was called. For one thread.
     *
     * @param millis how long at most, or {@link #FOREVER}
     * @return the parts that have changed since the last wait, or that were signalled; empty if the limit has ended the wait
     */
    Set<Part> await(int millis);

    /**
     * Ends one wait, present or next. From any thread, also from one of Windows; after {@link #close} it does nothing.
     *
     * @param part the part that the wait returns
     */
    void signal(Part part);

    /** Does the same for {@link Part#ALL}. */
    default void signal() {
        signal(Part.ALL);
    }

    /**
     * What notices Windows refuses to send, each with its reason.
     *
     * @return the reasons; empty if all are sent
     */
    List<String> refused();

    /**
     * Whether none of the notices arrives without which changes would not be seen: of interfaces, addresses and routes.
     *
     * @return true if somebody has to look now and then
     */
    boolean isDeaf();

    /** Ends the notices, and waits for one that is just being delivered; never longer, for that takes no lock and calls nobody. The wait can go on. */
    void cancel();

    /** Frees the place to wait at. Only after the waiting thread has ended. */
    @Override
    void close();
}
