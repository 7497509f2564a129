package io.github.netsession.engine;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Link;
import io.github.netsession.Registration;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.AccessPoint.Transition;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One configuration that sessions follow: what was last seen of it, what is under way with it, and its sessions. Turns only. */
final class Track {

    private static final int MIN_PURGE = 16;

    private final ConfigurationId id;
    private Optional<SessionView.Sight> sight = Optional.empty();
    private Transition transition = Transition.NONE;
    private OptionalLong lastSeenNanos = OptionalLong.empty();
    private long lastAwayNanos = Long.MIN_VALUE;
    private boolean isManaged;
    private Optional<Gap> gap = Optional.empty();
    private Optional<Registration> gapEnd = Optional.empty();
    private long stopMark;
    private long startMark;
    private Observation last = Observation.REMOVED;
    private Optional<Registration> starting = Optional.empty();
    private Optional<Registration> stopping = Optional.empty();
    private long stoppedAtReading;
    private int directHolders;
    private List<Track> members = List.of();
    private List<ConfigurationId> memberIds = List.of();
    private List<Track> formerMembers = List.of();
    private final Set<Track> parents = new LinkedHashSet<>();
    private Optional<SessionView.Sight> sightForRoaming = Optional.empty();
    private Observation lastForRoaming = Observation.REMOVED;
    private boolean wasStoppingForRoaming;
    private OptionalLong lastSeenForRoaming = OptionalLong.empty();
    private boolean wasGapLongForRoaming;
    private final List<WeakReference<EngineSession>> sessions = new ArrayList<>();
    private int purgeAt = MIN_PURGE;

    Track(ConfigurationId id) {
        this.id = id;
    }

    ConfigurationId id() {
        return id;
    }

    /** What was last seen of the configuration; empty while it is not there. */
    Optional<SessionView.Sight> sight() {
        return sight;
    }

    Transition transition() {
        return transition;
    }

    /** The registry's mark when the configuration was last seen to come up: a stop after that explains a loss. */
    long stopMark() {
        return stopMark;
    }

    void stopMark(long mark) {
        stopMark = mark;
    }

    /** The registry's mark when the start under way began: a stop after that ends it. */
    long startMark() {
        return startMark;
    }

    void startMark(long mark) {
        startMark = mark;
    }

    /** Remembers what is seen now, and what the backend says besides; true if that differs from before. */
    boolean look(Optional<SessionView.Sight> present, Optional<AccessPoint> source, long nowNanos) {
        Transition moving = source.map(AccessPoint::transition).orElse(Transition.NONE);
        OptionalLong seen = source.map(AccessPoint::lastSeenNanos).orElse(OptionalLong.empty());
        boolean differs = !present.equals(sight) || moving != transition || !seen.equals(lastSeenNanos);
        Observation before = observation();
        boolean wasLong = isGapLong();
        isManaged = source.map(AccessPoint::managed).orElse(false);
        sight = present;
        transition = moving;
        lastSeenNanos = seen;
        gap = source.isPresent() ? gapNow(before == Observation.ACTIVE, nowNanos) : Optional.empty();
        if (present.map(now -> !now.configuration().state().isAtLeast(ConfigurationState.DISCOVERED)).orElse(true)) {
            lastAwayNanos = nowNanos;
        }
        return differs || before != observation() || wasLong != isGapLong();
    }

    /**
     * An access point that was up, whose link is still on and not operational: it has no carrier, or has it again and its state lags behind,
     * which may be all that is seen of the gap. Where a network service manages it, only if that says it is up.
     */
    private Optional<Gap> gapNow(boolean wasActive, long nowNanos) {
        Optional<Link> silent = sight.flatMap(SessionView.Sight::link).filter(link -> link.up() && !link.operational());
        if (silent.isEmpty()) {
            return Optional.empty();
        }
        Optional<Gap> known = gap.filter(each -> each.linkIndex() == silent.get().index());
        ConfigurationState state = sight.orElseThrow().configuration().state();
        boolean isDown = state == ConfigurationState.DEFINED || state == ConfigurationState.DISCOVERED && silent.get().carrier();
        boolean isGap = state == ConfigurationState.ACTIVE || !isManaged && isDown && (wasActive || known.isPresent());
        return isGap ? Optional.of(known.orElseGet(() -> Gap.beginning(nowNanos, silent.get().index())).at(nowNanos)) : Optional.empty();
    }

    /** While its link is not operational, though it is up or was until then. */
    Optional<Gap> gap() {
        return gap;
    }

    private boolean isGapLong() {
        return gap.map(Gap::isLong).orElse(false);
    }

    /** The grace is over; true if that is new, because it could not be read. */
    boolean seeGapEnd(long nowNanos) {
        boolean wasLong = isGapLong();
        gap = gap.map(each -> each.at(nowNanos));
        return wasLong != isGapLong();
    }

    /** Replaces the timer for the end of the grace. */
    void gapEnd(Optional<Registration> timer) {
        gapEnd.ifPresent(Registration::close);
        gapEnd = timer;
    }

    boolean awaitsGapEnd() {
        return gapEnd.isPresent();
    }

    /** Whether it is down only because its link is not operational: it may come up again by itself, so it is not switched off. */
    boolean isSilent() {
        return gap.isPresent() && !isManaged;
    }

    /** Whether the system has seen it after a time; where it does not say when it did, whether it has been out of sight in between. */
    boolean isSeenAfter(long nanos) {
        return lastSeenNanos.isPresent() ? lastSeenNanos.getAsLong() - nanos > 0 : lastAwayNanos != Long.MIN_VALUE && lastAwayNanos - nanos >= 0;
    }

