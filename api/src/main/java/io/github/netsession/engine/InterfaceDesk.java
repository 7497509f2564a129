package io.github.netsession.engine;

import io.github.netsession.ConfigurationId;
import io.github.netsession.LastClose;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.SessionFailure;
import io.github.netsession.engine.SessionInput.InterfaceAfter;
import io.github.netsession.spi.AccessPoint.Transition;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.StartOptions;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Starts and stops access points for the sessions that hold them, each within its time. In the desk's turns only. */
final class InterfaceDesk {

    private static final System.Logger LOG = System.getLogger("io.github.netsession");

    private final Engine engine;
    private final SessionDesk desk;
    private final HoldRegistry holds;
    private final LastClose lastClose;
    /** What could not be stopped just then. */
    private final Set<ConfigurationId> owed = new LinkedHashSet<>();
    /** What sessions have started and lost with its carrier: it stays on until the next last session on it closes, or the library does. */
    private final Set<ConfigurationId> spared = new LinkedHashSet<>();

    InterfaceDesk(Engine engine, SessionDesk desk, HoldRegistry holds, LastClose lastClose) {
        this.engine = engine;
        this.desk = desk;
        this.holds = holds;
        this.lastClose = lastClose;
    }

    /** Starts it unless somebody is at it already; {@code isOurs} says whether the library is to stop it when nobody holds it any more. */
    void start(Track track, boolean inBackground, boolean isOurs) {
        if (track.isStarting()) {
            return;
        }
        Duration limit = limit(track);
        // What the operating system is starting already is only waited for, and not ours to stop.
        if (track.transition() != Transition.STARTING) {
            Optional<SessionFailure> refusal = tellToStart(track, inBackground, isOurs);
            if (refusal.isPresent()) {
                desk.startFailed(track, refusal.get());
                return;
            }
        }
        track.endStop();
        track.startMark(holds.mark());
        track.beginStart(engine.clock().after(limit,
            () -> desk.exclusively(() -> desk.startFailed(track, Failures.startTimedOut(track.id(), limit)))));
        desk.observe(track);
        engine.world().loop().hint();
    }

    /** Tells the backend; why it refused. That it was a session is remembered before, in case that this process dies in between. */
    private Optional<SessionFailure> tellToStart(Track track, boolean inBackground, boolean isOurs) {
        Optional<SessionFailure> obstacle = holds.obstacle();
        if (obstacle.isPresent()) {
            return obstacle;
        }
        boolean isOursAlready = holds.isStarted(track.id());
        if (isOurs && !isOursAlready) {
            holds.markStarted(track.id());
        }
        boolean changes = false;
        try {
            changes = engine.backendInUse().start(track.id(), StartOptions.builder().inBackground(inBackground).build());
            return Optional.empty();
        } catch (BackendException refusal) {
            return Optional.of(Failures.of(refusal));
        } finally {
            if (!changes && !isOursAlready) {
                holds.forgetStarted(track.id());
            }
        }
    }

    private static Duration limit(Track track) {
        return track.sight().map(sight -> sight.configuration().connectTimeout()).orElse(NetworkConfiguration.DEFAULT_CONNECT_TIMEOUT);
    }

    /** A session closes: stops the interface if it is the last one and the rule says so. It is told if that is refused. */
    InterfaceAfter letGo(Track track, EngineSession session) {
        return letGo(track, session, failure -> desk.apply(session, new SessionInput.Refused(failure)));
    }

    /**
     * A session moves on, which a refusal to stop what it leaves does not concern. What only has no carrier stays on: switched off, nobody would
     * see the carrier come back.
     */
    InterfaceAfter leave(Track track, EngineSession session) {
        if (track.isSilent() && holds.isOnlyHolder(track.id(), session)) {
            track.endStart();
            return InterfaceAfter.LEFT;
        }
        return letGo(track, session, failure -> staysUp(track, failure));
    }

    private InterfaceAfter letGo(Track track, EngineSession session, Consumer<SessionFailure> refused) {
        if (session.situation() == Situation.REOPENING || !holds.isOnlyHolder(track.id(), session)) {
            return InterfaceAfter.SHARED;
        }
        boolean stop = holds.isStarted(track.id()) || lastClose == LastClose.STOP_ALWAYS;
        if (!stop || track.sight().isEmpty()) {
            track.endStart();
            return InterfaceAfter.LEFT;
        }
        Optional<SessionFailure> refusal = giveBack(track);
        if (refusal.isEmpty() && track.isStopping()) {
            return InterfaceAfter.STOPPED;
        }
        track.endStart();
        refusal.ifPresent(failure -> {
            giveUpUnlessPassing(track, failure);
            refused.accept(failure);
        });
        return InterfaceAfter.LEFT;
    }

    /** When the library closes, it also stops what it has started and spared. */
    void stopSpared() {
        List<ConfigurationId> all = List.copyOf(spared);
        spared.clear();
        all.forEach(id -> stopIfLeftBehind(desk.track(id), true));
    }

    /** Where the operating system counts who holds it, it counts this process for this session. */
    void hold(Track track) {
        spared.remove(track.id());
        try {
            engine.backendInUse().hold(track.id(), holds.isStarted(track.id()));
        } catch (BackendException refusal) {
            LOG.log(System.Logger.Level.WARNING, "{0} is not held for the operating system: {1}", track.id(), refusal.getMessage());
        }
    }

