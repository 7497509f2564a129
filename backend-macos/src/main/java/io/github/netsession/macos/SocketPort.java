package io.github.netsession.macos;

import io.github.netsession.spi.BackendException;
import java.io.Closeable;
import java.util.Optional;
import java.util.function.IntConsumer;

/** The calls to macOS about sockets of the application. For any number of threads. */
public interface SocketPort {

    /**
     * Why the descriptor of a Java socket cannot be found in this JVM. Probed once a process.
     *
     * @return the reason, in a sentence; empty if it can be found
     */
    Optional<String> obstacle();

    /**
     * Does something with the descriptor of a socket of the JDK. Several threads may do so at once.
     *
     * @param socket a socket or channel
     * @param action is given the descriptor, which is open before and after
     * @throws BackendException if the descriptor cannot be had, or the socket was closed meanwhile
     */
    void with(Closeable socket, IntConsumer action);

    /**
     * The number of an interface by its name. Source: if_nametoindex(3).
     *
     * @param name the name
     * @return the number; 0 if there is no such interface
     */
    int interfaceIndex(String name);

    /**
     * Whether a socket is of AF_INET6. Source: getsockname(2), which gives the family of an unbound socket too; xnu, in6_getsockaddr.
     *
     * @param descriptor the socket
     * @return false if it is of AF_INET
     * @throws BackendException if the kernel does not say, or the socket is of another family
     */
    boolean isIpv6(int descriptor);

    /**
     * The interface that a socket is bound to. Source: getsockopt(2).
     *
     * @param descriptor the socket
     * @param option that of the socket's family
     * @return its number; 0 for none
     * @throws BackendException if the kernel does not say
     */
    int boundInterface(int descriptor, BoundIfOption option);

    /**
     * Binds a socket to an interface. Source: setsockopt(2).
     *
     * @param descriptor the socket
     * @param option that of the socket's family
     * @param index the interface's number; 0 for none
     * @throws BackendException if the kernel refuses
     */
    void bindInterface(int descriptor, BoundIfOption option, int index);
}
