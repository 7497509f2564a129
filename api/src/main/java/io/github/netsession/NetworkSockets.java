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
 * Makes sockets whose packets leave by the access point that a session uses, whatever the routing table prefers. Without it, a socket
 * goes where the system sends it, and a session that moves takes no traffic along.
 *
 * <p>One object serves a {@link NetworkSession} for its whole life. It works exactly while {@link NetworkSession#activeConfiguration()}
 * is present and {@link NetworkConfiguration#isActive() up}, whether the session is open or not, also while it is ROAMING. At any other time each method
 * that makes or directs a socket throws at once. The object of a {@link RoamingOffer} leads to the candidate.
 *
 * <p>A socket is directed when it is made and stays with its link for good: sockets made later follow the session, sockets made earlier keep
 * the old link for as long as that is up, and a listener stays where it was made. So an application opens new connections when the session
 * has moved, and the old ones end with the old link.
 *
 * <p>Not directed: name resolution, which the system's resolver does by the default network; sockets that other code makes by itself; whatever
 * the kernel answers without a socket. A directed socket goes past a VPN. It does not reach this machine itself, by loopback or another of its
 * addresses; the factory's sockets refuse those at once, while a channel may wait for seconds. The simulated backend only records where a socket
 * was directed to, and the real socket reaches this machine.
 *
 * <p><b>Errors.</b> {@link NetworkSocketException}, at once, with the {@link SessionFailure#reason() reason}: NOT_READY if there is no
 * access point in use that is up; DENIED or UNSUPPORTED if this process or system cannot direct sockets to it
 * ({@link Capability#DIRECT_CONNECTION_ROUTING} says so beforehand); CLOSED after {@link Networks#close()}; UNKNOWN, with the message of the
 * JDK or the system, if a descriptor cannot be had, because the socket was closed meanwhile or this process has too many files open. A socket
 * that the application brought is then as it was; one that a method was making is closed.
 *
 * <p>Safe from any thread; no method waits for the network but those of the socket factory that connect.
 *
 * <p>Linux: SO_BINDTOIFINDEX (5.1 and later), before that SO_BINDTODEVICE (without privileges 5.7 and later). Windows: IP_UNICAST_IF and
 * IPV6_UNICAST_IF, which direct what a socket sends; a listener takes connections from everywhere unless it is bound to
 * {@link #localAddress}. macOS: IP_BOUND_IF for a socket of IPv4 and IPV6_BOUND_IF for any other, likewise for what is sent; it has to be directed
 * before it is bound to an IPv4 address. Source: socket(7); "IPPROTO_IP Socket Options" and "IPPROTO_IPV6 Socket Options" of
 * Windows Sockets 2; netinet/in.h and netinet6/in6.h of macOS.
 *
 * <p>Not for implementation by applications.
 */
public interface NetworkSockets {

    /**
     * Returns a factory of TCP sockets. It may be kept: each socket it makes goes by the access point that is in use at that moment.
     *
     * <p>A host name is resolved by the system's resolver; then every address of a family that the link has an address of is tried in turn,
     * each but the last for 10 s at most. No proxy is used, whatever the system properties say. An address of this machine itself is refused at once with
     * UNSUPPORTED, also by {@link Socket#connect(java.net.SocketAddress)} of a socket made unconnected.
     *
     * @return the factory, always the same
     */
    SocketFactory socketFactory();

    /**
     * Opens a TCP channel, directed, not connected.
     *
     * @return the channel, for IPv4 and IPv6 where the system has both
     * @throws NetworkSocketException if it cannot be directed
     * @throws IOException if it cannot be opened
     */
    SocketChannel openSocketChannel() throws IOException;

    /**
     * Opens a TCP channel of one family, directed, not connected.
     *
     * @param family {@link java.net.StandardProtocolFamily#INET} or {@link java.net.StandardProtocolFamily#INET6}
     * @return the channel
     * @throws NetworkSocketException if it cannot be directed
     * @throws IOException if it cannot be opened
     * @throws UnsupportedOperationException if the family is another one
     */
    SocketChannel openSocketChannel(ProtocolFamily family) throws IOException;

    /**
     * Opens a UDP channel, directed, not bound.
     *
     * @return the channel, for IPv4 and IPv6 where the system has both
     * @throws NetworkSocketException if it cannot be directed
     * @throws IOException if it cannot be opened
     */
    DatagramChannel openDatagramChannel() throws IOException;

    /**
     * Opens a UDP channel of one family, directed, not bound.
     *
     * @param family {@link java.net.StandardProtocolFamily#INET} or {@link java.net.StandardProtocolFamily#INET6}
     * @return the channel
     * @throws NetworkSocketException if it cannot be directed
     * @throws IOException if it cannot be opened
     * @throws UnsupportedOperationException if the family is another one
     */
    DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException;

    /**
     * Opens a channel that listens for TCP connections, directed, not bound. Accepted channels go by the same link (Linux).
     *
     * @return the channel, for IPv4 and IPv6 where the system has both
     * @throws NetworkSocketException if it cannot be directed
     * @throws IOException if it cannot be opened
     */
    ServerSocketChannel openServerSocketChannel() throws IOException;

    /**
     * Opens a channel of one family that listens for TCP connections, directed, not bound.
     *
     * @param family {@link java.net.StandardProtocolFamily#INET} or {@link java.net.StandardProtocolFamily#INET6}
     * @return the channel
     * @throws NetworkSocketException if it cannot be directed
     * @throws IOException if it cannot be opened
     * @throws UnsupportedOperationException if the family is another one
     */
    ServerSocketChannel openServerSocketChannel(ProtocolFamily family) throws IOException;

    /**
     * Directs a socket of the application's own. It must be open and neither connected nor connecting, and no other thread may use or close it
     * meanwhile. Refused with UNSUPPORTED, because its descriptor is not the one that carries the bytes or cannot be had: subclasses and
     * socket implementations from outside the JDK, and an {@code SSLSocket} that is layered over another socket. Refused, too, if it is
     * bound to an address that the link does not have.
     *
     * @param socket the socket
     * @throws NetworkSocketException if it cannot be directed; it is as it was
     * @throws IOException if the JDK cannot create its descriptor
     */
    void bindSocket(Socket socket) throws IOException;

    /**
     * Directs a listening socket of the application's own, bound or not; as {@link #bindSocket(Socket)}.
     *
     * @param socket the socket
     * @throws NetworkSocketException if it cannot be directed; it is as it was
     * @throws IOException if the JDK cannot create its descriptor
     */
    void bindSocket(ServerSocket socket) throws IOException;

    /**
     * Directs a datagram socket of the application's own; as {@link #bindSocket(Socket)}.
     *
     * @param socket the socket
     * @throws NetworkSocketException if it cannot be directed; it is as it was
     * @throws IOException if the JDK cannot create its descriptor
     */
    void bindSocket(DatagramSocket socket) throws IOException;

    /**
     * Directs a channel of the application's own: a {@link SocketChannel}, {@link ServerSocketChannel} or {@link DatagramChannel} of the JDK's
     * own provider, for IPv4 or IPv6; as {@link #bindSocket(Socket)}. Asynchronous channels and those of UNIX domain sockets are refused with UNSUPPORTED.
     *
     * @param channel the channel
     * @throws NetworkSocketException if it cannot be directed; it is as it was
     * @throws IOException if an input or output error occurs
     */
    void bindSocket(NetworkChannel channel) throws IOException;

    /**
     * Returns the address that the access point in use gives this machine: one that reaches beyond the link, else a link-local one.
     *
     * @param family {@link java.net.StandardProtocolFamily#INET} or {@link java.net.StandardProtocolFamily#INET6}
     * @return the address; empty if the link has none of this family
     * @throws NetworkSocketException if there is no access point in use that is up
     */
    Optional<InetAddress> localAddress(ProtocolFamily family) throws NetworkSocketException;
}
