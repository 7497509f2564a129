package io.github.netsession.engine;

import io.github.netsession.Bearer;
import io.github.netsession.Capability;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationKind;
import io.github.netsession.ConfigurationState;
import io.github.netsession.Link;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSockets;
import io.github.netsession.RoamingOffer;
import io.github.netsession.SessionFailure;
import io.github.netsession.engine.RoamingPolicy.Contender;
import io.github.netsession.spi.Excerpt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The access points that a session may use, how they look together, and which of them is the best. */
final class Roster {

    private final Engine engine;
    private final SessionDesk desk;
    private final HoldRegistry holds;
    private final RoamingPolicy policy = RoamingPolicy.DEFAULT;
    private Optional<String> defaultInterface;
    /** The interface that the system has moved its default route to, in this turn. */
    private Optional<String> preferredInterface = Optional.empty();
    private boolean canStart;

    Roster(Engine engine, SessionDesk desk, HoldRegistry holds) {
        this.engine = engine;
        this.desk = desk;
        this.holds = holds;
        this.defaultInterface = published().state().defaultInterface().map(Link::name);
        this.canStart = published().capabilities().has(Capability.CAN_START_AND_STOP_INTERFACES);
    }

    RoamingPolicy policy() {
        return policy;
    }

    private Published published() {
        return engine.world().published();
    }

    /** The system was read: brings the members of the service networks up to date; those whose sessions have to look. */
    Set<EngineSession> read(Collection<Track> tracks) {
        Set<EngineSession> touched = new LinkedHashSet<>();
        Optional<String> now = published().state().defaultInterface().map(Link::name);
        preferredInterface = now.equals(defaultInterface) ? Optional.empty() : now;
        defaultInterface = now;
        boolean permitted = published().capabilities().has(Capability.CAN_START_AND_STOP_INTERFACES);
        for (Track group : List.copyOf(tracks)) {
            if (Groups.isOwn(group.id()) && (refresh(group) || permitted != canStart || preferredInterface.isPresent())) {
                touched.addAll(group.sessions());
            }
            if (group.id().equals(ConfigurationId.USER_CHOICE)) {
                group.sessions().stream().filter(session -> session.roaming().choice().isPresent())
                    .filter(session -> session.roaming().hasNewMembers(chosen(session))).forEach(touched::add);
            }
        }
        canStart = permitted;
        return touched;
    }

    void endOfTurn() {
        preferredInterface = Optional.empty();
    }

    /** True if the members have changed. */
    boolean refresh(Track group) {
        Published now = published();
        NetworkConfiguration configuration = now.configurations().get(group.id());
        List<ConfigurationId> ids = configuration != null && configuration.kind() == ConfigurationKind.SERVICE_NETWORK
            ? configuration.children() : accessPoints(now).map(NetworkConfiguration::id).toList();
        boolean isSame = ids.equals(group.memberIds());
        if (isSame && group.formerMembers().isEmpty()) {
            return false;
        }
        List<Track> members = ids.stream().map(desk::track).toList();
        group.follow(members, group.sessions().stream().flatMap(session -> session.roaming().followed())
            .filter(held -> !members.contains(held)).distinct().toList());
        return !isSame;
    }

    private static Stream<NetworkConfiguration> accessPoints(Published published) {
        return published.state().configurations().stream().filter(configuration -> configuration.kind() == ConfigurationKind.ACCESS_POINT);
    }

    /** The access points that a session may use, best first as they were defined. */
    private List<Track> members(EngineSession session) {
        return session.roaming().choice().isPresent() ? chosen(session).stream().map(desk::track).toList() : desk.track(session.id()).members();
    }

    /** What the user chose: an access point, or those of a service network as it is defined now. */
    private List<ConfigurationId> chosen(EngineSession session) {
        ConfigurationId choice = session.roaming().choice().orElseThrow();
        NetworkConfiguration chosen = published().configurations().get(choice);
        return chosen == null || chosen.kind() == ConfigurationKind.ACCESS_POINT ? List.of(choice) : chosen.children();
    }

