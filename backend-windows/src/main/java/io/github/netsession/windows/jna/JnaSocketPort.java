package io.github.netsession.windows.jna;

import com.sun.jna.Native;
import io.github.netsession.jna.NativeMemory;
import io.github.netsession.jna.SocketHandles;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import io.github.netsession.windows.SocketPort;
import io.github.netsession.windows.UnicastOption;
import io.github.netsession.windows.Win32;
import io.github.netsession.windows.jna.Layouts.WSAPROTOCOL_INFOW;
import java.io.Closeable;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Sockets of the JDK as Winsock knows them. Each call has memory of its own, so that any number of threads may call. */
final class JnaSocketPort implements SocketPort {

    private static final String HANDLE = "SOCKET of a socket";

    @Override
    public Optional<String> obstacle() {
        return SocketHandles.obstacle();
    }

    @Override
    public void with(Closeable socket, LongConsumer action) {
        try {
            SocketHandles.with(socket, handle -> {
                action.accept(handle);
                return true;
            });
        } catch (SocketException failed) { // It was closed meanwhile, or the process has too many handles; the link may be as good as ever.
            throw caused(new BackendException(Kind.FAILED, HANDLE, String.valueOf(failed.getMessage())), failed);
        } catch (IllegalArgumentException foreign) {
            throw caused(new BackendException(Kind.UNSUPPORTED, HANDLE, foreign.getMessage()), foreign)
                .withRemedy("make a new socket by NetworkSession.sockets(), or use one of the JDK's own: no subclass, no SocketImplFactory, no HTTP proxy");
        } catch (UnsupportedOperationException obstacle) {
            throw caused(new BackendException(Kind.UNSUPPORTED, HANDLE, obstacle.getMessage()), obstacle);
        }
    }

    private static BackendException caused(BackendException failure, Exception cause) {
        failure.initCause(cause);
        return failure;
    }

    @Override
    public Optional<String> interfaceGuid(int index) {
        return IfTable.guid(index);
    }

    @Override
    public boolean isIpv6(long socket) {
        ByteBuffer info = NativeMemory.buffer(WSAPROTOCOL_INFOW.SIZE);
        read(socket, IpConstants.SOL_SOCKET, IpConstants.SO_PROTOCOL_INFOW, info, "SO_PROTOCOL_INFOW");
        int family = info.getInt(WSAPROTOCOL_INFOW.iAddressFamily);
        if (family != IpConstants.AF_INET && family != IpConstants.AF_INET6) {
            throw new BackendException(Kind.UNSUPPORTED, "getsockopt(SO_PROTOCOL_INFOW)", "the socket is of the address family " + family
                + ", which has no interfaces");
        }
        return family == IpConstants.AF_INET6;
    }

    @Override
    public byte[] option(long socket, UnicastOption option) {
        ByteBuffer memory = NativeMemory.buffer(Integer.BYTES);
        read(socket, option.level(), option.number(), memory, option.nativeName());
        byte[] value = new byte[Integer.BYTES];
        memory.get(0, value);
        return value;
    }

    private static void read(long socket, int level, int number, ByteBuffer value, String name) {
        ByteBuffer length = NativeMemory.buffer(Integer.BYTES);
        length.putInt(0, value.capacity());
        String call = "getsockopt(" + name + ')';
        if (Ws2_32.getsockopt(socket, level, number, value, length) != 0) {
            throw Win32.refused(call, Native.getLastError());
        }
        if (length.getInt(0) != value.capacity()) {
            throw new BackendException(Kind.FAILED, call, "it has given " + length.getInt(0) + " bytes, not " + value.capacity());
        }
    }

    @Override
    public int setOption(long socket, UnicastOption option, byte[] value) {
        ByteBuffer memory = NativeMemory.buffer(value.length);
        memory.put(0, value);
        return Ws2_32.setsockopt(socket, option.level(), option.number(), memory, value.length) == 0 ? Win32.ERROR_SUCCESS : Native.getLastError();
    }
}
