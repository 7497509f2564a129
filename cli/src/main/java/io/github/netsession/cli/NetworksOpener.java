package io.github.netsession.cli;

import io.github.netsession.Networks;
import java.util.Optional;

/** How a command comes by its {@link Networks}. Tests give one of their own. */
@FunctionalInterface
interface NetworksOpener {

    /**
     * Opens.
     *
     * @param backend the backend asked for; empty for the best one
     * @return the open instance, which the command closes
     */
    Networks open(Optional<String> backend);

    /** Opens this machine's networks. */
    static Networks system(Optional<String> backend) {
        return backend.map(name -> Networks.builder().backend(name).open()).orElseGet(Networks::open);
    }
}
