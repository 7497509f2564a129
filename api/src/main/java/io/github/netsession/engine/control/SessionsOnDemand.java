package io.github.netsession.engine.control;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkSession;
import io.github.netsession.SessionHolder;
import io.github.netsession.engine.holds.CriticalSection;
import io.github.netsession.engine.session.Failures;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.InterfaceIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The sessions of one engine, with all their parts, which the application's first session creates: a program that only reads the networks
 * would otherwise load forty classes that it does not use. Before that a reading, a report or a close concerns no session. Called in turns only, unless
 * a method says otherwise.
 */
public final class SessionsOnDemand {

    private final SessionsFactory factory;
    private final CriticalSection section;
    private volatile Optional<Sessions> created = Optional.empty();
    private boolean opensNothing;

    /**
     * Creates no sessions yet.
     *
     * @param factory creates the sessions, and has the parts that are needed before
     */
    public SessionsOnDemand(SessionsFactory factory) {
        this.factory = factory;
        this.section = factory.section();
    }

    /**
     * Returns the sessions. Safe from any thread.
     *
     * @param handles makes the application's handle of a session
     * @return the sessions
     * @throws IllegalStateException if the library was closed before there was a session
     */
    public Sessions get(Function<Session, NetworkSession> handles) {
        Optional<Sessions> present = created;
        return present.isPresent() ? present.get() : create(handles);
    }

    private synchronized Sessions create(Function<Session, NetworkSession> handles) {
        if (created.isEmpty()) {
            if (opensNothing) {
                factory.turns().ensureOpen();
            }
            created = Optional.of(factory.create(handles));
        }
        return created.get();
    }

    /** Updates every session from the latest reading, which is published. */
    public void observeAll() {
        if (created.isPresent()) {
            created.get().observeAll();
        }
    }

    /** Updates the sessions after the definition of a service network. */
    public void updateServiceNetworks() {
        created.ifPresent(Sessions::updateServiceNetworks);
    }

    /**
     * Handles the backend's report that a start or stop has failed.
     *
     * @param id the access point
     * @param cause the cause
     */
    public void failed(ConfigurationId id, BackendException cause) {
        created.ifPresent(sessions -> sessions.failed(id, cause));
    }

    /**
     * Handles the backend's report of what a start has begun.
     *
     * @param id the access point
     * @param identity what was started
     */
    public void started(ConfigurationId id, InterfaceIdentity identity) {
        created.ifPresent(sessions -> sessions.started(id, identity));
    }

    /**
     * Returns the holds of all processes. Safe from any thread.
     *
     * @return a row for each process and access point
     */
    public List<SessionHolder> holders() {
        List<SessionHolder> rows = new ArrayList<>();
        section.run(() -> rows.addAll(factory.holds().holders()));
        return List.copyOf(rows);
    }

    /**
     * Rejects openings, and a first session, from now on: a session whose opening is still queued would only be closed again. Called when the
     * turns are closed. Safe from any thread.
     */
    public synchronized void openNothingMore() {
        opensNothing = true;
        if (created.isPresent()) {
            created.get().openNothingMore();
        }
    }

    /**
     * Closes every session.
     *
     * @param done completes when no interface is being stopped any more
     */
    public void closeAll(CompletableFuture<Void> done) {
        if (created.isPresent()) {
            created.get().closeAll(done);
        } else {
            done.complete(null);
        }
    }

    /**
     * Drops all holds without waiting for starts and stops under way, and ends the wait of a close; further calls do nothing. Safe from any
     * thread: if the engine's thread is busy, the closing thread drops the holds and requests the stops. If the engine's thread is stuck in
     * the operating system, no hold is dropped.
     *
     * @param limit how long to wait for the engine's thread
     * @return true if the holds are dropped
     */
    public boolean leave(Duration limit) {
        return section.end(limit, () -> {
            if (created.isPresent()) {
                created.get().abandonAll(Failures.networksClosed());
            }
        });
    }
}
