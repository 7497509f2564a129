package io.github.netsession.macos;

import io.github.netsession.macos.jna.JnaMacOs;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendProvider;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.Probe;

/** Finds out whether the macOS backend works here, and opens it. */
public final class MacBackendProvider implements BackendProvider.ForMacOs {

    /** Makes a provider; loads nothing. */
    public MacBackendProvider() {
        // For the service loader.
    }

    @Override
    public String name() {
        return MacBackend.NAME;
    }

    @Override
    public int priority() {
        return 100;
    }

    /** Checks that this is macOS, that JNA can be loaded and fits, and that the kernel answers. Does not ask configd, which may hang. */
    @Override
    public Probe probe() {
        String osName = System.getProperty("os.name", "unknown");
        if (!osName.startsWith("Mac")) {
            return Probe.unusable("this is " + osName + ", not macOS");
        }
        return Probe.calling("JNA", () -> {
            try (JnaMacOs os = new JnaMacOs()) {
                return "SystemConfiguration is there, and the kernel has " + os.interfaces().size() + " interfaces";
            }
        });
    }

    @Override
    public Backend open(BackendSink sink) {
        try {
            return MacBackend.open(new JnaMacOs(), sink);
        } catch (LinkageError e) { // probe() has reported already what else JNA may throw.
            BackendException failure = new BackendException(BackendException.Kind.UNSUPPORTED, "JNA", "it cannot be loaded: " + e);
            failure.initCause(e);
            throw failure;
        }
    }
}
