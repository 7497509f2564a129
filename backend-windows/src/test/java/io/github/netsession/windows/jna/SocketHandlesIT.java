package io.github.netsession.windows.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import io.github.netsession.jna.NativeMemory;
import io.github.netsession.jna.SocketHandles;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In a Windows JVM the handle of a Java socket is its SOCKET: getsockname of Winsock names the port that Java names. */
@Tag("wine")
class SocketHandlesIT {

    private static final Function GETSOCKNAME = NativeLibrary.getInstance("ws2_32").getFunction("getsockname");
    /** A SOCKADDR_IN6 has 28 bytes. */
    private static final int LENGTH = 32;
    private static final int SOCKET_ERROR = -1;

    /** Opens a socket that is not bound. */
    private interface Opening {
        Closeable open() throws IOException;
    }

    private enum Kind {
        SOCKET(Socket::new),
        SERVER_SOCKET(ServerSocket::new),
        DATAGRAM_SOCKET(() -> new DatagramSocket(null)),
        MULTICAST_SOCKET(() -> new MulticastSocket(null)),
        SOCKET_CHANNEL(SocketChannel::open),
        SERVER_SOCKET_CHANNEL(ServerSocketChannel::open),
        DATAGRAM_CHANNEL(DatagramChannel::open),
        SOCKET_OF_A_CHANNEL(() -> SocketChannel.open().socket());

        private final Opening opening;

        Kind(Opening opening) {
            this.opening = opening;
        }
    }

    private static int bind(Closeable socket) throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
        if (socket instanceof NetworkChannel channel) {
            return ((InetSocketAddress) channel.bind(any).getLocalAddress()).getPort();
        }
        if (socket instanceof Socket tcp) {
            tcp.bind(any);
            return tcp.getLocalPort();
        }
        if (socket instanceof ServerSocket listener) {
            listener.bind(any);
            return listener.getLocalPort();
        }
        DatagramSocket udp = (DatagramSocket) socket;
        udp.bind(any);
        return udp.getLocalPort();
    }

    private static int port(long socket) {
        ByteBuffer name = NativeMemory.buffer(LENGTH + Integer.BYTES).putInt(LENGTH, LENGTH);
        long address = NativeMemory.address(name);
        int result = GETSOCKNAME.invokeInt(new Object[] {socket, address, address + LENGTH});
        return result == SOCKET_ERROR ? SOCKET_ERROR : (name.get(2) & 0xff) << 8 | name.get(3) & 0xff;
    }

    @Test
    void thisJvmHasNoObstacle() {
        assertEquals(Optional.empty(), SocketHandles.obstacle());
    }

    @ParameterizedTest
    @EnumSource
    void theHandleIsTheSocketThatJavaBinds(Kind kind) throws IOException {
        Closeable socket = kind.opening.open();
        long before = SocketHandles.with(socket, handle -> handle);
        int bound = bind(socket);
        int named = SocketHandles.with(socket, SocketHandlesIT::port);
        long after = SocketHandles.with(socket, handle -> handle);
        assertNotEquals(0, bound);
        assertEquals(bound, named);
        assertEquals(before, after);
        socket.close();
        assertThrows(SocketException.class, () -> SocketHandles.with(socket, handle -> handle));
        assertEquals(SOCKET_ERROR, port(before));
    }
}
