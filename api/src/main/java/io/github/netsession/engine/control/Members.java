package io.github.netsession.engine.control;

import io.github.netsession.Capability;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationKind;
import io.github.netsession.Link;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.RoamingPolicy;
import io.github.netsession.SessionFailure;
import io.github.netsession.engine.holds.AccessPointEntry;
import io.github.netsession.engine.holds.AccessPoints;
import io.github.netsession.engine.session.Failures;
import io.github.netsession.engine.session.Observation;
import io.github.netsession.engine.session.Phase;
import io.github.netsession.engine.state.ResolvedConfiguration;
import io.github.netsession.engine.state.ServiceNetwork;
import io.github.netsession.engine.state.ServiceNetworks;
import io.github.netsession.engine.state.StateIndex;
import io.github.netsession.engine.state.StatePublisher;
import io.github.netsession.spi.Excerpt;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The access points that a session over several access points may use, and their common state. */
final class Members {

    /** The policy for access points without an order that an application has defined. */
    static final RoamingPolicy OF_THE_SYSTEM = RoamingPolicy.builder().ranking(RoamingPolicy.Ranking.BEARER_AND_SIGNAL).build();

    private final StatePublisher publisher;
    private final AccessPoints accessPoints;
    private final SessionGroups groups;
    private Optional<String> defaultInterface;
    /** The interface to which the system has moved its default route in this turn. */
    private Optional<String> preferredInterface = Optional.empty();
    private boolean canStart;

    Members(StatePublisher publisher, AccessPoints accessPoints, SessionGroups groups) {
        this.publisher = publisher;
        this.accessPoints = accessPoints;
        this.groups = groups;
        this.defaultInterface = publisher.current().state().defaultInterface().map(Link::name);
        this.canStart = mayStart();
    }

    private boolean mayStart() {
        return publisher.current().capabilities().has(Capability.CAN_START_AND_STOP_INTERFACES);
    }

    /** Updates the members of all service networks after a reading; returns the sessions to update. */
    Set<Session> update() {
        Set<Session> affected = new LinkedHashSet<>();
        Optional<String> now = publisher.current().state().defaultInterface().map(Link::name);
        preferredInterface = now.equals(defaultInterface) ? Optional.empty() : now;
        defaultInterface = now;
        boolean permitted = mayStart();
        for (AccessPointEntry entry : accessPoints.all()) {
            if (!ServiceNetworks.isOwn(entry.id())) {
                continue;
            }
            SessionGroup group = groups.get(entry.id());
            if (refresh(group) || permitted != canStart || preferredInterface.isPresent()) {
                affected.addAll(group.sessions());
            }
            if (entry.id().equals(ConfigurationId.USER_CHOICE)) {
                group.sessions().stream().filter(session -> session.roaming().choice().isPresent())
                    .filter(session -> session.roaming().hasNewMembers(chosen(session))).forEach(affected::add);
            }
        }
        canStart = permitted;
        return affected;
    }

    void endOfTurn() {
        preferredInterface = Optional.empty();
    }

    /** Returns the interface to which the system has moved its default route in this turn. */
    Optional<String> preferredInterface() {
        return preferredInterface;
    }

    /** Returns whether this process was permitted to start access points at the last reading. */
    boolean couldStart() {
        return canStart;
    }

    /** Updates the members of one service network; returns whether they have changed. */
    boolean refresh(SessionGroup group) {
        StateIndex now = publisher.current();
        NetworkConfiguration configuration = now.configurations().get(group.entry().id());
        List<ConfigurationId> ids = configuration == null ? List.of() : configuration.kind() == ConfigurationKind.SERVICE_NETWORK
            ? configuration.children() : accessPoints(now).map(NetworkConfiguration::id).toList();
        boolean isSamePolicy = !group.setPolicy(publisher.serviceNetwork(group.entry().id()).map(ServiceNetwork::policy));
        boolean isSame = ids.equals(group.memberIds()) && isSamePolicy;
        if (isSame && !group.hasFormerMembers()) {
            return false;
        }
        List<SessionGroup> members = ids.stream().map(groups::get).toList();
        group.follow(members, group.sessions().stream().flatMap(session -> session.roaming().followed()).map(entry -> groups.get(entry.id()))
            .filter(held -> !members.contains(held)).distinct().toList());
        return !isSame;
    }

    /** Updates the members of one session's service network; returns the sessions that must be updated. */
    List<Session> refresh(Session session) {
        SessionGroup group = groups.get(session.id());
        return refresh(group) ? group.sessions() : List.of();
    }

