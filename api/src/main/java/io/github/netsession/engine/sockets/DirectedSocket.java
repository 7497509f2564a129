package io.github.netsession.engine.sockets;

import io.github.netsession.NetworkSocketException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;

/** A TCP socket of one link: without a proxy, and not for loopback, where the kernel would let it wait for seconds. */
final class DirectedSocket extends Socket {

    private final boolean reachesLoopback;

    DirectedSocket(boolean reachesLoopback) {
        super(Proxy.NO_PROXY);
        this.reachesLoopback = reachesLoopback;
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        if (!reachesLoopback && endpoint instanceof InetSocketAddress target && target.getAddress() != null
            && (target.getAddress().isLoopbackAddress() || target.getAddress().isAnyLocalAddress())) {
            throw new NetworkSocketException(SocketFailures.loopback(target.getAddress()));
        }
        super.connect(endpoint, timeout);
    }
}
