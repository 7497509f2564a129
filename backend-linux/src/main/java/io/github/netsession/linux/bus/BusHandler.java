package io.github.netsession.linux.bus;

/** Who listens to the bus. All calls on the thread that runs the {@link BusClient}; none may wait. */
public interface BusHandler {

    /** The connection is up: what is to be heard has to be subscribed to. */
    void connected();

    /** The connection is lost, and with it all subscriptions. */
    void lost();

    /**
     * A signal came in.
     *
     * @param signal the signal; without arguments if these cannot be read
     * @return whether something may have changed
     */
    boolean signal(BusMessage signal);

    /**
     * In how long {@link #timePassed()} wants to be called.
     *
     * @return nanoseconds, {@link Long#MAX_VALUE} for not at all
     */
    long nanosToWait();

    /**
     * Time has passed.
     *
     * @return whether something may have changed by that
     */
    boolean timePassed();
}
