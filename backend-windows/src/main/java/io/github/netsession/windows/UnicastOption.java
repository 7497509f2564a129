package io.github.netsession.windows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The options that name the interface that a socket sends unicast packets by, one for each version of IP. Both take the interface's number in
 * four bytes, and each in another order of them. Source: ws2ipdef.h; Microsoft's "IPPROTO_IP Socket Options", "IPPROTO_IPV6 Socket Options".
 */
public enum UnicastOption {

    /** The number of the interface in network byte order. */
    IPV4("IP_UNICAST_IF", UnicastOption.IPPROTO_IP, UnicastOption.IP_UNICAST_IF, ByteOrder.BIG_ENDIAN),
    /** The number of the interface in the byte order of the host. */
    IPV6("IPV6_UNICAST_IF", UnicastOption.IPPROTO_IPV6, UnicastOption.IPV6_UNICAST_IF, ByteOrder.nativeOrder());

    static final int IPPROTO_IP = 0;
    static final int IPPROTO_IPV6 = 41;
    static final int IP_UNICAST_IF = 31;
    static final int IPV6_UNICAST_IF = 31;

    private final String nativeName;
    private final int level;
    private final int number;
    private final ByteOrder order;

    UnicastOption(String nativeName, int level, int number, ByteOrder order) {
        this.nativeName = nativeName;
        this.level = level;
        this.number = number;
        this.order = order;
    }

    /** The JDK's sockets of AF_INET6 send by both versions, so they need both options. */
    static List<UnicastOption> of(boolean isIpv6) {
        return isIpv6 ? List.of(IPV4, IPV6) : List.of(IPV4);
    }

    /**
     * The name of the option.
     *
     * @return as Windows spells it
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

    /** The number of an interface, as this option takes and gives it; 0 stands for no interface. */
    byte[] bytes(int index) {
        return ByteBuffer.allocate(Integer.BYTES).order(order).putInt(index).array();
    }
}
