package io.github.netsession.cli;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Traffic;
import java.time.Duration;

/**
 * What a held session came to.
 *
 * @param configuration what it was held on
 * @param exitCode the command's exit code
 * @param active how long the session was open
 * @param traffic what went through it
 */
record RunSummary(ConfigurationId configuration, int exitCode, Duration active, Traffic traffic) {

    String json() {
        return Json.object(json -> {
            json.writeStringField("configuration", configuration.value());
            json.writeNumberField("exitCode", exitCode);
            Json.seconds(json, "activeSeconds", active);
            json.writeNumberField("bytesReceived", traffic.bytesReceived());
            json.writeNumberField("bytesWritten", traffic.bytesWritten());
        });
    }

    String text() {
        return configuration.value() + ": " + Amount.bytes(traffic.bytesReceived()) + " received, " + Amount.bytes(traffic.bytesWritten())
            + " written in " + Amount.time(active) + ", exit code " + exitCode;
    }
}