    private static Stream<NetworkConfiguration> accessPoints(StateIndex index) {
        return index.state().configurations().stream().filter(configuration -> configuration.kind() == ConfigurationKind.ACCESS_POINT);
    }

    /** Returns the access points that a session may use, in the order of definition. */
    List<AccessPointEntry> of(Session session) {
        return session.roaming().choice().isPresent() ? chosen(session).stream().map(accessPoints::get).toList()
            : groups.get(session.id()).memberEntries();
    }

    /** Returns the access points that the user chose: one, or those of a service network by its current definition. */
    private List<ConfigurationId> chosen(Session session) {
        ConfigurationId choice = session.roaming().choice().orElseThrow();
        NetworkConfiguration chosen = publisher.current().configurations().get(choice);
        return chosen == null || chosen.kind() == ConfigurationKind.ACCESS_POINT ? List.of(choice) : chosen.children();
    }

    /** Returns the policy of the service network that a session is on, or that its user chose. */
    RoamingPolicy policy(Session session) {
        return publisher.serviceNetwork(session.roaming().choice().orElseGet(session::id)).map(ServiceNetwork::policy).orElse(OF_THE_SYSTEM);
    }

    boolean contains(Session session, AccessPointEntry entry) {
        return of(session).contains(entry);
    }

    /** Returns whether an access point is up or can be started. While it is being stopped, it is not usable. */
    boolean isUsable(AccessPointEntry entry) {
        return switch (entry.observation()) {
            case ACTIVE, STARTING -> true;
            case DISCOVERED -> mayStart();
            case REMOVED, UNDEFINED, DEFINED, STOPPING -> false;
        };
    }

    /** Returns whether the session's configuration is still defined. */
    boolean exists(Session session) {
        return publisher.current().configurations().containsKey(session.id());
    }

    /** Returns the service network that the user chose, if it is not defined any more. */
    Optional<ConfigurationId> removedChoice(Session session) {
        return session.roaming().choice().filter(ServiceNetworks::isOwn)
            .filter(chosen -> !publisher.current().configurations().containsKey(chosen));
    }

    /** Returns the common state of the access points, for a session that uses none. Until the user has chosen, none of them is in use. */
    Observation summary(Session session) {
        if (!exists(session)) {
            return Observation.REMOVED;
        }
        if (session.configuration().kind() == ConfigurationKind.USER_CHOICE) {
            return of(session).stream().anyMatch(this::isUsable) ? Observation.DISCOVERED : Observation.DEFINED;
        }
        Set<Observation> seen = EnumSet.noneOf(Observation.class);
        of(session).forEach(member -> seen.add(member.observation()));
        return Stream.of(Observation.ACTIVE, Observation.STARTING, Observation.STOPPING, Observation.DISCOVERED, Observation.DEFINED,
            Observation.UNDEFINED).filter(seen::contains).findFirst().orElse(Observation.DEFINED);
    }

    /** Publishes the access point that a session uses: the current one, else the best one. */
    void show(Session session) {
        RoamingProgress progress = session.roaming();
        // A closed session has one only while it opens.
        Optional<AccessPointEntry> current = progress.current();
        StateIndex now = publisher.current();
        now.resolve(session.id()).ifPresent(whole -> {
            if (current.isEmpty()) {
                session.see(whole, Set.of());
                return;
            }
            Optional<ResolvedConfiguration> one = now.resolve(current.get().id());
            one.map(ResolvedConfiguration::configuration).filter(NetworkConfiguration::isActive).ifPresent(progress::seeCurrent);
            Set<String> used = new LinkedHashSet<>();
            one.filter(resolved -> current.get().isUp()).flatMap(ResolvedConfiguration::link).map(Link::name).ifPresent(used::add);
            progress.candidate().filter(candidate -> session.phase() == Phase.ROAMING_TRIAL && candidate.isUp())
                .flatMap(candidate -> now.resolve(candidate.id())).flatMap(ResolvedConfiguration::link).map(Link::name).ifPresent(used::add);
            session.see(new ResolvedConfiguration(whole.configuration(), one.flatMap(ResolvedConfiguration::accessPoint),
                one.flatMap(ResolvedConfiguration::link), one.orElse(whole).policies()), used);
        });
    }

    SessionFailure notUsable(Session session) {
        List<String> states = of(session).stream().map(member -> member.id() + " is " + member.observation()).toList();
        Optional<String> remedy = of(session).stream().map(member -> publisher.startRemedy(member.id())).flatMap(Optional::stream).findFirst();
        return Failures.notUsable("none of the access points of " + session.id() + " can be used now: "
            + (states.isEmpty() ? "there is none" : Excerpt.of(states)), false, remedy);
    }
}