    boolean isMember(EngineSession session, Track track) {
        return members(session).contains(track);
    }

    /** How the access points look together to a session that uses none. To one whose user has not chosen, they are just there. */
    Observation summary(EngineSession session) {
        if (session.configuration().kind() == ConfigurationKind.USER_CHOICE) {
            return members(session).stream().anyMatch(this::isUsable) ? Observation.DISCOVERED : Observation.DEFINED;
        }
        Set<Observation> seen = EnumSet.noneOf(Observation.class);
        members(session).forEach(member -> seen.add(member.observation()));
        return Stream.of(Observation.ACTIVE, Observation.STARTING, Observation.STOPPING, Observation.DISCOVERED, Observation.DEFINED,
            Observation.UNDEFINED).filter(seen::contains).findFirst().orElse(Observation.DEFINED);
    }

    /** Publishes what a session sees: the access point that it uses, or else the best one. */
    void show(EngineSession session) {
        Roaming way = session.roaming();
        // Set while the session is closed only for the moment of opening.
        Optional<Track> carrier = way.carrier();
        Published now = published();
        now.sight(session.id()).ifPresent(whole -> {
            if (carrier.isEmpty()) {
                session.see(whole, Set.of());
                return;
            }
            Optional<SessionView.Sight> one = now.sight(carrier.get().id());
            one.map(SessionView.Sight::configuration).filter(NetworkConfiguration::isActive).ifPresent(way::seeCarrier);
            Set<String> used = new LinkedHashSet<>();
            one.filter(sight -> carrier.get().isUp()).flatMap(SessionView.Sight::link).map(Link::name).ifPresent(used::add);
            way.candidate().filter(candidate -> session.situation() == Situation.ROAMING_TRIAL && candidate.isUp())
                .flatMap(candidate -> now.sight(candidate.id())).flatMap(SessionView.Sight::link).map(Link::name).ifPresent(used::add);
            session.see(new SessionView.Sight(whole.configuration(), one.flatMap(SessionView.Sight::accessPoint),
                one.flatMap(SessionView.Sight::link), one.orElse(whole).policies()), used);
        });
    }

    /** Whether it is up, or can be brought up. What is just being stopped is neither. */
    boolean isUsable(Track track) {
        return switch (track.observation()) {
            case ACTIVE, STARTING -> true;
            case DISCOVERED -> published().capabilities().has(Capability.CAN_START_AND_STOP_INTERFACES);
            case REMOVED, UNDEFINED, DEFINED, STOPPING -> false;
        };
    }

    boolean isComing(Track track) {
        return track.observation() == Observation.ACTIVE || track.observation() == Observation.STARTING;
    }

    /** The best access point that is up; one without a carrier only if there is no other. */
    Optional<Track> bestActive(EngineSession session) {
        return best(session, track -> track.observation() == Observation.ACTIVE && track.gap().isEmpty())
            .or(() -> best(session, track -> track.observation() == Observation.ACTIVE));
    }

    /** The best access point that can be used, has not failed yet, and is not on a radio that somebody else uses. */
    Optional<Track> best(EngineSession session) {
        return best(session, track -> isUntried(session, track) && !takesFromOthers(session, track));
    }

    /** The best one even if its radio has to be taken from somebody else. */
    Optional<Track> bestAtAnyCost(EngineSession session) {
        return best(session, track -> isUntried(session, track));
    }

    /** The best access point that can come up beside the one in use, whose carrier is away. */
    Optional<Track> bestBeside(EngineSession session, Track carrier) {
        return best(session, track -> isUntried(session, track) && !takesFromOthers(session, track) && !shareRadio(carrier, track));
    }

