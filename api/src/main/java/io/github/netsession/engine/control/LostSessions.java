package io.github.netsession.engine.control;

import io.github.netsession.SessionProperty;
import io.github.netsession.internal.GuardedLogger;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/**
 * Reports the open sessions that the application has lost: it has dropped its handle, so it cannot close them, and they hold their access
 * points until the library closes. Looks when something else happens, without a thread or a timer, so a report may be late.
 */
final class LostSessions {

    private static final System.Logger LOG = GuardedLogger.of("io.github.netsession");

    private final ReferenceQueue<Object> dropped = new ReferenceQueue<>();

    /** The application's handle of a session. The session keeps this, so that an unneeded session is collected with its handle. */
    private static final class Handle extends WeakReference<Object> {

        private final Session session;

        Handle(Object handle, ReferenceQueue<Object> dropped, Session session) {
            super(handle, dropped);
            this.session = session;
        }
    }

    /** Watches the handle of a session from its first opening on. */
    void watch(Session session, Object handle) {
        if (session.handle().isEmpty()) {
            session.handle(new Handle(handle, dropped, session));
        }
    }

    /** Logs each lost session once, unless it will close by itself. */
    void report() {
        for (Reference<?> next = dropped.poll(); next != null; next = dropped.poll()) {
            Session session = ((Handle) next).session;
            if (session.phase().holds() && session.properties().get(SessionProperty.AUTO_CLOSE_TIMEOUT).isEmpty()) {
                LOG.log(System.Logger.Level.WARNING, "the application has lost an open session on {0}: nothing refers to it, so it holds the"
                    + " access point until its Networks is closed; keep the session and close it", session.id());
            }
        }
    }
}
