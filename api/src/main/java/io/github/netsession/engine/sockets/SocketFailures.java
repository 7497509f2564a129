package io.github.netsession.engine.sockets;

import io.github.netsession.Link;
import io.github.netsession.SessionError;
import io.github.netsession.SessionFailure;
import io.github.netsession.SessionFailure.Reason;
import io.github.netsession.internal.Excerpt;
import java.net.InetAddress;
import java.util.List;

/** The failures of sockets that are refused before the backend is called. */
final class SocketFailures {

    private SocketFailures() {
    }

    static SessionFailure onThisMachine(InetAddress address) {
        return SessionFailure.builder(SessionError.OPERATION_NOT_SUPPORTED, Reason.UNSUPPORTED, address.getHostAddress() + " is this machine itself, which no"
            + " access point leads to").remedy("use a plain socket for it").build();
    }

    static SessionFailure noAddressFor(Link link, String host, List<InetAddress> addresses) {
        return SessionFailure.builder(SessionError.INVALID_CONFIGURATION, Reason.NOT_READY, host + " has only addresses of a family that " + link.name()
            + " has no address of: " + Excerpt.of(addresses.stream().map(InetAddress::getHostAddress).toList())).retryable(true).build();
    }

    static SessionFailure notDirected(String why) {
        return SessionFailure.builder(SessionError.OPERATION_NOT_SUPPORTED, Reason.UNSUPPORTED, "the socket cannot be directed: " + why)
            .remedy("make a new socket by NetworkSession.sockets()").build();
    }
}
