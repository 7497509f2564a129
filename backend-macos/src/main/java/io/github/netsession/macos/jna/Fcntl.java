package io.github.netsession.macos.jna;

import com.sun.jna.Library;
import com.sun.jna.Native;

/**
 * The only function with variable arguments that is called: arm64 takes those elsewhere than fixed ones, which JNA does for a method that is
 * declared so, and only for one of an interface. Source: fcntl(2); "Writing ARM64 code for Apple platforms", variadic functions.
 */
interface Fcntl extends Library {

    /** Changes a descriptor. Source: fcntl.h. */
    int fcntl(int file, int command, Object... argument);

    /** Has a descriptor closed when another program is executed in this process's place or its child's. */
    static void closeOnExec(int file) {
        if (Loaded.FCNTL.fcntl(file, Constants.F_SETFD, Constants.FD_CLOEXEC) != 0) {
            throw Darwin.refused("fcntl(F_SETFD)", Native.getLastError());
        }
    }

    /** Loads it when it is needed first. */
    final class Loaded {

        private static final Fcntl FCNTL = Native.load(Libraries.path("System"), Fcntl.class, Libraries.options());

        private Loaded() {
        }
    }
}
