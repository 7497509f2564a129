package io.github.netsession.engine.holds;

import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Link;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.Registration;
import io.github.netsession.engine.session.AccessPointView;
import io.github.netsession.engine.session.Gap;
import io.github.netsession.engine.session.Observation;
import io.github.netsession.engine.session.Sighting;
import io.github.netsession.engine.state.ResolvedConfiguration;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.AccessPoint.Transition;
import io.github.netsession.spi.InterfaceIdentity;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A configuration that sessions use or follow, usually an access point: its state in the latest reading, and the start or stop that
 * is under way. Called in turns only.
 */
public final class AccessPointEntry implements AccessPointView {

    private final ConfigurationId id;
    private Optional<ResolvedConfiguration> resolved = Optional.empty();
    private Transition transition = Transition.NONE;
    private OptionalLong lastSeenNanos = OptionalLong.empty();
    private long lastAwayNanos = Sighting.NEVER_AWAY;
    private boolean isManaged;
    private boolean isProgressing;
    private InterfaceIdentity identity = InterfaceIdentity.NONE;
    /** The last known identity since the access point was last down. */
    private InterfaceIdentity identityUp = InterfaceIdentity.NONE;
    private Optional<Gap> gap = Optional.empty();
    private Optional<Registration> gapEnd = Optional.empty();
    private long upMark;
    private long startMark;
    private Observation shown = Observation.REMOVED;
    private Optional<StartDeadlines> starting = Optional.empty();
    private Optional<Registration> stopping = Optional.empty();
    private long readingOfStop;
    /** The timer of the next look at a stop by another process; empty if none is followed. */
    private Optional<Registration> otherStop = Optional.empty();
    /** The number of the stop by another process that was followed last. */
    private long lastOtherStop;
    private Followed followed = Followed.NOTHING;

    /** The state at the last call of {@link #differsForFollowers}. */
    private record Followed(Observation observation, boolean isStopping, Optional<ResolvedConfiguration> resolved, OptionalLong lastSeenNanos,
                            boolean isGapLong, boolean isProgressing) {

        static final Followed NOTHING = new Followed(Observation.REMOVED, false, Optional.empty(), OptionalLong.empty(), false, false);
    }

    AccessPointEntry(ConfigurationId id) {
        this.id = id;
    }

    @Override
    public ConfigurationId id() {
        return id;
    }

    /**
     * Returns the configuration, with its link, as the latest reading shows it.
     *
     * @return the configuration; empty while it does not exist
     */
    public Optional<ResolvedConfiguration> resolved() {
        return resolved;
    }

    @Override
    public Optional<NetworkConfiguration> configuration() {
        return resolved.map(ResolvedConfiguration::configuration);
    }

    /**
     * Returns the name of the link that the access point uses.
     *
     * @return the name; empty if it is not known
     */
    public Optional<String> interfaceName() {
        return configuration().flatMap(NetworkConfiguration::interfaceName);
    }

    Transition transition() {
        return transition;
    }

    /** Returns what is up or being started, or would be started. */
    InterfaceIdentity identity() {
        return identity;
    }

    /**
     * Remembers the identity of what is up. If a network service has restarted and given what stayed up another identity, returns its previous
     * identity.
     */
    Optional<InterfaceIdentity> replacedIdentity() {
        InterfaceIdentity before = identityUp;
        if (!observation().isUp() && !isStarting()) {
            identityUp = InterfaceIdentity.NONE;
        } else if (identity.isDefinite()) {
            identityUp = identity;
        }
        return Optional.of(before).filter(known -> known.isDefinite() && identityUp.isDefinite() && !known.source().equals(identityUp.source()));
    }

    /** Returns the registry's mark when the access point was last seen to come up: a stop after that mark explains a loss. */
    long upMark() {
        return upMark;
    }

    void upMark(long mark) {
        upMark = mark;
    }

    /** Returns the registry's mark when the current start began: a stop after that mark ends the start. */
    long startMark() {
        return startMark;
    }

