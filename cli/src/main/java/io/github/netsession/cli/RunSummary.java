package io.github.netsession.cli;

import io.github.netsession.ConfigurationId;
import io.github.netsession.Traffic;
import java.time.Duration;
import java.util.Optional;

/**
 * What a held session came to.
 *
 * @param configuration what it was held on
 * @param exitCode the command's exit code
 * @param active how long the session was open
 * @param traffic what went through it; empty if it could not be counted
 */
record RunSummary(ConfigurationId configuration, int exitCode, Duration active, Optional<Traffic> traffic) {

    String json() {
        return Json.object(json -> {
            json.writeStringField("configuration", configuration.value());
            json.writeNumberField("exitCode", exitCode);
            Json.seconds(json, "activeSeconds", active);
            Json.number(json, "bytesReceived", traffic.map(Traffic::bytesReceived));
            Json.number(json, "bytesWritten", traffic.map(Traffic::bytesWritten));
        });
    }

    String text() {
        return configuration.value() + ": " + traffic.map(RunSummary::text).orElse("bytes not known") + " in " + Amount.time(active)
            + ", exit code " + exitCode;
    }

    private static String text(Traffic traffic) {
        return Amount.bytes(traffic.bytesReceived()) + " received, " + Amount.bytes(traffic.bytesWritten()) + " written";
    }
}
