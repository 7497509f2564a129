package io.github.netsession.cli;

import io.github.netsession.ConfigurationKind;
import io.github.netsession.Link;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.Networks;
import io.github.netsession.NetworksState;
import io.github.netsession.spi.Excerpt;
import java.util.List;
import java.util.Optional;

/** Finds the configuration that somebody means. */
final class ConfigurationLookup {

    private static final String DEFAULT = "default";

    private ConfigurationLookup() {
    }

    /**
     * The configuration with this id; else the default one if that is asked for; else the only one with this name; else the only one on the
     * interface with this name or alternative name, or the only one that is up there.
     *
     * @param networks where to look
     * @param wanted an id, {@code default}, or a name
     * @return the configuration
     * @throws CliException if there is none, or more than one
     */
    static NetworkConfiguration find(Networks networks, String wanted) {
        NetworksState state = networks.state();
        List<NetworkConfiguration> all = state.configurations();
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
        if (!named.isEmpty()) {
            return only(named, wanted, "are named");
        }
        List<NetworkConfiguration> there = onInterface(state, wanted);
        if (there.isEmpty()) {
            throw new CliException(Exit.NO_CONFIGURATION, "no configuration '" + wanted + "'; known: " + list(all) + " (see: netsession status)");
        }
        return only(there, wanted, "are on the interface");
    }

    private static NetworkConfiguration only(List<NetworkConfiguration> found, String wanted, String are) {
        if (found.size() > 1) {
            throw new CliException(Exit.NO_CONFIGURATION,
                found.size() + " configurations " + are + " '" + wanted + "'; give one id of: " + list(found));
        }
        return found.get(0);
    }

    private static List<NetworkConfiguration> onInterface(NetworksState state, String wanted) {
        Optional<String> link = state.interfaces().stream().filter(each -> each.name().equals(wanted) || each.alternativeNames().contains(wanted))
            .map(Link::name).findFirst();
        List<NetworkConfiguration> there = state.configurations().stream().filter(each -> each.kind() == ConfigurationKind.ACCESS_POINT)
            .filter(each -> link.isPresent() && each.interfaceName().equals(link)).toList();
        List<NetworkConfiguration> up = there.stream().filter(NetworkConfiguration::isActive).toList();
        return up.size() == 1 ? up : there;
    }

    private static String list(List<NetworkConfiguration> configurations) {
        return Excerpt.of(configurations.stream().map(each -> each.id().value()).toList());
    }
}
