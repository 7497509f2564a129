package io.github.netsession.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.netsession.Link;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.NetworksEvent;
import io.github.netsession.NetworksListener;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** One event as a JSON object. Used by one thread at a time, as listeners are. */
final class EventJson implements NetworksListener {

    private String name = "";
    private Json.Body fields = json -> { };

    /** The object for an event that happened at this time. */
    String of(Instant time, NetworksEvent event) {
        accept(event);
        return line(time, name, fields);
    }

    /** An object of this stream: its time, its name, its fields. */
    static String line(Instant time, String event, Json.Body fields) {
        return Json.object(json -> {
            json.writeStringField("time", time.truncatedTo(ChronoUnit.MILLIS).toString());
            json.writeStringField("event", event);
            fields.write(json);
        });
    }

    /** The object with the rates of all interfaces. */
    static String rates(Instant time, Duration period, Map<String, RateMeter.Rate> rates) {
        return line(time, "rates", json -> {
            Json.seconds(json, "seconds", period);
            json.writeArrayFieldStart("interfaces");
            for (Map.Entry<String, RateMeter.Rate> entry : rates.entrySet()) {
                json.writeStartObject();
                json.writeStringField("name", entry.getKey());
                json.writeNumberField("receivedBytesPerSecond", Math.round(entry.getValue().received()));
                json.writeNumberField("writtenBytesPerSecond", Math.round(entry.getValue().written()));
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    @Override
    public void present(NetworksEvent.Present event) {
        set("present", json -> {
            StateJson.summary(json, event.state());
            StateJson.configurations(json, event.state().configurations());
            json.writeArrayFieldStart("interfaces");
            for (Link link : event.state().interfaces()) {
                json.writeStartObject();
                StateJson.link(json, link);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    @Override
    public void configurationAdded(NetworksEvent.ConfigurationAdded event) {
        set("configurationAdded", json -> configuration(json, "configuration", event.configuration()));
    }

    @Override
    public void configurationRemoved(NetworksEvent.ConfigurationRemoved event) {
        set("configurationRemoved", json -> configuration(json, "configuration", event.configuration()));
    }

    @Override
    public void configurationChanged(NetworksEvent.ConfigurationChanged event) {
        set("configurationChanged", json -> {
            configuration(json, "before", event.before());
            configuration(json, "configuration", event.configuration());
        });
    }

    @Override
    public void interfaceAdded(NetworksEvent.InterfaceAdded event) {
        set("interfaceAdded", json -> link(json, "interface", event.link()));
    }

    @Override
    public void interfaceRemoved(NetworksEvent.InterfaceRemoved event) {
        set("interfaceRemoved", json -> link(json, "interface", event.link()));
    }

    @Override
    public void interfaceChanged(NetworksEvent.InterfaceChanged event) {
        set("interfaceChanged", json -> {
            link(json, "before", event.before());
            link(json, "interface", event.link());
        });
    }

    @Override
    public void defaultInterfaceChanged(NetworksEvent.DefaultInterfaceChanged event) {
        set("defaultInterfaceChanged", json -> {
            Json.optional(json, "before", event.before().map(Link::name));
            json.writeBooleanField("wasKnown", event.wasKnown());
            Json.optional(json, "defaultInterface", event.state().defaultInterface().map(Link::name));
            json.writeBooleanField("defaultInterfaceKnown", event.state().isDefaultInterfaceKnown());
        });
    }

    @Override
    public void onlineChanged(NetworksEvent.OnlineChanged event) {
        set("onlineChanged", json -> json.writeBooleanField("online", event.state().online()));
    }

    @Override
    public void connectivityChanged(NetworksEvent.ConnectivityChanged event) {
        set("connectivityChanged", json -> {
            Json.member(json, "before", event.before());
            Json.member(json, "connectivity", event.state().connectivity());
        });
    }

    @Override
    public void meteredChanged(NetworksEvent.MeteredChanged event) {
        set("meteredChanged", json -> {
            Json.member(json, "before", event.before());
            Json.member(json, "metered", event.state().metered());
        });
    }

    @Override
    public void usagePoliciesChanged(NetworksEvent.UsagePoliciesChanged event) {
        set("usagePoliciesChanged", json -> StateJson.usagePolicies(json, event.state().usagePolicies()));
    }

    @Override
    public void capabilitiesChanged(NetworksEvent.CapabilitiesChanged event) {
        set("capabilitiesChanged", json -> StateJson.capabilities(json, event.report()));
    }

    @Override
    public void resynchronized(NetworksEvent.Resynchronized event) {
        set("resynchronized", json -> json.writeNumberField("losses", event.losses()));
    }

    @Override
    public void resumed(NetworksEvent.Resumed event) {
        set("resumed", json -> Json.seconds(json, "suspendedSeconds", event.suspended()));
    }

    @Override
    public void degraded(NetworksEvent.Degraded event) {
        set("degraded", json -> json.writeStringField("reason", event.reason()));
    }

    @Override
    public void recovered(NetworksEvent.Recovered event) {
        set("recovered", json -> { });
    }

    private void set(String event, Json.Body body) {
        name = event;
        fields = body;
    }

    private static void configuration(JsonGenerator json, String field, NetworkConfiguration value) throws IOException {
        json.writeObjectFieldStart(field);
        StateJson.configuration(json, value);
        json.writeEndObject();
    }

    private static void link(JsonGenerator json, String field, Link value) throws IOException {
        json.writeObjectFieldStart(field);
        StateJson.link(json, value);
        json.writeEndObject();
    }
}
