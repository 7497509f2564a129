package io.github.netsession;

/**
 * Bytes in both directions.
 *
 * @param bytesReceived bytes received, not negative
 * @param bytesWritten bytes sent, not negative
 */
public record Traffic(long bytesReceived, long bytesWritten) {

    /** No bytes. */
    public static final Traffic NONE = new Traffic(0, 0);

    /**
     * Creates a value.
     *
     * @throws IllegalArgumentException if a component is negative
     */
    public Traffic {
        if (bytesReceived < 0 || bytesWritten < 0) {
            throw new IllegalArgumentException("traffic cannot be negative: " + bytesReceived + ", " + bytesWritten);
        }
    }

    /**
     * Returns the sum of this and another traffic.
     *
     * @param other the other traffic
     * @return the sum
     */
    public Traffic plus(Traffic other) {
        return new Traffic(bytesReceived + other.bytesReceived, bytesWritten + other.bytesWritten);
    }
}