    /**
     * Updates the entry from a reading.
     *
     * @param present the configuration; empty if it does not exist
     * @param source the access point, as the backend reports it
     * @param nowNanos the time
     * @return true if the entry has changed
     */
    boolean update(Optional<ResolvedConfiguration> present, Optional<AccessPoint> source, long nowNanos) {
        Transition moving = source.map(AccessPoint::transition).orElse(Transition.NONE);
        OptionalLong seen = source.map(AccessPoint::lastSeenNanos).orElse(OptionalLong.empty());
        boolean progresses = source.map(AccessPoint::isProgressing).orElse(false);
        boolean differs = !present.equals(resolved) || moving != transition || !seen.equals(lastSeenNanos) || progresses != isProgressing;
        Observation before = observation();
        boolean wasLong = isGapLong();
        isManaged = source.map(AccessPoint::managed).orElse(false);
        resolved = present;
        identity = source.map(AccessPoint::identity).orElse(InterfaceIdentity.NONE);
        transition = moving;
        isProgressing = progresses;
        lastSeenNanos = seen;
        gap = source.isPresent() ? gapNow(before == Observation.ACTIVE, nowNanos) : Optional.empty();
        if (present.map(now -> !now.configuration().state().isAtLeast(ConfigurationState.DISCOVERED)).orElse(true)) {
            lastAwayNanos = nowNanos;
        }
        return differs || before != observation() || wasLong != isGapLong();
    }

    /**
     * Returns the gap of an access point that was up and whose link is still switched on but not operational. Either the carrier is missing,
     * or the carrier is back and the operational state lags behind; a short gap may show only the second case. If a network service
     * manages the access point, there is a gap only while that service reports the access point as up.
     */
    private Optional<Gap> gapNow(boolean wasActive, long nowNanos) {
        Optional<Link> silent = resolved.flatMap(ResolvedConfiguration::link).filter(link -> link.up() && !link.operational());
        if (silent.isEmpty()) {
            return Optional.empty();
        }
        Optional<Gap> known = gap.filter(each -> each.linkIndex() == silent.get().index());
        ConfigurationState state = resolved.orElseThrow().configuration().state();
        boolean isDown = state == ConfigurationState.DEFINED || state == ConfigurationState.DISCOVERED && silent.get().carrier();
        boolean isGap = state == ConfigurationState.ACTIVE || !isManaged && isDown && (wasActive || known.isPresent());
        return isGap ? Optional.of(known.orElseGet(() -> Gap.beginning(nowNanos, silent.get().index())).at(nowNanos)) : Optional.empty();
    }

    @Override
    public Optional<Gap> gap() {
        return gap;
    }

    private boolean isGapLong() {
        return gap.map(Gap::isLong).orElse(false);
    }

    /** Ends the grace, unless a reading has ended the gap; returns whether that is a change. */
    boolean endGrace(long nowNanos) {
        boolean wasLong = isGapLong();
        gap = gap.map(each -> each.at(nowNanos));
        return wasLong != isGapLong();
    }

    /** Replaces the timer for the end of the grace. */
    void graceTimer(Optional<Registration> timer) {
        gapEnd.ifPresent(Registration::close);
        gapEnd = timer;
    }

    boolean hasGraceTimer() {
        return gapEnd.isPresent();
    }

    /** Returns whether only the link is not operational. The access point may come up again by itself, so it is not switched off. */
    boolean isSilent() {
        return gap.isPresent() && !isManaged;
    }

    @Override
    public boolean showsProgress() {
        return isProgressing || resolved.flatMap(ResolvedConfiguration::link).filter(Link::carrier).isPresent();
    }

    @Override
    public Sighting sighting() {
        return new Sighting(lastSeenNanos, lastAwayNanos);
    }

    /** Ignores the transition of the latest reading, which still shows a failed or cancelled start, until the next reading. */
    void forgetTransition() {
        transition = Transition.NONE;
        isProgressing = false;
    }

    /**
     * Remembers the observation that the sessions get.
     *
     * @param observation the observation
     */
    public void show(Observation observation) {
        shown = observation;
    }

