package io.github.netsession.linux.bus;

import io.github.netsession.spi.BackendException;
import java.util.Optional;

/** Where the bus is. */
public interface BusConnector {

    /**
     * Why there is no bus to connect to. Looks at the file system only, and loads nothing.
     *
     * @return the reason, for a person; empty if there may be one
     */
    Optional<String> obstacle();

    /**
     * Which socket is at the address. Looks at the file system only.
     *
     * @return another text for each socket; empty if there is none
     */
    Optional<String> socket();

    /**
     * Connects.
     *
     * @param waiting whether to wait, without taking a thread or time, for a bus that is not there yet
     * @return the connection, which need not be ready yet
     * @throws BackendException if it is not there, or cannot be used from here
     */
    BusPort connect(boolean waiting);
}
