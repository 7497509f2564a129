package io.github.netsession;

import java.util.Objects;

/**
 * A better access point for a session.
 *
 * @param current the access point in use, or the one that was lost, as it was last
 * @param candidate the access point to move to
 * @param reason why it is offered
 * @param isSeamless true if it is known that the local address stays and connections survive; false if sockets must be opened anew
 * @param isMakeBeforeBreak true if the old access point stays up until the answer; false on one radio, which must leave it first,
 *     and which takes it from every other session on it too
 */
public record RoamingOffer(NetworkConfiguration current, NetworkConfiguration candidate, Reason reason, boolean isSeamless,
                           boolean isMakeBeforeBreak) {

    /** Why an access point is offered. Constants may be added: a {@code switch} over it needs a {@code default}. */
    public enum Reason {
        /** The present one works; this one is better. Declining goes back to the present one. */
        UPGRADE,
        /**
         * The present one is gone, or its carrier is away. Declining ends the session if it is gone; if its carrier is away, the session waits
         * for that, and the offer ends by itself when the carrier returns before the candidate is up.
         */
        REPLACEMENT
    }

    public RoamingOffer {
        Objects.requireNonNull(current, "current");
        Objects.requireNonNull(candidate, "candidate");
        Objects.requireNonNull(reason, "reason");
    }
}
