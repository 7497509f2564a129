package com.example.courier;

import java.time.Duration;
import java.time.Instant;

/**
 * Bytes that the server must get before a deadline.
 *
 * @param id names the job; the server gets it, too, because a retried job may arrive twice
 * @param urgent true if it is worth money; a job in the background waits until traffic costs nothing
 * @param deadline after this moment the job is lost
 * @param body what to send
 */
record Job(String id, boolean urgent, Instant deadline, byte[] body) {

    /** Returns the time that is left, negative if the deadline has passed. */
    Duration timeLeft() {
        return Duration.between(Instant.now(), deadline);
    }

    boolean isLate() {
        return timeLeft().isNegative();
    }
}
