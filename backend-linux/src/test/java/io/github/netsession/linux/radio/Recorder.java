package io.github.netsession.linux.radio;

import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionListener;
import io.github.netsession.SessionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes down what a session tells, and when; the whole history is what a failed test prints. */
final class Recorder implements SessionListener {

    private final NetworkSession session;
    private final long begin = Guest.nanos();
    private final List<SessionEvent> events = new ArrayList<>();
    private final List<String> history = new ArrayList<>();

    Recorder(NetworkSession session) {
        this.session = session;
        session.listen(this);
    }

    @Override
    public synchronized void accept(SessionEvent event) {
        events.add(event);
        String text = event instanceof SessionEvent.Preferred preferred ? "Preferred " + name(preferred.offer().candidate())
            : event instanceof SessionEvent.Activated activated ? "Activated " + name(activated.offer().candidate()) : event.toString();
        note(text + " on " + session.activeConfiguration().map(Recorder::name).orElse("nothing"));
    }

    /** Writes down what somebody else did. */
    synchronized void note(String what) {
        history.add(String.format(Locale.ROOT, "%.2f s: %s", (Guest.nanos() - begin) / 1e9, what));
    }

    private static String name(NetworkConfiguration configuration) {
        return configuration.name();
    }

    synchronized List<SessionEvent> events() {
        return List.copyOf(events);
    }

    /** The events of a kind. */
    synchronized <T extends SessionEvent> List<T> events(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The states that the session has entered, after the one it was in first. */
    synchronized List<SessionState> states() {
        return events(SessionEvent.StateChanged.class).stream().map(SessionEvent.StateChanged::state).toList();
    }

    int offers() {
        return events(SessionEvent.Preferred.class).size();
    }

    @Override
    public synchronized String toString() {
        return history.toString();
    }
}
