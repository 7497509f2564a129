package io.github.netsession;

/** What {@link Networks#update} may do beyond reading. */
public enum UpdateOption {
    /**
     * Begin a scan for access points: it takes seconds, and what it finds is told as it comes; it costs power, and can disturb traffic on the
     * radio. Never done unasked.
     */
    SCAN
}
