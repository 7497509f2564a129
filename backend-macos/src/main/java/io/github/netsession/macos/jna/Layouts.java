package io.github.netsession.macos.jna;

/**
 * Where the fields of macOS's structures are, in bytes, with Apple's names; the same on x86_64 and arm64. {@code LayoutsTest} compares every
 * number with the table {@code native/macos/abi.txt}; {@code native/macos/check-abi} compares that with Apple's headers.
 */
final class Layouts {

    private Layouts() {
    }

    static final class ifaddrs {
        static final int SIZE = 56;
        static final int ifa_next = 0;
        static final int ifa_name = 8;
        static final int ifa_flags = 16;
        static final int ifa_addr = 24;
        static final int ifa_netmask = 32;
        static final int ifa_data = 48;

        private ifaddrs() {
        }
    }

    static final class rt_msghdr {
        static final int SIZE = 92;
        static final int rtm_msglen = 0;
        static final int rtm_version = 2;
        static final int rtm_type = 3;
        static final int rtm_index = 4;
        static final int rtm_flags = 8;
        static final int rtm_addrs = 12;
        static final int rtm_pid = 16;
        static final int rtm_seq = 20;
        static final int rtm_errno = 24;

        private rt_msghdr() {
        }
    }

    static final class timeval {
        static final int SIZE = 16;
        static final int tv_sec = 0;
        static final int tv_usec = 8;

        private timeval() {
        }
    }

    static final class sockaddr {
        static final int sa_len = 0;
        static final int sa_family = 1;

        private sockaddr() {
        }
    }

    static final class sockaddr_in {
        static final int SIZE = 16;
        static final int sin_addr = 4;

        private sockaddr_in() {
        }
    }

    static final class sockaddr_in6 {
        static final int SIZE = 28;
        static final int sin6_addr = 8;
        static final int sin6_scope_id = 24;

        private sockaddr_in6() {
        }
    }

    static final class sockaddr_dl {
        static final int SIZE = 20;
        static final int sdl_index = 2;
        static final int sdl_type = 4;
        static final int sdl_nlen = 5;
        static final int sdl_alen = 6;
        static final int sdl_data = 8;

        private sockaddr_dl() {
        }
    }

    static final class if_data {
        static final int SIZE = 96;
        static final int ifi_mtu = 8;

        private if_data() {
        }
    }

    static final class if_msghdr2 {
        static final int SIZE = 160;
        static final int ifm_msglen = 0;
        static final int ifm_type = 3;
        static final int ifm_index = 12;
        static final int ifm_snd_drops = 24;
        static final int ifm_data = 32;

        private if_msghdr2() {
        }
    }

    static final class if_data64 {
        static final int SIZE = 128;
        static final int ifi_ipackets = 24;
        static final int ifi_ierrors = 32;
        static final int ifi_opackets = 40;
        static final int ifi_oerrors = 48;
        static final int ifi_ibytes = 64;
        static final int ifi_obytes = 72;
        static final int ifi_iqdrops = 96;

        private if_data64() {
        }
    }

    static final class mach_timebase_info {
        static final int SIZE = 8;
        static final int numer = 0;
        static final int denom = 4;

        private mach_timebase_info() {
        }
    }

    static final class ifmibdata {
        static final int SIZE = 180;
        static final int ifmd_name = 0;
        static final int ifmd_snd_drops = 32;
        static final int ifmd_data = 52;

        private ifmibdata() {
        }
    }

    static final class Block_literal {
        static final int SIZE = 32;
        static final int isa = 0;
        static final int flags = 8;
        static final int invoke = 16;
        static final int descriptor = 24;

        private Block_literal() {
        }
    }

    static final class Block_descriptor {
        static final int SIZE = 16;
        static final int size = 8;

        private Block_descriptor() {
        }
    }

    static final class SCDynamicStoreContext {
        static final int SIZE = 40;
        static final int info = 8;

        private SCDynamicStoreContext() {
        }
    }

    static final class SCNetworkConnectionContext {
        static final int SIZE = 40;
        static final int info = 8;

        private SCNetworkConnectionContext() {
        }
    }
}
