package io.github.netsession.macos;

import io.github.netsession.Link;
import io.github.netsession.NativeCode;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.io.Closeable;
import java.util.Optional;

/**
 * Directs sockets to interfaces. The kernel looks for a way by that interface alone for what such a socket sends, and picks an address of it as
 * source; what the socket receives is not limited. Needs no elevation. Stateless, so for any number of threads. Not run on macOS yet.
 */
final class SocketDirector {

    /** What helps where the kernel takes no option of IPv6 any more. */
    static final String UNBOUND = "direct a socket before it is bound to an IPv4 address, or use channels of StandardProtocolFamily.INET: macOS"
        + " does not take IPV6_BOUND_IF of a socket of AF_INET6 that is bound to one";

    /** Source: errno.h. */
    private static final int EINVAL = 22;

    private final SocketPort sockets;

    SocketDirector(SocketPort sockets) {
        this.sockets = sockets;
    }

    void direct(Link link, Closeable socket) {
        if (isGone(link)) {
            throw gone(link);
        }
        sockets.with(socket, descriptor -> direct(link, descriptor));
    }

    private boolean isGone(Link link) {
        return sockets.interfaceIndex(link.name()) != link.index();
    }

    private void direct(Link link, int descriptor) {
        BoundIfOption option = sockets.isIpv6(descriptor) ? BoundIfOption.IPV6 : BoundIfOption.IPV4;
        int before = sockets.boundInterface(descriptor, option);
        if (before == link.index()) {
            return;
        }
        bind(link, descriptor, option);
        try {
            requireKept(link, descriptor, option);
            if (isGone(link)) { // Its number may have been another's already.
                throw gone(link);
            }
        } catch (BackendException failure) {
            putBack(descriptor, option, before, failure);
            throw failure;
        }
    }

    private void bind(Link link, int descriptor, BoundIfOption option) {
        try {
            sockets.bindInterface(descriptor, option, link.index());
        } catch (BackendException refusal) {
            if (refusal.kind() == Kind.GONE || isGone(link)) {
                throw gone(link);
            }
            boolean isBoundToIpv4 = option == BoundIfOption.IPV6 && refusal.nativeCode().map(NativeCode::code).equals(Optional.of(EINVAL));
            throw isBoundToIpv4 ? refusal.withRemedy(UNBOUND) : refusal;
        }
    }

    private void requireKept(Link link, int descriptor, BoundIfOption option) {
        if (sockets.boundInterface(descriptor, option) != link.index()) {
            throw new BackendException(Kind.FAILED, "setsockopt(" + option.nativeName() + ')',
                "macOS accepted the option for " + link.name() + " and did not keep it");
        }
    }

    private void putBack(int descriptor, BoundIfOption option, int before, BackendException failure) {
        try {
            sockets.bindInterface(descriptor, option, before);
        } catch (BackendException refusal) {
            failure.addSuppressed(refusal);
        }
    }

    private static BackendException gone(Link link) {
        return new BackendException(Kind.NOT_READY, "if_nametoindex", "the link " + link.name() + " with the number " + link.index() + " is gone");
    }
}
