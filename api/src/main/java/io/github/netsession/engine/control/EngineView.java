package io.github.netsession.engine.control;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.ConfigurationKind;
import io.github.netsession.RoamingPolicy;
import io.github.netsession.SessionFailure;
import io.github.netsession.engine.holds.AccessPointEntry;
import io.github.netsession.engine.holds.AccessPointHolds;
import io.github.netsession.engine.holds.AccessPoints;
import io.github.netsession.engine.holds.Diagnosis;
import io.github.netsession.engine.session.SessionView;
import io.github.netsession.engine.state.ServiceNetworks;
import io.github.netsession.engine.state.StatePublisher;
import io.github.netsession.internal.EngineClock;
import io.github.netsession.spi.AccessPoint;
import java.util.List;
import java.util.Optional;

/** What one session sees of the engine, during one step. */
final class EngineView implements SessionView {

    /** The parts of an engine that its sessions see. */
    record Parts(StatePublisher publisher, EngineClock clock, AccessPoints accessPoints, AccessPointHolds holds, Diagnosis diagnosis,
                 Members members, Radios radios) {

        EngineView of(Session session) {
            return new EngineView(this, session);
        }
    }

    private final Parts parts;
    private final Session session;
    private final long nowNanos;
    /** Looked up once, when needed. */
    private Optional<List<AccessPointEntry>> members = Optional.empty();
    private Optional<RoamingPolicy> policy = Optional.empty();

    private EngineView(Parts parts, Session session) {
        this.parts = parts;
        this.session = session;
        this.nowNanos = parts.clock().nanos();
    }

    @Override
    public long nowNanos() {
        return nowNanos;
    }

    @Override
    public ConfigurationId id() {
        return session.id();
    }

    @Override
    public Optional<ConfigurationId> own() {
        return Members.isOne(session) ? Optional.of(session.id()) : Optional.empty();
    }

    @Override
    public boolean isUserChoice() {
        return session.configuration().kind() == ConfigurationKind.USER_CHOICE;
    }

    @Override
    public boolean isDefined() {
        return isDefined(session.id());
    }

    private boolean isDefined(ConfigurationId id) {
        return parts.publisher().current().configurations().containsKey(id);
    }

    @Override
    public Optional<ConfigurationId> removedChoice() {
        return session.userChoice().filter(ServiceNetworks::isOwn).filter(chosen -> !isDefined(chosen));
    }

    @Override
    public RoamingPolicy policy() {
        if (policy.isEmpty()) {
            policy = Optional.of(parts.members().policy(session));
        }
        return policy.get();
    }

    @Override
    public List<AccessPointEntry> members() {
        if (members.isEmpty()) {
            members = Optional.of(parts.members().of(session));
        }
        return members.get();
    }

    @Override
    public AccessPointEntry accessPoint(ConfigurationId id) {
        return parts.accessPoints().get(id);
    }

    @Override
    public boolean mayStart() {
        return parts.members().mayStart(session);
    }

    @Override
    public boolean maySystemFindWlan() {
        return parts.members().couldStart()
            && parts.publisher().current().state().interfaces().stream().anyMatch(link -> link.bearer() == Bearer.WLAN);
    }

    @Override
    public Optional<String> preferredInterface() {
        return parts.members().preferredInterface();
    }

    @Override
    public boolean shareLink(ConfigurationId one, ConfigurationId other) {
        return parts.radios().shareLink(accessPoint(one), accessPoint(other));
    }

    @Override
    public boolean isReplaced(ConfigurationId id) {
        return parts.radios().isReplaced(accessPoint(id));
    }

    @Override
    public boolean takesFromOthers(ConfigurationId id) {
        return parts.radios().takesFromOthers(session, accessPoint(id));
    }

    @Override
    public boolean isHeldByPeers(ConfigurationId id) {
        return parts.radios().isHeldByPeers(session, accessPoint(id));
    }

    @Override
    public boolean isStarted(ConfigurationId id) {
        return parts.holds().isStarted(accessPoint(id));
    }

    @Override
    public boolean isSeamless(ConfigurationId from, ConfigurationId to) {
        Optional<String> domain = mobilityDomain(from);
        return domain.isPresent() && domain.equals(mobilityDomain(to));
    }

    /** Returns the mobility domain: a device that moves within a mobility domain keeps its address. */
    private Optional<String> mobilityDomain(ConfigurationId id) {
        return parts.publisher().accessPoint(id).flatMap(AccessPoint::mobilityDomain);
    }

    @Override
    public boolean isAnswerQueued() {
        return session.isAnswerQueued();
    }

    @Override
    public Optional<SessionFailure> stoppedSinceUp(ConfigurationId id) {
        return parts.diagnosis().stoppedSinceUp(accessPoint(id));
    }

    @Override
    public Optional<SessionFailure> stoppedSinceStart(ConfigurationId id) {
        return parts.diagnosis().stoppedSinceStart(accessPoint(id));
    }

    @Override
    public SessionFailure lost(ConfigurationId id) {
        return parts.diagnosis().lost(accessPoint(id));
    }

    @Override
    public SessionFailure notUsable() {
        return Members.isOne(session) ? parts.diagnosis().notUsable(accessPoint(session.id()))
            : parts.diagnosis().noneUsable(session.id(), members());
    }
}
