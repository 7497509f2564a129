package io.github.netsession.engine;

import io.github.netsession.ConfigurationKind;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.SessionFailure;
import io.github.netsession.engine.SessionInput.InterfaceAfter;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Runs the sessions over several access points, after the desk has run those over one: opening, watching, closing; how an open
 * one moves stands in {@link Migration}. A session looks anew after something about one of its access points has changed.
 */
final class RoamingDesk {

    private static final System.Logger LOG = System.getLogger("io.github.netsession");

    private final SessionDesk desk;
    private final InterfaceDesk interfaces;
    private final HoldRegistry holds;
    private final Roster roster;
    private final Migration migration;
    private final Optional<UserChoices> choices;
    private final Set<EngineSession> touched = new LinkedHashSet<>();
    private final Set<Track> touchedGroups = new LinkedHashSet<>();
    private final Set<Track> released = new LinkedHashSet<>();

    RoamingDesk(Engine engine, SessionDesk desk, InterfaceDesk interfaces, HoldRegistry holds, Optional<UserChoices> choices) {
        this.desk = desk;
        this.interfaces = interfaces;
        this.holds = holds;
        this.roster = new Roster(engine, desk, holds);
        this.choices = choices;
        this.migration = new Migration(engine, desk, this, roster, holds);
    }

    void adopt(Track group, EngineSession session) {
        roster.refresh(group);
        touched.add(session);
    }

    /** The system was read. */
    void observe(Collection<Track> tracks) {
        touched.addAll(roster.read(tracks));
    }

    /** Something about an access point, or a service network, may have changed. */
    void touch(Track track) {
        if (track.differsForRoaming()) {
            touchFollowers(track);
            if (track.isGroup()) {
                touchedGroups.add(track);
            }
        }
    }

    /** Whoever may use this access point has to look again before the turn ends. */
    void touchFollowers(Track track) {
        touchedGroups.addAll(track.parents());
        roster.neighbours(track).forEach(neighbour -> touchedGroups.addAll(neighbour.parents()));
    }

    /** This session has to look again before the turn ends. */
    void touch(EngineSession session) {
        touched.add(session);
    }

    /** The end of a turn. A look may touch others, and ends because each access point is tried once. */
    void lookAtTouched() {
        while (!touched.isEmpty() || !touchedGroups.isEmpty() || !released.isEmpty()) {
            touchedGroups.forEach(group -> touched.addAll(group.sessions()));
            List<EngineSession> sessions = List.copyOf(touched);
            List<Track> leftBehind = List.copyOf(released);
            touchedGroups.clear();
            touched.clear();
            released.clear();
            leftBehind.forEach(interfaces::stopIfLeftBehind);
            sessions.forEach(this::lookAlone);
        }
        roster.endOfTurn();
    }

    /** A defect that one session runs into must not keep the others from looking. */
    private void lookAlone(EngineSession session) {
        try {
            look(session);
        } catch (RuntimeException defect) {
            LOG.log(System.Logger.Level.ERROR, "a session on " + session.id() + " could not look; this is a defect", defect);
        }
    }

    private void look(EngineSession session) {
        switch (session.situation()) {
            case INVALID, NOT_AVAILABLE, DISCONNECTED, CONNECTING_WATCHED, CONNECTED_WATCHED, CLOSING_WATCHED -> watch(session);
            case CONNECTING_OWN -> lookWhileConnecting(session);
            case REOPENING -> lookWhileReopening(session);
            case CLOSING_OWN -> lookWhileClosing(session);
            case CONNECTED_OPEN -> migration.lookWhileConnected(session);
            case ROAMING_SEARCHING -> migration.lookWhileSearching(session);
            case ROAMING_OFFERED -> migration.lookWhileOffered(session);
            case ROAMING_STARTING -> migration.lookWhileStarting(session);
            case ROAMING_TRIAL -> migration.lookWhileOnTrial(session);
            case ROAMING_BACK -> migration.lookWhileGoingBack(session);
        }
    }

