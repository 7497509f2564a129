package io.github.netsession.spi;

import java.util.Objects;

/**
 * The result of a request to start an access point that the operating system has accepted.
 *
 * @param isOurs whether the engine may later stop the access point because this request started it; false if the interface was up already and
 *     only waits, for instance for an address, or if the operating system would have started it without the request and
 *     {@link StartOptions#stopsAutoconnected} is false
 * @param identity what the request has started; not definite if that is not known yet, see {@link BackendSink#started}, or if the system
 *     does not identify it
 */
public record StartResult(boolean isOurs, InterfaceIdentity identity) {

    /** The request started nothing that the engine may stop. */
    public static final StartResult NOT_OURS = new StartResult(false, InterfaceIdentity.NONE);
    /** The request started the access point, and the system does not identify what it started. */
    public static final StartResult OURS = new StartResult(true, InterfaceIdentity.NONE);

    /**
     * Checks the parts.
     *
     * @param isOurs whether the engine may later stop the access point
     * @param identity what the request has started
     */
    public StartResult {
        Objects.requireNonNull(identity, "identity");
    }

    /**
     * Returns the result of a request that started the access point.
     *
     * @param identity what it started
     * @return the result
     */
    public static StartResult ours(InterfaceIdentity identity) {
        return new StartResult(true, identity);
    }
}
