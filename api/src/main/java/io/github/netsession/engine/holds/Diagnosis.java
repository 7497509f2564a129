package io.github.netsession.engine.holds;

import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Link;
import io.github.netsession.SessionFailure;
import io.github.netsession.engine.session.Failures;
import io.github.netsession.engine.state.ResolvedConfiguration;
import io.github.netsession.engine.state.StateIndex;
import io.github.netsession.engine.state.StatePublisher;
import io.github.netsession.internal.Excerpt;
import io.github.netsession.spi.AccessPoint;
import io.github.netsession.spi.AccessPoint.Transition;
import java.util.List;
import java.util.Optional;

/** Finds out why an access point is down, or cannot be used. Called in the critical section only. */
public final class Diagnosis {

    private final StatePublisher publisher;
    private final HoldRegistry holds;
    private final ReadingMark mark;

    /**
     * Creates the diagnosis of one engine.
     *
     * @param publisher has the latest reading
     * @param holds knows which access points sessions have stopped
     * @param mark the mark of the latest reading
     */
    public Diagnosis(StatePublisher publisher, HoldRegistry holds, ReadingMark mark) {
        this.publisher = publisher;
        this.holds = holds;
        this.mark = mark;
    }

    /**
     * Returns the failure to report if a session, here or in another process, has stopped the access point since it came up.
     *
     * @param entry the access point
     * @return the failure; empty if no session has
     */
    public Optional<SessionFailure> stoppedSinceUp(AccessPointEntry entry) {
        return holds.stops().isStoppedSince(entry.id(), entry.upMark()) ? Optional.of(stopped(entry)) : Optional.empty();
    }

    /**
     * Returns the failure to report if a session, here or in another process, has stopped the access point since its start began.
     *
     * @param entry the access point
     * @return the failure; empty if no session has
     */
    public Optional<SessionFailure> stoppedSinceStart(AccessPointEntry entry) {
        return holds.stops().isStoppedSince(entry.id(), entry.startMark()) ? Optional.of(stopped(entry)) : Optional.empty();
    }

    /**
     * Returns the failure to report if sessions have stopped the access point and started it again since it came up: it was down, even if no
     * reading shows that.
     *
     * @param entry the access point
     * @return the failure; empty if no session has
     */
    public Optional<SessionFailure> restartedSinceUp(AccessPointEntry entry) {
        return holds.stops().isRestartedSince(entry.id(), entry.upMark()) ? Optional.of(stopped(entry)) : Optional.empty();
    }

    private SessionFailure stopped(AccessPointEntry entry) {
        return Failures.stoppedByOther(entry.id(), holds.stops().stopper(entry.id()));
    }

    /**
     * Remembers that the access point is up: only a later stop explains a later loss. If a session has stopped it since the reading began, the
     * reading is outdated, and that stop explains the loss.
     *
     * @param entry the access point
     */
    public void markUp(AccessPointEntry entry) {
        entry.upMark(isOutdated(entry) ? mark.number() : holds.stops().mark());
    }

    /**
     * Returns whether a session has stopped an access point, or is about to, since the latest reading began, and none has started it after that.
     *
     * @param entry the access point
     * @return true if it may be down, though the reading shows it as up
     */
    public boolean isOutdated(AccessPointEntry entry) {
        return holds.stops().isStoppedSince(entry.id(), mark.number()) && !holds.stops().isRestartedSince(entry.id(), mark.number());
    }

    /**
     * Returns whether other processes may have stopped something since the latest reading and left no record of it, because they have ended.
     *
     * @return true if the state must be read again before a session uses what is up
     */
    public boolean isReadingDoubtful() {
        return mark.isDoubtful();
    }

    /**
     * Returns why an access point is no longer up: lost, or displaced by another one on its radio. Uses the latest reading, because the
     * other entries may not be updated yet.
     *
     * @param entry the access point
     * @return the failure
     */
    public SessionFailure lost(AccessPointEntry entry) {
        StateIndex now = publisher.current();
        return entry.interfaceName().stream().flatMap(name -> now.accessPointsOn(name).stream())
            .filter(id -> !id.equals(entry.id()) && (now.configurations().get(id).isActive() || isStarting(id))).findFirst()
            .map(taker -> Failures.displaced(entry.id(), taker, holds.holderElsewhere(taker))).orElseGet(() -> Failures.lost(entry.id()));
    }

    private boolean isStarting(ConfigurationId id) {
        return publisher.accessPoint(id).filter(accessPoint -> accessPoint.transition() == Transition.STARTING).isPresent();
    }

    /**
     * Returns why an access point cannot be opened now.
     *
     * @param entry the access point
     * @return the failure
     */
    public SessionFailure notUsable(AccessPointEntry entry) {
        Optional<CapabilityStatus> refusal = publisher.accessPoint(entry.id()).filter(AccessPoint::needsPermission).flatMap(point -> startRefusal(entry));
        if (refusal.isPresent()) {
            return Failures.mayNotStart(entry.id(), refusal.get());
        }
        String why = entry.configuration().map(configuration -> entry.id() + " cannot be used now: it is " + configuration.state())
            .orElseGet(() -> entry.id() + " does not exist (any more)");
        boolean noCarrier = entry.resolved().flatMap(ResolvedConfiguration::link).map(link -> link.up() && !link.carrier()).orElse(false);
        return Failures.notUsable(why, entry.resolved().isEmpty(), noCarrier
            ? Optional.of("it has no carrier: plug the cable in, or bring the other end up") : startRefusal(entry).flatMap(CapabilityStatus::remedy));
    }

    /**
     * Returns why none of some access points can be opened now.
     *
     * @param id the service network
     * @param members its access points
     * @return the failure
     */
    public SessionFailure noneUsable(ConfigurationId id, List<AccessPointEntry> members) {
        for (AccessPointEntry member : members) {
            Optional<CapabilityStatus> refusal = isDown(member) ? startRefusal(member) : Optional.empty();
            if (refusal.isPresent()) {
                return Failures.mayNotStart(member.id(), refusal.get());
            }
        }
        List<String> states = members.stream().map(member -> member.id() + " is " + member.observation()).toList();
        Optional<String> remedy = members.stream().flatMap(member -> startRefusal(member).flatMap(CapabilityStatus::remedy).stream()).findFirst();
        return Failures.notUsable("none of the access points of " + id + " can be used now: "
            + (states.isEmpty() ? "there is none" : Excerpt.of(states)), false, remedy);
    }

    /** Returns whether an access point is down and can be started, by a program that may. */
    private boolean isDown(AccessPointEntry entry) {
        return publisher.accessPoint(entry.id()).filter(point -> point.needsPermission() || point.state() == ConfigurationState.DISCOVERED
            && entry.resolved().flatMap(ResolvedConfiguration::link).filter(Link::up).isEmpty()).isPresent();
    }

    /** The backend is asked, which may take long, so that ends the step for other processes. */
    private Optional<CapabilityStatus> startRefusal(AccessPointEntry entry) {
        holds.releaseProcessLock();
        return publisher.startRefusal(entry.id());
    }
}
