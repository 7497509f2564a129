package io.github.netsession;

/** How far a {@link Capability} is there. Constants may be added: a {@code switch} over it needs a {@code default}. */
public enum Support {
    /** It works. */
    AVAILABLE,
    /** It works with a limitation, which the reason names. */
    DEGRADED,
    /** It exists and this process is not permitted to use it; the remedy says what would permit it. */
    DENIED,
    /** What it needs (a service, a symbol, a kernel feature) is not here; the remedy says what to install or start. */
    MISSING,
    /** This platform, or this version of the library, does not do it. */
    UNSUPPORTED;

    /**
     * Whether it can be used at all.
     *
     * @return true for {@link #AVAILABLE} and {@link #DEGRADED}
     */
    public boolean isUsable() {
        return this == AVAILABLE || this == DEGRADED;
    }
}
