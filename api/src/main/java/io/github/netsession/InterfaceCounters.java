package io.github.netsession;

import java.util.Objects;

/**
 * What went through one interface. All values are 64 bits wide and, within one {@link Networks}, never go backwards: a
 * 32-bit wrap is repaired, and when the operating system's counter starts anew (the interface was made anew, the driver
 * reloaded) the sum goes on and the epoch rises. In the first epoch the values are exactly the operating system's.
 *
 * @param interfaceName the interface
 * @param interfaceIndex the operating system's number for it at the time of reading
 * @param bytesReceived bytes received, link-layer headers included as the operating system counts them
 * @param bytesWritten bytes sent, likewise
 * @param packetsReceived packets received
 * @param packetsWritten packets sent
 * @param errorsReceived packets received wrong
 * @param errorsWritten packets that could not be sent
 * @param droppedReceived packets dropped on arrival
 * @param droppedWritten packets dropped before sending
 * @param epoch how often the operating system's counter has started anew since this {@link Networks} first saw the interface
 */
public record InterfaceCounters(String interfaceName, int interfaceIndex, long bytesReceived, long bytesWritten,
                                long packetsReceived, long packetsWritten, long errorsReceived, long errorsWritten,
                                long droppedReceived, long droppedWritten, int epoch) {

    public InterfaceCounters {
        Objects.requireNonNull(interfaceName, "interfaceName");
    }
}