    /** Whether the system says when it has seen it. */
    boolean isDated() {
        return lastSeenNanos.isPresent();
    }

    /** A start that has failed, or was cancelled by a stop, still shows in the last reading: not until the next is it believed. */
    void forgetTransition() {
        transition = Transition.NONE;
    }

    void observed(Observation observation) {
        last = observation;
    }

    /** Whether the sessions saw it up when they looked last. */
    boolean wasUp() {
        return last == Observation.ACTIVE || last == Observation.STOPPING;
    }

    Observation observation() {
        if (sight.isEmpty()) {
            return Observation.REMOVED;
        }
        boolean active = sight.get().configuration().isActive();
        if (active) {
            return isStopping() || transition == Transition.STOPPING ? Observation.STOPPING : Observation.ACTIVE;
        }
        if (isStarting() || transition == Transition.STARTING) {
            return Observation.STARTING;
        }
        if (gap.isPresent() && !gap.get().isLong() && !isStopping()) {
            return Observation.ACTIVE;
        }
        return switch (sight.get().configuration().state()) {
            case UNDEFINED -> Observation.UNDEFINED;
            case DEFINED -> Observation.DEFINED;
            case DISCOVERED -> Observation.DISCOVERED;
            case ACTIVE -> Observation.ACTIVE;
        };
    }

    /** Whether it is up, though perhaps being stopped. */
    boolean isUp() {
        Observation now = observation();
        return now == Observation.ACTIVE || now == Observation.STOPPING;
    }

    /** The access points of a service network, in their order. */
    List<Track> members() {
        return members;
    }

    /** Their ids, in their order. */
    List<ConfigurationId> memberIds() {
        return memberIds;
    }

    /** Access points that are no members any more, but that a session is still on. */
    List<Track> formerMembers() {
        return formerMembers;
    }

    /** The access points that the sessions of a service network look at. */
    void follow(List<Track> present, List<Track> former) {
        members.forEach(member -> member.parents.remove(this));
        formerMembers.forEach(member -> member.parents.remove(this));
        members = List.copyOf(present);
        memberIds = members.stream().map(Track::id).toList();
        formerMembers = List.copyOf(former);
        members.forEach(member -> member.parents.add(this));
        formerMembers.forEach(member -> member.parents.add(this));
    }

    boolean isGroup() {
        return !members.isEmpty();
    }

    /** The service networks that sessions follow and that this access point belongs to. */
    Set<Track> parents() {
        return parents;
    }

    void heldByOneMore() {
        directHolders++;
    }

    /** True if no session on the access point itself holds it any more. */
    boolean heldByOneLess() {
        return --directHolders == 0;
    }

    /** Whether it looks different from how it did when this was asked last. */
    boolean differsForRoaming() {
        Observation now = observation();
        boolean differs = now != lastForRoaming || isStopping() != wasStoppingForRoaming || !sight.equals(sightForRoaming)
            || !lastSeenNanos.equals(lastSeenForRoaming) || isGapLong() != wasGapLongForRoaming;
        lastSeenForRoaming = lastSeenNanos;
        wasGapLongForRoaming = isGapLong();
        lastForRoaming = now;
        wasStoppingForRoaming = isStopping();
        sightForRoaming = sight;
        return differs;
    }

    /** Nobody follows it any more. */
    void forget() {
        gapEnd(Optional.empty());
        follow(List.of(), List.of());
    }

    /** Whether neither a session nor a service network follows it, and nothing is under way with it. */
    boolean isUnused() {
        return parents.isEmpty() && !isStarting() && !isStopping() && sessions.stream().allMatch(reference -> reference.refersTo(null));
    }

    /** Ends what the latest reading has settled: a start that succeeded or lost its object, a stop that worked. True if it did. */
    boolean settle(long reading) {
        boolean active = sight.isPresent() && sight.get().configuration().isActive();
        boolean startSettled = isStarting() && (active || sight.isEmpty());
        boolean stopSettled = isStopping() && !active && reading > stoppedAtReading;
        if (startSettled) {
            endStart();
        }
        if (stopSettled) {
            endStop();
        }
        return startSettled || stopSettled;
    }

    void beginStart(Registration deadline) {
        endStart();
        starting = Optional.of(deadline);
    }

    void endStart() {
        starting.ifPresent(Registration::close);
        starting = Optional.empty();
    }

    void beginStop(Registration deadline, long reading) {
        endStart();
        endStop();
        stopping = Optional.of(deadline);
        stoppedAtReading = reading;
    }

    void endStop() {
        stopping.ifPresent(Registration::close);
        stopping = Optional.empty();
    }

    boolean isStarting() {
        return starting.isPresent();
    }

    boolean isStopping() {
        return stopping.isPresent();
    }

    void add(EngineSession session) {
        if (sessions.size() >= purgeAt) {
            purge();
            purgeAt = Math.max(MIN_PURGE, 2 * sessions.size());
        }
        sessions.add(new WeakReference<>(session));
    }

    /** The sessions that the application still has, in the order of their making; a copy. */
    List<EngineSession> sessions() {
        purge();
        List<EngineSession> live = new ArrayList<>(sessions.size());
        for (WeakReference<EngineSession> reference : sessions) {
            EngineSession session = reference.get();
            if (session != null) {
                live.add(session);
            }
        }
        return live;
    }

    private void purge() {
        sessions.removeIf(reference -> reference.refersTo(null));
    }
}
