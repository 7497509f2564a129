package io.github.netsession.jna;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocketFactory;

/** Every kind of socket that has a handle, not bound yet. */
enum SocketKind {
    SOCKET(Socket::new),
    SOCKET_WITHOUT_PROXY(() -> new Socket(Proxy.NO_PROXY)),
    SOCKET_THROUGH_SOCKS(() -> new Socket(new Proxy(Proxy.Type.SOCKS, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1080)))),
    SSL_SOCKET(() -> SSLSocketFactory.getDefault().createSocket()),
    SERVER_SOCKET(ServerSocket::new),
    SSL_SERVER_SOCKET(() -> SSLServerSocketFactory.getDefault().createServerSocket()),
    DATAGRAM_SOCKET(() -> new DatagramSocket(null)),
    MULTICAST_SOCKET(() -> new MulticastSocket(null)),
    SOCKET_CHANNEL(SocketChannel::open),
    SOCKET_CHANNEL_OF_IPV4(() -> SocketChannel.open(StandardProtocolFamily.INET)),
    SERVER_SOCKET_CHANNEL(ServerSocketChannel::open),
    DATAGRAM_CHANNEL(DatagramChannel::open),
    DATAGRAM_CHANNEL_OF_IPV4(() -> DatagramChannel.open(StandardProtocolFamily.INET)),
    SOCKET_OF_A_CHANNEL(() -> SocketChannel.open().socket()),
    SERVER_SOCKET_OF_A_CHANNEL(() -> ServerSocketChannel.open().socket()),
    DATAGRAM_SOCKET_OF_A_CHANNEL(() -> DatagramChannel.open().socket());

    /** Opens a socket. */
    private interface Opening {
        Closeable open() throws IOException;
    }

    private final Opening opening;

    SocketKind(Opening opening) {
        this.opening = opening;
    }

    Closeable open() throws IOException {
        return opening.open();
    }

    /** Binds it to the loopback address and a port that the system chooses; says which. */
    static int bind(Closeable socket) throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
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
}
