package io.github.netsession;

/** Whether traffic costs money or quota, and how sure that is. No constant will be added. */
public enum Metered {
    /** Nobody has said. Never to be read as "no". */
    UNKNOWN,
    /** Configured as not metered. */
    NO,
    /** Taken for not metered. */
    GUESSED_NO,
    /** Taken for metered, for instance a phone's hotspot. */
    GUESSED_YES,
    /** Configured or known as metered. */
    YES;

    /**
     * Whether an application should save traffic. A guess of "yes" counts, as NetworkManager and Android advise; unknown does not.
     *
     * @return true for {@link #YES} and {@link #GUESSED_YES}
     */
    public boolean isMetered() {
        return this == YES || this == GUESSED_YES;
    }
}
