package io.github.netsession.cli;

import io.github.netsession.ConfigurationId;
import io.github.netsession.RoamingOffer;
import io.github.netsession.SessionEvent;
import io.github.netsession.SessionListener;
import java.time.Instant;
import java.util.function.BiConsumer;

/** A session's events in words and as JSON. */
final class SessionLines implements SessionListener {

    private final ConfigurationId configuration;
    private final String arrow;
    private final BiConsumer<String, String> lines;

    /**
     * A listener.
     *
     * @param configuration what the session is on
     * @param arrow what stands between before and after
     * @param lines takes the words and the JSON object of each event
     */
    SessionLines(ConfigurationId configuration, String arrow, BiConsumer<String, String> lines) {
        this.configuration = configuration;
        this.arrow = arrow;
        this.lines = lines;
    }

    @Override
    public void present(SessionEvent.Present event) {
        line((event.isOpen() ? " is open" : " is not open") + ", its network is " + Text.word(event.state()), "sessionPresent", json -> {
            Json.member(json, "state", event.state());
            json.writeBooleanField("open", event.isOpen());
        });
    }

    @Override
    public void stateChanged(SessionEvent.StateChanged event) {
        line(": its network " + Text.word(event.before()) + ' ' + arrow + ' ' + Text.word(event.state()), "sessionStateChanged", json -> {
            Json.member(json, "before", event.before());
            Json.member(json, "state", event.state());
        });
    }

    @Override
    public void opened(SessionEvent.Opened event) {
        line(" opened", "sessionOpened", json -> { });
    }

    @Override
    public void closed(SessionEvent.Closed event) {
        line(" closed", "sessionClosed", json -> { });
    }

    @Override
    public void failed(SessionEvent.Failed event) {
        line(" failed: " + Text.oneLine(event.failure().toString()), "sessionFailed", json -> {
            Json.member(json, "error", event.failure().error());
            json.writeStringField("message", event.failure().message());
            Json.optional(json, "remedy", event.failure().remedy());
        });
    }

    @Override
    public void preferred(SessionEvent.Preferred event) {
        offer("sessionPreferred", " may move to ", event.offer());
    }

    @Override
    public void activated(SessionEvent.Activated event) {
        offer("sessionActivated", " can use ", event.offer());
    }

    private void offer(String name, String words, RoamingOffer offer) {
        line(words + Text.safe(offer.candidate().id().value()) + " (" + Text.word(offer.reason()) + ')', name, json -> {
            json.writeStringField("current", offer.current().id().value());
            json.writeStringField("candidate", offer.candidate().id().value());
            Json.member(json, "reason", offer.reason());
        });
    }

    private void line(String words, String event, Json.Body fields) {
        String id = configuration.value();
        lines.accept("session on " + Text.safe(id) + words, EventJson.line(Instant.now(), event, json -> {
            json.writeStringField("configuration", id);
            fields.write(json);
        }));
    }
}
