package io.github.netsession;

import java.util.Objects;

/** A better access point for a session. Two offers are equal if they say the same; {@link #sockets()} is no part of that. */
public final class RoamingOffer {

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

    private final NetworkConfiguration current;
    private final NetworkConfiguration candidate;
    private final Reason reason;
    private final boolean isSeamless;
    private final boolean isMakeBeforeBreak;
    private final NetworkSockets sockets;

    private RoamingOffer(Builder builder) {
        current = builder.current;
        candidate = builder.candidate;
        reason = builder.reason;
        isSeamless = builder.isSeamless;
        isMakeBeforeBreak = builder.isMakeBeforeBreak;
        sockets = builder.sockets;
    }

    /** Returns a builder of an offer to move from one access point to another. */
    public static Builder builder(NetworkConfiguration current, NetworkConfiguration candidate) {
        return new Builder(current, candidate);
    }

    /** {@return the access point in use, or the one that was lost, as it was last} */
    public NetworkConfiguration current() {
        return current;
    }

    /** {@return the access point to move to} */
    public NetworkConfiguration candidate() {
        return candidate;
    }

    /** {@return why it is offered} */
    public Reason reason() {
        return reason;
    }

    /** {@return true if it is known that the local address stays and connections survive; false if sockets must be opened anew} */
    public boolean isSeamless() {
        return isSeamless;
    }

    /**
     * {@return true if the old access point stays up until the answer; false on one radio, which must leave it first, and which takes it
     * from every other session on it too}
     */
    public boolean isMakeBeforeBreak() {
        return isMakeBeforeBreak;
    }

    /**
     * Returns what makes sockets that leave by the candidate, to test it with: from {@link RoamingHandler#activated} until the answer.
     * Before and after that each method throws a {@link NetworkSocketException} with the reason NOT_READY.
     *
     * @return always the same object
     * @throws IllegalStateException if this offer was made by a test, and without sockets
     */
    public NetworkSockets sockets() {
        if (sockets == null) {
            throw new IllegalStateException("this offer was made without sockets; see RoamingOffer.Builder.sockets(..)");
        }
        return sockets;
    }

    @Override
    public boolean equals(Object object) {
        return this == object || object instanceof RoamingOffer other && current.equals(other.current) && candidate.equals(other.candidate)
            && reason == other.reason && isSeamless == other.isSeamless && isMakeBeforeBreak == other.isMakeBeforeBreak;
    }

    @Override
    public int hashCode() {
        return Objects.hash(current, candidate, reason, isSeamless, isMakeBeforeBreak);
    }

    @Override
    public String toString() {
        return "RoamingOffer[current=" + current + ", candidate=" + candidate + ", reason=" + reason + ", isSeamless=" + isSeamless
            + ", isMakeBeforeBreak=" + isMakeBeforeBreak + "]";
    }

    /** Makes offers. The engine makes them, and so do tests of a {@link RoamingHandler}. */
    public static final class Builder {

        private final NetworkConfiguration current;
        private final NetworkConfiguration candidate;
        private Reason reason = Reason.UPGRADE;
        private boolean isSeamless;
        private boolean isMakeBeforeBreak;
        private NetworkSockets sockets;

        private Builder(NetworkConfiguration current, NetworkConfiguration candidate) {
            this.current = Objects.requireNonNull(current, "current");
            this.candidate = Objects.requireNonNull(candidate, "candidate");
        }

        /** Sets why it is offered; by default as an UPGRADE. */
        public Builder reason(Reason reason) {
            this.reason = Objects.requireNonNull(reason, "reason");
            return this;
        }

        /** Sets whether it is known that the local address stays and connections survive; by default not. */
        public Builder isSeamless(boolean isSeamless) {
            this.isSeamless = isSeamless;
            return this;
        }

        /** Sets whether the old access point stays up until the answer; by default not. */
        public Builder isMakeBeforeBreak(boolean isMakeBeforeBreak) {
            this.isMakeBeforeBreak = isMakeBeforeBreak;
            return this;
        }

        /**
         * Sets what makes sockets that leave by the candidate; by default there is nothing that does. A test takes those of a session in a
         * simulated world.
         */
        public Builder sockets(NetworkSockets sockets) {
            this.sockets = Objects.requireNonNull(sockets, "sockets");
            return this;
        }

        /** Makes the offer. */
        public RoamingOffer build() {
            return new RoamingOffer(this);
        }
    }
}
