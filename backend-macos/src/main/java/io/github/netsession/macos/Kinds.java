package io.github.netsession.macos;

import io.github.netsession.internal.Trouble;
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
    private final Trouble asking = new Trouble(Log.LOGGER, "what sort the interfaces are is not known");
    private final Set<String> askedFor = new HashSet<>();
    private volatile long againNanos;
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

    /** Asks, if one of the interfaces was not there when that was done last, or a defect has prevented an answer. For one thread at a time. */
    void need(Set<String> interfaceNames) {
        boolean isTriedAgain = asking.isPresent() && System.nanoTime() - againNanos >= 0;
        if (isAsking || sink.isClosed() || askedFor.containsAll(interfaceNames) && !isTriedAgain) {
            return;
        }
        isAsking = true;
        try {
            askedFor.addAll(interfaceNames);
            Thread thread = new Thread(this::ask, THREAD_NAME);
            thread.setDaemon(true);
            thread.start();
        } catch (Throwable noThread) { // The kinds stay unknown until they are asked for again; nothing else is lost.
            isAsking = false;
            askAgain(noThread);
        }
    }

    private void askAgain(Throwable why) {
        againNanos = System.nanoTime() + asking.add(why);
    }

    private void ask() {
        try {
            known = Map.copyOf(os.kinds());
        } catch (BackendException refused) {
            Log.LOGGER.log(Level.WARNING, "what sort the interfaces are is not known: {0}", refused.getMessage());
            return;
        } catch (Throwable defect) {
            askAgain(defect);
            return;
        } finally {
            isAsking = false; // Before anybody is told: who reads again may have found another interface meanwhile.
        }
        asking.end();
        sink.changed();
    }
}
