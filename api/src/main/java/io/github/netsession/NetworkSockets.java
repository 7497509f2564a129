package io.github.netsession;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import javax.net.SocketFactory;

/**
 * Creates sockets that are directed to the access point of a session: their packets leave through it, regardless of the routing table. The
 * system chooses the route of other sockets, so their traffic does not follow a session that moves.
 *
 * <pre>{@code
 * try (Socket socket = session.sockets().socketFactory().createSocket()) {
 *     socket.connect(server, 5_000);
 *     uploads.sendTo(socket.getOutputStream());
 * }
 * }</pre>
 *
 * <p>One object serves a {@link NetworkSession} for its whole life. It works exactly while {@link NetworkSession#activeConfiguration()}
 * is present and {@link NetworkConfiguration#isActive() up}, including while the session is ROAMING or not open. At any other time each
 * method that creates or directs a socket throws at once. The object of a {@link RoamingOffer} directs sockets to the candidate.
 *
 * <p>A socket is directed when it is created, and keeps its link until it is closed. Sockets that are created later follow the session; earlier
 * sockets use the old link as long as it is up; a listening socket keeps the link on which it was created. After a session has moved, an
 * application therefore opens new connections, and the old connections end with the old link.
 *
 * <p>Not directed are: name resolution, which the system's resolver performs on the default network; sockets that other code creates; and
 * packets that the kernel sends without a socket. A directed socket bypasses a VPN. It does not reach this machine itself, neither by loopback
 * nor by another address of this machine: sockets of the factory refuse such an address at once, but a channel may wait for seconds. The
 * simulated backend only records to which link a socket was directed; the real socket reaches this machine.
 *
 * <p><b>Errors.</b> A method that cannot direct a socket throws a {@link NetworkSocketException} at once, with the
 * {@link SessionFailure#reason() reason}
 * <ul>
 * <li>NOT_READY: no access point is in use and up;
 * <li>DENIED or UNSUPPORTED: this process or this system cannot direct sockets to the access point
 * ({@link Capability#DIRECT_CONNECTION_ROUTING} reports this beforehand);
 * <li>CLOSED: {@link Networks#close()} was called;
 * <li>UNKNOWN, with the message of the JDK or the system: the descriptor is not available, because the socket was closed meanwhile or this
 * process has too many open files.
 * </ul>
 * A socket of the application is then unchanged; a socket that the method was creating is closed.
 *
 * <p>Safe for use from any thread. Only the methods of the socket factory that connect wait for the network.
 *
 * <p>Not for implementation by applications.
 *
 * @implNote Linux: SO_BINDTOIFINDEX (5.1 and later), on earlier kernels SO_BINDTODEVICE (without privileges 5.7 and later). Windows: IP_UNICAST_IF and
 * IPV6_UNICAST_IF, which direct the packets that a socket sends; a listening socket accepts connections from every interface unless it is bound
 * to {@link #localAddress}. macOS: IP_BOUND_IF for an IPv4 socket and IPV6_BOUND_IF for any other socket, which also direct the packets
 * that a socket sends; a socket must be directed before it is bound to an IPv4 address. Source: socket(7); "IPPROTO_IP Socket Options" and
 * "IPPROTO_IPV6 Socket Options" of Windows Sockets 2; netinet/in.h and netinet6/in6.h of macOS.
 */
public interface NetworkSockets {

    /**
     * Returns a factory of TCP sockets. The application may keep it: each new socket uses the access point that is in use at that moment.
     *
     * <p>The system's resolver resolves a host name. Then the factory tries the addresses in turn, each one except the last for at most 10 s;
     * it skips an address if the link has no address of the same family. It never uses a proxy, regardless of the system properties. An
     * address of this machine itself is refused at once with UNSUPPORTED, also by {@link Socket#connect(java.net.SocketAddress)} of a
     * socket that was created unconnected.
     *
     * @return the factory, always the same
     */
    SocketFactory socketFactory();

    /**
     * Opens a TCP channel that is directed and not connected.
     *
     * @return the channel, for IPv4 and IPv6 if the system has both
     * @throws NetworkSocketException if the channel cannot be directed
     * @throws IOException if the channel cannot be opened
     */
    SocketChannel openSocketChannel() throws IOException;

