package io.github.netsession.windows.jna;

/** Numbers that iphlpapi takes and gives, with Windows' names. Not in {@link Iphlpapi}, so that they can be looked at without loading it. Source: netioapi.h, iptypes.h, ws2def.h. */
final class IpConstants {

    static final int MibIfTableNormal = 0;
    static final int AF_UNSPEC = 0;
    static final int AF_INET = 2;
    static final int AF_INET6 = 23;
    static final int GAA_FLAG_SKIP_ANYCAST = 0x2;
    static final int GAA_FLAG_SKIP_MULTICAST = 0x4;
    static final int GAA_FLAG_SKIP_DNS_SERVER = 0x8;
    static final int GAA_FLAG_INCLUDE_GATEWAYS = 0x80;

    static final int IpDadStatePreferred = 4;

    private IpConstants() {
    }
}
