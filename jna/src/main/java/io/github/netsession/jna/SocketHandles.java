package io.github.netsession.jna;

import java.io.Closeable;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.NetworkChannel;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;

/**
 * The operating system's handle of a Java socket: the descriptor on Linux and macOS, the SOCKET on Windows. It works without flags or
 * privileges, on any thread, virtual threads included. If a JDK keeps its sockets in another way, {@link #obstacle()} says so.
 *
 * <p>A closed socket still has the number of its handle, and soon that number is another socket's. So no method returns a handle: an action
 * gets it, and until the action ends, a {@code close()} of the same socket on another thread waits.
 */
public final class SocketHandles {

    private SocketHandles() {
    }

    /** How a probe went. */
    record Probe(Optional<SocketFields> fields, String reason) {

        static Probe of(Callable<SocketFields> attempt) {
            try {
                return new Probe(Optional.of(attempt.call()), "");
            } catch (ExceptionInInitializerError unusable) {
                return new Probe(Optional.empty(), "JNA cannot be used: " + unusable.getCause());
            } catch (LinkageError unusable) {
                return new Probe(Optional.empty(), "JNA cannot be used: " + unusable);
            } catch (NoSuchFieldException missing) {
                return new Probe(Optional.empty(), missing.getMessage());
            } catch (Exception unexpected) {
                return new Probe(Optional.empty(), "the JVM does not let its sockets be read: " + unexpected);
            }
        }
    }

    /** The names, which are all that a new JDK may change: looked up once, without touching the JVM's memory. */
    private static final class Names {
        static final Probe PROBE = Probe.of(SocketFields::new);
    }

    /** The names and a first reading, which takes some tens of milliseconds and so waits for the first socket. */
    private static final class Readings {
        static final Probe PROBE = Names.PROBE.fields().isEmpty() ? Names.PROBE : Probe.of(() -> Names.PROBE.fields().get().tried());
    }

    private static volatile Optional<String> unreadable = Optional.empty();

    /**
     * Says why the handles of sockets cannot be read in this JVM: this JDK keeps them otherwise, or the first reading of a socket has failed.
     * The first call takes some milliseconds.
     *
     * @return one sentence; empty if nothing is known against it
     */
    public static Optional<String> obstacle() {
        return Names.PROBE.fields().isPresent() ? unreadable : Optional.of(Names.PROBE.reason());
    }

    private static SocketFields fields() {
        Probe probe = Readings.PROBE;
        if (probe.fields().isEmpty()) {
            unreadable = Optional.of(probe.reason());
            throw new UnsupportedOperationException(probe.reason());
        }
        return probe.fields().get();
    }

    /**
     * Performs an action with the handle of a socket. A socket that has no handle yet gets one, as from its first {@code bind}, {@code connect}
     * or option; nothing else changes. The socket may be bound or connected; a Socket that another thread is connecting is refused.
     *
     * <p>During the action this thread holds the JDK's own lock of the socket. {@code close()} needs it, and so does the interrupt of a thread
     * that blocks in a call on a channel. So the action must be short: one or two system calls. It must not wait, and must not use the socket.
     *
     * @param <R> what the action returns
     * @param socket one of the JDK's own implementations of Socket, ServerSocket, DatagramSocket, MulticastSocket, SocketChannel,
     *     ServerSocketChannel and DatagramChannel; also an SSLSocket that is not layered over another
     * @param action gets the handle, which it must not keep
     * @return what the action returned
     * @throws SocketException if the socket is closed, or the operating system refuses to create one; the action was not called
     * @throws IllegalArgumentException if this is no such socket: a subclass or a provider from elsewhere, a layered SSLSocket, a Unix domain
     *     socket, a Socket that connects through an HTTP proxy or is being connected; the action was not called
     * @throws UnsupportedOperationException with the reason if there is an {@link #obstacle()}
     */
    public static <R> R with(Closeable socket, LongFunction<R> action) throws SocketException {
        Objects.requireNonNull(socket, "socket");
        Objects.requireNonNull(action, "action");
        SocketFields fields = fields();
        if (socket instanceof NetworkChannel channel) {
            return fields.with(channel, action);
        }
        if (socket instanceof Socket tcp) {
            return fields.with(tcp, action);
        }
        if (socket instanceof ServerSocket listener) {
            return fields.with(listener, action);
        }
        if (socket instanceof DatagramSocket udp) {
            return fields.with(udp, action);
        }
        throw SocketFields.refused(socket, "it is not a socket");
    }
}