    // ---- closed

    private void watch(EngineSession session) {
        session.roaming().carrier(Optional.empty());
        roster.show(session);
        Observation now = roster.summary(session);
        // As with an access point: what was up and is being started has been down in between.
        if (now == Observation.STARTING && session.situation() == Situation.CONNECTED_WATCHED) {
            see(session, Observation.DISCOVERED);
        }
        see(session, now);
    }

    private void see(EngineSession session, Observation observation) {
        desk.apply(session, new SessionInput.Observed(observation, () -> Failures.lost(session.id())));
    }

    /** Being started again by somebody else, or up again without having been seen down, it has been down. */
    private void lookWhileClosing(EngineSession session) {
        if (session.roaming().carrier().filter(carrier -> carrier.isStopping() || carrier.observation() == Observation.STOPPING).isEmpty()) {
            see(session, Observation.DISCOVERED);
            watch(session);
        }
    }

    // ---- opening

    void open(EngineSession session) {
        roster.refresh(desk.track(session.id()));
        if (session.situation() == Situation.CONNECTED_WATCHED) {
            roster.bestActive(session).ifPresent(best -> desk.readIfStoppedElsewhere(session, best));
            if (roster.bestActive(session).isEmpty()) {
                watch(session);
            }
        }
        roster.bestActive(session).filter(best -> session.situation() == Situation.CONNECTED_WATCHED).ifPresent(best -> use(session, best));
        if (desk.apply(session, new SessionInput.Open(() -> roster.notUsable(session))).start()) {
            begin(session);
        }
        touched.add(session);
    }

    private void begin(EngineSession session) {
        if (isUserChoice(session)) {
            session.roaming().carrier(Optional.empty());
            choices.orElseThrow().ask(session, roster.choosable(), answer -> desk.exclusively(() -> chosen(session, answer)));
        } else {
            startNext(session, Optional.empty());
        }
    }

    private void chosen(EngineSession session, UserChoices.Answer answer) {
        if (session.situation() != Situation.CONNECTING_OWN || !session.roaming().isAwaiting(answer.token())) {
            return;
        }
        session.roaming().choose(answer.choice().map(NetworkConfiguration::id));
        answer.failure().ifPresentOrElse(
            failure -> desk.apply(session, new SessionInput.StartFailed(failure)),
            () -> startNext(session, Optional.empty()));
        touched.add(session);
    }

    /** Waits for the best access point that has not failed yet. */
    private void startNext(EngineSession session, Optional<SessionFailure> lastFailure) {
        // The application asks for it: as with a session on an access point, its radio is taken from others if there is no other way.
        Optional<Track> next = roster.bestActive(session).or(() -> roster.best(session)).or(() -> roster.bestAtAnyCost(session));
        if (next.isEmpty()) {
            desk.apply(session, new SessionInput.StartFailed(lastFailure.orElseGet(() -> roster.notUsable(session))));
        } else {
            use(session, next.get());
            start(session, next.get(), true);
        }
        touched.add(session);
    }

    private void lookWhileConnecting(EngineSession session) {
        Roaming roaming = session.roaming();
        if (roaming.carrier().isEmpty()) {
            return;
        }
        Track carrier = roaming.carrier().get();
        Optional<Track> up = carrier.observation() == Observation.ACTIVE ? Optional.of(carrier) : roster.bestActive(session);
        if (up.isPresent()) {
            use(session, up.get());
            see(session, Observation.ACTIVE);
            roaming.tried().clear();
            touched.add(session);
        } else if (carrier.observation() != Observation.STARTING && carrier.observation() != Observation.STOPPING) {
            Optional<SessionFailure> failure = roaming.takeStartFailure();
            if (failure.isEmpty() && holds.stoppedSince(carrier.id(), carrier.startMark())) {
                desk.apply(session, new SessionInput.StartFailed(Failures.stoppedByOther(carrier.id(), holds.stopper(carrier.id()))));
                touched.add(session);
            } else {
                roaming.tried().add(carrier.id());
                startNext(session, failure.or(() -> Optional.of(Failures.vanished(carrier))));
            }
        }
    }

