package io.github.netsession.sim;

import io.github.netsession.NetworkSession;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionListener;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a session tells, one word an event, and gives it out since the last time it was asked. */
final class Trace implements SessionListener {

    private final List<String> words = new ArrayList<>();

    static Trace of(NetworkSession session) {
        Trace trace = new Trace();
        session.listen(trace);
        return trace;
    }

    @Override
    public synchronized void event(SessionEvent event) {
        if (event instanceof SessionEvent.StateChanged changed) {
            words.add(changed.state().name());
        } else if (event instanceof SessionEvent.Failed failed) {
            words.add("!" + failed.failure().error());
        } else if (event instanceof SessionEvent.Present present) {
            words.add("present:" + present.state() + (present.isOpen() ? ":open" : ""));
        } else if (event instanceof SessionEvent.UsagePoliciesChanged policies) {
            words.add("policies:" + policies.policies());
        } else {
            words.add(event.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT));
        }
    }

    /** The words since the last call. */
    synchronized String since() {
        String text = String.join(" ", words);
        words.clear();
        return text;
    }
}
