package io.github.netsession.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What has no handle, or one that says nothing, is refused with the reason, and the action is never called. */
@Tag("unit")
@Tag("every-jdk")
class SocketRefusalsTest {

    private static void isRefused(String why, Closeable socket) throws IOException {
        AtomicInteger calls = new AtomicInteger();
        try (socket) {
            String message = assertThrows(IllegalArgumentException.class, () -> SocketHandles.with(socket, handle -> calls.incrementAndGet()))
                .getMessage();
            assertTrue(message.contains(why), message);
            assertTrue(message.contains(socket.getClass().getName()), message);
        }
        assertEquals(0, calls.get());
    }

    @Test
    void subclassesFromElsewhereAreRefused() throws IOException {
        isRefused("only the JDK's own", new Socket() { });
        isRefused("only the JDK's own", new ServerSocket() { });
        isRefused("only the JDK's own", new DatagramSocket() { });
    }

    /** As a provider from elsewhere would give. */
    private static final class ForeignChannel implements NetworkChannel {
        private static final UnsupportedOperationException ASKED = new UnsupportedOperationException("nobody may ask");

        @Override
        public NetworkChannel bind(SocketAddress local) {
            throw ASKED;
        }

        @Override
        public SocketAddress getLocalAddress() {
            throw ASKED;
        }

        @Override
        public <T> NetworkChannel setOption(SocketOption<T> name, T value) {
            throw ASKED;
        }

        @Override
        public <T> T getOption(SocketOption<T> name) {
            throw ASKED;
        }

        @Override
        public Set<SocketOption<?>> supportedOptions() {
            throw ASKED;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
        }
    }

    @Test
    void channelsOfOtherProvidersAndAsynchronousOnesAreRefused() throws IOException {
        isRefused("only the JDK's own", new ForeignChannel());
        isRefused("only the JDK's own", AsynchronousSocketChannel.open());
        isRefused("only the JDK's own", AsynchronousServerSocketChannel.open());
    }

    @Test
    void unixDomainSocketsAreRefused() throws IOException {
        isRefused("uses no network interface", SocketChannel.open(StandardProtocolFamily.UNIX));
        isRefused("uses no network interface", ServerSocketChannel.open(StandardProtocolFamily.UNIX));
    }

    @Test
    void anSslSocketThatIsLayeredOverAnotherIsRefused() throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (ServerSocket listener = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
            isRefused("layered", factory.createSocket(new Socket(listener.getInetAddress(), listener.getLocalPort()), "localhost", 443, true));
            isRefused("layered", factory.createSocket(new Socket(listener.getInetAddress(), listener.getLocalPort()),
                new ByteArrayInputStream(new byte[1]), true));
        }
    }

    @Test
    void aSocketThatConnectsThroughAnHttpProxyIsRefused() throws IOException {
        InetSocketAddress proxy = InetSocketAddress.createUnresolved("proxy.example", 3128);
        isRefused("HttpConnectSocketImpl", new Socket(new Proxy(Proxy.Type.HTTP, proxy)));
    }

    @Test
    void whatIsNoSocketIsRefused() throws IOException {
        isRefused("it is not a socket", new ByteArrayInputStream(new byte[0]));
        assertThrows(NullPointerException.class, () -> SocketHandles.with(null, handle -> handle));
        try (Socket socket = new Socket()) {
            assertThrows(NullPointerException.class, () -> SocketHandles.with(socket, null));
        }
    }

    @Test
    void aJdkThatHasRenamedAFieldIsAnObstacleThatNamesTheField() {
        assertObstacle("sun.nio.ch.SocketChannelImpl.descriptor of Java " + Runtime.version() + " cannot be read: there is no such field",
            () -> new JdkField("sun.nio.ch.SocketChannelImpl", "descriptor", int.class));
        assertObstacle("sun.nio.ch.PlainSocketChannel.fdVal of Java " + Runtime.version() + " cannot be read: there is no such class",
            () -> new JdkField("sun.nio.ch.PlainSocketChannel", "fdVal", int.class));
        assertObstacle("a field of type long is expected", () -> new JdkField("java.io.FileDescriptor", "fd", long.class));
        assertObstacle("private static", () -> new JdkField("java.lang.Integer", "serialVersionUID", long.class));
    }

    @Test
    void aJvmThatJnaCannotBeUsedInIsAnObstacleToo() {
        assertObstacle("JNA cannot be used: java.lang.UnsatisfiedLinkError: no libffi", () -> {
            throw new UnsatisfiedLinkError("no libffi");
        });
        assertObstacle("JNA cannot be used: java.lang.UnsupportedOperationException: only JVMs of 64 bits", () -> {
            throw new ExceptionInInitializerError(new UnsupportedOperationException("only JVMs of 64 bits are supported"));
        });
        assertObstacle("the JVM does not let its sockets be read: java.lang.SecurityException: no", () -> {
            throw new SecurityException("no");
        });
    }

    /** Anything that ends in making the fields. */
    private interface Attempt {
        Object make() throws NoSuchFieldException;
    }

    private static void assertObstacle(String reason, Attempt attempt) {
        SocketHandles.Probe probe = SocketHandles.Probe.of(() -> (SocketFields) attempt.make());
        assertEquals(Optional.empty(), probe.fields());
        assertTrue(probe.reason().contains(reason), probe.reason());
        assertFalse(probe.reason().contains("\n"), probe.reason());
    }

    /** JNI would read it, and crash or answer nonsense. */
    @Test
    void anObjectOfAnotherClassIsNotRead() throws NoSuchFieldException {
        JdkField number = new JdkField("java.io.FileDescriptor", "fd", int.class);
        assertThrows(ClassCastException.class, () -> number.intOf("no descriptor"));
        assertEquals(-1, number.intOf(new FileDescriptor()));
    }
}
