package io.github.netsession.sim;

import io.github.netsession.ConfigurationKind;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.RoamingHandler;
import io.github.netsession.RoamingOffer;
import io.github.netsession.SessionError;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionListener;
import io.github.netsession.SessionState;
import io.github.netsession.Traffic;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A session in a random history: each of its events is checked against the ones before, and it may call back from within. */
final class WatchedSession implements SessionListener, RoamingHandler {

    private final Networks networks;
    private final NetworkSession session;
    private final int number;
    private final BiConsumer<Boolean, String> check;
    private final Consumer<String> trace;
    private final Consumer<CompletableFuture<?>> futures;
    private SessionState state;
    private boolean open;
    private boolean stateMustFollow;
    private Traffic last = Traffic.NONE;
    private long lastReceived;
    private int callBacks;
    private int dice;

    WatchedSession(Networks networks, NetworkSession session, int number, BiConsumer<Boolean, String> check, Consumer<String> trace,
                   Consumer<CompletableFuture<?>> futures) {
        this.networks = networks;
        this.session = session;
        this.number = number;
        this.check = check;
        this.trace = trace;
        this.futures = futures;
        session.listen(this);
    }

    Networks networks() {
        return networks;
    }

    NetworkSession session() {
        return session;
    }

    boolean isOpenByItsEvents() {
        return open;
    }

    /** The next so many events are answered with a call. */
    void callBack(int times, int thrown) {
        callBacks = times;
        dice = thrown;
    }

    @Override
    public void accept(SessionEvent event) {
        trace.accept("    session " + number + ' ' + event);
        SessionListener.super.accept(event);
        check(event.session() == session, "an event of " + event.session());
        check(event.state() == state, "an event in " + event.state() + ", but was in " + state);
        check(event.isOpen() == open, "an event that says " + (event.isOpen() ? "open" : "closed") + " after others that say otherwise");
        bytes();
        if (callBacks > 0) {
            callBacks--;
            call();
        }
    }

    private void call() {
        dice = (dice * 31 + 7) % 10_000;
        trace.accept("      calls back " + dice % 8);
        switch (dice % 8) {
            case 0 -> futures.accept(session.open());
            case 1 -> futures.accept(session.closeAsync());
            case 2 -> futures.accept(session.stop());
            case 3 -> session.migrate();
            case 4 -> session.ignore();
            case 5 -> session.accept();
            case 6 -> session.reject();
            default -> session.onRoaming(this);
        }
    }

    /**
     * What was counted while it was open never becomes less. It is not known as long as the session is on a link that had vanished, unseen, before
     * the session opened.
     */
    void bytes() {
        Traffic now = session.traffic().orElse(Traffic.NONE);
        long received = session.bytesReceived();
        if (open && session.isOpen()) {
            check(now.bytesReceived() >= last.bytesReceived() && now.bytesWritten() >= last.bytesWritten(), "traffic went back from " + last + " to " + now);
            check(received >= lastReceived, "bytesReceived went back from " + lastReceived + " to " + received);
        }
        last = now;
        lastReceived = received;
    }

    @Override
    public void present(SessionEvent.Present event) {
        state = event.state();
        open = event.isOpen();
    }

    @Override
    public void stateChanged(SessionEvent.StateChanged event) {
        check(event.before() == state, "told to leave " + event.before() + ", but was in " + state);
        check(event.before() != event.state(), "a change to the same state");
        check(event.state() != SessionState.ROAMING || open, "ROAMING while not open");
        check(event.state() != SessionState.ROAMING || session.configuration().kind() != ConfigurationKind.ACCESS_POINT, "an access point roams");
        state = event.state();
        stateMustFollow = false;
    }

    @Override
    public void opened(SessionEvent.Opened event) {
        check(!open, "opened twice");
        check(state == SessionState.CONNECTED, "opened while " + state);
        open = true;
        last = Traffic.NONE;
        lastReceived = 0;
    }

    @Override
    public void closed(SessionEvent.Closed event) {
        check(!stateMustFollow || !open, "closed after a loss, but before the state change");
        open = false;
    }

    @Override
    public void failed(SessionEvent.Failed event) {
        check(!event.failure().message().isBlank(), "a failure without a text");
        stateMustFollow = open && event.failure().error() == SessionError.SESSION_ABORTED;
    }

    @Override
    public void preferred(SessionEvent.Preferred event) {
        check(open && state == SessionState.ROAMING, "an offer while " + state + (open ? "" : " and not open"));
        check(!event.offer().candidate().id().equals(event.offer().current().id()), "an offer to stay");
    }

    @Override
    public void activated(SessionEvent.Activated event) {
        check(open && state == SessionState.ROAMING, "activated while " + state + (open ? "" : " and not open"));
        check(event.offer().candidate().isActive(), "activated, but not active");
    }

    /** Some handlers answer at once, some later by an operation, some never. */
    @Override
    public void preferred(RoamingOffer offer) {
        dice = (dice * 17 + 3) % 10_000;
        trace.accept("      is asked " + dice % 4);
        if (dice % 4 == 0) {
            session.migrate();
        } else if (dice % 4 == 1) {
            session.ignore();
        }
    }

    @Override
    public void activated(RoamingOffer offer) {
        dice = (dice * 17 + 3) % 10_000;
        trace.accept("      is asked to test " + dice % 4);
        if (dice % 4 == 0) {
            session.accept();
        } else if (dice % 4 == 1) {
            session.reject();
        }
    }

    private void check(boolean holds, String otherwise) {
        check.accept(holds, "session " + number + ": " + otherwise);
    }
}
