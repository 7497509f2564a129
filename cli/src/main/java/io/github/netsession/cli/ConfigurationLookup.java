package io.github.netsession.cli;

import io.github.netsession.ConfigurationKind;
import io.github.netsession.Link;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.Networks;
import io.github.netsession.NetworksState;
import io.github.netsession.Registration;
import io.github.netsession.internal.Excerpt;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Finds the configuration that somebody means. */
final class ConfigurationLookup {

    /** A service that is busy answers after a few seconds; one that hangs does not answer at all. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final String DEFAULT = "default";

    private ConfigurationLookup() {
    }

    /**
     * The same as {@link #find}, but if a service that has configurations does not answer, waits for it, unless {@code wanted} is an id that is known.
     *
     * @param networks where to look
     * @param wanted an id, {@code default}, or a name
     * @param timeout how long to wait; at most {@link #LONGEST_WAIT}
     * @return the configuration
     * @throws CliException if there is none, or more than one
     * @throws InterruptedException if this thread is interrupted
     */
    static NetworkConfiguration await(Networks networks, String wanted, Duration timeout) throws InterruptedException {
        CompletableFuture<Boolean> decided = new CompletableFuture<>();
        Registration registration = networks.listen(event -> {
            if (isDecided(networks, wanted)) {
                decided.complete(true);
            }
        });
        try {
            decided.get(Math.min(timeout.toMillis(), LONGEST_WAIT.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return find(networks, wanted); // Which says why there is none.
        } catch (ExecutionException unlikely) {
            throw new IllegalStateException(unlikely);
        } finally {
            registration.close();
        }
        return find(networks, wanted);
    }

    /** A link may be controlled by the service that does not answer; the link's own configuration vanishes when the service does. */
    private static boolean isDecided(Networks networks, String wanted) {
        NetworksState state = networks.state();
        return Incomplete.reason(networks, state).isEmpty() || withId(state, wanted).isPresent();
    }

    private static Optional<NetworkConfiguration> withId(NetworksState state, String wanted) {
        return state.configurations().stream().filter(configuration -> configuration.id().value().equals(wanted)).findFirst();
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
        Optional<NetworkConfiguration> itself = withId(state, wanted);
        if (itself.isPresent()) {
            return itself.get();
        }
        String incomplete = Incomplete.reason(networks, state).map(reason -> "; " + reason).orElse("");
        if (wanted.equals(DEFAULT)) {
            return networks.defaultConfiguration().orElseThrow(() -> new CliException(Exit.NO_CONFIGURATION,
                "there is no default configuration, because none is active or can be started" + incomplete + " (see: netsession status)"));
        }
        List<NetworkConfiguration> named = all.stream().filter(configuration -> configuration.name().equals(wanted)).toList();
        if (!named.isEmpty()) {
            return only(named, wanted, "are named");
        }
        List<NetworkConfiguration> there = onInterface(state, wanted);
        if (there.isEmpty()) {
            throw new CliException(Exit.NO_CONFIGURATION, "no configuration '" + wanted + '\'' + incomplete + "; known: " + list(all) + " (see: netsession status)");
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
