package io.github.netsession.sim;

import io.github.netsession.ConfigurationId;
import java.util.Optional;

/** The ids of simulated access points: {@code sim:<name>}. */
final class SimId {

    private static final String SCHEME = "sim";

    private SimId() {
    }

    static ConfigurationId of(String name) {
        return ConfigurationId.of(SCHEME, name);
    }

    /** Returns the access point's name; empty if the id is not of a simulated access point. */
    static Optional<String> nameIn(ConfigurationId id) {
        String prefix = SCHEME + ':';
        return Optional.of(id.value()).filter(value -> value.startsWith(prefix)).map(value -> value.substring(prefix.length()));
    }
}
