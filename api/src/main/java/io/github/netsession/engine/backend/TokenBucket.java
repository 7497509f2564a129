package io.github.netsession.engine.backend;

/**
 * Limits how often something is done: a number of times at once, and once an interval in the long run. Doing it without a token makes no debt.
 * For one thread at a time.
 */
final class TokenBucket {

    private final long capacityNanos;
    private final long intervalNanos;
    /** When the bucket is full again. */
    private long fullAtNanos;

    /** Creates a full bucket of so many tokens, into which one more falls each interval. */
    TokenBucket(int tokens, long intervalNanos, long nowNanos) {
        this.capacityNanos = tokens * intervalNanos;
        this.intervalNanos = intervalNanos;
        this.fullAtNanos = nowNanos;
    }

    /** Returns the time until there is a token; 0 if there is one now. */
    long nanosToToken(long nowNanos) {
        return Math.max(0, fullAtNanos - nowNanos - capacityNanos + intervalNanos);
    }

    /** Takes a token if there is one. */
    void take(long nowNanos) {
        long missingNanos = Math.max(0, fullAtNanos - nowNanos);
        fullAtNanos = nowNanos + Math.min(missingNanos + intervalNanos, capacityNanos);
    }
}
