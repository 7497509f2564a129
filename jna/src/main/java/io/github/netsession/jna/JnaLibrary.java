package io.github.netsession.jna;

import com.sun.jna.Native;
import java.util.Optional;

/** Loads JNA and its native half, after the system properties that it reads have been set. */
public final class JnaLibrary {

    private static Optional<String> failure = Optional.empty();

    private JnaLibrary() {
    }

    /**
     * Loads JNA. Must be called before any other use of it.
     *
     * @throws UnsatisfiedLinkError if its native library cannot be loaded; the message has the reason and the remedy, also of later calls
     * @throws Error if its native library has another version
     */
    public static synchronized void load() {
        if (failure.isPresent()) {
            throw new UnsatisfiedLinkError(failure.get());
        }
        JnaSearchPath.setUnlessSet();
        JnaTemporaryDirectory.setUnlessSafe();
        try {
            Class.forName(Native.class.getName(), true, JnaLibrary.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new NoClassDefFoundError(missing.getMessage());
        } catch (UnsatisfiedLinkError refused) {
            failure = Optional.of(withRemedy(String.valueOf(refused.getMessage())));
            UnsatisfiedLinkError explained = new UnsatisfiedLinkError(failure.get());
            explained.initCause(refused);
            throw explained;
        }
    }

    /** Extends JNA's message, which does not name a remedy. The dynamic linker repeats the name of the file. */
    static String withRemedy(String message) {
        return message.replaceFirst("^(\\S+: )\\1", "$1") + "; remedy: name a directory that is writable and not mounted noexec by -Djna.tmpdir=DIRECTORY";
    }
}
