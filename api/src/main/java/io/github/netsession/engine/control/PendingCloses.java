package io.github.netsession.engine.control;

import io.github.netsession.ConfigurationId;
import io.github.netsession.InterfaceAfterClose;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.SessionFailure;
import io.github.netsession.engine.holds.AccessPointEntry;
import io.github.netsession.engine.holds.AccessPointHolds;
import io.github.netsession.engine.holds.AccessPoints;
import io.github.netsession.engine.holds.CriticalSection;
import io.github.netsession.engine.session.Failures;
import io.github.netsession.internal.EngineClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The calls that have closed a session and wait until its interface is down, or is known to stay up. What they wait for is learned from a
 * reading only. Called in the critical section only.
 */
final class PendingCloses {

    /** As long as a stop has at most. A stop by another program has no limit of its own. */
    private static final Duration LIMIT = NetworkConfiguration.DEFAULT_CONNECT_TIMEOUT;

    private final EngineClock clock;
    private final CriticalSection section;
    private final AccessPoints accessPoints;
    private final AccessPointHolds holds;
    private final Map<Session, List<PendingClose>> closes = new LinkedHashMap<>();

    PendingCloses(EngineClock clock, CriticalSection section, AccessPoints accessPoints, AccessPointHolds holds) {
        this.clock = clock;
        this.section = section;
        this.accessPoints = accessPoints;
        this.holds = holds;
    }

    void add(Session session, PendingClose close) {
        closes.computeIfAbsent(session, absent -> new ArrayList<>(1)).add(close);
    }

    boolean isPending(Session session) {
        return closes.containsKey(session);
    }

    /** Looks at an access point after a reading, before a session may start it again. */
    void observe(AccessPointEntry entry) {
        if (entry.isDown()) {
            forEach(entry.id(), close -> close.decide(entry.id(), InterfaceAfterClose.DOWN));
        }
    }

    /** Fails the calls of a session whose access point may not be stopped. */
    void refused(Session session, SessionFailure failure) {
        closes.getOrDefault(session, List.of()).forEach(close -> close.fail(failure));
    }

    /** A stop has failed: the access point stays up, and that is a failure unless a session holds it by now. */
    void stopFailed(AccessPointEntry entry, SessionFailure failure) {
        boolean isHeld = holds.isHeld(entry);
        forEach(entry.id(), close -> {
            if (isHeld) {
                close.decide(entry.id(), InterfaceAfterClose.HELD);
            } else {
                close.fail(failure);
            }
        });
    }

    private void forEach(ConfigurationId undecided, Consumer<PendingClose> work) {
        closes.values().forEach(all -> all.stream().filter(close -> close.undecided().contains(undecided)).forEach(work));
    }

    /** Completes the calls whose result is known. Returns the sessions that have no such call any more. */
    List<Session> settle() {
        if (closes.isEmpty()) {
            return List.of();
        }
        List<Session> done = new ArrayList<>();
        closes.forEach((session, all) -> {
            all.removeIf(this::isSettled);
            if (all.isEmpty()) {
                done.add(session);
            }
        });
        done.forEach(closes::remove);
        return done;
    }

    private boolean isSettled(PendingClose close) {
        for (ConfigurationId id : close.undecided()) {
            AccessPointEntry entry = accessPoints.get(id);
            if (!entry.isGoingDown()) {
                close.decide(id, after(entry));
            }
        }
        boolean isSettled = close.settle();
        if (!isSettled && !close.hasLimit()) {
            close.limit(clock.after(LIMIT, () -> section.run(() -> expire(close))));
        }
        return isSettled;
    }

    private InterfaceAfterClose after(AccessPointEntry entry) {
        if (!entry.observation().isComing()) {
            return InterfaceAfterClose.DOWN;
        }
        return holds.isHeld(entry) ? InterfaceAfterClose.HELD : InterfaceAfterClose.LEFT_UP;
    }

    private void expire(PendingClose close) {
        for (ConfigurationId id : close.undecided()) {
            if (accessPoints.get(id).observation().isUp()) {
                close.fail(Failures.stopTimedOut(id, LIMIT));
            } else {
                close.decide(id, InterfaceAfterClose.DOWN);
            }
        }
    }

    /** Fails all calls, because the library closes. */
    void abandon(SessionFailure failure) {
        closes.values().forEach(all -> all.forEach(close -> close.fail(failure)));
        closes.clear();
    }
}
