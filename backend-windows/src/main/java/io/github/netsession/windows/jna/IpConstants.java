package io.github.netsession.windows.jna;

/**
 * Numbers that iphlpapi and ws2_32 take and give, with Windows' names. Not in {@link Iphlpapi} and {@link Ws2_32}, so that they can be looked at
 * without loading those. Source: netioapi.h, iptypes.h, ws2def.h, winsock2.h.
 */
final class IpConstants {

    static final int MibIfTableNormal = 0;
    static final int AF_UNSPEC = 0;
    static final int AF_INET = 2;
    static final int AF_INET6 = 23;
    static final int GAA_FLAG_SKIP_ANYCAST = 0x2;
    static final int GAA_FLAG_SKIP_MULTICAST = 0x4;
    static final int GAA_FLAG_SKIP_DNS_SERVER = 0x8;
    static final int GAA_FLAG_INCLUDE_GATEWAYS = 0x80;

    static final int SOL_SOCKET = 0xffff;
    static final int SO_PROTOCOL_INFOW = 0x2005;

    static final int IpDadStateDeprecated = 3;
    static final int IpDadStatePreferred = 4;

    private IpConstants() {
    }
}