    void release(Track track) {
        try {
            engine.backendInUse().release(track.id());
        } catch (BackendException refusal) {
            LOG.log(System.Logger.Level.WARNING, "{0} stays held for the operating system: {1}", track.id(), refusal.getMessage());
        }
    }

    /** Tells the backend to stop it for everyone; why it refused. */
    Optional<SessionFailure> tellToStop(Track track) {
        return tellToStop(track, id -> {
            engine.backendInUse().stop(id);
            return true;
        });
    }

    /** The same for what no session holds any more; somebody else may, whom only the operating system knows. */
    private Optional<SessionFailure> giveBack(Track track) {
        return tellToStop(track, id -> engine.backendInUse().giveBack(id));
    }

    private Optional<SessionFailure> tellToStop(Track track, Predicate<ConfigurationId> goesDown) {
        Duration limit = limit(track);
        Optional<SessionFailure> obstacle = holds.obstacle();
        if (obstacle.isPresent()) {
            return obstacle;
        }
        try {
            if (!goesDown.test(track.id())) {
                holds.forgetStarted(track.id());
                return Optional.empty();
            }
        } catch (BackendException refusal) {
            return Optional.of(Failures.of(refusal));
        }
        holds.markStopped(track.id());
        track.forgetTransition();
        track.beginStop(engine.clock().after(limit,
            () -> desk.exclusively(() -> desk.stopFailed(track, Failures.stopTimedOut(track.id(), limit)))), engine.world().loop().readings());
        engine.world().loop().hint();
        return Optional.empty();
    }

    /** An interface that a session started and no session holds any more, because all were aborted or moved on, is given back too. */
    void stopIfLeftBehind(Track track) {
        stopIfLeftBehind(track, false);
    }

    private void stopIfLeftBehind(Track track, boolean evenIfSilent) {
        if (!holds.isStarted(track.id()) || holds.isHeld(track.id()) || track.isStarting() || track.isStopping()) {
            return;
        }
        // Nothing is switched off because a carrier was away: it may be back in a moment.
        if (track.isSilent() && !evenIfSilent) {
            spared.add(track.id());
        }
        if (spared.contains(track.id())) {
            return;
        }
        Optional<SessionFailure> refusal = track.sight().isPresent() ? giveBack(track) : Optional.empty();
        refusal.ifPresentOrElse(failure -> {
            if (giveUpUnlessPassing(track, failure)) {
                staysUp(track, failure);
            }
        }, () -> holds.forgetStarted(track.id()));
    }

    /**
     * What is refused for good is up to whoever may. What passes is tried again with the next reading, and if we end before, by whoever comes
     * next. True if that is new.
     */
    private boolean giveUpUnlessPassing(Track track, SessionFailure failure) {
        if (failure.isRetryable()) {
            return owed.add(track.id());
        }
        holds.forgetStarted(track.id());
        return true;
    }

    /** The system was read: whoever could not be told to stop something may listen now. */
    void tryAgain() {
        for (ConfigurationId id : List.copyOf(owed)) {
            stopIfLeftBehind(desk.track(id));
            if (!holds.isStarted(id) || holds.isHeld(id)) {
                owed.remove(id);
            }
        }
    }

    /** What sessions of processes that were killed had started is given back by whoever comes next. */
    void putRight() {
        holds.leftBehind().forEach(id -> stopIfLeftBehind(desk.track(id)));
    }

    SessionFailure loss(Track track, Situation situation, Observation observation) {
        if (situation == Situation.CONNECTING_OWN && observation == Observation.REMOVED) {
            return Failures.vanished(track);
        } else if (situation == Situation.REOPENING) {
            return notUsable(track);
        }
        return situation.isOpening() || holds.stoppedSince(track.id(), track.stopMark())
            ? Failures.stoppedByOther(track.id(), holds.stopper(track.id())) : lost(track);
    }

    /** Why an access point that was up is not; another one may be, on its radio. By what was read, for the others may not have looked yet. */
    SessionFailure lost(Track track) {
        Published now = engine.world().published();
        return track.sight().flatMap(sight -> sight.configuration().interfaceName()).stream()
            .flatMap(name -> now.onLink().getOrDefault(name, List.of()).stream())
            .filter(id -> !id.equals(track.id()) && (now.configurations().get(id).isActive() || isStarting(id))).findFirst()
            .map(taker -> Failures.displaced(track.id(), taker, holds.holderElsewhere(taker))).orElseGet(() -> Failures.lost(track.id()));
    }

    private boolean isStarting(ConfigurationId id) {
        return engine.world().accessPoint(id).filter(accessPoint -> accessPoint.transition() == Transition.STARTING).isPresent();
    }

    SessionFailure notUsable(Track track) {
        String why = track.sight().map(sight -> track.id() + " cannot be used now: it is " + sight.configuration().state())
            .orElseGet(() -> track.id() + " does not exist (any more)");
        boolean noCarrier = track.sight().flatMap(SessionView.Sight::link).map(link -> link.up() && !link.carrier()).orElse(false);
        Optional<String> remedy = noCarrier ? Optional.of("it has no carrier: plug the cable in, or bring the other end up")
            : engine.world().startRemedy(track.id());
        return Failures.notUsable(why, track.sight().isEmpty(), remedy);
    }

    private static void staysUp(Track track, SessionFailure failure) {
        LOG.log(System.Logger.Level.WARNING, "{0} stays up{1}, though no session holds it: {2}", track.id(),
            failure.isRetryable() ? " for now" : "", failure);
    }
}
