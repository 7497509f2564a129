package io.github.netsession.linux;

import io.github.netsession.linux.jna.JnaLinuxOs;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendProvider;
import io.github.netsession.spi.BackendSink;
import io.github.netsession.spi.Probe;
import io.github.netsession.spi.RunsOn;

/** Finds out whether the Linux backend works here, and opens it. */
@RunsOn("Linux")
public final class LinuxBackendProvider implements BackendProvider {

    static final String NAME = "linux";

    /** Makes a provider; loads nothing. */
    public LinuxBackendProvider() {
        // For the service loader.
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int priority() {
        return 100;
    }

    /** Looks whether this is Linux, whether JNA can be loaded and fits, and whether the kernel gives out an rtnetlink socket. */
    @Override
    public Probe probe() {
        String osName = System.getProperty("os.name", "unknown");
        if (!osName.equals("Linux")) {
            return Probe.unusable("this is " + osName + ", not Linux");
        }
        try {
            JnaLinuxOs os = new JnaLinuxOs();
            os.netlink(Netlink.NETLINK_ROUTE).close();
            return Probe.usable("rtnetlink answers in " + os.networkNamespace());
        } catch (BackendException e) {
            return Probe.unusable("no rtnetlink: " + e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            return Probe.unusable("JNA cannot be used: " + e);
        } catch (Error e) { // JNA throws a plain Error if its native half is another version.
            if (e instanceof VirtualMachineError) {
                throw e;
            }
            return Probe.unusable("JNA cannot be used: " + e);
        }
    }

    @Override
    public Backend open(BackendSink sink) {
        try {
            return LinuxBackend.open(new JnaLinuxOs(), sink);
        } catch (LinkageError e) {
            throw noJna(e);
        }
    }

    private static BackendException noJna(LinkageError cause) {
        BackendException failure = new BackendException(BackendException.Kind.UNSUPPORTED, "JNA", "it cannot be loaded: " + cause);
        failure.initCause(cause);
        return failure;
    }
}
