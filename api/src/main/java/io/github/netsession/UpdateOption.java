package io.github.netsession;

/** What {@link Networks#update} may do beyond reading. */
public enum UpdateOption {
    /** Scan for access points: takes seconds, costs power, and can disturb traffic on the radio. Never done unasked. */
    SCAN
}
