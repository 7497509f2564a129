package io.github.netsession.engine.control;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.Registration;
import io.github.netsession.RoamingOffer;
import io.github.netsession.SessionFailure;
import io.github.netsession.engine.calls.ListenerEntry;
import io.github.netsession.engine.holds.AccessPointEntry;
import io.github.netsession.engine.session.CandidateHistory;
import io.github.netsession.engine.session.Question;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The moves of a session over several access points: the access points that it uses, holds and may move to, and the open question. Called
 * in turns, unless a method says otherwise.
 */
final class RoamingProgress {

    private CandidateHistory candidates = CandidateHistory.EMPTY;
    private final Set<AccessPointEntry> held = new LinkedHashSet<>();
    /** Access points that have failed since the session last used one. */
    private final Set<ConfigurationId> tried = new HashSet<>();
    private Optional<AccessPointEntry> current = Optional.empty();
    private Optional<NetworkConfiguration> currentWhenUp = Optional.empty();
    private Optional<AccessPointEntry> candidate = Optional.empty();
    /** Getters read the choice on any thread. */
    private volatile Optional<ConfigurationId> choice = Optional.empty();
    private List<ConfigurationId> chosenMembers = List.of();
    /** The access point that the application has reported as unusable. */
    private Optional<ConfigurationId> unusable = Optional.empty();
    /** Few sessions report any. */
    private Set<ConfigurationId> reported = Set.of();
    private boolean following;
    private Optional<SessionFailure> startFailure = Optional.empty();
    private Optional<ListenerEntry<Question>> handler = Optional.empty();
    private Optional<RoamingOffer> offer = Optional.empty();
    private Optional<Question> asked = Optional.empty();
    /** The callback executor also reads this token. */
    private volatile Optional<Object> choosing = Optional.empty();
    private final OpenQuestion question = new OpenQuestion();
    private Optional<Registration> limit = Optional.empty();
    private Optional<Registration> nextLook = Optional.empty();
    private boolean hasGivenUp;
    private boolean isCurrentStarted;
    private boolean isDisplacing;
    private Optional<Search> search = Optional.empty();

    /** Returns the history of the access points that the session may move to. */
    CandidateHistory candidates() {
        return candidates;
    }

    void updateCandidates(UnaryOperator<CandidateHistory> change) {
        candidates = change.apply(candidates);
    }

    /** Returns the access points that the session holds. */
    Set<AccessPointEntry> held() {
        return held;
    }

    /** Returns the access points whose changes concern the session, members or not. */
    Stream<AccessPointEntry> followed() {
        return Stream.concat(held.stream(), Stream.concat(current.stream(), candidate.stream()));
    }

    Set<ConfigurationId> tried() {
        return tried;
    }

    /** Returns the access point that the session uses, waits for, or has just stopped. */
    Optional<AccessPointEntry> current() {
        return current;
    }

    void current(Optional<AccessPointEntry> entry) {
        current = entry;
        unusable = unusable.filter(id -> entry.map(AccessPointEntry::id).filter(id::equals).isPresent());
        entry.flatMap(AccessPointEntry::configuration).ifPresent(this::seeCurrent);
    }

    void seeCurrent(NetworkConfiguration configuration) {
        currentWhenUp = Optional.of(configuration);
    }

    /** Returns the configuration of the current access point from when it was last up. */
    NetworkConfiguration currentWhenUp() {
        return currentWhenUp.orElseThrow();
    }

    /** Returns whether the application has reported the current access point as unusable. */
    boolean isCurrentUnusable() {
        return unusable.isPresent() && unusable.equals(current.map(AccessPointEntry::id));
    }