    private void lookWhileReopening(EngineSession session) {
        Optional<Track> stopping = session.roaming().carrier().filter(Track::isStopping);
        // What is up is not what the user chose: he is asked each time.
        Optional<Track> up = isUserChoice(session) ? Optional.empty() : roster.bestActive(session);
        if (stopping.isPresent() || up.isEmpty() && roster.summary(session) == Observation.STOPPING) {
            return;
        }
        up.ifPresent(best -> use(session, best));
        Observation seen = up.isPresent() ? Observation.ACTIVE : roster.bestAtAnyCost(session).isPresent() ? Observation.DISCOVERED : Observation.DEFINED;
        if (desk.apply(session, new SessionInput.Observed(seen, () -> roster.notUsable(session))).start()) {
            begin(session);
        }
        touched.add(session);
    }

    /** Holds this access point as the session's, and no other. */
    private void use(EngineSession session, Track track) {
        Roaming roaming = session.roaming();
        List.copyOf(roaming.held()).stream().filter(held -> held != track).forEach(held -> giveBack(session, held, false));
        hold(session, track);
        roaming.carrier(Optional.of(track));
        roster.show(session);
    }

    // ---- what the application says

    void answer(EngineSession session, Question question, boolean yes) {
        migration.answer(session, question, yes);
    }

    void decide(EngineSession session, Optional<ListenerEntry<Question>> handler) {
        migration.decide(session, handler);
    }

    void close(EngineSession session) {
        InterfaceAfter after = letGoOfAll(session);
        desk.apply(session, new SessionInput.Close(after));
        touched.add(session);
    }

    private InterfaceAfter letGoOfAll(EngineSession session) {
        Roaming roaming = session.roaming();
        InterfaceAfter after = roaming.carrier().isEmpty() ? InterfaceAfter.LEFT : InterfaceAfter.DOWN;
        for (Track track : List.copyOf(roaming.held())) {
            boolean counts = track.isUp() || session.situation().isConnecting();
            InterfaceAfter one = interfaces.letGo(track, session);
            if (counts && (after == InterfaceAfter.DOWN || one == InterfaceAfter.STOPPED && after == InterfaceAfter.STOPPED)) {
                roaming.carrier(Optional.of(track));
                after = one;
            }
            if (one != InterfaceAfter.SHARED) {
                desk.observe(track);
            }
        }
        return after;
    }

    void stop(EngineSession session) {
        Roaming roaming = session.roaming();
        if (!session.situation().holds() && (session.situation().isConnected() || session.situation().isConnecting())) {
            desk.apply(session, new SessionInput.Refused(Failures.stopNeedsOpen(session.id())));
            return;
        }
        boolean isStoppable = session.situation().isOpen() || session.situation().isConnecting();
        Optional<Track> target = roaming.carrier().filter(RoamingDesk::isUpOrStarting)
            .or(() -> roaming.candidate().filter(roaming.held()::contains)).filter(track -> isStoppable);
        Optional<SessionFailure> refusal = target.flatMap(interfaces::tellToStop);
        if (refusal.isPresent()) {
            desk.apply(session, new SessionInput.Refused(refusal.get()));
            return;
        }
        if (session.situation().isOpen()) {
            dropOthers(session, target);
        }
        desk.apply(session, new SessionInput.Stop());
        target.ifPresent(desk::observe);
        touched.add(session);
    }

    private void dropOthers(EngineSession session, Optional<Track> target) {
        for (Track track : List.copyOf(session.roaming().held())) {
            if (target.filter(stopped -> stopped == track).isEmpty()) {
                giveBack(session, track, false);
            }
        }
        session.roaming().carrier(target);
    }

