package io.github.netsession.jna;

import com.sun.jna.Native;
import java.util.Optional;

/** Loads JNA and its native half, after the system properties that it reads have been set. */
public final class JnaLibrary {

    private static Optional<JnaProblem> failure = Optional.empty();

    private JnaLibrary() {
    }

    /**
     * Loads JNA. Must be called before any other use of it.
     *
     * @throws JnaUnusable if its native half cannot be used; also by later calls, because the JVM does not try again
     * @throws LinkageError if JNA is missing
     */
    public static synchronized void load() {
        if (failure.isPresent()) {
            throw new JnaUnusable(failure.get());
        }
        JnaSearchPath.setUnlessSet();
        JnaTemporaryDirectory.setUnlessSafe();
        Optional<String> unwritable = JnaTemporaryDirectory.unwritable();
        if (unwritable.isPresent()) {
            throw new JnaUnusable(JnaProblem.noDirectory(unwritable.get()));
        }
        try {
            Class.forName(Native.class.getName(), true, JnaLibrary.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new NoClassDefFoundError(missing.getMessage());
        } catch (VirtualMachineError passing) {
            throw passing;
        } catch (Error refused) { // JNA throws a plain Error if its native library has another version.
            boolean isMissing = refused instanceof NoClassDefFoundError && !(refused.getCause() instanceof ExceptionInInitializerError);
            if (isMissing || refused instanceof IncompatibleClassChangeError) {
                throw refused;
            }
            JnaProblem problem = JnaProblem.of(refused);
            failure = Optional.of(problem);
            JnaUnusable explained = new JnaUnusable(problem);
            explained.initCause(refused);
            throw explained;
        }
    }
}
