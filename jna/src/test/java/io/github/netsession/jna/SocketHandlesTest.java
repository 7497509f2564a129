package io.github.netsession.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("unit")
@Tag("every-jdk")
class SocketHandlesTest {

    private static long handle(Closeable socket) throws SocketException {
        return SocketHandles.with(socket, handle -> handle);
    }

    /** If this fails on a new JDK, that JDK keeps its sockets otherwise: the message names the field. */
    @Test
    void thisJdkHasNoObstacle() {
        assertEquals(Optional.empty(), SocketHandles.obstacle());
    }

    @ParameterizedTest
    @EnumSource
    void theHandleIsThatOfTheSocketWhichJavaBinds(SocketKind kind) throws IOException {
        try (Closeable socket = kind.open(); Closeable other = kind.open()) {
            long before = handle(socket);
            assertEquals(0, SocketName.port(before));
            int port = SocketKind.bind(socket);
            assertEquals(before, handle(socket));
            assertEquals(port, SocketHandles.with(socket, SocketName::port));
            int otherPort = SocketKind.bind(other);
            assertNotEquals(before, handle(other));
            assertEquals(otherPort, SocketHandles.with(other, SocketName::port));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClosedSocketIsRefused(SocketKind kind) throws IOException {
        Closeable neverUsed = kind.open();
        neverUsed.close();
        Closeable used = kind.open();
        handle(used);
        used.close();
        for (Closeable closed : new Closeable[] {neverUsed, used}) {
            AtomicInteger calls = new AtomicInteger();
            SocketException refused = assertThrows(SocketException.class, () -> SocketHandles.with(closed, handle -> calls.incrementAndGet()));
            assertTrue(refused.getMessage().contains("closed"), refused.getMessage());
            assertEquals(0, calls.get());
        }
    }

    @ParameterizedTest
    @EnumSource
    void anExceptionOfTheActionReachesTheCallerAndTheSocketCanBeUsedAndClosed(SocketKind kind) throws IOException {
        IllegalStateException thrown = new IllegalStateException("by the action");
        Closeable socket = kind.open();
        assertEquals(thrown, assertThrows(IllegalStateException.class, () -> SocketHandles.with(socket, handle -> {
            throw thrown;
        })));
        assertNotEquals(0, SocketKind.bind(socket));
        long handle = handle(socket);
        socket.close();
        assertEquals(-1, SocketName.port(handle));
    }

    @Test
    void aSocketThatGetsItsDescriptorIsOtherwiseUnchanged() throws IOException {
        try (Socket asked = new Socket(); Socket other = new Socket(); ServerSocket listener = new ServerSocket();
            ServerSocket otherListener = new ServerSocket()) {
            handle(asked);
            handle(listener);
            assertFalse(asked.isBound() || asked.isConnected() || asked.isClosed() || asked.isInputShutdown());
            assertFalse(listener.isBound() || listener.isClosed());
            assertEquals(options(other), options(asked));
            assertEquals(otherListener.getReceiveBufferSize(), listener.getReceiveBufferSize());
            assertEquals(otherListener.getReuseAddress(), listener.getReuseAddress());
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            asked.connect(listener.getLocalSocketAddress());
            try (Socket accepted = listener.accept()) {
                accepted.getOutputStream().write(42);
                assertEquals(42, asked.getInputStream().read());
                assertEquals(listener.getLocalPort(), SocketHandles.with(accepted, SocketName::port));
                assertEquals(asked.getLocalPort(), SocketHandles.with(asked, SocketName::port));
            }
        }
    }

    private static Map<Object, Object> options(Socket socket) throws IOException {
        Map<Object, Object> options = new HashMap<>();
        options.put("time-out", socket.getSoTimeout());
        for (var option : socket.supportedOptions()) {
            // Linux refuses this one on a socket that is not connected.
            if (!option.name().equals("SO_INCOMING_NAPI_ID")) {
                options.put(option, socket.getOption(option));
            }
        }
        assertTrue(options.containsKey(StandardSocketOptions.SO_LINGER), options::toString);
        return options;
    }

    @Test
    void connectedAndAcceptedChannelsHaveTheirHandlesToo() throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            SocketChannel client = SocketChannel.open(listener.getLocalAddress()); SocketChannel accepted = listener.accept()) {
            client.configureBlocking(false);
            assertEquals(client.socket().getLocalPort(), SocketHandles.with(client, SocketName::port));
            assertEquals(client.socket().getPort(), SocketHandles.with(accepted, SocketName::port));
            accepted.write(ByteBuffer.wrap(new byte[1]));
            assertEquals(client.socket().getPort(), SocketHandles.with(accepted.socket(), SocketName::port));
        }
    }

    @Test
    void aThreadThatBlocksInACallOnTheSocketDoesNotHinder() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread acceptor = new Thread(() -> {
                try {
                    listener.accept().close();
                } catch (IOException closed) {
                    Thread.currentThread().interrupt();
                }
            });
            acceptor.start();
            BlockedThread.awaitIn(acceptor, "accept");
            assertEquals(listener.getLocalPort(), SocketHandles.with(listener, SocketName::port));
            new Socket(listener.getInetAddress(), listener.getLocalPort()).close();
            acceptor.join();
        }
    }
}
