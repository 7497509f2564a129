package io.github.netsession.testkit;

import io.github.netsession.NetworkSession;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Writes down the events of a session, one word an event: a state's name for a change to it, {@code !} and the error for a failure, {@code opened},
 * {@code closed}, {@code preferred}, {@code activated}; {@code present:} and the current state, {@code policies:} and the policies.
 */
public final class SessionTrace implements SessionListener {

    private static final String PRESENT = "present:";
    private static final String POLICIES = "policies:";

    /** States on the way, which a backend may or may not see where another program starts or stops the access point. */
    private static final Set<String> ON_THE_WAY = Set.of("CONNECTING", "CLOSING");

    private final List<String> words = new ArrayList<>();
    private boolean hasBegun;

    private SessionTrace() {
    }

    /**
     * Listens to a session from now on.
     *
     * @param session whose events to write down
     * @return the trace
     */
    public static SessionTrace of(NetworkSession session) {
        SessionTrace trace = new SessionTrace();
        session.listen(trace);
        return trace;
    }

    @Override
    public synchronized void accept(SessionEvent event) {
        if (event instanceof SessionEvent.StateChanged changed) {
            words.add(changed.state().name());
        } else if (event instanceof SessionEvent.Failed failed) {
            words.add("!" + failed.failure().error());
        } else if (event instanceof SessionEvent.Present present) {
            hasBegun = true;
            words.add(PRESENT + present.state() + (present.isOpen() ? ":open" : ""));
        } else if (event instanceof SessionEvent.UsagePoliciesChanged policies) {
            words.add(POLICIES + policies.policies());
        } else {
            words.add(event.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * Whether the current state was told, with which each listener begins: what happens from then on is told as a change.
     *
     * @return false before the first event
     */
    public synchronized boolean hasBegun() {
        return hasBegun;
    }

    /**
     * Forgets the words so far.
     *
     * @return the words since the last call, with blanks between them
     */
    public synchronized String since() {
        String text = toString();
        words.clear();
        return text;
    }

    /**
     * What has changed at the session.
     *
     * @return the words but for the current state at the beginning and the usage policies
     */
    public List<String> changes() {
        return words(word -> !word.startsWith(PRESENT) && !word.startsWith(POLICIES));
    }

    /**
     * What has changed at the session while another program moves its access point.
     *
     * @return the changes but for those states that a backend may or may not see on the way
     */
    public List<String> changesByOthers() {
        return words(word -> !word.startsWith(PRESENT) && !word.startsWith(POLICIES) && !ON_THE_WAY.contains(word));
    }

    private synchronized List<String> words(Predicate<String> such) {
        return words.stream().filter(such).toList();
    }

    @Override
    public synchronized String toString() {
        return String.join(" ", words);
    }
}
