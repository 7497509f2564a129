package io.github.netsession;

/** Whether traffic costs money or quota, and how certain that is. No constant will be added. */
public enum Metered {
    /** No information is available. Do not treat this value as "no". */
    UNKNOWN,
    /** Configured as not metered. */
    NO,
    /** Assumed to be not metered. */
    GUESSED_NO,
    /** Assumed to be metered, for instance a phone's hotspot. */
    GUESSED_YES,
    /** Configured as metered, or known to be metered. */
    YES;

    /**
     * Returns whether an application should save traffic. A guess of "yes" counts as metered, as NetworkManager and Android advise; unknown
     * does not.
     *
     * @apiNote A program that must not cost its user anything also waits while the value is {@link #UNKNOWN}.
     * @return true for {@link #YES} and {@link #GUESSED_YES}
     */
    public boolean isMetered() {
        return this == YES || this == GUESSED_YES;
    }
}
