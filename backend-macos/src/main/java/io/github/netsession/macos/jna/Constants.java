package io.github.netsession.macos.jna;

/** Apple's numbers that only calls need, with Apple's names. {@code LayoutsTest} compares them with the table {@code native/macos/abi.txt}. */
final class Constants {

    static final int AF_INET = 2;
    static final int AF_INET6 = 30;
    static final int AF_LINK = 18;
    static final int CTL_NET = 4;
    static final int PF_ROUTE = 17;
    static final int PF_LINK = 18;
    static final int NET_RT_IFLIST2 = 6;
    static final int RTM_IFINFO2 = 18;
    static final int SOCK_RAW = 3;
    static final int SOL_SOCKET = 0xffff;
    static final int SO_RCVTIMEO = 0x1006;
    static final int F_SETFD = 2;
    static final int FD_CLOEXEC = 1;
    static final int RTM_VERSION = 5;
    static final int RTM_GET = 4;
    static final int RTA_DST = 1;
    static final int RTA_NETMASK = 4;
    static final int RTA_IFP = 16;
    static final int RTA_IFA = 32;
    static final int RTF_GATEWAY = 2;
    static final int RTF_REJECT = 8;
    static final int RTF_BLACKHOLE = 4096;
    static final int RTF_IFSCOPE = 0x0100_0000;
    static final int EINTR = 4;
    static final int ESRCH = 3;
    static final int IFNAMSIZ = 16;
    static final int ENOENT = 2;
    static final int ENOMEM = 12;
    static final int NETLINK_GENERIC = 0;
    static final int IFMIB_IFDATA = 2;
    static final int IFMIB_IFALLDATA = 3;
    static final int IFDATA_GENERAL = 1;
    static final int kCFStringEncodingUTF8 = 0x0800_0100;
    static final int kCFNumberSInt64Type = 4;
    static final int DISPATCH_TIME_NOW = 0;
    static final int BLOCK_IS_GLOBAL = 1 << 28;

    private Constants() {
    }
}
