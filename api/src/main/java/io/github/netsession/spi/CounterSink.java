package io.github.netsession.spi;

/** Receives rows of counters as plain numbers, so that reading a thousand links allocates nothing. */
@FunctionalInterface
public interface CounterSink {

    /**
     * Receives the counters of one link, exactly as the operating system reports them. The engine corrects overflows.
     *
     * @param linkIndex the index of the link
     * @param bytesReceived bytes received
     * @param bytesWritten bytes sent
     * @param packetsReceived packets received
     * @param packetsWritten packets sent
     * @param errorsReceived packets received with errors
     * @param errorsWritten packets that could not be sent
     * @param droppedReceived packets dropped on arrival
     * @param droppedWritten packets dropped before sending
     */
    void row(int linkIndex, long bytesReceived, long bytesWritten, long packetsReceived, long packetsWritten,
             long errorsReceived, long errorsWritten, long droppedReceived, long droppedWritten);
}
