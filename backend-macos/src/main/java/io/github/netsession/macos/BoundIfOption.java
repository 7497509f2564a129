package io.github.netsession.macos;

/**
 * The options that bind a socket to an interface by its number, an int in the byte order of the host. The kernel keeps one interface for a
 * socket, which both versions of IP use, and a socket takes the option of its own family alone: so IPV6_BOUND_IF is the one for a socket of
 * AF_INET6, also for its IPv4 packets. Source: netinet/in.h, netinet6/in6.h; xnu, ip6_ctloutput, inp_bindif.
 */
public enum BoundIfOption {

    /** For a socket of AF_INET. */
    IPV4("IP_BOUND_IF", BoundIfOption.IPPROTO_IP, BoundIfOption.IP_BOUND_IF),
    /** For a socket of AF_INET6. */
    IPV6("IPV6_BOUND_IF", BoundIfOption.IPPROTO_IPV6, BoundIfOption.IPV6_BOUND_IF);

    static final int IPPROTO_IP = 0;
    static final int IPPROTO_IPV6 = 41;
    static final int IP_BOUND_IF = 25;
    static final int IPV6_BOUND_IF = 125;

    private final String nativeName;
    private final int level;
    private final int number;

    BoundIfOption(String nativeName, int level, int number) {
        this.nativeName = nativeName;
        this.level = level;
        this.number = number;
    }

    /**
     * The name of the option.
     *
     * @return as Apple spells it
     */
    public String nativeName() {
        return nativeName;
    }

    /**
     * The level of the option.
     *
     * @return IPPROTO_IP or IPPROTO_IPV6
     */
    public int level() {
        return level;
    }

    /**
     * The number of the option at its level.
     *
     * @return its number
     */
    public int number() {
        return number;
    }
}
