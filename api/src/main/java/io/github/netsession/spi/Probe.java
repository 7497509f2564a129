package io.github.netsession.spi;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The result of a probe: whether a backend works on this system, and why. */
public final class Probe {

    private final boolean usable;
    private final String reason;
    private final Optional<String> remedy;

    private Probe(boolean usable, String reason, Optional<String> remedy) {
        this.usable = usable;
        this.reason = Objects.requireNonNull(reason, "reason");
        this.remedy = remedy;
        if (reason.isBlank() || remedy.isPresent() && remedy.get().isBlank()) {
            throw new IllegalArgumentException("a probe needs a reason, and its remedy must not be blank");
        }
    }

    /**
     * Returns the result that the backend works.
     *
     * @param reason what was found, in one sentence for people, not blank
     * @return the result
     */
    public static Probe usable(String reason) {
        return new Probe(true, reason, Optional.empty());
    }

    /**
     * Returns the result that the backend does not work.
     *
     * @param reason what is missing, in one sentence for people, not blank
     * @return the result
     */
    public static Probe unusable(String reason) {
        return new Probe(false, reason, Optional.empty());
    }

    /**
     * Returns the result that the backend does not work, and what would help.
     *
     * @param reason what is missing, in one sentence for people, not blank
     * @param remedy what would help, for people, not blank
     * @return the result
     */
    public static Probe unusable(String reason, String remedy) {
        return new Probe(false, reason, Optional.of(remedy));
    }

    /**
     * Returns whether a first call to the operating system succeeds. If the call throws, the backend does not work and the exception is the
     * reason: a {@link BackendException}, with its remedy, is the answer of the system; any other exception means that the binding cannot be
     * loaded or does not fit. If a class or a member of a class is missing, the remedy names the dependency.
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
            return new Probe(false, e.getMessage(), e.remedy());
        } catch (VirtualMachineError e) {
            throw e;
        } catch (RuntimeException | Error e) { // A probe reports the exception of a binding and does not throw it.
            return refused(binding, e);
        }
    }

    private static Probe refused(String binding, Throwable thrown) {
        if (thrown instanceof NoClassDefFoundError && thrown.getCause() == null || thrown.getCause() instanceof ClassNotFoundException) {
            return unusable(binding + " is missing: there is no class " + String.valueOf(thrown.getMessage()).replace('/', '.'), "put every"
                + " dependency of netsession, also " + binding + ", on the class path or module path, in the version that netsession names");
        } else if (thrown instanceof IncompatibleClassChangeError || thrown instanceof UnsupportedClassVersionError) {
            return unusable(binding + " is of another version than netsession expects: " + thrown, "use the version of " + binding
                + " that netsession depends on; mvn dependency:tree or gradle dependencies shows which one is chosen");
        }
        return unusable(binding + " cannot be used: " + thrown);
    }

    /** {@return whether the backend works on this system} */
    public boolean usable() {
        return usable;
    }

    /** {@return why the backend works or does not work, in one sentence for people} */
    public String reason() {
        return reason;
    }

    /** {@return what would help, for people; empty if the backend works, or if no remedy is known} */
    public Optional<String> remedy() {
        return remedy;
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return this == object || object instanceof Probe other && usable == other.usable && reason.equals(other.reason) && remedy.equals(other.remedy);
    }

    @Override
    public int hashCode() {
        return Objects.hash(usable, reason, remedy);
    }

    @Override
    public String toString() {
        return "Probe[usable=" + usable + ", reason=" + reason + ", remedy=" + remedy + "]";
    }
}
