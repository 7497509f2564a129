package io.github.netsession.contract;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Networks;
import io.github.netsession.Traffic;
import io.github.netsession.spi.BackendProvider;
import java.util.function.BooleanSupplier;

/**
 * A world for {@link BackendContract}, or for {@link WatchingContract}, fresh for each test: two access points, each on a link of its own,
 * which are down, within reach, and can be started. What moves it here does so as somebody else would, behind the back of the library; what answers
 * is a witness that does not ask the backend.
 */
public interface ContractBed extends AutoCloseable {

    /**
     * The backend under test, in this world, with every permission.
     *
     * @return its provider
     */
    BackendProvider provider();

    /**
     * Opens the library as a program that may look but neither start nor stop.
     *
     * @return the open instance, for the test to close
     */
    Networks openDenied();

    /**
     * One access point.
     *
     * @return its id
     */
    ConfigurationId first();

    /**
     * The other access point; no better than the first, and if its signal can be measured, then clearly weaker.
     *
     * @return its id
     */
    ConfigurationId second();

    /**
     * Whether the backend can start and stop these access points.
     *
     * @return false for a bed of {@link WatchingContract} only
     */
    default boolean isStartable() {
        return true;
    }

    /**
     * How often a test repeats what goes wrong now and then only.
     *
     * @return the number of rounds; fewer where every move of the world takes its time
     */
    default int rounds() {
        return 20;
    }

    /**
     * Somebody else brings an access point up, with a usable address.
     *
     * @param id which
     */
    void up(ConfigurationId id);

    /**
     * Somebody else takes an access point down.
     *
     * @param id which
     */
    void down(ConfigurationId id);

    /**
     * Takes what is at the other end away: the cable, or the radio's reach.
     *
     * @param id which
     */
    void cut(ConfigurationId id);

    /**
     * Takes the carrier of an access point that is up away and gives it back at once, as when a station changes its transmitter.
     *
     * @param id which
     */
    void gap(ConfigurationId id);

    /**
     * Takes away an access point and the link that it is on.
     *
     * @param id which
     */
    void remove(ConfigurationId id);

    /**
     * Brings a removed access point back under the same id, on a new link whose counters begin anew, and down.
     *
     * @param id which
     */
    void restore(ConfigurationId id);

    /**
     * The witness: whether the access point's interface is up.
     *
     * @param id which
     * @return true if it was brought up
     */
    boolean isUp(ConfigurationId id);

    /**
     * Sends some bytes, at least one, out through an access point that is up.
     *
     * @param id which
     */
    void send(ConfigurationId id);

    /**
     * The witness: what the counters of an access point's link show now.
     *
     * @param id which
     * @return the bytes
     */
    Traffic counted(ConfigurationId id);

    /**
     * Lets the world go on until a condition holds, for at most a minute of its time.
     *
     * @param condition what to wait for
     * @return whether it came true
     */
    boolean await(BooleanSupplier condition);

    /** Takes everything down again. */
    @Override
    void close();
}
