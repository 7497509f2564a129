package io.github.netsession.windows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.netsession.Capability;
import io.github.netsession.Link;
import io.github.netsession.NetworkSocketException;
import io.github.netsession.NetworkSockets;
import io.github.netsession.SessionFailure;
import io.github.netsession.Support;
import io.github.netsession.spi.BackendException;
import io.github.netsession.windows.jna.JnaWindowsOs;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
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

/** The options of sockets that a session directs, read back. */
@Tag("wine")
class DirectRoutingIT extends OnThreeUplinks {

    private final SocketPort port = new JnaWindowsOs().sockets();

    private interface Opening {
        Closeable open() throws IOException;
    }

    /** Sockets of the application; whether they are of AF_INET6. */
    private enum Kind {
        SOCKET(Socket::new, true),
        SERVER_SOCKET(ServerSocket::new, true),
        DATAGRAM_SOCKET(() -> new DatagramSocket(null), true),
        SOCKET_CHANNEL(SocketChannel::open, true),
        SERVER_SOCKET_CHANNEL(ServerSocketChannel::open, true),
        DATAGRAM_CHANNEL(DatagramChannel::open, true),
        SOCKET_CHANNEL_OF_IPV4(() -> SocketChannel.open(StandardProtocolFamily.INET), false),
        SERVER_SOCKET_CHANNEL_OF_IPV4(() -> ServerSocketChannel.open(StandardProtocolFamily.INET), false),
        DATAGRAM_CHANNEL_OF_IPV4(() -> DatagramChannel.open(StandardProtocolFamily.INET), false),
        SOCKET_OF_A_CHANNEL_OF_IPV4(() -> SocketChannel.open(StandardProtocolFamily.INET).socket(), false);

        private final Opening opening;
        private final boolean isIpv6;

        Kind(Opening opening, boolean isIpv6) {
            this.opening = opening;
            this.isIpv6 = isIpv6;
        }
    }

    private static void bind(NetworkSockets sockets, Closeable socket) throws IOException {
        if (socket instanceof NetworkChannel channel) {
            sockets.bindSocket(channel);
        } else if (socket instanceof Socket stream) {
            sockets.bindSocket(stream);
        } else if (socket instanceof ServerSocket listener) {
            sockets.bindSocket(listener);
        } else {
            sockets.bindSocket((DatagramSocket) socket);
        }
    }

    private byte[] option(Closeable socket, UnicastOption option) {
        byte[][] value = new byte[1][];
        port.with(socket, handle -> value[0] = port.option(handle, option));
        return value[0];
    }

    private boolean isIpv6(Closeable socket) {
        boolean[] answer = new boolean[1];
        port.with(socket, handle -> answer[0] = port.isIpv6(handle));
        return answer[0];
    }

    @ParameterizedTest
    @EnumSource
    void theFamilyIsThatOfTheSocket(Kind kind) throws IOException {
        try (Closeable socket = kind.opening.open()) {
            assertEquals(kind.isIpv6, isIpv6(socket));
        }
    }

    @ParameterizedTest
    @EnumSource
    void bothOptionsAreSetAsFarAsTheSocketHasThem(Kind kind) throws IOException {
        NetworkSockets sockets = sockets(PALINDROME);
        try (Closeable socket = kind.opening.open()) {
            for (int i = 0; i < 2; i++) { // The second time it is on the link already.
                bind(sockets, socket);
                assertArrayEquals(new byte[] {1, 0, 0, 1}, option(socket, UnicastOption.IPV4));
                if (kind.isIpv6) {
                    assertArrayEquals(new byte[] {1, 0, 0, 1}, option(socket, UnicastOption.IPV6));
                }
            }
        }
    }

    /** Of AF_INET6 ones Wine refuses the second option, as the number is another one to Linux; that undoes the first. */
    @ParameterizedTest
    @EnumSource
    void ofAnOrdinaryLinkIpv4IsInNetworkOrderAndARefusalOfIpv6UndoesIt(Kind kind) throws IOException {
        NetworkSockets sockets = sockets(OTHER);
        int index = library.link(OTHER).index();
        try (Closeable socket = kind.opening.open()) {
            if (kind.isIpv6) {
                SessionFailure failure = assertThrows(NetworkSocketException.class, () -> bind(sockets, socket)).failure();
                assertEquals(Win32.WSAEINVAL, failure.nativeCode().orElseThrow().code());
                assertEquals(Optional.of(SocketDirector.IPV4_ALONE), failure.remedy());
                assertArrayEquals(new byte[4], option(socket, UnicastOption.IPV4));
                assertArrayEquals(new byte[4], option(socket, UnicastOption.IPV6));
            } else {
                bind(sockets, socket);
                assertArrayEquals(ByteBuffer.allocate(4).putInt(index).array(), option(socket, UnicastOption.IPV4));
            }
        }
    }

    @Test
    void aClosedSocketIsNoLossOfTheLink() throws IOException {
        SocketChannel socket = SocketChannel.open();
        socket.close();
        assertEquals(BackendException.Kind.FAILED, assertThrows(BackendException.class, () -> option(socket, UnicastOption.IPV4)).kind());
    }

    @Test
    void theNumberOfALinkIsNotTakenForTheLink() throws IOException {
        Link now = library.updated().link(OTHER);
        assertEquals(now.systemId(), port.interfaceGuid(now.index()));
        assertEquals(Optional.empty(), port.interfaceGuid(SAME_IN_BOTH_ORDERS - 1));
        Link other = library.link(BEST).toBuilder().systemId(now.systemId().orElseThrow()).build();
        try (SocketChannel socket = SocketChannel.open(StandardProtocolFamily.INET)) {
            assertEquals(BackendException.Kind.NOT_READY,
                assertThrows(BackendException.class, () -> new SocketDirector(port).direct(other, socket)).kind());
            assertArrayEquals(new byte[4], option(socket, UnicastOption.IPV4));
        }
    }

    @Test
    void theReportSaysThatSocketsCanBeDirected() {
        sockets(OTHER);
        assertEquals(Support.AVAILABLE, library.networks.capabilities().of(Capability.DIRECT_CONNECTION_ROUTING).support());
        assertEquals(Support.AVAILABLE, library.networks.capabilities(configuration(OTHER).id()).of(Capability.DIRECT_CONNECTION_ROUTING).support());
    }
}
