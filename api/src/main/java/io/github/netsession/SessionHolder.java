package io.github.netsession;

import java.time.Instant;
import java.util.Objects;

/**
 * A process that holds an access point through at least one open session.
 *
 * @param pid the process id, in the PID namespace of that process
 * @param program the program, as that process states it: the main class or the jar; at most 100 characters of any kind
 * @param since when the process began to hold the access point, by its wall clock
 * @param configuration the access point
 */
public record SessionHolder(long pid, String program, Instant since, ConfigurationId configuration) {

    public SessionHolder {
        Objects.requireNonNull(program, "program");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(configuration, "configuration");
    }
}
