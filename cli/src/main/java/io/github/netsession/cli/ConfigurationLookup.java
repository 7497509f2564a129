package io.github.netsession.cli;

import io.github.netsession.NetworkConfiguration;
import io.github.netsession.Networks;
import io.github.netsession.spi.Excerpt;
import java.util.List;

/** Finds the configuration that somebody means. */
final class ConfigurationLookup {

    private static final String DEFAULT = "default";

    private ConfigurationLookup() {
    }

    /**
     * The configuration with this id; else the default one if that is asked for; else the only one with this name.
     *
     * @param networks where to look
     * @param wanted an id, {@code default}, or a name
     * @return the configuration
     * @throws CliException if there is none, or more than one
     */
    static NetworkConfiguration find(Networks networks, String wanted) {
        List<NetworkConfiguration> all = networks.configurations();
        for (NetworkConfiguration configuration : all) {
            if (configuration.id().value().equals(wanted)) {
                return configuration;
            }
        }
        if (wanted.equals(DEFAULT)) {
            return networks.defaultConfiguration().orElseThrow(() -> new CliException(Exit.NO_CONFIGURATION,
                "there is no default configuration, because none is active or can be started (see: netsession status)"));
        }
        List<NetworkConfiguration> named = all.stream().filter(configuration -> configuration.name().equals(wanted)).toList();
        if (named.size() == 1) {
            return named.get(0);
        }
        throw new CliException(Exit.NO_CONFIGURATION, named.isEmpty()
            ? "no configuration '" + wanted + "'; known: " + list(all) + " (see: netsession status)"
            : named.size() + " configurations are named '" + wanted + "'; give one id of: " + list(named));
    }

    private static String list(List<NetworkConfiguration> configurations) {
        return Excerpt.of(configurations.stream().map(each -> each.id().value()).toList());
    }
}
