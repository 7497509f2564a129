package io.github.netsession.linux;

import io.github.netsession.linux.jna.JnaLinuxOs;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendProvider;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.Probe;

/** Finds out whether the Linux backend works here, and opens it. */
public final class LinuxBackendProvider implements BackendProvider.ForLinux {

    /** Makes a provider; loads nothing. */
    public LinuxBackendProvider() {
        // For the service loader.
    }

    @Override
    public String name() {
        return LinuxBackend.NAME;
    }

    @Override
    public int priority() {
        return 100;
    }

    /** Checks that this is Linux, that JNA can be loaded and fits, and that the kernel opens an rtnetlink socket. */
    @Override
    public Probe probe() {
        String osName = System.getProperty("os.name", "unknown");
        if (!osName.equals("Linux")) {
            return Probe.unusable("this is " + osName + ", not Linux");
        }
        return Probe.calling("JNA", () -> {
            JnaLinuxOs os = new JnaLinuxOs();
            os.netlink(Netlink.NETLINK_ROUTE).close();
            return "rtnetlink answers in " + os.networkNamespace();
        });
    }

    @Override
    public Backend open(BackendSink sink) {
        try {
            return LinuxBackend.open(new JnaLinuxOs(), sink);
        } catch (LinkageError e) {
            BackendException failure = new BackendException(BackendException.Kind.UNSUPPORTED, "JNA", "it cannot be loaded: " + e);
            failure.initCause(e);
            throw failure;
        }
    }
}
