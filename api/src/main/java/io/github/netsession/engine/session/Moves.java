package io.github.netsession.engine.session;

import io.github.netsession.ConfigurationId;
import io.github.netsession.SessionFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a session remembers of its starts and moves; the same value for all sessions that have nothing to remember.
 *
 * @param tried the access points that have failed since the session last used one
 * @param history which access points are better, and which were declined, lost or left
 * @param reported the access points that the application has reported as unusable since the session opened
 * @param unusable the access point in use, if the application has reported that
 * @param proposal the move that is offered or under way
 * @param question the open question about it
 * @param numberOfProposals how many proposals there were
 * @param isCurrentStarted whether a session had started the access point in use, which the move may displace
 * @param isDisplacing whether the candidate takes the radio of the access point in use
 * @param search the wait for the system to find an access point
 * @param failures why the starts that the session waits for have failed
 * @param attempts the starts that the session waits for while it opens, in their order
 * @param lookAtNanos when the session looks again without a change
 */
record Moves(Set<ConfigurationId> tried, CandidateHistory history, Set<ConfigurationId> reported, Optional<ConfigurationId> unusable,
             Optional<Proposal> proposal, Optional<Question> question, long numberOfProposals, boolean isCurrentStarted, boolean isDisplacing,
             Optional<Search> search, Map<ConfigurationId, StartFailure> failures, List<Attempt> attempts, OptionalLong lookAtNanos) {

    static final Moves NONE = new Moves(Set.of(), CandidateHistory.EMPTY, Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), 0, false,
        false, Optional.empty(), Map.of(), List.of(), OptionalLong.empty());

    /**
     * A wait for the system to find another access point.
     *
     * @param endNanos when it ends
     * @param otherwise the failure if the system finds none
     */
    record Search(long endNanos, SessionFailure otherwise) {
    }

    /**
     * The failure of a start.
     *
     * @param failure the cause
     * @param continues whether the start continues for other sessions
     */
    record StartFailure(SessionFailure failure, boolean continues) {
    }

    /**
     * A start that a session waits for while it opens.
     *
     * @param id the access point
     * @param sinceNanos since when
     */
    record Attempt(ConfigurationId id, long sinceNanos) {
    }
}
