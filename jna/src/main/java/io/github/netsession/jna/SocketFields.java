package io.github.netsession.jna;

import java.io.FileDescriptor;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOptions;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import javax.net.ssl.SSLSocket;

/**
 * Where the JDK keeps the descriptor of a socket, and under which lock it closes the socket. No other class names internals of the JDK. The
 * names are the same in JDK 17 and 25. Source: the class files of JDK 17.0.15 and the sources of JDK 25.0.3, packages java.net,
 * java.nio.channels.spi, sun.nio.ch and sun.security.ssl.
 *
 * <ul>
 * <li>A channel keeps the number in {@code fdVal}. {@code close()}, which an interrupt calls too, holds {@code closeLock}.
 * <li>A {@code Socket} has a {@code SocksSocketImpl} that delegates to a {@code NioSocketImpl}; one made with
 *     {@code Proxy.NO_PROXY}, or accepted, has a {@code NioSocketImpl}, and so has a {@code ServerSocket}. That closes under its {@code stateLock}.
 * <li>A {@code DatagramSocket} delegates to the socket of a {@code DatagramChannel}.
 * <li>The socket of a channel names the channel, by the public {@code getChannel()}.
 * </ul>
 */
final class SocketFields {

    /** Source: NioSocketImpl, ST_CONNECTING. */
    private static final int CONNECTING = 2;
    private static final String OF_THE_ENGINE = "io.github.netsession.engine.sockets.DirectedSocket";

    private final JdkField closeLock;
    private final Map<String, JdkField> channelNumbers;
    private final JdkField socketImpl;
    private final JdkField serverSocketImpl;
    private final JdkField delegateOfImpl;
    private final JdkField stateLock;
    private final JdkField state;
    private final JdkField descriptor;
    private final JdkField number;
    private final JdkField delegateOfDatagramSocket;
    private final JdkField underlyingOfSsl;

    /** Fails with a NoSuchFieldException, a sentence, if this JDK has not all of them. */
    SocketFields() throws NoSuchFieldException {
        closeLock = new JdkField("java.nio.channels.spi.AbstractInterruptibleChannel", "closeLock", Object.class);
        channelNumbers = Map.of(
            "sun.nio.ch.SocketChannelImpl", new JdkField("sun.nio.ch.SocketChannelImpl", "fdVal", int.class),
            "sun.nio.ch.ServerSocketChannelImpl", new JdkField("sun.nio.ch.ServerSocketChannelImpl", "fdVal", int.class),
            "sun.nio.ch.DatagramChannelImpl", new JdkField("sun.nio.ch.DatagramChannelImpl", "fdVal", int.class));
        socketImpl = new JdkField("java.net.Socket", "impl", SocketImpl.class);
        serverSocketImpl = new JdkField("java.net.ServerSocket", "impl", SocketImpl.class);
        delegateOfImpl = new JdkField("java.net.DelegatingSocketImpl", "delegate", SocketImpl.class);
        stateLock = new JdkField("sun.nio.ch.NioSocketImpl", "stateLock", Object.class);
        state = new JdkField("sun.nio.ch.NioSocketImpl", "state", int.class);
        descriptor = new JdkField("java.net.SocketImpl", "fd", FileDescriptor.class);
        number = new JdkField("java.io.FileDescriptor", "fd", int.class);
        delegateOfDatagramSocket = new JdkField("java.net.DatagramSocket", "delegate", DatagramSocket.class);
        underlyingOfSsl = new JdkField("sun.security.ssl.BaseSSLSocketImpl", "self", Socket.class);
    }

    /** Reads a field for the first time, which makes the JVM's functions known to JNA; fails with a sentence if what it reads cannot be. */
    SocketFields tried() throws NoSuchFieldException {
        if (number.intOf(new FileDescriptor()) != -1) {
            throw new NoSuchFieldException("a new FileDescriptor has not the number -1 on Java " + Runtime.version());
        }
        return this;
    }

