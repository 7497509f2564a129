package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.NativeLibrary;

/** What the stand-in DLLs count. Also proves that they are what is loaded: Windows and Wine have no such functions. */
final class StandIns {

    private StandIns() {
    }

    private static int ask(String library, String function, Object... arguments) {
        return NativeLibrary.getInstance(library).getFunction(function).invokeInt(arguments);
    }

    /** Blocks of memory given out by both and not given back. */
    static int blocks() {
        return ask("iphlpapi", "StandInBlocks") + ask("wlanapi", "StandInBlocks");
    }

    /** Notifications registered with both and not given back. */
    static int registrations() {
        return ask("iphlpapi", "StandInRegistrations") + ask("wlanapi", "StandInRegistrations");
    }

    /** Open handles to the Wi-Fi service. */
    static int handles() {
        return ask("wlanapi", "StandInHandles");
    }

    /** Whatever was given out has been given back: for the end of each test, when the library is closed. */
    static void assertNothingIsLeft() {
        assertEquals("blocks 0, registrations 0, handles 0", "blocks " + blocks() + ", registrations " + registrations() + ", handles " + handles());
    }

    static int calls(String library, String function) {
        return ask(library, "StandInCalls", function);
    }
}
