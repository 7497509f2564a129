package io.github.netsession;

/**
 * A restriction that the system puts on the use of a network. If there is no restriction, the set is empty.
 *
 * <p>Constants may be added: a {@code switch} over it needs a {@code default}.
 */
public enum UsagePolicy {
    /** Background traffic should stop: the network is metered or in a low-data mode. */
    NO_BACKGROUND_TRAFFIC
}
