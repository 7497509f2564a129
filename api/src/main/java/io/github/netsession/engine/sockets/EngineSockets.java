package io.github.netsession.engine.sockets;

import io.github.netsession.NetworkSocketException;
import io.github.netsession.NetworkSockets;
import io.github.netsession.SessionFailure;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.net.SocketFactory;

/** Sockets that use the current outlet. Needs no turn of the engine: the published state names the outlet, and the backend directs. */
public final class EngineSockets implements NetworkSockets {

    private final DirectedSockets directed;
    private final SocketFactory factory;

    /**
     * Creates the sockets of one session or offer.
     *
     * @param backend directs the sockets
     * @param finder finds the current outlet
     * @param isOwn whether an address is one of this machine
     * @param failures converts exceptions of the backend
     */
    public EngineSockets(Backend backend, Outlet.Finder finder, Predicate<InetAddress> isOwn, Function<BackendException, SessionFailure> failures) {
        directed = new DirectedSockets(backend, finder, isOwn, failures);
        factory = new EngineSocketFactory(directed);
    }

    @Override
    public SocketFactory socketFactory() {
        return factory;
    }

    @Override
    public SocketChannel openSocketChannel() throws IOException {
        return directed.open(SocketChannel::open);
    }

    @Override
    public SocketChannel openSocketChannel(ProtocolFamily family) throws IOException {
        Objects.requireNonNull(family, "family");
        return directed.open(() -> SocketChannel.open(internet(family)));
    }

    @Override
    public DatagramChannel openDatagramChannel() throws IOException {
        return directed.open(DatagramChannel::open);
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
        Objects.requireNonNull(family, "family");
        return directed.open(() -> DatagramChannel.open(internet(family)));
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() throws IOException {
        return directed.open(ServerSocketChannel::open);
    }

    @Override
    public ServerSocketChannel openServerSocketChannel(ProtocolFamily family) throws IOException {
        Objects.requireNonNull(family, "family");
        return directed.open(() -> ServerSocketChannel.open(internet(family)));
    }

    private static ProtocolFamily internet(ProtocolFamily family) {
        return switch (family.name()) {
            case "INET", "INET6" -> family;
            default -> throw new UnsupportedOperationException("sockets of " + family.name() + " have no link; use INET or INET6");
        };
    }

    @Override
    public void bindSocket(Socket socket) throws IOException {
        boolean isOwn = socket instanceof DirectedSocket;
        requireOfJdk(socket, isOwn);
        require(!socket.isClosed(), "it is closed");
        require(!socket.isConnected(), "it is connected already");
        bind(socket, socket.isBound() ? socket.getLocalSocketAddress() : null);
    }

    @Override
    public void bindSocket(ServerSocket socket) throws IOException {
        requireOfJdk(socket, false);
        require(!socket.isClosed(), "it is closed");
        bind(socket, socket.getLocalSocketAddress());
    }

    @Override
    public void bindSocket(DatagramSocket socket) throws IOException {
        requireOfJdk(socket, false);
        require(!socket.isClosed(), "it is closed");
        require(!socket.isConnected(), "it is connected already");
        bind(socket, socket.getLocalSocketAddress());
    }

    @Override
    public void bindSocket(NetworkChannel channel) throws IOException {
        requireOfJdk(channel, false);
        require(channel.isOpen(), "it is closed");
        if (channel instanceof SocketChannel stream) {
            require(!stream.isConnected(), "it is connected already");
            require(!stream.isConnectionPending(), "it is being connected already");
        } else if (channel instanceof DatagramChannel datagrams) {
            require(!datagrams.isConnected(), "it is connected already");
        } else {
            require(channel instanceof ServerSocketChannel, "asynchronous channels cannot be directed");
        }
        require(channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEADDR), "it is a UNIX domain socket");
        bind(channel, channel.getLocalAddress());
    }

    private void bind(Closeable socket, SocketAddress local) throws IOException {
        Outlet outlet = directed.outlet();
        if (local instanceof InetSocketAddress bound && !bound.getAddress().isAnyLocalAddress() && !directed.isSimulated()) {
            require(outlet.has(bound.getAddress()), "it is bound to " + bound.getAddress().getHostAddress() + ", which is no address of " + outlet.link().name());
        }
        directed.direct(outlet, socket);
    }

    /** Refuses sockets of other classes, because such a socket may transfer its bytes by another descriptor than the one found. */
    private static void requireOfJdk(Object socket, boolean isOwn) throws NetworkSocketException {
        require(isOwn || socket.getClass().getModule() == Object.class.getModule(),
            "its class " + socket.getClass().getName() + " is not the JDK's own");
    }

    private static void require(boolean condition, String otherwise) throws NetworkSocketException {
        if (!condition) {
            throw new NetworkSocketException(SocketFailures.notDirected(otherwise));
        }
    }

    @Override
    public Optional<InetAddress> localAddress(ProtocolFamily family) throws NetworkSocketException {
        Objects.requireNonNull(family, "family");
        return directed.outlet().address(internet(family));
    }
}
