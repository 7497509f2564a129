package io.github.netsession;

/** What {@link Networks#update} does in addition to reading. Constants may be added: a {@code switch} over it needs a {@code default}. */
public enum UpdateOption {
    /**
     * Start a scan for access points. A scan takes seconds, and its results are reported as they arrive. It consumes power, and can disturb
     * traffic on the radio. The library never scans without this option.
     */
    SCAN
}
