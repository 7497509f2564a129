package io.github.netsession.cli;

import io.github.netsession.InterfaceCounters;
import java.util.function.ToLongFunction;

/** The counters of an interface, in the order and under the names in which JSON has them. */
enum Counter {
    BYTES_RECEIVED("bytesReceived", InterfaceCounters::bytesReceived),
    BYTES_WRITTEN("bytesWritten", InterfaceCounters::bytesWritten),
    PACKETS_RECEIVED("packetsReceived", InterfaceCounters::packetsReceived),
    PACKETS_WRITTEN("packetsWritten", InterfaceCounters::packetsWritten),
    ERRORS_RECEIVED("errorsReceived", InterfaceCounters::errorsReceived),
    ERRORS_WRITTEN("errorsWritten", InterfaceCounters::errorsWritten),
    DROPPED_RECEIVED("droppedReceived", InterfaceCounters::droppedReceived),
    DROPPED_WRITTEN("droppedWritten", InterfaceCounters::droppedWritten);

    private final String field;
    private final ToLongFunction<InterfaceCounters> reader;

    Counter(String field, ToLongFunction<InterfaceCounters> reader) {
        this.field = field;
        this.reader = reader;
    }

    String field() {
        return field;
    }

    long of(InterfaceCounters counters) {
        return reader.applyAsLong(counters);
    }
}