    private boolean isUntried(EngineSession session, Track track) {
        return isUsable(track) && track.gap().isEmpty() && !session.roaming().tried().contains(track.id())
            && !session.roaming().candidates().isMissing(track, engine.clock().nanos());
    }

    private static boolean isWlan(Track track) {
        return track.sight().map(sight -> sight.configuration().bearer() == Bearer.WLAN).orElse(false);
    }

    /** What failed or was declined is not; what was lost is, when it is seen again. */
    private static boolean mayBeTried(EngineSession session, Track track) {
        return !session.roaming().tried().contains(track.id()) || session.roaming().candidates().isLost(track.id());
    }

    /** What was tried and has been seen since it was lost may be tried again. */
    void forgetTriedIfSeen(EngineSession session) {
        long now = engine.clock().nanos();
        Candidates candidates = session.roaming().candidates();
        members(session).stream().filter(track -> candidates.isLost(track.id()) && isUsable(track) && !candidates.isMissing(track, now))
            .forEach(track -> session.roaming().tried().remove(track.id()));
    }

    /** Whether the system may find another access point: it scans by itself while a Wi-Fi device is not connected, and there is one. */
    boolean mayFindAnother(EngineSession session) {
        return canStart && members(session).stream().anyMatch(member -> isWlan(member) && mayBeTried(session, member))
            && published().state().interfaces().stream().anyMatch(link -> link.bearer() == Bearer.WLAN);
    }

    private Optional<Track> best(EngineSession session, Predicate<Track> wanted) {
        return policy.best(contenders(session, wanted)).map(best -> desk.track(best.configuration().id()));
    }

    private List<Contender> contenders(EngineSession session, Predicate<Track> wanted) {
        List<Contender> contenders = new ArrayList<>();
        int place = 0;
        for (Track member : members(session)) {
            if (wanted.test(member)) {
                NetworkConfiguration configuration = member.sight().orElseThrow().configuration();
                contenders.add(new Contender(configuration, place, session.roaming().candidates().signalPercent(configuration)));
            }
            place++;
        }
        return contenders;
    }

    /** An access point that a session should leave its own, which is up, for. */
    Optional<Track> better(EngineSession session) {
        Track carrier = session.roaming().carrier().orElseThrow();
        long now = engine.clock().nanos();
        Candidates candidates = session.roaming().candidates();
        List<Contender> others = contenders(session, track -> track != carrier && isUsable(track) && track.gap().isEmpty()
            && !takesFromOthers(session, track) && !candidates.isMissing(track, now));
        Contender incumbent = new Contender(carrier.sight().orElseThrow().configuration(), members(session).indexOf(carrier));
        Optional<Contender> bySystem = others.stream().filter(other -> isPreferredBySystem(other, incumbent)
            && candidates.leftOutNanos(other.configuration(), now) <= 0).findFirst();
        session.roaming().following(bySystem.isPresent());
        return bySystem.or(() -> candidates.ripe(incumbent, others, now)).map(best -> desk.track(best.configuration().id()));
    }

    /** Where the system has just moved the default route, new connections go anyway. */
    private boolean isPreferredBySystem(Contender other, Contender incumbent) {
        return preferredInterface.isPresent() && other.configuration().isActive()
            && other.configuration().interfaceName().equals(preferredInterface)
            && !incumbent.configuration().interfaceName().equals(preferredInterface);
    }

    /** Whether bringing it up would take its radio from sessions that did not ask for that; those like this one would follow. */
    boolean takesFromOthers(EngineSession session, Track track) {
        if (track.observation() == Observation.ACTIVE) {
            return false;
        }
        return interfaceName(track).map(name -> published().onLink().getOrDefault(name, List.of())).orElse(List.of()).stream()
            .filter(id -> !id.equals(track.id()) && isUpOrStarting(id))
            .anyMatch(id -> !holds.isHeldOnlyByLikes(id, likeness(session)));
    }

    /** Sessions on the same service network, of the same application, would make the same move. */
    Object likeness(EngineSession session) {
        return new Likeness(engine, session.roaming().choice().orElse(session.id()));
    }

