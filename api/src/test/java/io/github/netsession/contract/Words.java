package io.github.netsession.contract;

import io.github.netsession.NetworkSession;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a session has told, one word an event, but for the present state that each listener begins with. */
final class Words implements SessionListener {

    private final List<String> words = new ArrayList<>();
    private boolean havePresent;

    static Words of(NetworkSession session) {
        Words words = new Words();
        session.listen(words);
        return words;
    }

    @Override
    public synchronized void event(SessionEvent event) {
        if (event instanceof SessionEvent.StateChanged changed) {
            words.add(changed.state().name());
        } else if (event instanceof SessionEvent.Failed failed) {
            words.add("!" + failed.failure().error());
        } else if (event instanceof SessionEvent.Present) {
            havePresent = true;
        } else if (!(event instanceof SessionEvent.UsagePoliciesChanged)) {
            words.add(event.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        }
    }

    /** Whether the listener has begun. */
    synchronized boolean havePresent() {
        return havePresent;
    }

    /** Without what may or may not be seen on the way while somebody else moves it: a backend that can tell tells it. */
    synchronized String ofOthers() {
        return String.join(" ", words.stream().filter(word -> !word.equals("CONNECTING") && !word.equals("CLOSING")).toList());
    }

    @Override
    public synchronized String toString() {
        return String.join(" ", words);
    }
}