    /**
     * Opens a TCP channel of one protocol family that is directed and not connected.
     *
     * @param family {@link java.net.StandardProtocolFamily#INET} or {@link java.net.StandardProtocolFamily#INET6}
     * @return the channel
     * @throws NetworkSocketException if the channel cannot be directed
     * @throws IOException if the channel cannot be opened
     * @throws UnsupportedOperationException if the family is neither of these
     */
    SocketChannel openSocketChannel(ProtocolFamily family) throws IOException;

    /**
     * Opens a UDP channel that is directed and not bound.
     *
     * @return the channel, for IPv4 and IPv6 if the system has both
     * @throws NetworkSocketException if the channel cannot be directed
     * @throws IOException if the channel cannot be opened
     */
    DatagramChannel openDatagramChannel() throws IOException;

    /**
     * Opens a UDP channel of one protocol family that is directed and not bound.
     *
     * @param family {@link java.net.StandardProtocolFamily#INET} or {@link java.net.StandardProtocolFamily#INET6}
     * @return the channel
     * @throws NetworkSocketException if the channel cannot be directed
     * @throws IOException if the channel cannot be opened
     * @throws UnsupportedOperationException if the family is neither of these
     */
    DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException;

    /**
     * Opens a listening TCP channel that is directed and not bound. On Linux, accepted channels use the same link.
     *
     * @return the channel, for IPv4 and IPv6 if the system has both
     * @throws NetworkSocketException if the channel cannot be directed
     * @throws IOException if the channel cannot be opened
     */
    ServerSocketChannel openServerSocketChannel() throws IOException;

    /**
     * Opens a listening TCP channel of one protocol family that is directed and not bound.
     *
     * @param family {@link java.net.StandardProtocolFamily#INET} or {@link java.net.StandardProtocolFamily#INET6}
     * @return the channel
     * @throws NetworkSocketException if the channel cannot be directed
     * @throws IOException if the channel cannot be opened
     * @throws UnsupportedOperationException if the family is neither of these
     */
    ServerSocketChannel openServerSocketChannel(ProtocolFamily family) throws IOException;

    /**
     * Directs a socket of the application. The socket must be open and neither connected nor connecting, and no other thread may use or close
     * it meanwhile. Subclasses and socket implementations from outside the JDK, and an {@code SSLSocket} that is layered over another socket,
     * are refused with UNSUPPORTED: their descriptor does not carry the bytes or is not available. A socket that is bound to an address
     * which the link does not have is refused too.
     *
     * @param socket the socket
     * @throws NetworkSocketException if the socket cannot be directed; the socket is then unchanged
     * @throws IOException if the JDK cannot create the descriptor of the socket
     */
    void bindSocket(Socket socket) throws IOException;

    /**
     * Directs a listening socket of the application, bound or not, under the rules of {@link #bindSocket(Socket)}.
     *
     * @param socket the socket
     * @throws NetworkSocketException if the socket cannot be directed; the socket is then unchanged
     * @throws IOException if the JDK cannot create the descriptor of the socket
     */
    void bindSocket(ServerSocket socket) throws IOException;

    /**
     * Directs a datagram socket of the application, under the rules of {@link #bindSocket(Socket)}.
     *
     * @param socket the socket
     * @throws NetworkSocketException if the socket cannot be directed; the socket is then unchanged
     * @throws IOException if the JDK cannot create the descriptor of the socket
     */
    void bindSocket(DatagramSocket socket) throws IOException;

    /**
     * Directs a channel of the application: a {@link SocketChannel}, {@link ServerSocketChannel} or {@link DatagramChannel} of the JDK's own
     * provider, for IPv4 or IPv6, under the rules of {@link #bindSocket(Socket)}. Asynchronous channels and channels of UNIX domain sockets
     * are refused with UNSUPPORTED.
     *
     * @param channel the channel
     * @throws NetworkSocketException if the channel cannot be directed; the channel is then unchanged
     * @throws IOException if an input or output error occurs
     */
    void bindSocket(NetworkChannel channel) throws IOException;

    /**
     * Returns this machine's address on the access point in use: an address that reaches beyond the link, or else a link-local address.
     *
     * @param family {@link java.net.StandardProtocolFamily#INET} or {@link java.net.StandardProtocolFamily#INET6}
     * @return the address; empty if the link has none of this family
     * @throws NetworkSocketException if no access point is in use and up
     * @throws UnsupportedOperationException if the family is another one
     */
    Optional<InetAddress> localAddress(ProtocolFamily family) throws NetworkSocketException;
}
