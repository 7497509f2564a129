package io.github.netsession.linux.jna;

import com.sun.jna.Native;
import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.jna.DirectMapping;
import io.github.netsession.jna.DirectMapping.Use;
import io.github.netsession.jna.JnaLibrary;
import io.github.netsession.jna.JnaUnusable;
import io.github.netsession.jna.NativeMemory;
import io.github.netsession.linux.Errno;
import io.github.netsession.linux.EventPort;
import io.github.netsession.linux.LinuxOs;
import io.github.netsession.linux.NetlinkPort;
import io.github.netsession.linux.SocketPort;
import io.github.netsession.linux.bus.BusConnector;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The operating system itself, through JNA. Making the first one loads JNA and its native half. */
public final class JnaLinuxOs implements LinuxOs {

    private static final System.Logger LOGGER = GuardedLogger.of("io.github.netsession.linux");
    private static final long CLOCK_GAP_NANOS = 100_000;
    private static final int CLOCK_ATTEMPTS = 5;
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    /** Where the numbers of the socket layer are others. */
    private static final List<String> OTHER_ABIS = List.of("mips", "sparc", "alpha", "hppa", "parisc");

    /**
     * Checks that this is a machine whose binary interface is known.
     *
     * @throws BackendException if it is not, or if JNA's native half cannot be used
     * @throws LinkageError if JNA is missing or of another version
     */
    public JnaLinuxOs() {
        load();
        if (Native.POINTER_SIZE != Long.BYTES || Native.LONG_SIZE != Long.BYTES || Native.SIZE_T_SIZE != Long.BYTES) {
            throw new BackendException(Kind.UNSUPPORTED, "JNA", "only 64-bit processes are supported, and this one has pointers of "
                + Native.POINTER_SIZE + " bytes");
        }
        String arch = System.getProperty("os.arch", "unknown");
        for (String other : OTHER_ABIS) {
            if (arch.startsWith(other)) {
                throw new BackendException(Kind.UNSUPPORTED, "JNA", "the socket constants of " + arch + " are not known");
            }
        }
    }

    private static void load() {
        try {
            JnaLibrary.load();
        } catch (JnaUnusable refused) {
            BackendException failure = new BackendException(Kind.UNSUPPORTED, "JNA", refused.problem().reason());
            failure.initCause(refused);
            throw failure.withRemedy(refused.problem().remedy());
        }
    }

    /** For one call at a time. */
    private final ByteBuffer time = NativeMemory.buffer(SocketOptions.TIMESPEC_BYTES);

    @Override
    public Kept keep() {
        return new KeptMappings(DirectMapping.keep());
    }

    private record KeptMappings(DirectMapping.Use use) implements Kept {

        @Override
        public void close() {
            use.close();
        }
    }

    @Override
    public NetlinkPort netlink(int protocol) {
        return new JnaNetlinkPort(protocol);
    }

    @Override
    public EventPort events(int groups, int receiveBufferBytes) {
        return new JnaEventPort(groups, receiveBufferBytes);
    }

    @Override
    public BusConnector bus(Predicate<String> wanted) {
        return new JnaBusConnector(wanted);
    }

    @Override
    public synchronized Duration suspended() {
        long difference = 0;
        for (int attempt = 0; attempt < CLOCK_ATTEMPTS; attempt++) {
            long before = nanos(SocketOptions.CLOCK_MONOTONIC);
            difference = nanos(SocketOptions.CLOCK_BOOTTIME) - before;
            if (nanos(SocketOptions.CLOCK_MONOTONIC) - before < CLOCK_GAP_NANOS) {
                break; // Else the thread was put aside in between, which must not look like suspension.
            }
        }
        return Duration.ofNanos(Math.max(0, difference));
    }

    private long nanos(int id) {
        Use use = LibC.use();
        int errno;
        try {
            errno = LibC.clock_gettime(id, NativeMemory.address(time)) == 0 ? 0 : Native.getLastError();
        } finally {
            use.close();
        }
        if (errno != 0) {
            throw Errno.refused("clock_gettime", errno, "");
        }
        return TimeUnit.SECONDS.toNanos(time.getLong(0)) + time.getLong(Long.BYTES);
    }

    @Override
    public String networkNamespace() {
        for (String link : List.of("/proc/thread-self/ns/net", "/proc/self/ns/net")) {
            try {
                return Files.readSymbolicLink(Path.of(link)).toString();
            } catch (IOException e) { // thread-self is younger than self (Linux 3.17), and procfs may be hidden.
                LOGGER.log(Level.DEBUG, "the network namespace cannot be read", e);
            }
        }
        return UNKNOWN_NAMESPACE;
    }

    @Override
    public Optional<Set<String>> networkNamespaces() {
        return NamespaceSearch.networkNamespaces();
    }

    @Override
    public Optional<String> bootId() {
        try {
            String id = Files.readString(BOOT_ID).strip();
            return id.isEmpty() ? Optional.empty() : Optional.of(id);
        } catch (IOException hidden) {
            LOGGER.log(Level.DEBUG, "the id of the boot cannot be read", hidden);
            return Optional.empty();
        }
    }

    @Override
    public byte[] procNetDev() {
        try {
            return Files.readAllBytes(Path.of("/proc/thread-self/net/dev"));
        } catch (IOException e) {
            BackendException failure = new BackendException(isPassing(e) ? Kind.TEMPORARY : Kind.FAILED, "read /proc/net/dev",
                String.valueOf(e.getMessage()));
            failure.initCause(e);
            throw failure;
        }
    }

    /** The JDK has no error number. Source: strerror(3), EMFILE and ENFILE, of glibc and musl. */
    private static boolean isPassing(IOException refused) {
        return String.valueOf(refused.getMessage()).toLowerCase(Locale.ROOT).contains("open files");
    }

    @Override
    public SocketPort sockets() {
        return new JnaSocketPort();
    }
}