    void unusable(ConfigurationId id) {
        unusable = Optional.of(id);
        reported = Stream.concat(reported.stream(), Stream.of(id)).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns whether the application has reported an access point as unusable since the session opened. */
    boolean wasReported(ConfigurationId id) {
        return reported.contains(id);
    }

    /** Returns whether the application has answered the question, and the turn of that answer has not come yet. */
    boolean isAnswerQueued() {
        return asked.isPresent() && !question.isOpen();
    }

    /** Returns the access point that is offered, or that the session moves to. */
    Optional<AccessPointEntry> candidate() {
        return candidate;
    }

    void candidate(Optional<AccessPointEntry> entry) {
        candidate = entry;
    }

    /** Returns the configuration that the user chose. Safe from any thread. */
    Optional<ConfigurationId> choice() {
        return choice;
    }

    /** Returns whether the members of the chosen service network differ from those at the last call. */
    boolean hasNewMembers(List<ConfigurationId> members) {
        boolean differs = !members.equals(chosenMembers);
        chosenMembers = members;
        return differs;
    }

    /** Begins to wait for the user's choice; the token identifies the request. */
    void awaitChoice(Object token, Registration timeLimit) {
        endQuestion();
        choosing = Optional.of(token);
        limit = Optional.of(timeLimit);
    }

    boolean isAwaiting(Object token) {
        return choosing.equals(Optional.of(token));
    }

    void choose(Optional<ConfigurationId> chosen) {
        endQuestion();
        choice = chosen;
    }

    /** Returns, and forgets, why the start of the current access point or the candidate failed. */
    Optional<SessionFailure> takeStartFailure() {
        Optional<SessionFailure> failure = startFailure;
        forgetStartFailure();
        return failure;
    }

    /** {@code continues}: the session does not wait any longer, but the start continues for other sessions. */
    void startFailed(SessionFailure failure, boolean continues) {
        startFailure = Optional.of(failure);
        hasGivenUp = continues;
    }

    boolean hasGivenUp() {
        return hasGivenUp;
    }

    private void forgetStartFailure() {
        startFailure = Optional.empty();
        hasGivenUp = false;
    }

    /**
     * Begins a migration.
     *
     * @param started whether a session had started the current access point, so that it was not up before
     * @param displaces whether the candidate takes the radio of the current access point
     */
    void beginMigration(boolean started, boolean displaces) {
        isCurrentStarted = started;
        isDisplacing = displaces;
        forgetStartFailure();
    }

    boolean isCurrentStarted() {
        return isCurrentStarted;
    }

    boolean isDisplacing() {
        return isDisplacing;
    }

    /** Returns whether the offered move only follows the system's default route. */
    boolean isFollowing() {
        return following;
    }

    void following(boolean system) {
        following = system;
    }

    Optional<ListenerEntry<Question>> handler() {
        return handler;
    }

    void handler(Optional<ListenerEntry<Question>> present) {
        handler = present;
    }

    /** Returns the offer for the move that is proposed or under way. */
    RoamingOffer offer() {
        return offer.orElseThrow();
    }

    void offer(RoamingOffer present) {
        offer = Optional.of(present);
    }

    /** Returns the question to the application that no turn has answered yet. */
    Optional<Question> asked() {
        return asked;
    }

    void ask(Question next, Registration timeLimit) {
        endQuestion();
        asked = Optional.of(next);
        limit = Optional.of(timeLimit);
        question.open(next);
    }

    void endQuestion() {
        limit.ifPresent(Registration::close);
        limit = Optional.empty();
        asked = Optional.empty();
        choosing = Optional.empty();
        question.close();
    }

    /** Returns the question that the application can answer now. */
    OpenQuestion question() {
        return question;
    }

    void lookAgain(Optional<Registration> timer) {
        nextLook.ifPresent(Registration::close);
        nextLook = timer;
    }

    /**
     * A wait for the system to find another access point.
     *
     * @param endNanos when it ends
     * @param otherwise the failure if the system finds none
     */
    record Search(long endNanos, SessionFailure otherwise) {
    }

    Optional<Search> search() {
        return search;
    }

    /** Begins a search, or continues the current one until its end. */
    Search search(long endNanos, SessionFailure otherwise) {
        Search present = new Search(search.map(Search::endNanos).orElse(endNanos), otherwise);
        search = Optional.of(present);
        return present;
    }

    /** Ends the move with the current access point in use. Access points that failed are not tried again for the same gap. */
    void settle() {
        endQuestion();
        candidate = Optional.empty();
        forgetStartFailure();
        search = Optional.empty();
    }

    /** Forgets the moves of a session that holds nothing any more. */
    void end() {
        settle();
        tried.clear();
        lookAgain(Optional.empty());
        choice = Optional.empty();
        unusable = Optional.empty();
        reported = Set.of();
        candidates = candidates.forgetDwell().forgetLosses();
        held.clear();
    }
}
