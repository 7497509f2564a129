package io.github.netsession;

import java.time.Instant;
import java.util.Objects;

/**
 * A process that holds an access point by at least one open session.
 *
 * @param pid the process's number, in its own namespace of processes
 * @param program what it runs, as it says itself: the main class or the jar; at most 100 characters of any kind
 * @param since when it began to hold it, by its wall clock
 * @param configuration the access point
 */
public record SessionHolder(long pid, String program, Instant since, ConfigurationId configuration) {

    public SessionHolder {
        Objects.requireNonNull(program, "program");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(configuration, "configuration");
    }
}
