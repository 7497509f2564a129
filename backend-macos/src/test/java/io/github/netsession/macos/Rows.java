package io.github.netsession.macos;

import io.github.netsession.LinkAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Interfaces as the kernel tells of them. */
final class Rows {

    static final int RUNNING = InterfaceRow.IFF_UP | InterfaceRow.IFF_RUNNING;

    private Rows() {
    }

    /** One that is up and runs. */
    static InterfaceRow up(String name, int index, String... addresses) {
        return row(name, index, LinkType.IFT_ETHER, RUNNING, addresses);
    }

    static InterfaceRow loopback() {
        return row("lo0", 1, LinkType.IFT_LOOP, RUNNING | InterfaceRow.IFF_LOOPBACK, "127.0.0.1", "::1", "fe80::1");
    }

    static InterfaceRow row(String name, int index, int type, int flags, String... addresses) {
        return new InterfaceRow(name, index, type, flags, 1500, Optional.of("02:00:00:00:00:01"), addresses(addresses));
    }

    static List<LinkAddress> addresses(String... literals) {
        return Arrays.stream(literals).map(literal -> new LinkAddress(address(literal), literal.contains(":") ? 64 : 24, true)).toList();
    }

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }
}
