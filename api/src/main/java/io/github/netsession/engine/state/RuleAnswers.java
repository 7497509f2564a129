package io.github.netsession.engine.state;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkConfiguration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which access points of one state match the rule of a service network. A successor asks only about access points that have changed. Immutable.
 */
final class RuleAnswers {

    /** Before any access point was read. */
    static final RuleAnswers NONE = new RuleAnswers(KeyedList.empty(NetworkConfiguration::id), new NetworkConfiguration[0], new BitSet(), true);

    private final KeyedList<ConfigurationId, NetworkConfiguration> accessPoints;
    /** What each answer is about, in the place of the access point; null if the rule was not asked. */
    private final NetworkConfiguration[] subjects;
    private final BitSet matches;
    private final boolean isComplete;

    private RuleAnswers(KeyedList<ConfigurationId, NetworkConfiguration> accessPoints, NetworkConfiguration[] subjects, BitSet matches, boolean isComplete) {
        this.accessPoints = accessPoints;
        this.subjects = subjects;
        this.matches = matches;
        this.isComplete = isComplete;
    }

    /**
     * Returns the answers about other access points.
     *
     * @param now the access points
     * @param rule the rule
     * @param mayAsk whether the rule may be called now; if not, the earlier answer about a changed access point stays, and a new one does not match
     */
    RuleAnswers next(KeyedList<ConfigurationId, NetworkConfiguration> now, Predicate<NetworkConfiguration> rule, boolean mayAsk) {
        if (now == accessPoints && (isComplete || !mayAsk)) {
            return this;
        }
        NetworkConfiguration[] about = new NetworkConfiguration[now.size()];
        BitSet answers = new BitSet(about.length);
        boolean isWhole = true;
        for (int i = 0; i < about.length; i++) {
            NetworkConfiguration accessPoint = now.values().get(i);
            int before = i < subjects.length && accessPoints.values().get(i) == accessPoint ? i : accessPoints.placeOf(accessPoint.id());
            NetworkConfiguration subject = before < 0 ? null : subjects[before];
            boolean isKnown = subject == accessPoint || accessPoint.equals(subject);
            about[i] = isKnown || mayAsk ? accessPoint : subject;
            answers.set(i, isKnown || !mayAsk ? before >= 0 && matches.get(before) : rule.test(accessPoint));
            isWhole &= isKnown || mayAsk;
        }
        return new RuleAnswers(now, about, answers, isWhole);
    }

    /** Returns the access points that match, in the order of the state. */
    List<NetworkConfiguration> matching() {
        List<NetworkConfiguration> matching = new ArrayList<>(matches.cardinality());
        for (int i = matches.nextSetBit(0); i >= 0; i = matches.nextSetBit(i + 1)) {
            matching.add(accessPoints.values().get(i));
        }
        return matching;
    }

    /** Returns whether the rule was asked about each access point as it is. */
    boolean isComplete() {
        return isComplete;
    }
}
