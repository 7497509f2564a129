package io.github.netsession.macos.jna;

import com.sun.jna.Native;
import io.github.netsession.jna.NativeMemory;
import io.github.netsession.jna.SocketHandles;
import io.github.netsession.macos.BoundIfOption;
import io.github.netsession.macos.SocketPort;
import io.github.netsession.macos.jna.Layouts.sockaddr;
import io.github.netsession.macos.jna.Layouts.sockaddr_in6;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.io.Closeable;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Sockets of the JDK as the kernel knows them. Each call has memory of its own, so that any number of threads may call. */
final class JnaSocketPort implements SocketPort {

    private static final String DESCRIPTOR = "descriptor of a socket";

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

    @Override
    public int interfaceIndex(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer memory = NativeMemory.buffer(bytes.length + 1);
        memory.put(0, bytes);
        return LibSystem.if_nametoindex(memory);
    }

    @Override
    public boolean isIpv6(int descriptor) {
        ByteBuffer name = NativeMemory.buffer(sockaddr_in6.SIZE);
        ByteBuffer length = NativeMemory.buffer(Integer.BYTES);
        length.putInt(0, sockaddr_in6.SIZE);
        if (LibSystem.getsockname(descriptor, name, length) != 0) {
            throw Darwin.refused("getsockname", Native.getLastError());
        }
        int family = name.get(sockaddr.sa_family);
        if (family != Constants.AF_INET && family != Constants.AF_INET6) {
            throw new BackendException(Kind.UNSUPPORTED, "getsockname", "the socket is of the address family " + family + ", which has no interfaces");
        }
        return family == Constants.AF_INET6;
    }

    @Override
    public int boundInterface(int descriptor, BoundIfOption option) {
        ByteBuffer value = NativeMemory.buffer(Integer.BYTES);
        ByteBuffer length = NativeMemory.buffer(Integer.BYTES);
        length.putInt(0, Integer.BYTES);
        String call = "getsockopt(" + option.nativeName() + ')';
        if (LibSystem.getsockopt(descriptor, option.level(), option.number(), value, length) != 0) {
            throw Darwin.refused(call, Native.getLastError());
        }
        if (length.getInt(0) != Integer.BYTES) {
            throw new BackendException(Kind.FAILED, call, "it has given " + length.getInt(0) + " bytes, not " + Integer.BYTES);
        }
        return value.getInt(0);
    }

    @Override
    public void bindInterface(int descriptor, BoundIfOption option, int index) {
        ByteBuffer value = NativeMemory.buffer(Integer.BYTES);
        value.putInt(0, index);
        if (LibSystem.setsockopt(descriptor, option.level(), option.number(), value, Integer.BYTES) != 0) {
            throw Darwin.refused("setsockopt(" + option.nativeName() + ')', Native.getLastError());
        }
    }
}
