package io.github.netsession.macos;

import com.sun.jna.Native;
import io.github.netsession.contract.RecordingSink;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.Probe;

/** A program that takes itself for one on macOS, where there are none of macOS's libraries, and says what comes of it. */
final class MacWithoutLibraries {

    /** What its lines begin with, for others print, too. */
    static final String MARK = "macos: ";

    private MacWithoutLibraries() {
    }

    public static void main(String[] arguments) {
        int pointerBytes = Native.POINTER_SIZE; // JNA finds out which system this is before it is pretended to be another.
        System.setProperty("os.name", "Mac OS X");
        Probe probe = new MacBackendProvider().probe();
        System.out.println(MARK + "usable=" + probe.usable() + " with pointers of " + pointerBytes + " bytes: " + probe.reason());
        try {
            new MacBackendProvider().open(new RecordingSink()).close();
        } catch (BackendException refused) {
            System.out.println(MARK + refused.kind() + " caused by a LinkageError: " + (refused.getCause() instanceof LinkageError));
        }
    }
}
