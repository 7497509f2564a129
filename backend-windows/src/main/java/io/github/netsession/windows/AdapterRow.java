package io.github.netsession.windows;

import io.github.netsession.LinkAddress;
import java.util.List;

/**
 * What IP Helper says of the addresses of one interface that TCP/IP is bound to. Source: iptypes.h, IP_ADAPTER_ADDRESSES.
 *
 * @param luid the interface
 * @param addresses its addresses
 * @param metric4 what its IPv4 routes cost on top, unsigned
 * @param metric6 what its IPv6 routes cost on top, unsigned
 * @param hasGateway4 whether it has an IPv4 gateway
 * @param hasGateway6 whether it has an IPv6 gateway
 */
public record AdapterRow(long luid, List<LinkAddress> addresses, int metric4, int metric6, boolean hasGateway4, boolean hasGateway6) {

    public AdapterRow {
        addresses = List.copyOf(addresses);
    }
}
