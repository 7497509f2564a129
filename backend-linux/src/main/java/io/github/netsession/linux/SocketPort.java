package io.github.netsession.linux;

import io.github.netsession.spi.BackendException;
import java.io.Closeable;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntConsumer;

/** The calls to the operating system about sockets of the application. For any number of threads. */
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
     * The name of a link by its number. Source: if_indextoname(3).
     *
     * @param index the number
     * @return the bytes of its name; empty if there is none
     */
    Optional<byte[]> interfaceName(int index);

    /**
     * The link that a socket is bound to. Source: socket(7), SO_BINDTODEVICE.
     *
     * @param descriptor the socket
     * @return the bytes of the link's name; empty if the socket is bound to none, or that is gone
     * @throws BackendException if the kernel does not say
     */
    Optional<byte[]> boundDevice(int descriptor);

    /**
     * Binds a socket to a link by its number. Source: asm-generic/socket.h, SO_BINDTOIFINDEX, Linux 5.1.
     *
     * @param descriptor the socket
     * @param index the link's number
     * @return 0, or the number of the error
     */
    int bindToIndex(int descriptor, int index);

    /**
     * Binds a socket to a link by its name. Source: socket(7), SO_BINDTODEVICE.
     *
     * @param descriptor the socket
     * @param name the bytes of the link's name
     * @return 0, or the number of the error
     */
    int bindToDevice(int descriptor, byte[] name);

    /**
     * Binds a new datagram socket, which is closed at once, to a link.
     *
     * @param index the link's number
     * @param name the bytes of its name
     * @return 0, or the number of the error
     */
    int tryOut(int index, byte[] name);

    /**
     * The reverse path filter in force on a link: the greater of its own and that of all links. Source: ip-sysctl, rp_filter.
     *
     * @param name the link's name
     * @return 0 for none, 1 for strict, 2 for loose; empty if it cannot be read
     */
    OptionalInt reversePathFilter(String name);
}
