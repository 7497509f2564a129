package io.github.netsession.linux;

import io.github.netsession.Link;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.io.Closeable;
import java.util.Arrays;
import java.util.Optional;

/**
 * Directs sockets to links. The kernel sends what a socket with a bound device sends by that device alone, and picks the device's address as
 * source. Stateless, so for any number of threads. Source: socket(7), SO_BINDTODEVICE; net/core/sock.c, sock_bindtoindex.
 */
final class SocketDirector {

    /** What helps against a refusal. */
    static final String REMEDY = "Linux 5.7 or later lets every process direct a socket that is not directed yet; before that, run as root or grant "
        + "CAP_NET_RAW: AmbientCapabilities=CAP_NET_RAW in a systemd unit, --cap-add=NET_RAW for a container, or setcap cap_net_raw+ep on the java executable";

    private static final String BY_INDEX = "setsockopt(SO_BINDTOIFINDEX)";
    private static final String BY_NAME = "setsockopt(SO_BINDTODEVICE)";
    private static final int NO_LINK = 0;
    private static final int LOOPBACK_INDEX = 1;
    private static final byte[] LOOPBACK_NAME = {'l', 'o'};

    private final SocketPort sockets;

    SocketDirector(SocketPort sockets) {
        this.sockets = sockets;
    }

    void direct(Link link, Closeable socket) {
        byte[] name = InterfaceName.raw(link.name()).orElseThrow(() -> gone(link));
        sockets.with(socket, descriptor -> direct(link, name, descriptor));
    }

    private void direct(Link link, byte[] name, int descriptor) {
        // The kernel takes the number of a link that is gone, and a process without CAP_NET_RAW cannot undo that.
        if (!sockets.interfaceName(link.index()).map(present -> Arrays.equals(present, name)).orElse(false)) {
            throw gone(link);
        }
        Optional<byte[]> before = sockets.boundDevice(descriptor);
        if (before.isPresent() && Arrays.equals(before.get(), name)) {
            return;
        }
        String call = BY_INDEX;
        int errno = sockets.bindToIndex(descriptor, link.index());
        if (errno == Errno.ENOPROTOOPT) {
            call = BY_NAME;
            errno = sockets.bindToDevice(descriptor, name);
        }
        if (errno != 0) {
            throw refused(call, errno, link, before);
        }
        if (!sockets.boundDevice(descriptor).map(after -> Arrays.equals(after, name)).orElse(false)) {
            throw sockets.bindToIndex(descriptor, NO_LINK) == 0 ? gone(link) : gone(link)
                .withRemedy("close the socket, which has just been directed to that link and cannot be taken back without CAP_NET_RAW");
        }
    }

    private static BackendException refused(String call, int errno, Link link, Optional<byte[]> before) {
        if (errno == Errno.ENODEV) {
            return gone(link);
        }
        if (errno == Errno.EPERM && before.isPresent()) {
            return Errno.refused(call, errno, "the socket is directed to " + InterfaceName.printable(before.get()) + " already")
                .withRemedy("make a new socket, or grant CAP_NET_RAW, which may direct a socket again");
        }
        BackendException refusal = Errno.refused(call, errno, "");
        return refusal.kind() == Kind.DENIED ? refusal.withRemedy(REMEDY) : refusal;
    }

    private static BackendException gone(Link link) {
        return new BackendException(Kind.NOT_READY, BY_INDEX, "the link " + link.name() + " with the number " + link.index() + " is gone");
    }

    /** Why no socket can be directed; empty if they can be. Tries it with a socket of its own on the loopback link, and sends nothing. */
    Optional<BackendException> obstacle() {
        Optional<String> noDescriptor = sockets.obstacle();
        if (noDescriptor.isPresent()) {
            return Optional.of(new BackendException(Kind.UNSUPPORTED, "descriptor of a socket", noDescriptor.get()));
        }
        int errno = sockets.tryOut(LOOPBACK_INDEX, LOOPBACK_NAME);
        if (errno == 0) {
            return Optional.empty();
        }
        BackendException refusal = Errno.refused(BY_INDEX, errno, "");
        return Optional.of(refusal.kind() == Kind.DENIED ? refusal.withRemedy(REMEDY) : refusal);
    }
}
