package io.github.netsession;

/**
 * How far the network reaches, by the operating system's own judgement; this library never probes.
 *
 * <p>Constants may be added: a {@code switch} over it needs a {@code default}.
 */
public enum Connectivity {
    /** Nobody has judged it. Never to be read as "no". */
    UNKNOWN,
    /** No network. */
    NONE,
    /** The local network only. */
    LOCAL,
    /** Beyond the local network, but not to the whole Internet. */
    LIMITED,
    /** A captive portal stands before the Internet. */
    CAPTIVE_PORTAL,
    /** The Internet. */
    INTERNET
}
