package io.github.netsession.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.netsession.ConfigurationId;
import io.github.netsession.Connectivity;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.Registration;
import io.github.netsession.RoamingHandler;
import io.github.netsession.RoamingOffer;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionListener;
import io.github.netsession.SessionState;
import io.github.netsession.Traffic;
import io.github.netsession.UsagePolicy;
import io.github.netsession.sim.SimWorld;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an application would do with its session on a simulated day: takes an offer, tests the new access point, accepts it if it
 * reaches the Internet, pauses its background work where traffic costs, and opens again after a loss. Tells all of it.
 */
final class DemoApplication implements SessionListener, RoamingHandler {

    private static final Duration THINKS = Duration.ofSeconds(1);
    private static final Duration TESTS = Duration.ofSeconds(2);
    private static final Duration WAITS = Duration.ofSeconds(5);

    private final Networks networks;
    private final SimWorld world;
    private final Story story;
    private final NetworkSession session;
    private final String arrow;
    private final Table stays = new Table("access point", ">from", ">for", ">received", ">written");
    private Optional<Registration> listening = Optional.empty();
    private Optional<NetworkConfiguration> used = Optional.empty();
    private Duration since = Duration.ZERO;
    private Traffic before = Traffic.NONE;
    private boolean hasEnded;

    /** Takes what is told: who tells it, in words, and as the fields of a JSON object. */
    interface Story {

        /**
         * A line more.
         *
         * @param who tells it
         * @param words what
         * @param event its name in JSON
         * @param fields its fields in JSON
         */
        void tell(String who, String words, String event, Json.Body fields);
    }

    DemoApplication(Networks networks, SimWorld world, ConfigurationId on, String arrow, Story story) {
        this.networks = networks;
        this.world = world;
        this.arrow = arrow;
        this.story = story;
        this.session = networks.session(networks.configuration(on).orElseThrow(() ->
            new CliException(Exit.NO_CONFIGURATION, "the scenario's application wants " + on + ", which is not in its world")));
    }

    void begin() {
        listening = Optional.of(session.listen(this));
        session.onRoaming(this);
        open();
    }

    /** The session ends with the day. */
    void end() {
        hasEnded = true;
        stay(Optional.empty());
        says("the day is over: closes its session", "closing");
        session.close();
        listening.ifPresent(Registration::close);
    }

    /** Where the session was, for how long, and what went through there meanwhile. */
    List<String> summary() {
        return stays.lines();
    }

    private void open() {
        if (!hasEnded) {
            says("opens a session on " + name(session.configuration()), "opening");
            session.open();
        }
    }

    private void says(String words, String decision) {
        story.tell("application", words, "application", json -> json.writeStringField("does", decision));
    }

    @Override
    public void stateChanged(SessionEvent.StateChanged event) {
        SessionState state = event.state();
        String where = state == SessionState.CONNECTED ? session.activeConfiguration().map(active -> " on " + name(active)).orElse("") : "";
        story.tell("session", state + where, "sessionStateChanged", json -> {
            Json.member(json, "before", event.before());
            Json.member(json, "state", state);
            Json.optional(json, "accessPoint", session.activeConfiguration().map(active -> active.id().value()));
        });
        if (state == SessionState.CONNECTED && session.isOpen()) {
            stay(session.activeConfiguration());
        }
    }

    @Override
    public void opened(SessionEvent.Opened event) {
        story.tell("session", "opened" + session.activeConfiguration().map(active -> ", through " + name(active)).orElse(""), "sessionOpened", json -> { });
        stay(session.activeConfiguration());
    }

    @Override
    public void closed(SessionEvent.Closed event) {
        stay(Optional.empty());
        story.tell("session", "closed", "sessionClosed", json -> { });
        if (!hasEnded) {
            says("waits " + Amount.time(WAITS) + " and opens it again", "waiting");
            world.after(WAITS, this::open);
        }
    }

    @Override
    public void failed(SessionEvent.Failed event) {
        story.tell("session", "failed: " + Text.oneLine(event.failure().toString()), "sessionFailed", json -> {
            Json.member(json, "error", event.failure().error());
            Json.member(json, "reason", event.failure().reason());
            json.writeStringField("message", event.failure().message());
            Json.optional(json, "remedy", event.failure().remedy());
        });
    }

    @Override
    public void usagePoliciesChanged(SessionEvent.UsagePoliciesChanged event) {
        boolean saves = event.policies().contains(UsagePolicy.NO_BACKGROUND_TRAFFIC);
        says(saves ? "traffic costs here: pauses its background work" : "traffic is free here: goes on with its background work",
            saves ? "pausing" : "resuming");
    }

    @Override
    public void preferred(SessionEvent.Preferred event) {
        RoamingOffer offer = event.offer();
        story.tell("offer", name(offer.current()) + ' ' + arrow + ' ' + name(offer.candidate()) + ", "
            + (offer.reason() == RoamingOffer.Reason.UPGRADE ? "which is better" : "for " + name(offer.current()) + " is gone")
            + (offer.isMakeBeforeBreak() ? "" : "; they share a radio, so the old one must be left first")
            + (offer.isSeamless() ? "; connections survive" : ""), "sessionPreferred", json -> offer(json, offer));
    }

    @Override
    public void activated(SessionEvent.Activated event) {
        story.tell("session", name(event.offer().candidate()) + " is up"
            + (event.offer().isMakeBeforeBreak() && event.offer().reason() == RoamingOffer.Reason.UPGRADE
                ? ", beside " + name(event.offer().current()) : ""), "sessionActivated", json -> offer(json, event.offer()));
    }

    private static void offer(JsonGenerator json, RoamingOffer offer) throws IOException {
        json.writeStringField("current", offer.current().id().value());
        json.writeStringField("candidate", offer.candidate().id().value());
        Json.member(json, "reason", offer.reason());
        json.writeBooleanField("seamless", offer.isSeamless());
        json.writeBooleanField("makeBeforeBreak", offer.isMakeBeforeBreak());
    }

    @Override
    public void preferred(RoamingOffer offer) {
        world.after(THINKS, () -> {
            if (session.migrate()) {
                says("migrate: tries " + name(offer.candidate()), "migrate");
            }
        });
    }

    @Override
    public void activated(RoamingOffer offer) {
        world.after(TESTS, () -> test(offer.candidate()));
    }

    private void test(NetworkConfiguration candidate) {
        Connectivity reached = networks.configuration(candidate.id()).map(NetworkConfiguration::connectivity).orElse(Connectivity.NONE);
        if (reached == Connectivity.INTERNET || reached == Connectivity.UNKNOWN) {
            if (session.accept()) {
                says("accept: its test over " + name(candidate) + " came through", "accept");
            }
        } else if (session.reject()) {
            says("reject: its test over " + name(candidate) + " found " + Text.word(reached), "reject");
        }
    }

    private void stay(Optional<NetworkConfiguration> next) {
        if (next.map(NetworkConfiguration::id).equals(used.map(NetworkConfiguration::id))) {
            return;
        }
        Traffic now = session.traffic().orElse(before);
        used.ifPresent(left -> stays.row(name(left), Amount.time(since), Amount.time(world.time().minus(since)),
            Amount.bytes(now.bytesReceived() - before.bytesReceived()), Amount.bytes(now.bytesWritten() - before.bytesWritten())));
        before = next.isPresent() && used.isEmpty() ? Traffic.NONE : now;
        since = world.time();
        used = next;
    }

    private static String name(NetworkConfiguration configuration) {
        return Text.safe(configuration.name());
    }
}
