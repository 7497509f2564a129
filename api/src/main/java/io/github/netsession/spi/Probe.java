package io.github.netsession.spi;

import java.util.Objects;
import java.util.function.Supplier;

/** The result of a probe: whether a backend works on this system, and why. */
public final class Probe {

    private final boolean usable;
    private final String reason;

    private Probe(boolean usable, String reason) {
        this.usable = usable;
        this.reason = Objects.requireNonNull(reason, "reason");
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a probe needs a reason");
        }
    }

    /**
     * Returns the result that the backend works.
     *
     * @param reason what was found, in one sentence for people, not blank
     * @return the result
     */
    public static Probe usable(String reason) {
        return new Probe(true, reason);
    }

    /**
     * Returns the result that the backend does not work.
     *
     * @param reason what is missing, in one sentence for people, not blank
     * @return the result
     */
    public static Probe unusable(String reason) {
        return new Probe(false, reason);
    }

    /**
     * Returns whether a first call to the operating system succeeds. If the call throws, the backend does not work and the exception is the
     * reason: a {@link BackendException} is the answer of the system; any other exception means that the binding cannot be loaded or does not
     * fit.
     *
     * @param binding the common name of the library that makes native calls: {@code JNA}
     * @param call makes one call that changes nothing, and returns what was found
     * @return the result
     * @throws VirtualMachineError if the call throws one
     */
    public static Probe calling(String binding, Supplier<String> call) {
        Objects.requireNonNull(binding, "binding");
        Objects.requireNonNull(call, "call");
        try {
            return usable(call.get());
        } catch (BackendException e) {
            return unusable(e.getMessage());
        } catch (RuntimeException | LinkageError e) { // A probe reports the exception of a binding and does not throw it.
            return unusable(binding + " cannot be used: " + e);
        } catch (Error e) { // JNA throws a plain Error if its native library has another version.
            if (e instanceof VirtualMachineError) {
                throw e;
            }
            return unusable(binding + " cannot be used: " + e);
        }
    }

    /** {@return whether the backend works on this system} */
    public boolean usable() {
        return usable;
    }

    /** {@return why the backend works or does not work, in one sentence for people} */
    public String reason() {
        return reason;
    }

    @Override
    public boolean equals(Object object) {
        return this == object || object instanceof Probe other && usable == other.usable && reason.equals(other.reason);
    }

    @Override
    public int hashCode() {
        return Objects.hash(usable, reason);
    }

    @Override
    public String toString() {
        return "Probe[usable=" + usable + ", reason=" + reason + "]";
    }
}
