package io.github.netsession.linux.recipes;

import io.github.netsession.RoamingHandler;
import io.github.netsession.RoamingOffer;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.concurrent.Executor;

/** Moves a session only to where its server answers. */
public final class TestedMove implements RoamingHandler {

    private final SocketAddress server;
    private final Executor executor;

    /** The executor has threads of its own: a test waits for the network, and must not keep the listeners waiting. */
    public TestedMove(SocketAddress server, Executor executor) {
        this.server = server;
        this.executor = executor;
    }

    @Override
    public void preferred(RoamingOffer offer) {
        offer.migrate();
    }

    @Override
    public void activated(RoamingOffer offer) {
        executor.execute(() -> {
            try (Socket socket = offer.sockets().socketFactory().createSocket()) {
                socket.connect(server, 5_000);
                offer.accept();
            } catch (IOException leadsNowhere) {
                offer.reject();
            }
        });
    }
}