    /**
     * Returns whether the access point was up in the last observation that the sessions got.
     *
     * @return true if so
     */
    public boolean wasUp() {
        return shown.isUp();
    }

    @Override
    public Observation observation() {
        if (resolved.isEmpty()) {
            return Observation.REMOVED;
        }
        boolean active = resolved.get().configuration().isActive();
        if (active) {
            return isStopping() || otherStop.isPresent() || transition == Transition.STOPPING ? Observation.STOPPING : Observation.ACTIVE;
        }
        if (isStarting() || transition == Transition.STARTING) {
            return Observation.STARTING;
        }
        if (gap.isPresent() && !gap.get().isLong() && !isStopping()) {
            return Observation.ACTIVE;
        }
        return switch (resolved.get().configuration().state()) {
            case UNDEFINED -> Observation.UNDEFINED;
            case DEFINED -> Observation.DEFINED;
            case DISCOVERED -> Observation.DISCOVERED;
            case ACTIVE -> Observation.ACTIVE;
        };
    }

    /**
     * Returns whether the entry has changed since the last call, as sessions over several access points see it.
     *
     * @return true if so
     */
    public boolean differsForFollowers() {
        Followed now = new Followed(observation(), isStopping(), resolved, lastSeenNanos, isGapLong(), isProgressing);
        boolean differs = !now.equals(followed);
        followed = now;
        return differs;
    }

    /**
     * Ends a start if the latest reading shows that it succeeded or that the access point does not exist any more. Ends a stop if the
     * reading shows that it is complete.
     *
     * @return true if a start or stop has ended
     */
    boolean settle(long reading) {
        boolean active = isActive();
        boolean startSettled = isStarting() && (active || resolved.isEmpty());
        boolean stopSettled = isStopping() && !active && reading > readingOfStop;
        if (startSettled) {
            endStart();
        }
        if (stopSettled) {
            endStop();
        }
        return startSettled || stopSettled;
    }

    void beginStart(StartDeadlines deadlines, long mark) {
        endStart();
        startMark = mark;
        starting = Optional.of(deadlines);
    }

    /** Returns who waits for the start under way; empty if there is none. */
    Optional<StartDeadlines> starting() {
        return starting;
    }

    void endStart() {
        starting.ifPresent(StartDeadlines::close);
        starting = Optional.empty();
    }

    void beginStop(Registration deadline, long reading) {
        endStart();
        endStop();
        stopping = Optional.of(deadline);
        readingOfStop = reading;
    }

    void endStop() {
        stopping.ifPresent(Registration::close);
        stopping = Optional.empty();
    }

    /** Begins to follow a stop by another process, or replaces the timer of the next look at it. */
    void followOtherStop(long number, Registration nextLook) {
        lastOtherStop = number;
        otherStop = Optional.of(nextLook);
    }

    /** Returns whether the latest reading shows the access point as up. */
    boolean isActive() {
        return configuration().map(NetworkConfiguration::isActive).orElse(false);
    }

    void endOtherStop() {
        otherStop.ifPresent(Registration::close);
        otherStop = Optional.empty();
    }

    /** Returns the number of the stop by another process that is or was followed last; 0 if there was none. */
    long lastOtherStop() {
        return lastOtherStop;
    }

    /**
     * Returns whether a session of this engine is starting the access point.
     *
     * @return true if so
     */
    public boolean isStarting() {
        return starting.isPresent();
    }

    /** Returns whether the latest reading shows that a start, no matter which program requested it, has got further than waiting for a link. */
    boolean isProgressing() {
        return isProgressing;
    }

    /** Returns whether it is being stopped, by whichever program, even if the latest reading does not show it as up any more. */
    public boolean isGoingDown() {
        return isStopping() || transition == Transition.STOPPING || observation() == Observation.STOPPING;
    }

    /** Returns whether the latest reading shows it as down, and nothing is stopping it any more. */
    public boolean isDown() {
        return !isActive() && !isGoingDown();
    }

    /**
     * Returns whether a session of this engine is stopping the access point.
     *
     * @return true if so
     */
    public boolean isStopping() {
        return stopping.isPresent();
    }
}
