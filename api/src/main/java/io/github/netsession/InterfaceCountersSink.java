package io.github.netsession;

/**
 * Receives the counters of interfaces as plain numbers, so that a program that polls often allocates nothing. The values are those of
 * {@link InterfaceCounters}, which documents how they begin, and when a new epoch begins.
 *
 * <p><b>Threads.</b> A sink is called on the thread that calls {@link Networks#counters(InterfaceCountersSink)}, within that call, after the
 * operating system has been read, and under no lock. It may therefore take any time, call every method of {@link Networks}, including
 * {@code counters} and {@code close}, and throw. If it throws, the caller of {@code counters} receives the exception, and the remaining rows are
 * not delivered; the counters are not affected. The rows of one call are from one reading, and are delivered even if the instance is closed
 * meanwhile.
 *
 * <p>If several threads use one sink, they call it at the same time, and the rows of an earlier reading may be delivered after those of a later
 * one.
 */
@FunctionalInterface
public interface InterfaceCountersSink {

    /**
     * Receives the counters of one interface.
     *
     * @param interfaceName the name of the interface
     * @param interfaceIndex the operating system's index of the interface at the time of reading
     * @param bytesReceived bytes received, link-layer headers included as the operating system counts them
     * @param bytesWritten bytes sent, link-layer headers included as the operating system counts them
     * @param packetsReceived packets received
     * @param packetsWritten packets sent
     * @param errorsReceived packets received with errors
     * @param errorsWritten packets that could not be sent
     * @param droppedReceived packets dropped on arrival
     * @param droppedWritten packets dropped before sending
     * @param epoch the number of the epoch, 0 or more; see {@link InterfaceCounters#epoch()}
     */
    void row(String interfaceName, int interfaceIndex, long bytesReceived, long bytesWritten, long packetsReceived, long packetsWritten,
             long errorsReceived, long errorsWritten, long droppedReceived, long droppedWritten, int epoch);
}
