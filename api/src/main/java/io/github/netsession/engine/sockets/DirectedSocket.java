package io.github.netsession.engine.sockets;

import io.github.netsession.NetworkSocketException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.function.Predicate;

/** A TCP socket of one link, without a proxy. It refuses addresses of this machine, for which the kernel would let it wait for seconds. */
final class DirectedSocket extends Socket {

    private final Predicate<InetAddress> refused;

    DirectedSocket(Predicate<InetAddress> refused) {
        super(Proxy.NO_PROXY);
        this.refused = refused;
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        if (endpoint instanceof InetSocketAddress target && target.getAddress() != null && refused.test(target.getAddress())) {
            throw new NetworkSocketException(SocketFailures.onThisMachine(target.getAddress()));
        }
        super.connect(endpoint, timeout);
    }
}
