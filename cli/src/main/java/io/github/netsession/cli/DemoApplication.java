package io.github.netsession.cli;

import io.github.netsession.ConfigurationState;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.Registration;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionListener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What an application would do: holds a session on the default network and, when that is lost, one on the next default. */
final class DemoApplication {

    private final Networks networks;
    private final String arrow;
    private final BiConsumer<String, String> lines;
    private final List<Holding> holdings = new ArrayList<>();
    private boolean isHolding;
    private boolean hasEnded;

    /**
     * An application that holds nothing yet.
     *
     * @param networks where
     * @param arrow what stands between before and after
     * @param lines takes the words and the JSON object of what it sees and does
     */
    DemoApplication(Networks networks, String arrow, BiConsumer<String, String> lines) {
        this.networks = networks;
        this.arrow = arrow;
        this.lines = lines;
    }

    /**
     * Opens a session if none is held and the default network is active: right after a loss the default may be one that could
     * be started, before the system brings up the one it prefers. To be called whenever the networks have changed.
     */
    synchronized void follow() {
        if (!isHolding && !hasEnded) {
            networks.defaultConfiguration().filter(each -> each.state() == ConfigurationState.ACTIVE).ifPresent(this::hold);
        }
    }

    /** Closes what it holds, in silence. */
    synchronized void end() {
        hasEnded = true;
        holdings.forEach(Holding::end);
    }

    /** What the sessions came to, in the order in which they were opened. */
    synchronized List<String> summary() {
        Table table = new Table("session on", ">open for", ">received", ">written", "until");
        for (Holding each : holdings) {
            NetworkSession session = each.session;
            table.row(session.configuration().id().value(), Amount.time(session.activeTime()), Amount.bytes(session.traffic().bytesReceived()),
                Amount.bytes(session.traffic().bytesWritten()), each.isLost ? "it was lost" : "the end");
        }
        return table.lines();
    }

    /** What the sessions came to that were held to the end, an object each; those of the lost ones were told when they were lost. */
    synchronized List<String> jsonSummary() {
        return holdings.stream().filter(each -> !each.isLost).map(Holding::json).toList();
    }

    private void hold(NetworkConfiguration configuration) {
        String id = configuration.id().value();
        String words = holdings.isEmpty() ? "the default network is " : "the default network is now ";
        lines.accept("application: " + words + Text.safe(id) + ", so it opens a session on it",
            EventJson.line(Instant.now(), "sessionOpening", json -> json.writeStringField("configuration", id)));
        isHolding = true;
        Holding holding = new Holding(networks.session(configuration));
        holdings.add(holding);
        holding.begin();
    }

    private synchronized void lost(Holding holding) {
        // Closed by end(), which its listener may still hear.
        if (hasEnded) {
            return;
        }
        holding.isLost = true;
        holding.listening.ifPresent(Registration::close);
        isHolding = false;
        lines.accept("application: its session is lost; it got " + Amount.bytes(holding.session.traffic().bytesReceived())
            + " in " + Amount.time(holding.session.activeTime()), holding.json());
        follow();
    }

    private synchronized void refused() {
        isHolding = false;
    }

    /** One session from its opening to its end. */
    private final class Holding implements SessionListener {

        private final NetworkSession session;
        private final SessionLines told;
        private Optional<Registration> listening = Optional.empty();
        private boolean isLost;

        Holding(NetworkSession session) {
            this.session = session;
            this.told = new SessionLines(session.configuration().id(), arrow, lines);
        }

        void begin() {
            listening = Optional.of(session.listen(this));
            session.open().whenComplete((nothing, failure) -> {
                if (failure != null) {
                    refused();
                }
            });
        }

        void end() {
            listening.ifPresent(Registration::close);
            session.close();
        }

        String json() {
            return EventJson.line(Instant.now(), "sessionSummary", json -> {
                json.writeStringField("configuration", session.configuration().id().value());
                json.writeBooleanField("lost", isLost);
                Json.seconds(json, "activeSeconds", session.activeTime());
                json.writeNumberField("bytesReceived", session.traffic().bytesReceived());
                json.writeNumberField("bytesWritten", session.traffic().bytesWritten());
            });
        }

        @Override
        public void event(SessionEvent event) {
            told.event(event);
            SessionListener.super.event(event);
        }

        @Override
        public void closed(SessionEvent.Closed event) {
            lost(this);
        }
    }
}
