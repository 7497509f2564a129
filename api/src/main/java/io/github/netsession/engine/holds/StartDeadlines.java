package io.github.netsession.engine.holds;

import io.github.netsession.Registration;
import io.github.netsession.internal.EngineClock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The sessions that wait for one start, and how long each of them waits. A session with a limit of its own waits that long from its own
 * opening. All others share the limit of the access point, which counts from the first of them. Called in the critical section only.
 */
final class StartDeadlines {

    /** A listener for the ends of limits. Called in the critical section. */
    interface Expiry {

        /**
         * Reports that a limit has ended.
         *
         * @param sessions the sessions whose limit it was; empty if none of them waits any more
         * @param limit the limit
         * @param isLast whether no other session waits, so that the start itself has failed
         */
        void expired(List<Object> sessions, Duration limit, boolean isLast);
    }

    private static final Registration NO_LIMIT = () -> { };

    private final EngineClock clock;
    private final CriticalSection section;
    private final Duration shared;
    private final Expiry expiry;
    private final Set<Object> sharing = new LinkedHashSet<>();
    private final Map<Object, Registration> own = new LinkedHashMap<>();
    private Optional<Registration> sharedTimer = Optional.empty();

    /** {@code shared} is the limit of the sessions that have none of their own. */
    StartDeadlines(EngineClock clock, CriticalSection section, Duration shared, Expiry expiry) {
        this.clock = clock;
        this.section = section;
        this.shared = shared;
        this.expiry = expiry;
    }

    /** A session waits; one that waits already keeps its limit. A negative limit means no limit. */
    void add(Object session, Optional<Duration> limit) {
        if (sharing.contains(session) || own.containsKey(session)) {
            return;
        }
        if (limit.isEmpty()) {
            if (sharing.isEmpty()) {
                // It may still run for sessions that do not wait any more.
                sharedTimer.ifPresent(Registration::close);
                sharedTimer = Optional.empty();
            }
            sharing.add(session);
            armShared();
        } else {
            own.put(session, limit.filter(Duration::isNegative).isPresent() ? NO_LIMIT : timer(limit.get(), () -> expired(session, limit.get())));
        }
    }

    private Registration timer(Duration limit, Runnable end) {
        return clock.after(limit, () -> section.run(end));
    }

    private void armShared() {
        if (sharedTimer.isEmpty()) {
            sharedTimer = Optional.of(timer(shared, this::sharedExpired));
        }
    }

    private void sharedExpired() {
        List<Object> sessions = List.copyOf(sharing);
        sharing.clear();
        sharedTimer = Optional.empty();
        expiry.expired(sessions, shared, own.isEmpty());
    }

    private void expired(Object session, Duration limit) {
        own.remove(session);
        expiry.expired(List.of(session), limit, own.isEmpty() && sharing.isEmpty());
    }

    /** A session waits no more. A start for which no session of this engine waits must end, too: other programs may still hold it. */
    void remove(Object session) {
        sharing.remove(session);
        Optional.ofNullable(own.remove(session)).ifPresent(Registration::close);
        if (sharing.isEmpty() && own.isEmpty()) {
            armShared();
        } else if (sharing.isEmpty()) {
            sharedTimer.ifPresent(Registration::close);
            sharedTimer = Optional.empty();
        }
    }

    /** The start is over. */
    void close() {
        sharedTimer.ifPresent(Registration::close);
        own.values().forEach(Registration::close);
    }
}
