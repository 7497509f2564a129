package io.github.netsession;

/** The degree of support of a {@link Capability}. Constants may be added: a {@code switch} over it needs a {@code default}. */
public enum Support {
    /** The capability works. */
    AVAILABLE,
    /** The capability works with a limitation, which the reason names. */
    DEGRADED,
    /** The capability exists, but this process is not permitted to use it; the remedy states how to get the permission. */
    DENIED,
    /** A requirement (a service, a symbol, a kernel feature) is missing; the remedy states what to install or start. */
    MISSING,
    /** This platform, or this version of the library, does not support the capability. */
    UNSUPPORTED;

    /**
     * Returns whether the capability can be used, fully or with a limitation.
     *
     * @return true for {@link #AVAILABLE} and {@link #DEGRADED}
     */
    public boolean isUsable() {
        return this == AVAILABLE || this == DEGRADED;
    }
}
