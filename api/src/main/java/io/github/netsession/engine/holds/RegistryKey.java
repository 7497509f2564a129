package io.github.netsession.engine.holds;

import io.github.netsession.engine.holds.shared.HoldsUnusable;
import io.github.netsession.engine.holds.shared.SharedHolds;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BootId;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Identifies the engines that count together.
 *
 * @param scope the backend's scope
 * @param place the directory that the processes share, or the reason why there is none
 */
record RegistryKey(Object scope, Object place) {

    /** The place of engines that no other process shares. */
    private static final String THIS_PROCESS = "this process";

    /** Returns the key of an engine on a backend; without a directory, with the platform's standard one. */
    static RegistryKey of(Backend backend, Optional<Path> directory) {
        if (backend.sharedScope().isEmpty()) {
            return new RegistryKey(backend.scope(), THIS_PROCESS);
        }
        try {
            return new RegistryKey(backend.scope(), directory.isPresent() ? directory.get() : SharedHolds.standardPlace());
        } catch (HoldsUnusable unknownUser) {
            return new RegistryKey(backend.scope(), unknownUser.getMessage());
        }
    }

    /** Returns whether no other process shares the scope. */
    boolean isOfThisProcess() {
        return place.equals(THIS_PROCESS);
    }

    /** Returns the directory that the processes share; empty if there is none. */
    Optional<Path> directory() {
        return place instanceof Path directory ? Optional.of(directory) : Optional.empty();
    }

    /** Returns the holds of these engines, with those of other processes if there is a directory. */
    SharedHolds holds(Backend backend) {
        if (place instanceof Path directory) {
            Optional<BootId> boot = backend.boot();
            return SharedHolds.at(directory, backend.sharedScope().orElseThrow(), boot.isPresent() ? boot.get().value() : "");
        }
        return isOfThisProcess() ? SharedHolds.ofThisProcess() : SharedHolds.ofUnknownUser();
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof RegistryKey other && scope.equals(other.scope) && place.equals(other.place);
    }

    @Override
    public int hashCode() {
        return 31 * scope.hashCode() + place.hashCode();
    }
}
