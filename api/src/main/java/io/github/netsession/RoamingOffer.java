package io.github.netsession;

import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An offer to move a session to another access point, with the four answers to it. An answer belongs to the offer that it is called on: it
 * never answers another one. Two offers are equal if all their properties except {@link #sockets()} and what takes the answers
 * are equal.
 */
public final class RoamingOffer {

    /** Why an access point is offered. Constants may be added: a {@code switch} over it needs a {@code default}. */
    public enum Reason {
        /**
         * The current access point is up, and the candidate is better, or the application has reported the current one as unusable. A session
         * that declines stays on the current one, or returns to it.
         */
        UPGRADE,
        /**
         * The current access point, or only its carrier, is lost. If the access point is lost and the offer is declined, the session is aborted.
         * If only the carrier is lost and the offer is declined, the session waits for the carrier. If the carrier returns before the candidate
         * is up, the offer is withdrawn.
         */
        REPLACEMENT
    }

    /** An answer to an offer. No constant will be added. */
    public enum Answer {
        /** Move: start the candidate. */
        MIGRATE,
        /** Stay on the current access point. */
        IGNORE,
        /** The candidate works: use it from now on. */
        ACCEPT,
        /** The candidate does not work: go back. */
        REJECT
    }

    private final NetworkConfiguration current;
    private final NetworkConfiguration candidate;
    private final Reason reason;
    private final boolean isSeamless;
    private final boolean isMakeBeforeBreak;
    private final NetworkSockets sockets;
    private final Predicate<Answer> answers;

    private RoamingOffer(Builder builder) {
        current = builder.current;
        candidate = builder.candidate;
        reason = builder.reason;
        isSeamless = builder.isSeamless;
        isMakeBeforeBreak = builder.isMakeBeforeBreak;
        sockets = builder.sockets;
        answers = builder.answers;
    }

    /** Returns a builder of an offer to move from one access point to another. */
    public static Builder builder(NetworkConfiguration current, NetworkConfiguration candidate) {
        return new Builder(current, candidate);
    }

    /** {@return the access point in use, or the last value of the access point that was lost} */
    public NetworkConfiguration current() {
        return current;
    }

    /** {@return the access point to move to} */
    public NetworkConfiguration candidate() {
        return candidate;
    }

    /** {@return why the candidate is offered} */
    public Reason reason() {
        return reason;
    }

    /** {@return true if it is known that the local address stays and connections survive; false if sockets must be opened again} */
    public boolean isSeamless() {
        return isSeamless;
    }

    /**
     * {@return true if the old access point stays up until the answer; false if both access points share one radio, which must leave the old
     * access point first. In that case, every other session on the old access point loses it too}
     */
    public boolean isMakeBeforeBreak() {
        return isMakeBeforeBreak;
    }

    /**
     * Returns the factory of sockets that use the candidate, to test the candidate. It works from {@link RoamingHandler#activated} until the
     * answer. Before and after that, each of its methods throws a {@link NetworkSocketException} with the reason NOT_READY.
     *
     * @return always the same object
     * @throws IllegalStateException if a test built this offer without sockets
     */
    public NetworkSockets sockets() {
        if (sockets == null) {
            throw new IllegalStateException("this offer was made without sockets; see RoamingOffer.Builder.sockets(..)");
        }
        return sockets;
    }

    /**
     * Answers this offer of {@link RoamingHandler#preferred}: the session starts the candidate and stays ROAMING until the candidate is up.
     * Then {@link RoamingHandler#activated} follows. Safe from any thread.
     *
     * @return true if this answers the offer; false if the offer is outdated: it was answered, was withdrawn, has expired, or another offer
     *     has followed
     */
    public boolean migrate() {
        return answers.test(Answer.MIGRATE);
    }

    /**
     * Answers this offer of {@link RoamingHandler#preferred}: the session stays on its current access point. If that is lost, the session is
     * aborted. Safe from any thread.
     *
     * @return true if this answers the offer; false if the offer is outdated, as for {@link #migrate()}
     */
    public boolean ignore() {
        return answers.test(Answer.IGNORE);
    }

    /**
     * Answers this offer of {@link RoamingHandler#activated}: the session uses the candidate from now on. Safe from any thread.
     *
     * @return true if this answers the offer; false if the offer is outdated, as for {@link #migrate()}
     */
    public boolean accept() {
        return answers.test(Answer.ACCEPT);
    }

    /**
     * Answers this offer of {@link RoamingHandler#activated}: the session goes back to the old access point. Safe from any thread.
     *
     * @return true if this answers the offer; false if the offer is outdated, as for {@link #migrate()}
     */
    public boolean reject() {
        return answers.test(Answer.REJECT);
    }

    @Override
    public boolean equals(@Nullable Object object) {
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

    /** Builds offers. For the engine and for tests of a {@link RoamingHandler}. */
    public static final class Builder {

        private final NetworkConfiguration current;
        private final NetworkConfiguration candidate;
        private Reason reason = Reason.UPGRADE;
        private boolean isSeamless;
        private boolean isMakeBeforeBreak;
        private NetworkSockets sockets;
        private Predicate<Answer> answers = answer -> false;

        private Builder(NetworkConfiguration current, NetworkConfiguration candidate) {
            this.current = Objects.requireNonNull(current, "current");
            this.candidate = Objects.requireNonNull(candidate, "candidate");
        }

        /** Sets why the candidate is offered; by default UPGRADE. */
        public Builder reason(Reason reason) {
            this.reason = Objects.requireNonNull(reason, "reason");
            return this;
        }

        /** Sets whether it is known that the local address stays and connections survive; by default false. */
        public Builder isSeamless(boolean isSeamless) {
            this.isSeamless = isSeamless;
            return this;
        }

        /** Sets whether the old access point stays up until the answer; by default false. */
        public Builder isMakeBeforeBreak(boolean isMakeBeforeBreak) {
            this.isMakeBeforeBreak = isMakeBeforeBreak;
            return this;
        }

        /**
         * Sets the factory of sockets that use the candidate; by default there is none. A test can set the sockets of a session in a simulated
         * world.
         */
        public Builder sockets(NetworkSockets sockets) {
            this.sockets = Objects.requireNonNull(sockets, "sockets");
            return this;
        }

        /**
         * Sets what takes the answers to the offer and returns whether the offer was still open; by default each answer returns false. A test
         * of a handler can record the answers.
         */
        public Builder answers(Predicate<Answer> answers) {
            this.answers = Objects.requireNonNull(answers, "answers");
            return this;
        }

        /** Builds the offer. */
        public RoamingOffer build() {
            return new RoamingOffer(this);
        }
    }
}
