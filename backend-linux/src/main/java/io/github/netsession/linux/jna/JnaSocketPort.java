package io.github.netsession.linux.jna;

import com.sun.jna.Native;
import io.github.netsession.internal.GuardedLogger;
import io.github.netsession.jna.DirectMapping.Use;
import io.github.netsession.jna.NativeMemory;
import io.github.netsession.jna.SocketHandles;
import io.github.netsession.linux.Errno;
import io.github.netsession.linux.SocketPort;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.ref.Reference;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntConsumer;

/** Sockets of the JDK as the kernel knows them. Each call has memory of its own, so that any number of threads may call. */
final class JnaSocketPort implements SocketPort {

    private static final System.Logger LOGGER = GuardedLogger.of("io.github.netsession.linux");
    private static final String DESCRIPTOR = "descriptor of a socket";

    /** Source: net/if.h, IF_NAMESIZE, the zero at the end included. */
    private static final int NAME_BYTES = 16;
    private static final int LENGTH = NAME_BYTES;

    @Override
    public Optional<String> obstacle() {
        return SocketHandles.obstacle();
    }

    @Override
    public void with(Closeable socket, IntConsumer action) {
        try {
            SocketHandles.with(socket, handle -> {
                action.accept((int) handle);
                return true;
            });
        } catch (SocketException failed) { // It was closed meanwhile, or the process has too many files open; the link may be as good as ever.
            throw caused(new BackendException(Kind.FAILED, DESCRIPTOR, String.valueOf(failed.getMessage())), failed);
        } catch (IllegalArgumentException foreign) {
            throw caused(new BackendException(Kind.UNSUPPORTED, DESCRIPTOR, foreign.getMessage()), foreign)
                .withRemedy("make a new socket by NetworkSession.sockets(), or use one of the JDK's own: no subclass, no SocketImplFactory, no HTTP proxy");
        } catch (UnsupportedOperationException obstacle) {
            throw caused(new BackendException(Kind.UNSUPPORTED, DESCRIPTOR, obstacle.getMessage()), obstacle);
        }
    }

    private static BackendException caused(BackendException failure, Exception cause) {
        failure.initCause(cause);
        return failure;
    }

    /** For a name or a number, and behind it a socklen_t. */
    private static ByteBuffer memory() {
        return NativeMemory.buffer(NAME_BYTES + Integer.BYTES);
    }

    @Override
    public Optional<byte[]> interfaceName(int index) {
        ByteBuffer memory = memory();
        long found = LibC.with(() -> LibC.if_indextoname(index, NativeMemory.address(memory)));
        return found == 0 ? Optional.empty() : Optional.of(name(memory, NAME_BYTES));
    }

    @Override
    public Optional<byte[]> boundDevice(int descriptor) {
        ByteBuffer memory = memory();
        memory.putInt(LENGTH, NAME_BYTES);
        long address = NativeMemory.address(memory);
        int errno = LibC.with(() -> LibC.getsockopt(descriptor, SocketOptions.SOL_SOCKET, SocketOptions.SO_BINDTODEVICE, address, address + LENGTH) == 0
            ? 0 : Native.getLastError());
        if (errno == Errno.ENODEV) {
            return Optional.empty();
        }
        if (errno != 0) {
            throw Errno.refused("getsockopt(SO_BINDTODEVICE)", errno, "");
        }
        byte[] name = name(memory, Math.min(memory.getInt(LENGTH), NAME_BYTES));
        return name.length == 0 ? Optional.empty() : Optional.of(name);
    }

    private static byte[] name(ByteBuffer memory, int most) {
        int length = 0;
        while (length < most && memory.get(length) != 0) {
            length++;
        }
        byte[] name = new byte[length];
        memory.get(0, name);
        return name;
    }

    @Override
    public int bindToIndex(int descriptor, int index) {
        ByteBuffer memory = memory();
        memory.putInt(0, index);
        return set(descriptor, SocketOptions.SO_BINDTOIFINDEX, memory, Integer.BYTES);
    }

    @Override
    public int bindToDevice(int descriptor, byte[] name) {
        ByteBuffer memory = memory();
        memory.put(0, name).put(name.length, (byte) 0);
        return set(descriptor, SocketOptions.SO_BINDTODEVICE, memory, name.length + 1);
    }

    private static int set(int descriptor, int option, ByteBuffer value, int bytes) {
        Use use = LibC.use();
        try {
            return LibC.setsockopt(descriptor, SocketOptions.SOL_SOCKET, option, NativeMemory.address(value), bytes) == 0 ? 0 : Native.getLastError();
        } finally {
            Reference.reachabilityFence(value); // Else it may be freed before the kernel has read it.
            use.close();
        }
    }

    @Override
    public int tryOut(int index, byte[] name) {
        Use use = LibC.use();
        try {
            int descriptor = LibC.socket(SocketOptions.AF_INET, SocketOptions.SOCK_DGRAM | SocketOptions.SOCK_CLOEXEC, 0);
            if (descriptor < 0) {
                return Native.getLastError();
            }
            try {
                int errno = bindToIndex(descriptor, index);
                return errno == Errno.ENOPROTOOPT ? bindToDevice(descriptor, name) : errno;
            } finally {
                LibC.close(descriptor);
            }
        } finally {
            use.close();
        }
    }

    @Override
    public OptionalInt reversePathFilter(String name) {
        OptionalInt all = number("all");
        OptionalInt own = number(name);
        return all.isPresent() && own.isPresent() ? OptionalInt.of(Math.max(all.getAsInt(), own.getAsInt())) : OptionalInt.empty();
    }

    private static OptionalInt number(String link) {
        try {
            return OptionalInt.of(Integer.parseInt(Files.readString(Path.of("/proc/sys/net/ipv4/conf", link, "rp_filter")).strip()));
        } catch (IOException | NumberFormatException | InvalidPathException unreadable) { // procfs may be hidden, and the link may just have gone.
            LOGGER.log(Level.DEBUG, "a setting cannot be read", unreadable);
            return OptionalInt.empty();
        }
    }
}
