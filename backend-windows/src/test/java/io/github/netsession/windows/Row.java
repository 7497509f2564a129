package io.github.netsession.windows;

import io.github.netsession.LinkAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A row of IP Helper's in the making: an Ethernet adapter that is up, as long as nothing else is said. */
final class Row {

    private static final long ETHERNET_LUID = 6L << 48;

    private final int index;
    private long luid;
    private String alias;
    private String description = "Some adapter";
    private int type = IfType.IF_TYPE_ETHERNET_CSMACD;
    private int tunnelType;
    private int medium;
    private int flags = InterfaceRow.HARDWARE;
    private int oper = 1;
    private int admin = 1;
    private int media = 1;

    private Row(int index) {
        this.index = index;
        this.luid = luidOf(index);
        this.alias = "Ethernet " + index;
    }

    static Row of(int index) {
        return new Row(index);
    }

    /** As Windows makes them: the type, and a number of its own. */
    static long luidOf(int index) {
        return ETHERNET_LUID | (long) index << 24;
    }

    static String guidOf(int index) {
        return "{%08X-0000-4000-8000-00000000000A}".formatted(index);
    }

    static Row loopback(int index) {
        return of(index).alias("Loopback Pseudo-Interface " + index).type(IfType.IF_TYPE_SOFTWARE_LOOPBACK).flags(0);
    }

    static Row wifi(int index) {
        return of(index).alias("Wi-Fi " + index).type(IfType.IF_TYPE_IEEE80211);
    }

    Row luid(long value) {
        luid = value;
        return this;
    }

    Row alias(String value) {
        alias = value;
        return this;
    }

    Row description(String value) {
        description = value;
        return this;
    }

    Row type(int value) {
        type = value;
        return this;
    }

    Row tunnelType(int value) {
        tunnelType = value;
        return this;
    }

    Row medium(int value) {
        medium = value;
        return this;
    }

    Row flags(int value) {
        flags = value;
        return this;
    }

    Row oper(int value) {
        oper = value;
        return this;
    }

    Row admin(int value) {
        admin = value;
        return this;
    }

    Row media(int value) {
        media = value;
        return this;
    }

    InterfaceRow build() {
        return new InterfaceRow(luid, index, guidOf(index), alias, description, Optional.of("02:00:00:00:00:01"), 1500, type, tunnelType, medium,
            flags, oper, admin, media);
    }

    /** What TCP/IP says of the interface with a number: addresses, no gateway, metrics of 25. */
    static AdapterRow bound(int index, String... addresses) {
        return new AdapterRow(luidOf(index), addresses(addresses), 25, 25, false, false);
    }

    /** The same with a gateway of IPv4. */
    static AdapterRow gateway(int index, String... addresses) {
        return new AdapterRow(luidOf(index), addresses(addresses), 25, 25, true, false);
    }

    static List<LinkAddress> addresses(String... texts) {
        List<LinkAddress> addresses = new ArrayList<>();
        for (String text : texts) {
            InetAddress address = address(text);
            addresses.add(new LinkAddress(address, address.getAddress().length == 4 ? 24 : 64, true));
        }
        return addresses;
    }

    /** A literal, so that nothing is looked up. */
    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
