package io.github.netsession.macos;

import io.github.netsession.spi.BackendException;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What sort each interface is, as SystemConfiguration says it. Asking takes up to many seconds, so it is done on a thread of its own, which
 * ends with the answer: once, and again only for an interface that was not there then. Until there is an answer, nothing is known.
 */
final class Kinds {

    static final String THREAD_NAME = "netsession-macos-kinds";

    private final MacOs os;
    private final OpenSink sink;
    private final Set<String> askedFor = new HashSet<>();
    private volatile Map<String, InterfaceKind> known = Map.of();
    private volatile boolean isAsking;

    /** Asks nothing yet; once the sink is closed, nothing any more. */
    Kinds(MacOs os, OpenSink sink) {
        this.os = os;
        this.sink = sink;
    }

    Optional<InterfaceKind> of(String interfaceName) {
        return Optional.ofNullable(known.get(interfaceName));
    }

    /** Asks, if one of the interfaces was not there when that was done last. For one thread at a time. */
    void need(Set<String> interfaceNames) {
        if (isAsking || sink.isClosed() || askedFor.containsAll(interfaceNames)) {
            return;
        }
        askedFor.addAll(interfaceNames);
        isAsking = true;
        Thread thread = new Thread(this::ask, THREAD_NAME);
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError noThread) { // The kinds stay unknown; nothing else is lost.
            isAsking = false;
            Log.LOGGER.log(Level.WARNING, "what sort the interfaces are is not asked for: {0}", noThread.getMessage());
        }
    }

    private void ask() {
        try {
            known = Map.copyOf(os.kinds());
        } catch (BackendException refused) {
            Log.LOGGER.log(Level.WARNING, "what sort the interfaces are is not known: {0}", refused.getMessage());
            return;
        } finally {
            isAsking = false; // Before anybody is told: who reads again may have found another interface meanwhile.
        }
        sink.changed();
    }
}
