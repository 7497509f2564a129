package io.github.netsession.engine.holds;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Registration;
import io.github.netsession.engine.backend.ReadLoop;
import io.github.netsession.engine.session.Gap;
import io.github.netsession.engine.state.StatePublisher;
import io.github.netsession.internal.EngineClock;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.InterfaceIdentity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The entries of all configurations that sessions use or follow, updated from each reading, and when a carrier has been missing for the
 * whole grace. Called in the critical section only.
 */
public final class AccessPoints {

    private final StatePublisher publisher;
    private final ReadLoop loop;
    private final EngineClock clock;
    private final HoldRegistry holds;
    private final CriticalSection section;
    private final ReadingMark mark;
    private final Map<ConfigurationId, AccessPointEntry> entries = new LinkedHashMap<>();
    private Consumer<AccessPointEntry> graceOver = entry -> { };

    /**
     * Creates the entries of one engine.
     *
     * @param publisher has the latest reading
     * @param loop reads again at the end of a grace
     * @param clock arms the timers
     * @param holds marks the readings
     * @param section runs the work of the timers
     * @param mark the mark of the latest reading, from which new entries are created
     */
    public AccessPoints(StatePublisher publisher, ReadLoop loop, EngineClock clock, HoldRegistry holds, CriticalSection section, ReadingMark mark) {
        this.publisher = publisher;
        this.loop = loop;
        this.clock = clock;
        this.holds = holds;
        this.section = section;
        this.mark = mark;
    }

    /**
     * Sets the listener for access points whose carrier has been missing for the whole grace.
     *
     * @param listener is called in the critical section
     */
    public void onGraceOver(Consumer<AccessPointEntry> listener) {
        graceOver = listener;
    }

    /**
     * Returns the entry of a configuration; creates it from the latest reading if it is missing.
     *
     * @param id the configuration
     * @return the entry
     */
    public AccessPointEntry get(ConfigurationId id) {
        AccessPointEntry known = entries.get(id);
        if (known != null) {
            return known;
        }
        AccessPointEntry entry = new AccessPointEntry(id);
        update(entry, publisher.accessPoint(id));
        entry.show(entry.observation());
        entry.differsForFollowers();
        entry.upMark(mark.number());
        entries.put(id, entry);
        return entry;
    }

    /**
     * Returns the entry of a configuration, if there is one.
     *
     * @param id the configuration
     * @return the entry
     */
    public Optional<AccessPointEntry> find(ConfigurationId id) {
        return Optional.ofNullable(entries.get(id));
    }

    /**
     * Returns all entries.
     *
     * @return the entries in the order of creation; a copy
     */
    public List<AccessPointEntry> all() {
        return List.copyOf(entries.values());
    }

    /**
     * Updates an entry from the latest reading.
     *
     * @param entry the entry
     * @param source what the backend reports of the access point
     * @return true if the entry has changed
     */
    public boolean update(AccessPointEntry entry, Optional<AccessPoint> source) {
        boolean differs = entry.update(publisher.current().resolve(entry.id()), source, clock.nanos());
        boolean isWithinGrace = entry.gap().filter(gap -> !gap.isLong()).isPresent();
        if (isWithinGrace != entry.hasGraceTimer()) {
            Optional<Registration> timer = isWithinGrace
                ? Optional.of(clock.after(Gap.GRACE, () -> section.run(() -> endGrace(entry)))) : Optional.empty();
            entry.graceTimer(timer);
        }
        // Only a process that holds it has seen that it stayed up.
        entry.replacedIdentity().ifPresent(before -> holds.replaceIdentityIfHeld(entry.id(), before, entry.identity()));
        return differs;
    }

    private void endGrace(AccessPointEntry entry) {
        entry.graceTimer(Optional.empty());
        // The hint for the end of the gap may be pending, because the loop collects hints before it reads.
        loop.readNow();
        if (entry.endGrace(clock.nanos())) {
            graceOver.accept(entry);
        }
    }

    /**
     * Returns the id that something has in the latest reading.
     *
     * @param id the id that it had
     * @param identity identifies it
     * @return the same id or another one; empty if no access point has this identity now
     */
    Optional<ConfigurationId> idOf(ConfigurationId id, InterfaceIdentity identity) {
        if (publisher.accessPoint(id).filter(accessPoint -> accessPoint.identity().equals(identity)).isPresent()) {
            return Optional.of(id);
        }
        return publisher.accessPoints().stream().filter(accessPoint -> accessPoint.identity().equals(identity)).map(AccessPoint::id)
            .findFirst();
    }

    /**
     * Removes an entry that no session needs.
     *
     * @param entry the entry
     */
    public void remove(AccessPointEntry entry) {
        entries.remove(entry.id());
        entry.endOtherStop();
        entry.graceTimer(Optional.empty());
        if (entry.resolved().isEmpty() && !isRenamed(entry.id())) {
            holds.forgetGone(entry.id());
        }
    }

    /** Returns whether what a session had started under this id has another id now, for instance because a link was renamed. */
    boolean isRenamed(ConfigurationId id) {
        return holds.starts().identity(id).filter(InterfaceIdentity::isDefinite).flatMap(started -> idOf(id, started))
            .filter(now -> !now.equals(id)).isPresent();
    }
}
