package io.github.netsession.sim;

import io.github.netsession.LinkAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Reads literal addresses with a prefix length. */
final class Cidr {

    private Cidr() {
    }

    static LinkAddress parse(String cidr) {
        int slash = cidr.lastIndexOf('/');
        String literal = slash < 0 ? cidr : cidr.substring(0, slash);
        if (slash < 0 || !literal.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            throw new IllegalArgumentException("not a literal address with a prefix length: '" + cidr + "'; expected for instance 192.0.2.7/24");
        }
        try {
            return new LinkAddress(InetAddress.getByName(literal), Integer.parseInt(cidr.substring(slash + 1)), true);
        } catch (UnknownHostException | NumberFormatException malformed) {
            throw new IllegalArgumentException("not a literal address with a prefix length: '" + cidr + "'", malformed);
        }
    }
}
