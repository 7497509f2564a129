package io.github.netsession.engine.control;

import io.github.netsession.Capability;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationKind;
import io.github.netsession.Link;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.RoamingPolicy;
import io.github.netsession.UsagePolicy;
import io.github.netsession.engine.holds.AccessPointEntry;
import io.github.netsession.engine.holds.AccessPoints;
import io.github.netsession.engine.session.Contender;
import io.github.netsession.engine.session.Phase;
import io.github.netsession.engine.session.Ranking;
import io.github.netsession.engine.session.SessionMachine;
import io.github.netsession.engine.session.SessionModel;
import io.github.netsession.engine.session.SessionView;
import io.github.netsession.engine.state.ResolvedConfiguration;
import io.github.netsession.engine.state.ServiceNetwork;
import io.github.netsession.engine.state.ServiceNetworks;
import io.github.netsession.engine.state.StateIndex;
import io.github.netsession.engine.state.StatePublisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The access points that each session may use, and the changes of these lists. Called in turns only. */
final class Members {

    /** The policy for access points without an order that an application has defined. */
    static final RoamingPolicy OF_THE_SYSTEM = RoamingPolicy.builder().ranking(RoamingPolicy.Ranking.BEARER_AND_SIGNAL).build();
    /** A session on one access point ends with it, so it does not wait for the system to find another one. */
    private static final RoamingPolicy OF_ONE = RoamingPolicy.builder().searchTime(Duration.ZERO).build();

    private final StatePublisher publisher;
    private final AccessPoints accessPoints;
    private final SessionGroups groups;
    private Optional<String> defaultInterface = Optional.empty();
    /** The interface to which the system has moved its default route in this turn. */
    private Optional<String> preferredInterface = Optional.empty();
    private boolean canStart;

    Members(StatePublisher publisher, AccessPoints accessPoints, SessionGroups groups) {
        this.publisher = publisher;
        this.accessPoints = accessPoints;
        this.groups = groups;
    }

    /** Begins with the latest reading, because those before the first session are not observed. */
    void begin() {
        defaultInterface = publisher.current().state().defaultInterface().map(Link::name);
        canStart = mayStart();
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
                // The service network that they chose may have been defined again.
                group.sessions().stream().filter(session -> session.userChoice().isPresent()).forEach(affected::add);
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
        group.follow(ids, members, group.sessions().stream().flatMap(session -> session.model().followed()).map(groups::get)
            .filter(held -> !members.contains(held)).distinct().toList());
        return !isSame;
    }

    /** Updates the members of one session's service network; returns the sessions that must be updated. */
    List<Session> refresh(Session session) {
        SessionGroup group = groups.get(session.id());
        return !isOne(session) && refresh(group) ? group.sessions() : List.of();
    }

    private static Stream<NetworkConfiguration> accessPoints(StateIndex index) {
        return index.state().configurations().stream().filter(configuration -> configuration.kind() == ConfigurationKind.ACCESS_POINT);
    }

    /** Returns the access points that a session may use, in the order of the children. */
    List<AccessPointEntry> of(Session session) {
        if (isOne(session)) {
            return List.of(accessPoints.get(session.id()));
        }
        return session.userChoice().isPresent() ? chosen(session).stream().map(accessPoints::get).toList()
            : groups.get(session.id()).memberEntries();
    }

    /**
     * Returns the access points that are released when a session closes. For a session that holds none, returns the access point that it is
     * stopping, or all that it may use.
     */
    List<ConfigurationId> releasedByClose(Session session) {
        SessionModel model = session.model();
        if (model.phase().holds()) {
            return model.held();
        }
        return model.phase().isClosing() && model.current().isPresent() ? List.of(model.current().get())
            : of(session).stream().map(AccessPointEntry::id).toList();
    }

    /**
     * Publishes the access point that a session uses, or would use if it were opened, and the links in use: also that of a candidate on trial.
     * Returns the restrictions if that changes them.
     */
    Optional<Set<UsagePolicy>> show(Session session, SessionModel model, SessionView view) {
        Optional<ResolvedConfiguration> whole = accessPoints.get(session.id()).resolved();
        if (whole.isEmpty()) {
            return Optional.empty();
        }
        if (model.current().isEmpty()) {
            Optional<ConfigurationId> best = model.phase() == Phase.CONNECTED_WATCHED ? SessionMachine.bestActive(model, view) : Optional.empty();
            return session.see(best.isEmpty() ? whole.get() : with(whole.get(), accessPoints.get(best.get()).resolved()), List.of());
        }
        AccessPointEntry current = accessPoints.get(model.current().get());
        List<Link> used = linkIfUp(current);
        if (model.phase() == Phase.ROAMING_TRIAL) {
            used = new ArrayList<>(used);
            used.addAll(linkIfUp(accessPoints.get(model.candidate().orElseThrow())));
        }
        return session.see(current.id().equals(session.id()) ? whole.get() : with(whole.get(), current.resolved()), used);
    }

    /**
     * Returns a configuration as a new session shows it until its first look: a service network with the Active access point that ranks best. Safe
     * from any thread.
     */
    static Optional<ResolvedConfiguration> first(StateIndex now, ConfigurationId id, Optional<RoamingPolicy> policy) {
        Optional<ResolvedConfiguration> whole = now.resolve(id);
        if (policy.isEmpty() || whole.isEmpty() || !whole.get().configuration().isActive()) {
            return whole;
        }
        List<Contender> active = new ArrayList<>();
        for (ConfigurationId child : whole.get().configuration().children()) {
            NetworkConfiguration accessPoint = now.configurations().get(child);
            if (accessPoint != null && accessPoint.isActive()) {
                active.add(new Contender(accessPoint, active.size()));
            }
        }
        return new Ranking(policy.get()).best(active).map(best -> with(whole.get(), now.resolve(best.configuration().id())));
    }

    private static ResolvedConfiguration with(ResolvedConfiguration whole, Optional<ResolvedConfiguration> current) {
        return new ResolvedConfiguration(whole.configuration(), current.flatMap(ResolvedConfiguration::accessPoint),
            current.flatMap(ResolvedConfiguration::link), current.orElse(whole).policies());
    }

    private static List<Link> linkIfUp(AccessPointEntry entry) {
        return entry.isUp() ? entry.resolved().flatMap(ResolvedConfiguration::link).map(List::of).orElse(List.of()) : List.of();
    }

    static boolean isOne(Session session) {
        return session.configuration().kind() == ConfigurationKind.ACCESS_POINT;
    }

    /** Returns the access points that the user chose: one, or those of a service network by its current definition. */
    private List<ConfigurationId> chosen(Session session) {
        ConfigurationId choice = session.userChoice().orElseThrow();
        NetworkConfiguration chosen = publisher.current().configurations().get(choice);
        return chosen == null || chosen.kind() == ConfigurationKind.ACCESS_POINT ? List.of(choice) : chosen.children();
    }

    /** Returns the policy of the service network that a session is on, or that its user chose. */
    RoamingPolicy policy(Session session) {
        return isOne(session) ? OF_ONE
            : publisher.serviceNetwork(session.userChoice().orElseGet(session::id)).map(ServiceNetwork::policy).orElse(OF_THE_SYSTEM);
    }

    /** Returns whether a session may try to start an access point. A session on one access point always may: the refusal says why not. */
    boolean mayStart(Session session) {
        return isOne(session) || mayStart();
    }

    /** Returns whether this process was permitted to start access points at the last reading. */
    boolean couldStart() {
        return canStart;
    }
}
