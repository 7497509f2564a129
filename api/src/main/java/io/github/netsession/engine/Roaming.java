package io.github.netsession.engine;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.Registration;
import io.github.netsession.RoamingOffer;
import io.github.netsession.SessionFailure;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Where a session over several access points is on its way: what it uses, where it may move to, who decides. Turns only, but for what says otherwise. */
final class Roaming {

    private final Candidates candidates;
    private final Set<Track> held = new LinkedHashSet<>();
    /** Access points that failed since the session last had one. */
    private final Set<ConfigurationId> tried = new HashSet<>();
    private Optional<Track> carrier = Optional.empty();
    private Optional<NetworkConfiguration> lastCarrier = Optional.empty();
    private Optional<Track> candidate = Optional.empty();
    /** Read by getters on any thread. */
    private volatile Optional<ConfigurationId> choice = Optional.empty();
    private List<ConfigurationId> chosenMembers = List.of();
    private boolean following;
    private Optional<SessionFailure> startFailure = Optional.empty();
    private Optional<ListenerEntry<Question>> handler = Optional.empty();
    private Optional<RoamingOffer> offer = Optional.empty();
    private Optional<Question> asked = Optional.empty();
    /** Read on the callback executor too. */
    private volatile Optional<Object> choosing = Optional.empty();
    private final AtomicReference<Question> claimable = new AtomicReference<>();
    private Optional<Registration> limit = Optional.empty();
    private Optional<Registration> nextLook = Optional.empty();
    private boolean isCarrierStarted;
    private boolean isDisplacing;
    private Optional<Search> search = Optional.empty();

    Roaming(RoamingPolicy policy) {
        this.candidates = new Candidates(policy);
    }

    /** What it remembers of where it might move to. */
    Candidates candidates() {
        return candidates;
    }

    /** The access points that the session holds. */
    Set<Track> held() {
        return held;
    }

    /** The access points whose changes matter to it, members or not. */
    Stream<Track> followed() {
        return Stream.concat(held.stream(), Stream.concat(carrier.stream(), candidate.stream()));
    }

    Set<ConfigurationId> tried() {
        return tried;
    }

    /** The access point that the session uses, is waiting for, or has just told to stop. */
    Optional<Track> carrier() {
        return carrier;
    }

    void carrier(Optional<Track> track) {
        carrier = track;
        track.flatMap(Track::sight).map(SessionView.Sight::configuration).ifPresent(this::seeCarrier);
    }

    void seeCarrier(NetworkConfiguration configuration) {
        lastCarrier = Optional.of(configuration);
    }

    /** The carrier as it looked when it was last up. */
    NetworkConfiguration lastCarrier() {
        return lastCarrier.orElseThrow();
    }

    /** The access point that it is offered or moves to. */
    Optional<Track> candidate() {
        return candidate;
    }

    void candidate(Optional<Track> track) {
        candidate = track;
    }

    /** What the user chose. From any thread. */
    Optional<ConfigurationId> choice() {
        return choice;
    }

    /** Whether what was chosen has other members than when this was asked last. */
    boolean hasNewMembers(List<ConfigurationId> members) {
        boolean differs = !members.equals(chosenMembers);
        chosenMembers = members;
        return differs;
    }

    /** The user is being asked; the token tells this asking from others. */
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

    /** Why the start of the carrier or the candidate failed; forgotten when it is asked for. */
    Optional<SessionFailure> takeStartFailure() {
        Optional<SessionFailure> failure = startFailure;
        startFailure = Optional.empty();
        return failure;
    }

    void startFailed(SessionFailure failure) {
        startFailure = Optional.of(failure);
    }

    /**
     * Begins a migration.
     *
     * @param started whether a session had started the carrier, and it was not up before
     * @param displaces whether the carrier has to give way, because both share a radio
     */
    void beginMigration(boolean started, boolean displaces) {
        isCarrierStarted = started;
        isDisplacing = displaces;
        startFailure = Optional.empty();
    }

    boolean isCarrierStarted() {
        return isCarrierStarted;
    }

    boolean isDisplacing() {
        return isDisplacing;
    }

    /** Whether the move that is offered only follows the system's default route. */
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

    /** Where the session may move, or is moving to. */
    RoamingOffer offer() {
        return offer.orElseThrow();
    }

    void offer(RoamingOffer present) {
        offer = Optional.of(present);
    }

    /** What the application was asked last and has not answered in a turn. */
    Optional<Question> asked() {
        return asked;
    }

    void ask(Question question, Registration timeLimit) {
        endQuestion();
        asked = Optional.of(question);
        limit = Optional.of(timeLimit);
        claimable.set(question);
    }

    void endQuestion() {
        limit.ifPresent(Registration::close);
        limit = Optional.empty();
        asked = Optional.empty();
        choosing = Optional.empty();
        claimable.set(null);
    }

    /** From any thread: takes the question that is open, if it is of this kind; the first answer wins. */
    Optional<Question> claim(Question.Kind kind) {
        Question open = claimable.get();
        return open != null && open.kind() == kind && claimable.compareAndSet(open, null) ? Optional.of(open) : Optional.empty();
    }

    /** The offer whose candidate the application is to test now. From any thread. */
    Optional<RoamingOffer> onTrial() {
        return Optional.ofNullable(claimable.get()).filter(open -> open.kind() == Question.Kind.ACTIVATED).map(Question::offer);
    }

    void lookAgain(Optional<Registration> timer) {
        nextLook.ifPresent(Registration::close);
        nextLook = timer;
    }

    /**
     * The session waits for the system to find another access point.
     *
     * @param endNanos until when
     * @param otherwise what it is told if nothing comes
     */
    record Search(long endNanos, SessionFailure otherwise) {
    }

    Optional<Search> search() {
        return search;
    }

    /** Begins to search, or goes on for the time that is left of a search that has led nowhere yet. */
    Search search(long endNanos, SessionFailure otherwise) {
        Search present = new Search(search.map(Search::endNanos).orElse(endNanos), otherwise);
        search = Optional.of(present);
        return present;
    }

    /** The roaming is over, whichever way; the carrier stays. What failed meanwhile is not tried again for the same gap of the carrier. */
    void settle() {
        endQuestion();
        candidate = Optional.empty();
        startFailure = Optional.empty();
        search = Optional.empty();
    }

    /** The session holds nothing any more. */
    void end() {
        settle();
        tried.clear();
        lookAgain(Optional.empty());
        choice = Optional.empty();
        candidates.forgetTimes();
        candidates.forgetLosses();
        held.clear();
    }
}