    private record Likeness(Engine engine, ConfigurationId follows) {
    }

    /** Whether something else is up where this one was. */
    boolean hasGivenWay(Track track) {
        return interfaceName(track).map(name -> published().onLink().getOrDefault(name, List.of())).orElse(List.of()).stream()
            .anyMatch(id -> !id.equals(track.id()) && isUpOrStarting(id));
    }

    private boolean isUpOrStarting(ConfigurationId id) {
        Track track = desk.track(id);
        return track.isUp() || track.observation() == Observation.STARTING;
    }

    /** The others on its radio. */
    List<Track> neighbours(Track track) {
        return interfaceName(track).map(name -> published().onLink().getOrDefault(name, List.of())).orElse(List.of()).stream()
            .filter(id -> !id.equals(track.id())).map(desk::track).toList();
    }

    /** Two access points on one interface cannot both be up. */
    boolean shareRadio(Track one, Track other) {
        Optional<String> name = interfaceName(one);
        return name.isPresent() && name.equals(interfaceName(other));
    }

    private static Optional<String> interfaceName(Track track) {
        return track.sight().flatMap(sight -> sight.configuration().interfaceName());
    }

    /** The same with new sockets. */
    RoamingOffer offer(EngineSession session, Track candidate, RoamingOffer.Reason reason) {
        return offer(session, candidate, reason, SessionSockets.onTrial(engine, session.roaming(), candidate.id()));
    }

    /** What is offered, as it looks now. */
    RoamingOffer offer(EngineSession session, Track candidate, RoamingOffer.Reason reason, NetworkSockets sockets) {
        Track carrier = session.roaming().carrier().orElseThrow();
        NetworkConfiguration current = carrier.sight().map(SessionView.Sight::configuration).orElseGet(() -> session.roaming().lastCarrier());
        Optional<String> domain = engine.world().mobilityDomain(carrier.id());
        boolean isSeamless = domain.isPresent() && domain.equals(engine.world().mobilityDomain(candidate.id()));
        return RoamingOffer.builder(current, candidate.sight().orElseThrow().configuration()).reason(reason).isSeamless(isSeamless)
            .isMakeBeforeBreak(!shareRadio(carrier, candidate)).sockets(sockets).build();
    }

    void decline(EngineSession session, Track track) {
        track.sight().ifPresent(sight -> session.roaming().candidates().decline(sight.configuration(), engine.clock().nanos()));
    }

    /** What the user can choose from, best first: service networks, then access points. */
    List<NetworkConfiguration> choosable() {
        Published now = published();
        List<NetworkConfiguration> usable = now.state().configurations().stream()
            .filter(configuration -> configuration.state().isAtLeast(ConfigurationState.DISCOVERED)).toList();
        List<NetworkConfiguration> choosable = new ArrayList<>();
        usable.stream().filter(configuration -> configuration.kind() == ConfigurationKind.SERVICE_NETWORK).forEach(choosable::add);
        List<Contender> accessPoints = new ArrayList<>();
        usable.stream().filter(configuration -> configuration.kind() == ConfigurationKind.ACCESS_POINT)
            .forEach(configuration -> accessPoints.add(new Contender(configuration, accessPoints.size())));
        accessPoints.stream().sorted(policy::order).map(Contender::configuration).forEach(choosable::add);
        return choosable;
    }

    SessionFailure notUsable(EngineSession session) {
        List<String> states = members(session).stream().map(member -> member.id() + " is " + member.observation()).toList();
        Optional<String> remedy = members(session).stream().map(member -> engine.world().startRemedy(member.id()))
            .flatMap(Optional::stream).findFirst();
        return Failures.notUsable("none of the access points of " + session.id() + " can be used now: "
            + (states.isEmpty() ? "there is none" : Excerpt.of(states)), false, remedy);
    }
}
