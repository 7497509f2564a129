package io.github.netsession.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.netsession.CapabilityReport;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.InterfaceCounters;
import io.github.netsession.Link;
import io.github.netsession.LinkAddress;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.Networks;
import io.github.netsession.NetworksState;
import io.github.netsession.SessionHolder;
import io.github.netsession.UsagePolicy;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The JSON of configurations, interfaces and capabilities: a stable interface, documented in {@code cli/JSON.md}. */
final class StateJson {

    private StateJson() {
    }

    /** The one object of {@code status}. */
    static String status(Networks networks, NetworksState state, Map<String, InterfaceCounters> counters) {
        return Json.object(json -> {
            backend(json, networks);
            summary(json, state);
            configurations(json, state.configurations());
            json.writeArrayFieldStart("interfaces");
            for (Link link : state.interfaces()) {
                json.writeStartObject();
                link(json, link);
                counters(json, counters.get(link.name()));
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** The one object of {@code holders}. */
    static String holders(Networks networks, Optional<List<SessionHolder>> holders) {
        return Json.object(json -> {
            backend(json, networks);
            if (holders.isEmpty()) {
                json.writeNullField("holders");
                return;
            }
            json.writeArrayFieldStart("holders");
            for (SessionHolder holder : holders.get()) {
                json.writeStartObject();
                json.writeStringField("configuration", holder.configuration().value());
                json.writeNumberField("pid", holder.pid());
                json.writeStringField("program", holder.program());
                json.writeStringField("since", holder.since().toString());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** The one object of {@code doctor}. */
    static String doctor(Networks networks, CapabilityReport report, List<ConfigurationStatus> differing) {
        return Json.object(json -> {
            backend(json, networks);
            capabilities(json, report);
            json.writeArrayFieldStart("configurations");
            for (ConfigurationStatus each : differing) {
                json.writeStartObject();
                json.writeStringField("configuration", each.configuration().id().value());
                status(json, each.status());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void backend(JsonGenerator json, Networks networks) throws IOException {
        json.writeStringField("backend", networks.backend());
        Json.optional(json, "fallbackReason", networks.fallbackReason());
    }

    /** The fields that hold for the machine as a whole. */
    static void summary(JsonGenerator json, NetworksState state) throws IOException {
        json.writeBooleanField("online", state.online());
        Json.member(json, "connectivity", state.connectivity());
        Json.member(json, "metered", state.metered());
        usagePolicies(json, state.usagePolicies());
        Json.optional(json, "defaultInterface", state.defaultInterface().map(Link::name));
        json.writeBooleanField("defaultInterfaceKnown", state.isDefaultInterfaceKnown());
        json.writeBooleanField("exact", state.exact());
    }

    /** The array of what the system asks for. */
    static void usagePolicies(JsonGenerator json, Set<UsagePolicy> policies) throws IOException {
        json.writeArrayFieldStart("usagePolicies");
        for (UsagePolicy policy : policies) {
            json.writeString(policy.name());
        }
        json.writeEndArray();
    }

    /** The array of configurations. */
    static void configurations(JsonGenerator json, List<NetworkConfiguration> configurations) throws IOException {
        json.writeArrayFieldStart("configurations");
        for (NetworkConfiguration configuration : configurations) {
            json.writeStartObject();
            configuration(json, configuration);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The fields of a configuration. */
    static void configuration(JsonGenerator json, NetworkConfiguration configuration) throws IOException {
        json.writeStringField("id", configuration.id().value());
        json.writeStringField("name", configuration.name());
        Json.member(json, "kind", configuration.kind());
        Json.member(json, "state", configuration.state());
        Json.member(json, "bearer", configuration.bearer());
        Json.optional(json, "interface", configuration.interfaceName());
        Json.member(json, "purpose", configuration.purpose());
        json.writeArrayFieldStart("children");
        for (ConfigurationId child : configuration.children()) {
            json.writeString(child.value());
        }
        json.writeEndArray();
        Json.member(json, "metered", configuration.metered());
        Json.member(json, "connectivity", configuration.connectivity());
        if (configuration.signalPercent().isPresent()) {
            json.writeNumberField("signalPercent", configuration.signalPercent().getAsInt());
        } else {
            json.writeNullField("signalPercent");
        }
        Json.seconds(json, "connectTimeoutSeconds", configuration.connectTimeout());
    }

    /** The fields of an interface, without its counters. */
    static void link(JsonGenerator json, Link link) throws IOException {
        json.writeStringField("name", link.name());
        json.writeNumberField("index", link.index());
        json.writeArrayFieldStart("alternativeNames");
        for (String alternative : link.alternativeNames()) {
            json.writeString(alternative);
        }
        json.writeEndArray();
        Json.member(json, "kind", link.kind());
        json.writeBooleanField("up", link.up());
        json.writeBooleanField("carrier", link.carrier());
        json.writeBooleanField("operational", link.operational());
        Json.member(json, "bearer", link.bearer());
        if (link.mtuBytes() > 0) {
            json.writeNumberField("mtuBytes", link.mtuBytes());
        } else {
            json.writeNullField("mtuBytes");
        }
        Json.optional(json, "hardwareAddress", link.hardwareAddress());
        Json.optional(json, "systemId", link.systemId());
        Json.optional(json, "master", link.master());
        json.writeArrayFieldStart("addresses");
        for (LinkAddress address : link.addresses()) {
            json.writeString(Text.address(address));
        }
        json.writeEndArray();
    }

    /** The array of capabilities. */
    static void capabilities(JsonGenerator json, CapabilityReport report) throws IOException {
        json.writeArrayFieldStart("capabilities");
        for (CapabilityStatus status : report.statuses()) {
            json.writeStartObject();
            status(json, status);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void status(JsonGenerator json, CapabilityStatus status) throws IOException {
        Json.member(json, "capability", status.capability());
        Json.member(json, "level", status.support());
        json.writeStringField("reason", status.reason());
        Json.optional(json, "remedy", status.remedy());
    }

    private static void counters(JsonGenerator json, InterfaceCounters counters) throws IOException {
        for (Counter counter : Counter.values()) {
            if (counters == null) {
                json.writeNullField(counter.field());
            } else {
                json.writeNumberField(counter.field(), counter.of(counters));
            }
        }
    }
}
