package io.github.netsession.windows.jna;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import io.github.netsession.internal.GuardedLogger;
import java.util.Map;
import java.util.Optional;

/**
 * Windows' libraries: from its system directory and from nowhere else, above all not from the current directory, the PATH or a
 * jar, where others may have put one; unless the user names another place by JNA's own {@code jna.library.path}. Source: LoadLibraryExW.
 */
final class Libraries {

    private static final int LOAD_LIBRARY_SEARCH_SYSTEM32 = 0x800;

    /** Where JNA would look last, for libraries packed into jars: nowhere. Source: NativeLibrary.loadLibrary, Native.extractFromResourcePath. */
    private static final ClassLoader NO_RESOURCES = new ClassLoader(null) { };

    private static final Map<String, Object> OPTIONS =
        Map.of(Library.OPTION_OPEN_FLAGS, LOAD_LIBRARY_SEARCH_SYSTEM32, Library.OPTION_CLASSLOADER, NO_RESOURCES);

    private Libraries() {
    }

    /** Loads a library, or gives back the one loaded before; an UnsatisfiedLinkError if there is none. */
    static NativeLibrary system(String name) {
        return NativeLibrary.getInstance(name, OPTIONS);
    }

    /** A function that not every version of Windows has. */
    static Optional<Function> find(String library, String name) {
        try {
            return Optional.of(system(library).getFunction(name));
        } catch (UnsatisfiedLinkError missing) {
            GuardedLogger.of("io.github.netsession.windows").log(System.Logger.Level.DEBUG, "no {0} in {1}: {2}", name, library, missing);
            return Optional.empty();
        }
    }
}
