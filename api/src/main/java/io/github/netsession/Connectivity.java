package io.github.netsession;

/**
 * How far the network reaches, as assessed by the operating system; this library never probes.
 *
 * <p>Constants may be added: a {@code switch} over it needs a {@code default}.
 */
public enum Connectivity {
    /** No assessment is available. Do not treat this value as "no". */
    UNKNOWN,
    /** No network. */
    NONE,
    /** The local network only. */
    LOCAL,
    /** Beyond the local network, but not to the whole Internet. */
    LIMITED,
    /** A captive portal blocks the way to the Internet. */
    CAPTIVE_PORTAL,
    /** The Internet. */
    INTERNET
}
