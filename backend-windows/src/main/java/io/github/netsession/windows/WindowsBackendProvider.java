package io.github.netsession.windows;

import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendProvider;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.Probe;
import io.github.netsession.windows.jna.JnaWindowsOs;

/** Finds out whether the Windows backend works here, and opens it. */
public final class WindowsBackendProvider implements BackendProvider.ForWindows {

    /** Makes a provider; loads nothing. */
    public WindowsBackendProvider() {
        // For the service loader.
    }

    @Override
    public String name() {
        return WindowsBackend.NAME;
    }

    @Override
    public int priority() {
        return 100;
    }

    /** Checks that this is Windows, that JNA can be loaded and fits, and that IP Helper answers. */
    @Override
    public Probe probe() {
        String osName = System.getProperty("os.name", "unknown");
        if (!osName.startsWith("Windows")) {
            return Probe.unusable("this is " + osName + ", not Windows");
        }
        return Probe.calling("JNA", () -> "IP Helper answers and has " + new JnaWindowsOs().interfaces().size() + " interfaces");
    }

    @Override
    public Backend open(BackendSink sink) {
        try {
            return WindowsBackend.open(new JnaWindowsOs(), sink);
        } catch (LinkageError e) {
            BackendException failure = new BackendException(BackendException.Kind.UNSUPPORTED, "JNA", "it cannot be loaded: " + e);
            failure.initCause(e);
            throw failure;
        }
    }
}
