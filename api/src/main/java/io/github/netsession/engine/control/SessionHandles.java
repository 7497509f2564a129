package io.github.netsession.engine.control;

import io.github.netsession.NetworkSession;
import io.github.netsession.SessionProperty;
import io.github.netsession.internal.GuardedLogger;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.function.Function;

/**
 * The application's handles of the sessions, which the events carry. A session does not keep its handle: if the application has dropped the
 * handle of an open session, it cannot close the session, which then holds its access point until the library closes. Reports such sessions.
 * Looks when something else happens, without a thread or a timer, so a report may be late.
 */
final class SessionHandles {

    private static final System.Logger LOG = GuardedLogger.of("io.github.netsession");

    private final Function<Session, NetworkSession> maker;
    private final ReferenceQueue<NetworkSession> dropped = new ReferenceQueue<>();

    SessionHandles(Function<Session, NetworkSession> maker) {
        this.maker = maker;
    }

    /** The handle of a session. The session keeps this, so that an unneeded session is collected with its handle. */
    private static final class Handle extends WeakReference<NetworkSession> {

        private final Session session;

        Handle(NetworkSession handle, ReferenceQueue<NetworkSession> dropped, Session session) {
            super(handle, dropped);
            this.session = session;
        }
    }

    /** Returns the handle of a session; another one if nothing refers to the previous one. Safe from any thread. */
    NetworkSession of(Session session) {
        synchronized (session) {
            NetworkSession present = session.lastHandle().map(Reference::get).orElse(null);
            if (present != null) {
                return present;
            }
            NetworkSession made = maker.apply(session);
            session.lastHandle(new Handle(made, dropped, session));
            return made;
        }
    }

    /** Logs each lost session once, unless it will close by itself. */
    void report() {
        for (Reference<?> next = dropped.poll(); next != null; next = dropped.poll()) {
            Session session = ((Handle) next).session;
            if (session.phase().holds() && session.properties().get(SessionProperty.AUTO_CLOSE_TIMEOUT).isEmpty() && session.reportsLoss()) {
                LOG.log(System.Logger.Level.WARNING, "the application has lost an open session on {0}: nothing refers to it, so it holds the"
                    + " access point until its Networks is closed; keep the session and close it", session.id());
            }
        }
    }
}
