package io.github.netsession.windows;

import io.github.netsession.testkit.VethPair;

/** Cables in the namespace around Wine. */
final class Links {

    private Links() {
    }

    /**
     * Removes every link but loopback and some others. What is removed stays behind in Wine's tables as a ghost, which makes each look at them
     * slower, so what can be used again is kept.
     */
    static void clean(String... kept) {
        // One may have gone with its other end.
        Linux.run("sh", "-c", "for link in $(ls /sys/class/net); do case \" lo " + String.join(" ", kept) + " \" in *\" $link \"*) ;; "
            + "*) ip link del $link 2> /dev/null || true ;; esac; done");
    }

    /** A cable, its near end down and with an address; its far end up. No packet but what is sent on purpose goes through it. */
    static void cable(String near, String far, String network) {
        cable(near, far, network, "");
    }

    /** The same, with a number for the near end. */
    static void cable(String near, String far, String network, String index) {
        // Never up in between: that would be seen, as it should be. In one call, for each takes its time.
        Linux.run("sh", "-ec", "ip link show " + near + " > /dev/null 2>&1 || ip link add " + near + index + " type veth peer name " + far
            + "; ip link set " + near + " down; ip link set " + near + " addrgenmode none; ip link set " + far + " addrgenmode none; ip addr flush dev "
            + near + "; ip link set " + far + " up; ip addr add " + network + ".2/24 dev " + near);
    }

    /** Leaves cables there to be used again, but with nothing that another test could take for a network. One may be gone. */
    static void putAway(String... nearEnds) {
        Linux.run("sh", "-c", "for link in " + String.join(" ", nearEnds) + "; do ip link set $link down; ip addr flush dev $link; done 2> /dev/null || true");
    }

    /** A cable that may be there; its network is the first three numbers of its addresses. */
    static VethPair pair(String near, String far, String network) {
        return new VethPair(Linux::ip, near, far, network);
    }
}