    // ---- what became of a start or a stop

    void startFailed(Track track, SessionFailure failure) {
        for (EngineSession session : sessionsOver(track)) {
            Roaming roaming = session.roaming();
            boolean waits = switch (session.situation()) {
                case CONNECTING_OWN, ROAMING_BACK -> roaming.carrier().equals(Optional.of(track));
                case ROAMING_STARTING -> roaming.candidate().equals(Optional.of(track));
                case INVALID, NOT_AVAILABLE, DISCONNECTED, CONNECTING_WATCHED, CONNECTED_WATCHED, CONNECTED_OPEN, CLOSING_WATCHED, CLOSING_OWN,
                     REOPENING, ROAMING_SEARCHING, ROAMING_OFFERED, ROAMING_TRIAL -> false;
            };
            if (waits) {
                roaming.startFailed(failure);
                touched.add(session);
            }
        }
    }

    void stopFailed(Track track, SessionFailure failure) {
        for (EngineSession session : sessionsOver(track)) {
            if (session.situation() == Situation.CLOSING_OWN && session.roaming().carrier().equals(Optional.of(track))) {
                desk.apply(session, new SessionInput.StopFailed(failure));
            } else if (session.situation() == Situation.REOPENING && session.roaming().carrier().equals(Optional.of(track)) && !isUserChoice(session)) {
                use(session, track);
                desk.apply(session, new SessionInput.StopFailed(failure));
            }
            touched.add(session);
        }
    }

    /** It has been down, though it was not seen. */
    void restarted(Track track) {
        for (EngineSession session : sessionsOver(track)) {
            if (session.roaming().carrier().equals(Optional.of(track)) && (session.situation().isOpen() || session.situation().isClosing())) {
                migration.abort(session, Failures.stoppedByOther(track.id(), holds.stopper(track.id())));
            }
        }
    }

    private static List<EngineSession> sessionsOver(Track track) {
        return track.parents().stream().flatMap(group -> group.sessions().stream()).toList();
    }

    // ---- holds

    void hold(EngineSession session, Track track) {
        if (session.roaming().held().add(track)) {
            interfaces.hold(track);
        }
        holds.hold(track.id(), session, roster.likeness(session));
    }

    /** The session leaves an access point: what has given way to another one on its radio is down, and must not be told to stop. */
    void giveBack(EngineSession session, Track track, boolean hasGivenWay) {
        InterfaceAfter after = InterfaceAfter.DOWN;
        if (hasGivenWay && holds.isOnlyHolder(track.id(), session) && !track.isStarting()) {
            holds.forgetStarted(track.id());
        } else if (!hasGivenWay) {
            after = interfaces.leave(track, session);
        }
        release(session, track);
        if (after != InterfaceAfter.SHARED) {
            desk.observe(track);
        }
    }

    private void release(EngineSession session, Track track) {
        if (session.roaming().held().remove(track)) {
            interfaces.release(track);
        }
        if (holds.release(track.id(), session)) {
            touchFollowers(track);
        }
        released.add(track);
    }

    /** The session holds nothing any more, whatever it held. */
    void releaseAll(EngineSession session) {
        List.copyOf(session.roaming().held()).forEach(track -> release(session, track));
        session.roaming().end();
    }

    void start(EngineSession session, Track track, boolean isOurs) {
        if (track.observation() != Observation.ACTIVE) {
            interfaces.start(track, session.connectsInBackground(), isOurs);
        }
    }

    SessionFailure lossOf(Track track) {
        return interfaces.lost(track);
    }

    private static boolean isUpOrStarting(Track track) {
        return track.isUp() || track.observation() == Observation.STARTING;
    }

    private static boolean isUserChoice(EngineSession session) {
        return session.configuration().kind() == ConfigurationKind.USER_CHOICE;
    }
}
