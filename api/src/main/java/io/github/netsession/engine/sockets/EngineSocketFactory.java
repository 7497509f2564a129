package io.github.netsession.engine.sockets;

import io.github.netsession.NetworkSocketException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.net.SocketFactory;

/** Creates TCP sockets for code that takes a {@link SocketFactory}. */
final class EngineSocketFactory extends SocketFactory {

    /** The wait for an address that does not answer, if others are left: the kernel's own limit is two minutes. */
    private static final Duration EACH = Duration.ofSeconds(10);

    private final DirectedSockets sockets;

    EngineSocketFactory(DirectedSockets sockets) {
        this.sockets = sockets;
    }

    @Override
    public Socket createSocket() throws IOException {
        return sockets.openSocket(sockets.outlet());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(host, port, null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(host, port, new InetSocketAddress(localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        Objects.requireNonNull(host, "host");
        return connected(sockets.outlet(), List.of(host), port, null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        Objects.requireNonNull(host, "host");
        return connected(sockets.outlet(), List.of(host), port, new InetSocketAddress(localHost, localPort));
    }

    private Socket connected(String host, int port, SocketAddress local) throws IOException {
        Objects.requireNonNull(host, "host");
        Outlet outlet = sockets.outlet();
        List<InetAddress> all = Arrays.asList(InetAddress.getAllByName(host));
        // The socket itself refuses an address of this machine, with the reason.
        List<InetAddress> reachable = sockets.isSimulated() ? all : all.stream()
            .filter(address -> outlet.canReach(address) || sockets.isOnThisMachine(address)).toList();
        if (reachable.isEmpty()) {
            throw new NetworkSocketException(SocketFailures.noAddressFor(outlet.link(), host, all));
        }
        return connected(outlet, reachable, port, local);
    }

    private Socket connected(Outlet outlet, List<InetAddress> addresses, int port, SocketAddress local) throws IOException {
        IOException failure = null;
        for (int i = 0; i < addresses.size(); i++) {
            InetSocketAddress target = new InetSocketAddress(addresses.get(i), port);
            Socket socket = sockets.openSocket(outlet);
            try {
                if (local != null) {
                    socket.bind(local);
                }
                socket.connect(target, i == addresses.size() - 1 ? 0 : (int) EACH.toMillis());
                return socket;
            } catch (RuntimeException defect) {
                DirectedSockets.close(socket, defect);
                throw defect;
            } catch (IOException refusal) {
                DirectedSockets.close(socket, refusal);
                failure = first(failure, refusal);
            }
        }
        throw Objects.requireNonNull(failure, "no address");
    }

    private static IOException first(IOException before, IOException next) {
        if (before == null) {
            return next;
        }
        before.addSuppressed(next);
        return before;
    }
}
