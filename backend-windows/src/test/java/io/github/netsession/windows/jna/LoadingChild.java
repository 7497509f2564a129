package io.github.netsession.windows.jna;

import com.sun.jna.NativeLibrary;

/** A program that says whether a library is found, by JNA's own rules or by this backend's. */
public final class LoadingChild {

    /** One that no Windows has. */
    public static final String LIBRARY = "netsession-planted";

    private LoadingChild() {
    }

    /**
     * Looks for the library.
     *
     * @param arguments by whose rules
     */
    public static void main(String[] arguments) {
        try {
            if (arguments[0].equals("jna")) {
                NativeLibrary.getInstance(LIBRARY);
            } else {
                Libraries.system(LIBRARY);
            }
            System.out.println("loaded");
        } catch (UnsatisfiedLinkError e) {
            System.out.println(e.getMessage().lines().findFirst().orElse(""));
        }
    }
}
