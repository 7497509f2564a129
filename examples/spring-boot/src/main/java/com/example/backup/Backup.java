package com.example.backup;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import io.github.netsession.NetworksState;
import io.github.netsession.Registration;
import io.github.netsession.Traffic;
import java.util.Optional;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Service;

/** Backs up in a session of its own, and knows whether that is welcome now. */
@Service
public class Backup implements DisposableBean {

    private final Networks networks;
    private final Registration registration;
    private volatile boolean welcome;

    /**
     * Begins to listen.
     *
     * @param networks those of the machine
     */
    public Backup(Networks networks) {
        this.networks = networks;
        registration = networks.listen(event -> welcome = isWelcome(event.state()));
    }

    private static boolean isWelcome(NetworksState state) {
        return state.online() && !state.metered().isMetered();
    }

    /**
     * Returns whether traffic is free now.
     *
     * @return true if the machine is online and its traffic costs nothing
     */
    public boolean isWelcome() {
        return welcome;
    }

    /**
     * Runs a backup over a network, which is up meanwhile.
     *
     * @param network which
     * @param work sends the data
     * @return the bytes that it took; empty if the network did not come up
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public Optional<Traffic> run(ConfigurationId network, Runnable work) throws InterruptedException {
        try (NetworkSession session = networks.session(network)) {
            session.open();
            if (!session.awaitOpened()) {
                return Optional.empty();
            }
            work.run();
            return session.traffic();
        }
    }

    @Override
    public void destroy() {
        registration.close();
    }
}
