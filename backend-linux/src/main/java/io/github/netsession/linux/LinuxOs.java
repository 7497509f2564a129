package io.github.netsession.linux;

import io.github.netsession.linux.bus.BusConnector;
import io.github.netsession.spi.BackendException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Every call to the operating system that the Linux backend makes. All of them belong to the network namespace of the thread
 * that opened the socket, for as long as the socket lives.
 */
public interface LinuxOs {

    /** Something that stays until it is closed. */
    interface Kept extends AutoCloseable {

        @Override
        void close();
    }

    /**
     * Keeps what native calls need, from the first one on, until the backend is closed. What is still open then keeps its own. By default there is
     * nothing to keep.
     *
     * @return ends that
     */
    default Kept keep() {
        return () -> { };
    }

    /**
     * Opens a netlink socket for requests and answers.
     *
     * @param protocol {@code NETLINK_ROUTE} or {@code NETLINK_GENERIC}
     * @return the open socket
     * @throws BackendException if the kernel refuses
     */
    NetlinkPort netlink(int protocol);

    /**
     * Opens a netlink socket that receives rtnetlink's change notices.
     *
     * @param groups the groups to join, a bit each, group 1 in bit 0; 0 for a place to wait at without any notices
     * @param receiveBufferBytes how many bytes of notices the kernel is asked to hold; it may grant less
     * @return the open socket
     * @throws BackendException if the kernel refuses, as some sandboxes do
     */
    EventPort events(int groups, int receiveBufferBytes);

    /**
     * Where the system bus is. Loads nothing.
     *
     * @param wanted the keys of dictionaries to read; entries with other keys are passed over
     * @return what connects to it
     */
    BusConnector bus(Predicate<String> wanted);

    /**
     * How long the machine has been suspended since it booted. Source: clock_gettime(2), CLOCK_BOOTTIME less CLOCK_MONOTONIC.
     *
     * @return the time, not negative; accurate to a tenth of a millisecond, on a machine that is not overloaded
     * @throws BackendException if a clock cannot be read
     */
    Duration suspended();

    /** What stands for the network namespace where it cannot be told. */
    String UNKNOWN_NAMESPACE = "net:[unknown]";

    /**
     * The network namespace of the calling thread.
     *
     * @return its identity as the kernel writes it, for instance {@code net:[4026531840]}; {@link #UNKNOWN_NAMESPACE} without procfs
     */
    String networkNamespace();

    /**
     * The network namespaces that can be found: a process is in them, or they are mounted, as {@code ip netns} does. One that only a descriptor
     * keeps is not found.
     *
     * @return them, as in {@link #networkNamespace()}; empty if they cannot be listed
     */
    Optional<Set<String>> networkNamespaces();

    /**
     * The id of the boot. Source: random(4), boot_id.
     *
     * @return the id; empty if procfs does not show it
     */
    Optional<String> bootId();

    /**
     * The text of {@code /proc/net/dev} in the network namespace of the calling thread.
     *
     * @return its bytes
     * @throws BackendException if it cannot be read
     */
    byte[] procNetDev();

    /**
     * The calls about sockets of the application.
     *
     * @return them; opens nothing
     */
    SocketPort sockets();
}
