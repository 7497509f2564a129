package io.github.netsession.spi;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Identifies what a start of an access point has begun, so that nothing else of the same name is stopped for it: a link by its index, an
 * activation of a network service by the service's own name for it.
 *
 * @param source who gave the handle; handles of different sources say nothing about each other
 * @param handle identifies the interface or activation for the source; empty if nothing is up or being started
 */
public record InterfaceIdentity(String source, String handle) {

    /** For systems that do not identify what is up: the id of the access point is all that can be compared. */
    public static final InterfaceIdentity NONE = new InterfaceIdentity("", "");

    /**
     * Checks the parts.
     *
     * @param source who gave the handle
     * @param handle the handle
     */
    public InterfaceIdentity {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(handle, "handle");
    }

    // Written out: what a record has by itself is slow until it is compiled, and a change comes rarely.
    @Override
    public boolean equals(@Nullable Object object) {
        return this == object || object instanceof InterfaceIdentity other && source.equals(other.source) && handle.equals(other.handle);
    }

    @Override
    public int hashCode() {
        return 31 * source.hashCode() + handle.hashCode();
    }

    /**
     * Returns whether this identifies something: an interface or activation.
     *
     * @return false for {@link #NONE}, and if nothing is up or being started
     */
    public boolean isDefinite() {
        return !handle.isEmpty();
    }
}
