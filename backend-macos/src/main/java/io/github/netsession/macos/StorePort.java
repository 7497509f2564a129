package io.github.netsession.macos;

import io.github.netsession.spi.BackendException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A session with configd, which watches what {@link StoreKeys} says. For one thread; each call may take as long as configd likes. */
public interface StorePort extends AutoCloseable {

    /**
     * Why changes are not told of.
     *
     * @return the reason; empty if they are
     */
    Optional<String> refused();

    /**
     * Reads everything at one moment, by one call. Source: SCDynamicStoreCopyMultiple.
     *
     * @return the values by key: {@code String}, {@code Long}, {@code Boolean}, {@code List}, {@code Map} within each other
     * @throws BackendException if configd refuses
     */
    Map<String, Object> read();

    /**
     * Reads some keys at one moment, by one call. Source: SCDynamicStoreCopyMultiple.
     *
     * @param keys the keys
     * @return their values, as {@link #read()} gives them; none for a key that is not there
     * @throws BackendException if configd refuses
     */
    Map<String, Object> read(Set<String> keys);

    /** Ends the notices, waits for one that is just being delivered, and gives everything back. */
    @Override
    void close();
}