    <R> R with(NetworkChannel channel, LongFunction<R> action) throws SocketException {
        JdkField fdVal = channelNumbers.get(channel.getClass().getName());
        if (fdVal == null || isForeign(channel)) {
            throw refused(channel, "only the JDK's own SocketChannel, ServerSocketChannel and DatagramChannel are supported");
        }
        // Every Internet channel has this option, a Unix domain channel has not.
        if (!channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEADDR)) {
            throw refused(channel, "a Unix domain socket uses no network interface");
        }
        synchronized (closeLock.of(channel).orElseThrow()) {
            if (!channel.isOpen()) {
                throw new SocketException("the channel is closed");
            }
            return action.apply(checked(fdVal.intOf(channel)));
        }
    }

    <R> R with(Socket socket, LongFunction<R> action) throws SocketException {
        refuseForeign(socket);
        if (socket instanceof SSLSocket && underlyingOfSsl.of(socket).orElse(socket) != socket) {
            throw refused(socket, "it is layered over another socket and never uses its own; pass the other one before it is connected");
        }
        Optional<NetworkChannel> channel = Optional.ofNullable(socket.getChannel());
        if (channel.isPresent()) {
            return with(channel.get(), action);
        }
        // What is refused gets no descriptor. JDK 25 makes the implementation together with the descriptor.
        socketImpl.of(socket).ifPresent(impl -> innermost(socket, (SocketImpl) impl));
        // Creates the descriptor if there is none yet, and changes nothing else.
        socket.getReuseAddress();
        return with(innermost(socket, (SocketImpl) socketImpl.of(socket).orElseThrow()), action);
    }

    <R> R with(ServerSocket socket, LongFunction<R> action) throws SocketException {
        refuseForeign(socket);
        Optional<NetworkChannel> channel = Optional.ofNullable(socket.getChannel());
        if (channel.isPresent()) {
            return with(channel.get(), action);
        }
        SocketImpl impl = innermost(socket, (SocketImpl) serverSocketImpl.of(socket).orElseThrow());
        socket.getReuseAddress();
        return with(impl, action);
    }

    <R> R with(DatagramSocket socket, LongFunction<R> action) throws SocketException {
        refuseForeign(socket);
        // Null in the socket of a channel, which is its own implementation.
        DatagramSocket implementation = (DatagramSocket) delegateOfDatagramSocket.of(socket).orElse(socket);
        Optional<DatagramChannel> channel = Optional.ofNullable(implementation.getChannel());
        return with(channel.orElseThrow(() -> unknown(socket, implementation)), action);
    }

    /** The implementation that has the descriptor. One that connects through an HTTP proxy connects by another descriptor than its own. */
    private SocketImpl innermost(Object socket, SocketImpl outer) {
        SocketImpl impl = outer.getClass().getName().equals("java.net.SocksSocketImpl")
            ? (SocketImpl) delegateOfImpl.of(outer).orElseThrow() : outer;
        if (!impl.getClass().getName().equals("sun.nio.ch.NioSocketImpl") || isForeign(impl)) {
            throw unknown(socket, impl);
        }
        return impl;
    }

    private <R> R with(SocketImpl impl, LongFunction<R> action) throws SocketException {
        synchronized (stateLock.of(impl).orElseThrow()) {
            throwIfClosed(impl);
            if (state.intOf(impl) == CONNECTING) {
                throw new IllegalArgumentException("another thread is connecting it");
            }
            return action.apply(checked(number.intOf(descriptor.of(impl).orElseThrow())));
        }
    }

    /** The socket would not do: it does not say that it is closed before its implementation is, which keeps the number. */
    private static void throwIfClosed(SocketOptions impl) throws SocketException {
        impl.getOption(SocketOptions.SO_REUSEADDR);
    }

    private static void refuseForeign(Object socket) {
        if (isForeign(socket)) {
            throw refused(socket, "a subclass may use another socket than its own; only the JDK's own classes are supported");
        }
    }

    /** The engine's own subclass only refuses some addresses, before it connects by its own implementation. */
    private static boolean isForeign(Object socket) {
        return socket.getClass().getModule() != Object.class.getModule() && !socket.getClass().getName().equals(OF_THE_ENGINE);
    }

    private static int checked(int handle) throws SocketException {
        if (handle < 0) {
            throw new SocketException("the socket has no descriptor");
        }
        return handle;
    }

    private static IllegalArgumentException unknown(Object socket, Object implementation) {
        return refused(socket, "its implementation is not the JDK's default one but " + implementation.getClass().getName());
    }

    static IllegalArgumentException refused(Object socket, String why) {
        return new IllegalArgumentException("the handle of a " + socket.getClass().getName() + " cannot be read: " + why);
    }
}
