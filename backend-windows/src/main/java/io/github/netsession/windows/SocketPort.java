package io.github.netsession.windows;

import io.github.netsession.spi.BackendException;
import java.io.Closeable;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The calls to Windows about sockets of the application. For any number of threads. */
public interface SocketPort {

    /**
     * Why the SOCKET of a Java socket cannot be found in this JVM. Probed once a process.
     *
     * @return the reason, in a sentence; empty if it can be found
     */
    Optional<String> obstacle();

    /**
     * Does something with the SOCKET of a socket of the JDK. Several threads may do so at once.
     *
     * @param socket a socket or channel
     * @param action is given the SOCKET, which is open before and after
     * @throws BackendException if the SOCKET cannot be had, or the socket was closed meanwhile
     */
    void with(Closeable socket, LongConsumer action);

    /**
     * The GUID of an interface by its number. Source: GetIfEntry2.
     *
     * @param index the number
     * @return the GUID, as in a link's {@code systemId}; empty if there is no such interface
     * @throws BackendException if Windows does not say
     */
    Optional<String> interfaceGuid(int index);

    /**
     * Whether a SOCKET is of AF_INET6, so that it may send by IPv6 and by IPv4. Source: SO_PROTOCOL_INFOW.
     *
     * @param socket the SOCKET
     * @return false if it is of AF_INET
     * @throws BackendException if Windows does not say, or the SOCKET is of another family
     */
    boolean isIpv6(long socket);

    /**
     * The value of an option of four bytes. Source: getsockopt.
     *
     * @param socket the SOCKET
     * @param option which
     * @return its bytes, as they are in memory
     * @throws BackendException if Windows does not say
     */
    byte[] option(long socket, UnicastOption option);

    /**
     * Sets an option of four bytes. Source: setsockopt.
     *
     * @param socket the SOCKET
     * @param option which
     * @param value its bytes, as they are to be in memory
     * @return 0, or the number of the error
     */
    int setOption(long socket, UnicastOption option, byte[] value);
}
