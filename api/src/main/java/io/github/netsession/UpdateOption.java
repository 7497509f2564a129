package io.github.netsession;

/** What {@link Networks#update} may do beyond reading. Constants may be added: a {@code switch} over it needs a {@code default}. */
public enum UpdateOption {
    /**
     * Begin a scan for access points: it takes seconds, and what it finds is told as it comes; it costs power, and can disturb traffic on the
     * radio. Never done unasked.
     */
    SCAN
}
