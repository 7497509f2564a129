package io.github.netsession.engine.session;

import io.github.netsession.Bearer;
import io.github.netsession.ConfigurationId;
import io.github.netsession.RoamingPolicy;
import io.github.netsession.SessionFailure;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What a session sees, for tests of the session machine. Immutable: each method that changes something returns the next view. */
record FakeView(long nowNanos, ConfigurationId id, boolean isOne, RoamingPolicy policy, Map<ConfigurationId, FakeAccessPoint> accessPoints,
                Map<FakeView.Fact, Set<ConfigurationId>> facts, Set<FakeView.Flag> flags, Optional<String> preferredInterface,
                Optional<ConfigurationId> removedChoice) implements SessionView {

    /** What is true of an access point. */
    enum Fact {
        LEFT_OUT, REPLACED, TAKES_FROM_OTHERS, HELD_BY_PEERS, STARTED, STOPPED_SINCE_UP, STOPPED_SINCE_START
    }

    /** What is true of the session. */
    enum Flag {
        USER_CHOICE, NOT_DEFINED, MAY_NOT_START, SYSTEM_FINDS_WLAN, ANSWER_QUEUED
    }

    static final ConfigurationId A = ConfigurationId.of("fake", "a");
    /** On another radio than A and C. */
    static final ConfigurationId B = ConfigurationId.of("fake", "b");
    /** On the radio of A. */
    static final ConfigurationId C = ConfigurationId.of("fake", "c");
    static final ConfigurationId ALL = ConfigurationId.of("fake", "all");
    static final RoamingPolicy POLICY = RoamingPolicy.builder().dwell(Duration.ofSeconds(10)).decisionTime(Duration.ofSeconds(60))
        .searchTime(Duration.ofSeconds(20)).patience(Duration.ofSeconds(60)).build();

    /** Returns the view of a session on A, which is down. */
    static FakeView ofOne() {
        return new FakeView(0, A, true, POLICY.toBuilder().searchTime(Duration.ZERO).build(), Map.of(A, wlan(A, "wlan0")), Map.of(), Set.of(),
            Optional.empty(), Optional.empty());
    }

    /** Returns the view of a session over A, B and C, which are down; C is out of range. */
    static FakeView ofSeveral() {
        Map<ConfigurationId, FakeAccessPoint> all = new LinkedHashMap<>();
        all.put(A, wlan(A, "wlan0"));
        all.put(B, wlan(B, "wlan1"));
        all.put(C, wlan(C, "wlan0").observed(Observation.DEFINED));
        return new FakeView(0, ALL, false, POLICY, all, Map.of(), Set.of(), Optional.empty(), Optional.empty());
    }

    /** Returns the view of a session whose user chooses one of A, B and C. */
    static FakeView ofUserChoice() {
        return ofSeveral().flag(Flag.USER_CHOICE, true);
    }

    private static FakeAccessPoint wlan(ConfigurationId id, String interfaceName) {
        return FakeAccessPoint.of(id, interfaceName, Bearer.WLAN, Observation.DISCOVERED);
    }

    // ---- changes

    FakeView later(Duration time) {
        return new FakeView(nowNanos + time.toNanos(), id, isOne, policy, accessPoints, facts, flags, preferredInterface, removedChoice);
    }

    FakeView change(ConfigurationId which, UnaryOperator<FakeAccessPoint> change) {
        Map<ConfigurationId, FakeAccessPoint> next = new LinkedHashMap<>(accessPoints);
        next.computeIfPresent(which, (key, before) -> change.apply(before));
        return new FakeView(nowNanos, id, isOne, policy, next, facts, flags, preferredInterface, removedChoice);
    }

    /** Returns this view with an access point in another state. An access point that is removed takes its own session with it. */
    FakeView see(ConfigurationId which, Observation observation) {
        FakeView next = change(which, before -> before.observed(observation));
        return isOne ? next.flag(Flag.NOT_DEFINED, observation == Observation.REMOVED) : next;
    }

    FakeView fact(Fact fact, ConfigurationId which, boolean isTrue) {
        Map<Fact, Set<ConfigurationId>> next = new EnumMap<>(Fact.class);
        next.putAll(facts);
        Set<ConfigurationId> ids = new HashSet<>(facts.getOrDefault(fact, Set.of()));
        if (isTrue) {
            ids.add(which);
        } else {
            ids.remove(which);
        }
        next.put(fact, ids);
        return new FakeView(nowNanos, id, isOne, policy, accessPoints, next, flags, preferredInterface, removedChoice);
    }

    /** Returns this view, and another session has stopped the access point. */
    FakeView stoppedByOther(ConfigurationId which, boolean isTrue) {
        return fact(Fact.STOPPED_SINCE_UP, which, isTrue).fact(Fact.STOPPED_SINCE_START, which, isTrue);
    }

    FakeView flag(Flag flag, boolean isTrue) {
        Set<Flag> next = EnumSet.noneOf(Flag.class);
        next.addAll(flags);
        if (isTrue) {
            next.add(flag);
        } else {
            next.remove(flag);
        }
        return new FakeView(nowNanos, id, isOne, policy, accessPoints, facts, next, preferredInterface, removedChoice);
    }

    FakeView preferring(Optional<String> interfaceName) {
        return new FakeView(nowNanos, id, isOne, policy, accessPoints, facts, flags, interfaceName, removedChoice);
    }

    /** Returns what a session sees whose user has made that choice. */
    FakeView chosen(Optional<ConfigurationId> choice) {
        FakeView next = this;
        for (ConfigurationId each : accessPoints.keySet()) {
            next = next.fact(Fact.LEFT_OUT, each, choice.isPresent() && !choice.get().equals(each));
        }
        return next;
    }

    FakeView withoutChoice(Optional<ConfigurationId> removed) {
        return new FakeView(nowNanos, id, isOne, policy, accessPoints, facts, flags, preferredInterface, removed);
    }

    boolean is(Fact fact, ConfigurationId which) {
        return facts.getOrDefault(fact, Set.of()).contains(which);
    }

    // ---- the view

    @Override
    public Optional<ConfigurationId> own() {
        return isOne ? Optional.of(id) : Optional.empty();
    }

    @Override
    public boolean isUserChoice() {
        return flags.contains(Flag.USER_CHOICE);
    }

    @Override
    public boolean isDefined() {
        return !flags.contains(Flag.NOT_DEFINED);
    }

    @Override
    public List<FakeAccessPoint> members() {
        return accessPoints.values().stream().filter(each -> !is(Fact.LEFT_OUT, each.id())).toList();
    }

    @Override
    public FakeAccessPoint accessPoint(ConfigurationId which) {
        return Optional.ofNullable(accessPoints.get(which)).orElseThrow();
    }

    @Override
    public boolean mayStart() {
        return !flags.contains(Flag.MAY_NOT_START);
    }

    @Override
    public boolean maySystemFindWlan() {
        return flags.contains(Flag.SYSTEM_FINDS_WLAN);
    }

    @Override
    public boolean shareLink(ConfigurationId one, ConfigurationId other) {
        return accessPoint(one).interfaceName().equals(accessPoint(other).interfaceName());
    }

    @Override
    public boolean isReplaced(ConfigurationId which) {
        return is(Fact.REPLACED, which);
    }

    @Override
    public boolean takesFromOthers(ConfigurationId which) {
        return is(Fact.TAKES_FROM_OTHERS, which);
    }

    @Override
    public boolean isHeldByPeers(ConfigurationId which) {
        return is(Fact.HELD_BY_PEERS, which);
    }

    @Override
    public boolean isStarted(ConfigurationId which) {
        return is(Fact.STARTED, which);
    }

    @Override
    public boolean isSeamless(ConfigurationId from, ConfigurationId to) {
        return false;
    }

    @Override
    public boolean isAnswerQueued() {
        return flags.contains(Flag.ANSWER_QUEUED);
    }

    @Override
    public Optional<SessionFailure> stoppedSinceUp(ConfigurationId which) {
        return Optional.of(Failures.stoppedByOther(which, Optional.empty())).filter(failure -> is(Fact.STOPPED_SINCE_UP, which));
    }

    @Override
    public Optional<SessionFailure> stoppedSinceStart(ConfigurationId which) {
        return Optional.of(Failures.stoppedByOther(which, Optional.empty())).filter(failure -> is(Fact.STOPPED_SINCE_START, which));
    }

    @Override
    public SessionFailure lost(ConfigurationId which) {
        return Failures.lost(which);
    }

    @Override
    public SessionFailure notUsable() {
        return Failures.notUsable("cannot be used now", !isDefined(), Optional.empty());
    }
}
