package io.github.netsession.linux;

/**
 * What decides whether routes lead by a link, as a reading or a notice says it: a link that is switched off loses its IPv4 routes without a notice of
 * them. Source: net/ipv4/fib_frontend.c, fib_disable_ip.
 *
 * @param flags {@code IFF_...}
 * @param operstate {@code IF_OPER_...}
 * @param carrier {@code IFLA_CARRIER}, or -1 where the kernel does not say
 * @param masterIndex the link that it is a port of, or 0
 */
record LinkState(int flags, int operstate, int carrier, int masterIndex) {

    /** Of a link that had several states, or whose state the notice does not tell. Equals no state of a link. */
    static final LinkState UNCLEAR = new LinkState(0, -1, -1, -1);

    /** Of a link that was deleted. Equals no state of a link. */
    static final LinkState GONE = new LinkState(0, -2, -1, -1);

    // Written out: what a record has by itself is slow until it is compiled, and a change comes rarely.
    @Override
    public boolean equals(Object object) {
        return this == object || object instanceof LinkState other && flags == other.flags && operstate == other.operstate && carrier == other.carrier
            && masterIndex == other.masterIndex;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * flags + operstate) + carrier) + masterIndex;
    }

    /** Returns what is known of a link with this state and another one: that it was deleted outlasts everything else. */
    LinkState and(LinkState other) {
        if (equals(other)) {
            return this;
        }
        return this == GONE || other == GONE ? GONE : UNCLEAR;
    }
}
