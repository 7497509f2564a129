package io.github.netsession.macos.jna;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.github.netsession.macos.Log;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * macOS's libraries: by their full paths and from nowhere else, above all not from the current directory, where dlopen looks too, or a jar.
 * The files need not exist: since macOS 11 the loader has them in its cache. Source: dlopen(3); macOS 11 release notes.
 */
final class Libraries {

    /** Source: dlfcn.h. Nobody else is to find these names. The stand-ins of the tests rely on that too. */
    private static final int RTLD_LAZY_LOCAL = 0x1 | 0x4;
    private static final int RTLD_LAZY_LOCAL_ON_LINUX = 0x1;

    /** Where JNA would look last, for libraries packed into jars: nowhere. Source: NativeLibrary.loadLibrary, Native.extractFromResourcePath. */
    private static final ClassLoader NO_RESOURCES = new ClassLoader(null) { };

    private static volatile Optional<Path> standIns = Optional.empty();

    private Libraries() {
    }

    /** For tests on machines without macOS: libraries of the same names in a directory. Before anything is loaded. */
    static void useStandIns(Path directory) {
        standIns = Optional.of(directory);
    }

    /** Loads a library, or gives back the one loaded before; an UnsatisfiedLinkError if there is none. */
    static NativeLibrary load(String name) {
        return NativeLibrary.getInstance(path(name), options());
    }

    /** Where a library is. */
    static String path(String name) {
        return standIns.map(directory -> directory.resolve("lib" + name + ".so").toString()).orElseGet(() -> switch (name) {
            case "System" -> "/usr/lib/libSystem.B.dylib";
            case "objc" -> "/usr/lib/libobjc.A.dylib";
            default -> "/System/Library/Frameworks/" + name + ".framework/" + name;
        });
    }

    /** How a library is loaded. */
    static Map<String, Object> options() {
        int flags = standIns.isPresent() ? RTLD_LAZY_LOCAL_ON_LINUX : RTLD_LAZY_LOCAL;
        return Map.of(Library.OPTION_OPEN_FLAGS, flags, Library.OPTION_CLASSLOADER, NO_RESOURCES);
    }

    /** A function that not every version of macOS has. */
    static Optional<Function> find(String library, String name) {
        try {
            return Optional.of(load(library).getFunction(name));
        } catch (UnsatisfiedLinkError missing) {
            Log.LOGGER.log(Level.DEBUG, "no {0} in {1}: {2}", name, library, missing);
            return Optional.empty();
        }
    }

    /** The address of a function or a variable. */
    static long address(String library, String name) {
        return Pointer.nativeValue(load(library).getGlobalVariableAddress(name));
    }
}
