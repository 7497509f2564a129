package io.github.netsession.windows;

import io.github.netsession.Link;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.BackendException.Kind;
import java.io.Closeable;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Directs sockets to interfaces. Windows sends what a socket with these options sends by that interface, and picks an address of it as source;
 * what the socket receives is not limited. Needs no elevation. Stateless, so for any number of threads.
 */
final class SocketDirector {

    /** What helps where an adapter has IPv4 alone. */
    static final String IPV4_ALONE = "if IPv6 is switched off for this adapter, use sockets of IPv4 alone: channels of StandardProtocolFamily.INET, or"
        + " start java with -Djava.net.preferIPv4Stack=true";

    private final SocketPort sockets;

    SocketDirector(SocketPort sockets) {
        this.sockets = sockets;
    }

    void direct(Link link, Closeable socket) {
        if (isGone(link)) {
            throw gone(link);
        }
        sockets.with(socket, handle -> direct(link, handle));
    }

    /** Numbers are given again, so the number alone does not say that it is the same interface. */
    private boolean isGone(Link link) {
        Optional<String> guid = sockets.interfaceGuid(link.index());
        return guid.isEmpty() || !guid.equals(link.systemId());
    }

    private void direct(Link link, long socket) {
        Map<UnicastOption, byte[]> changed = new EnumMap<>(UnicastOption.class);
        try {
            for (UnicastOption option : UnicastOption.of(sockets.isIpv6(socket))) {
                byte[] wanted = option.bytes(link.index());
                byte[] before = sockets.option(socket, option);
                if (!Arrays.equals(before, wanted)) {
                    set(link, socket, option, wanted);
                    changed.put(option, before);
                    requireKept(link, socket, option, wanted);
                }
            }
            if (isGone(link)) { // Its number may have been another's already.
                throw gone(link);
            }
        } catch (BackendException refusal) {
            changed.forEach((option, before) -> putBack(socket, option, before, refusal));
            throw refusal;
        }
    }

    private void set(Link link, long socket, UnicastOption option, byte[] wanted) {
        int code = sockets.setOption(socket, option, wanted);
        if (code == Win32.ERROR_SUCCESS) {
            return;
        }
        if (isGone(link)) {
            throw gone(link);
        }
        BackendException refusal = Win32.refused(call(option), code);
        throw option == UnicastOption.IPV6 ? refusal.withRemedy(IPV4_ALONE) : refusal;
    }

    private void requireKept(Link link, long socket, UnicastOption option, byte[] wanted) {
        if (!Arrays.equals(sockets.option(socket, option), wanted)) {
            throw new BackendException(Kind.FAILED, call(option), "Windows accepted the option for " + link.name() + " and did not keep it");
        }
    }

    private static String call(UnicastOption option) {
        return "setsockopt(" + option.nativeName() + ')';
    }

    private void putBack(long socket, UnicastOption option, byte[] before, BackendException refusal) {
        int code = sockets.setOption(socket, option, before);
        if (code != Win32.ERROR_SUCCESS) {
            refusal.addSuppressed(Win32.refused(call(option), code));
        }
    }

    private static BackendException gone(Link link) {
        return new BackendException(Kind.NOT_READY, "GetIfEntry2", "the link " + link.name() + " with the number " + link.index() + " is gone");
    }
}
