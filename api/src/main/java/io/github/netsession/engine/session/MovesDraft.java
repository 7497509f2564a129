package io.github.netsession.engine.session;

import io.github.netsession.ConfigurationId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The next {@link Moves} of a session, while a step works them out. */
final class MovesDraft {

    private final Moves before;
    private Set<ConfigurationId> tried;
    private CandidateHistory history;
    private Set<ConfigurationId> reported;
    private Optional<ConfigurationId> unusable;
    private Optional<Proposal> proposal;
    private Optional<Question> question;
    private long numberOfProposals;
    private boolean isCurrentStarted;
    private boolean isDisplacing;
    private Optional<Moves.Search> search;
    private Map<ConfigurationId, Moves.StartFailure> failures;
    private List<Moves.Attempt> attempts;
    private OptionalLong lookAtNanos;

    MovesDraft(Moves before) {
        this.before = before;
        tried = before.tried();
        history = before.history();
        reported = before.reported();
        unusable = before.unusable();
        proposal = before.proposal();
        question = before.question();
        numberOfProposals = before.numberOfProposals();
        isCurrentStarted = before.isCurrentStarted();
        isDisplacing = before.isDisplacing();
        search = before.search();
        failures = before.failures();
        attempts = before.attempts();
        lookAtNanos = before.lookAtNanos();
    }

    /** Returns the same value as before if nothing has changed: most looks change nothing. */
    Moves done() {
        boolean isSame = tried == before.tried() && history == before.history() && reported == before.reported()
            && unusable == before.unusable() && proposal == before.proposal() && question == before.question()
            && numberOfProposals == before.numberOfProposals() && isCurrentStarted == before.isCurrentStarted()
            && isDisplacing == before.isDisplacing() && search == before.search() && failures == before.failures()
            && attempts == before.attempts() && lookAtNanos.equals(before.lookAtNanos());
        Moves next = isSame ? before : new Moves(tried, history, reported, unusable, proposal, question, numberOfProposals, isCurrentStarted,
            isDisplacing, search, failures, attempts, lookAtNanos);
        return next.equals(Moves.NONE) ? Moves.NONE : next;
    }

    /** Forgets the moves of a session that holds nothing any more; only declines are remembered. */
    void forgetAll() {
        end();
        tried = Set.of();
        attempts = List.of();
        unusable = Optional.empty();
        reported = Set.of();
        isCurrentStarted = false;
        isDisplacing = false;
        history = history.forgetDwell().forgetLosses();
    }

    // ---- starts

    List<Moves.Attempt> attempts() {
        return attempts;
    }

    void attempts(List<Moves.Attempt> next) {
        attempts = List.copyOf(next);
    }

    void startFailed(ConfigurationId id, Moves.StartFailure failure) {
        Map<ConfigurationId, Moves.StartFailure> more = new HashMap<>(failures);
        more.put(id, failure);
        failures = Map.copyOf(more);
    }

    Optional<Moves.StartFailure> startFailure(ConfigurationId id) {
        return Optional.ofNullable(failures.get(id));
    }

    /** Returns whether the session must not wait for a start any longer, although it continues for others. */
    boolean hasGivenUp(ConfigurationId id) {
        return startFailure(id).map(Moves.StartFailure::continues).orElse(false);
    }

    void forgetStartFailures() {
        failures = Map.of();
    }

    Set<ConfigurationId> tried() {
        return tried;
    }

    void tried(ConfigurationId id) {
        tried = with(tried, id);
    }

    private static Set<ConfigurationId> with(Set<ConfigurationId> ids, ConfigurationId id) {
        Set<ConfigurationId> more = new HashSet<>(ids);
        more.add(id);
        return Set.copyOf(more);
    }

    void mayTryAgain(ConfigurationId id) {
        Set<ConfigurationId> fewer = new HashSet<>(tried);
        fewer.remove(id);
        tried = Set.copyOf(fewer);
    }

    void mayTryAllAgain() {
        tried = Set.of();
    }

    // ---- moves

    CandidateHistory history() {
        return history;
    }

    void history(CandidateHistory next) {
        history = next;
    }

    long nextNumber() {
        numberOfProposals++;
        return numberOfProposals;
    }

    Optional<Proposal> proposal() {
        return proposal;
    }

    void proposal(Optional<Proposal> next) {
        proposal = next;
    }

    Optional<Question> question() {
        return question;
    }

    void question(Optional<Question> next) {
        question = next;
    }

    void begin(boolean started, boolean displaces) {
        isCurrentStarted = started;
        isDisplacing = displaces;
        forgetStartFailures();
    }

    void end() {
        proposal = Optional.empty();
        search = Optional.empty();
        forgetStartFailures();
    }

    boolean isCurrentStarted() {
        return isCurrentStarted;
    }

    boolean isDisplacing() {
        return isDisplacing;
    }

    Optional<Moves.Search> search() {
        return search;
    }

    void search(Moves.Search next) {
        search = Optional.of(next);
    }

    // ---- reports and looks

    Optional<ConfigurationId> unusable() {
        return unusable;
    }

    void reportUnusable(ConfigurationId id) {
        reported = with(reported, id);
        unusable = Optional.of(id);
    }

    void forgetUnusableUnless(Optional<ConfigurationId> current) {
        unusable = unusable.filter(id -> current.equals(Optional.of(id)));
    }

    boolean wasReported(ConfigurationId id) {
        return reported.contains(id);
    }

    /** Sets when the session looks again without a change; returns whether that differs. */
    boolean lookAt(OptionalLong atNanos) {
        boolean differs = !atNanos.equals(lookAtNanos);
        lookAtNanos = atNanos;
        return differs;
    }
}
