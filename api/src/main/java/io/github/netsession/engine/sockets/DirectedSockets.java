package io.github.netsession.engine.sockets;

import io.github.netsession.NetworkSocketException;
import io.github.netsession.SessionFailure;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.function.Function;
import java.util.function.Predicate;

/** Opens sockets and channels and directs them to the current outlet. */
final class DirectedSockets {

    private final Backend backend;
    private final Outlet.Finder finder;
    private final Predicate<InetAddress> isOwn;
    private final Function<BackendException, SessionFailure> failures;

    DirectedSockets(Backend backend, Outlet.Finder finder, Predicate<InetAddress> isOwn, Function<BackendException, SessionFailure> failures) {
        this.backend = backend;
        this.finder = finder;
        this.isOwn = isOwn;
        this.failures = failures;
    }

    Outlet outlet() throws NetworkSocketException {
        return finder.find();
    }

    boolean isSimulated() {
        return backend.isSimulated();
    }

    /** Returns whether no link leads to an address, because the kernel delivers such packets itself. */
    boolean isOnThisMachine(InetAddress address) {
        return !backend.isSimulated() && (address.isLoopbackAddress() || address.isAnyLocalAddress() || isOwn.test(address));
    }

    Socket openSocket(Outlet outlet) throws IOException {
        return directed(outlet, new DirectedSocket(this::isOnThisMachine));
    }

    /** Opens a socket or a channel. */
    interface Opening<S extends Closeable> {
        S open() throws IOException;
    }

    /** Opens a socket or channel and directs it; opens nothing if there is no outlet. */
    <S extends Closeable> S open(Opening<S> opening) throws IOException {
        Outlet outlet = outlet();
        return directed(outlet, opening.open());
    }

    private <S extends Closeable> S directed(Outlet outlet, S socket) throws IOException {
        try {
            direct(outlet, socket);
            return socket;
        } catch (IOException | RuntimeException | Error failure) {
            close(socket, failure);
            throw failure;
        }
    }

    /** Closes a socket; the application gets the first failure. */
    static void close(Closeable socket, Throwable failure) {
        try {
            socket.close();
        } catch (IOException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    void direct(Outlet outlet, Closeable socket) throws NetworkSocketException {
        try {
            backend.direct(outlet.id(), outlet.link(), socket);
        } catch (BackendException refusal) {
            throw new NetworkSocketException(failures.apply(refusal), refusal);
        }
    }
}
