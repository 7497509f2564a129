package com.example.courier;

import io.github.netsession.Link;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.RoamingOffer;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionListener;
import io.github.netsession.SessionState;
import io.github.netsession.UsagePolicy;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/** Knows which way the jobs go now, and which jobs may go. Follows the session. */
final class Route implements SessionListener {

    private final NetworkSession session;
    private final HttpUrl server;
    private final Upstream upstream;
    private final Report report;
    private final Runnable onChange;
    private Optional<Uplink> uplink = Optional.empty();
    private List<?> path = List.of();
    private volatile boolean oldLinkIsLost;

    /** The last argument is run whenever jobs that could not go before may be able to. */
    Route(NetworkSession session, HttpUrl server, Upstream upstream, Report report, Runnable onChange) {
        this.session = session;
        this.server = server;
        this.upstream = upstream;
        this.report = report;
        this.onChange = onChange;
    }

    /** Jobs in the background wait while traffic costs. While an upgrade is tested the session is ROAMING, and the old link carries the jobs. */
    boolean mayCarry(Job job) {
        boolean isServed = session.isOpen() && !oldLinkIsLost && session.activeConfiguration().map(NetworkConfiguration::isActive).orElse(false);
        return isServed && (job.urgent() || !costs());
    }

    private boolean costs() {
        return session.usagePolicies().contains(UsagePolicy.NO_BACKGROUND_TRAFFIC)
            || session.activeConfiguration().map(active -> active.metered().isMetered()).orElse(false);
    }

    /**
     * Returns where to send a job; empty without a network. Begins with a new connection pool when the session has moved, or the link has other
     * addresses. To be asked before each attempt: a listener is called a moment too late, and an attempt in that moment would take an old
     * connection.
     */
    synchronized Optional<Uplink> uplink() {
        Optional<NetworkConfiguration> active = session.activeConfiguration();
        List<?> now = List.of(active.map(NetworkConfiguration::id), session.networkInterface().map(Link::addresses));
        if (active.isPresent() && !now.equals(path)) {
            uplink.ifPresent(this::leave);
            uplink = active.map(found -> new Uplink(found, session.sockets(), server));
            path = now;
        }
        return active.isPresent() ? uplink : Optional.empty();
    }

    private void leave(Uplink old) {
        if (oldLinkIsLost || upstream.isDead(old.accessPoint().id())) {
            old.abandon();
        } else {
            old.retire();
        }
    }

    @Override
    public void accept(SessionEvent event) {
        SessionListener.super.accept(event);
        onChange.run();
    }

    @Override
    public void preferred(SessionEvent.Preferred event) {
        oldLinkIsLost = event.offer().reason() == RoamingOffer.Reason.REPLACEMENT;
    }

    @Override
    public void opened(SessionEvent.Opened event) {
        report.say("session open" + onLink());
        arrived();
    }

    @Override
    public void stateChanged(SessionEvent.StateChanged event) {
        report.say("session " + event.state() + onLink());
        if (event.state() == SessionState.CONNECTED) {
            arrived();
        }
    }

    @Override
    public void failed(SessionEvent.Failed event) {
        report.say("session failed: " + event.failure());
    }

    private void arrived() {
        uplink();
        oldLinkIsLost = false;
    }

    private String onLink() {
        return session.activeConfiguration().map(active -> " on " + active.name()).orElse("");
    }
}
