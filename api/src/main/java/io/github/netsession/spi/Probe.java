package io.github.netsession.spi;

import java.util.Objects;
import java.util.function.Supplier;

/** Whether a backend can work here. */
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
     * It can.
     *
     * @param reason what was found
     * @return the answer
     */
    public static Probe usable(String reason) {
        return new Probe(true, reason);
    }

    /**
     * It cannot.
     *
     * @param reason what is missing
     * @return the answer
     */
    public static Probe unusable(String reason) {
        return new Probe(false, reason);
    }

    /**
     * Whether a first call of the operating system succeeds. What the call throws is the reason why the backend cannot work: a
     * {@link BackendException} as the system's answer, anything else as a binding that cannot be loaded or does not fit.
     *
     * @param binding what makes native calls, as a person knows it: {@code JNA}
     * @param call makes one call that changes nothing, and says what it found
     * @return the answer
     * @throws VirtualMachineError if the call throws one
     */
    public static Probe calling(String binding, Supplier<String> call) {
        Objects.requireNonNull(binding, "binding");
        Objects.requireNonNull(call, "call");
        try {
            return usable(call.get());
        } catch (BackendException e) {
            return unusable(e.getMessage());
        } catch (RuntimeException | LinkageError e) { // Whatever the binding may throw, a probe only answers.
            return unusable(binding + " cannot be used: " + e);
        } catch (Error e) { // JNA throws a plain Error if its native half is another version.
            if (e instanceof VirtualMachineError) {
                throw e;
            }
            return unusable(binding + " cannot be used: " + e);
        }
    }

    /** {@return whether the backend can work here} */
    public boolean usable() {
        return usable;
    }

    /** {@return why, or why not, in one sentence for a person} */
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
