package io.github.netsession.linux;

import io.github.netsession.ConfigurationId;
import io.github.netsession.NetworkSession;
import io.github.netsession.Networks;
import java.net.Socket;
import java.time.Duration;

/** What a web application does with the library between its start and its end. {@link ContainerChild} loads it in a class loader of its own. */
public final class ContainerApplication implements Runnable {

    /** The container makes it. */
    public ContainerApplication() {
        // By reflection.
    }

    @Override
    public void run() {
        try (Networks networks = Networks.builder().backend(new LinuxBackendProvider()).open()) {
            NetworkSession session = networks.session(ConfigurationId.of("link", "ap0"));
            session.open();
            if (!session.awaitOpened(Duration.ofSeconds(20))) {
                throw new IllegalStateException("not opened: " + session.failure());
            }
            try (Socket socket = session.sockets().socketFactory().createSocket()) {
                socket.getReuseAddress();
            }
            networks.counters();
            networks.update().join();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
