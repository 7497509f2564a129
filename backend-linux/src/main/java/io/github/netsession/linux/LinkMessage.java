package io.github.netsession.linux;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A link as {@code RTM_NEWLINK} describes it.
 *
 * @param index its number, positive
 * @param name its printable name, never empty
 * @param alternativeNames its other names ({@code IFLA_ALT_IFNAME}, kernel 5.5), printable
 * @param hardwareType {@code ARPHRD_...}
 * @param flags {@code IFF_...}
 * @param infoKind {@code IFLA_INFO_KIND}, what sort of software link it is; empty for hardware
 * @param operstate {@code IF_OPER_...}
 * @param carrier {@code IFLA_CARRIER}, or -1 where the kernel does not say
 * @param mtuBytes its largest packet
 * @param hardwareAddress its link-layer address, if it has one
 * @param masterIndex the link that it is a port of, or 0
 * @param hasParentDevice whether there is a device under it ({@code IFLA_PARENT_DEV_NAME}, kernel 5.14), which software does not have
 */
record LinkMessage(int index, String name, List<String> alternativeNames, int hardwareType, int flags, String infoKind, int operstate, int carrier,
                   int mtuBytes, Optional<String> hardwareAddress, int masterIndex, boolean hasParentDevice) {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** Reads a message; empty if it is too short or has no index or name. */
    static Optional<LinkMessage> parse(ByteBuffer buffer, int payload, int end) {
        if (end - payload < Rtnetlink.IFINFOMSG_BYTES) {
            return Optional.empty();
        }
        Fields fields = new Fields();
        AttributeCursor attributes = new AttributeCursor(buffer, payload + Rtnetlink.IFINFOMSG_BYTES, end);
        while (attributes.next()) {
            fields.take(buffer, attributes);
        }
        int index = buffer.getInt(payload + 4);
        if (index < 1 || fields.name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LinkMessage(index, fields.name, List.copyOf(fields.alternativeNames), buffer.getShort(payload + 2) & 0xffff,
            buffer.getInt(payload + 8), fields.infoKind, fields.operstate, fields.carrier, Math.max(0, fields.mtuBytes),
            hardwareAddress(buffer, fields.addressAt, fields.addressLength), Math.max(0, fields.masterIndex), fields.hasParentDevice));
    }

    // Written out: what a record has by itself is slow until it is compiled, and a change comes rarely.
    @Override
    public boolean equals(Object object) {
        return this == object || object instanceof LinkMessage other && index == other.index && name.equals(other.name)
            && alternativeNames.equals(other.alternativeNames) && hardwareType == other.hardwareType && flags == other.flags
            && infoKind.equals(other.infoKind) && operstate == other.operstate && carrier == other.carrier && mtuBytes == other.mtuBytes
            && hardwareAddress.equals(other.hardwareAddress) && masterIndex == other.masterIndex && hasParentDevice == other.hasParentDevice;
    }

    @Override
    public int hashCode() {
        return 31 * index + name.hashCode();
    }

    /** The flags of a message, 0 if it is too short. */
    static int flags(ByteBuffer buffer, int payload, int end) {
        return end - payload < Rtnetlink.IFINFOMSG_BYTES ? 0 : buffer.getInt(payload + 8);
    }

    /** What decides whether routes lead by it. */
    LinkState state() {
        return new LinkState(flags, operstate, carrier, masterIndex);
    }

    /** Whether it has the same name, kind and master as another message, so that no other link is shown differently for its sake. */
    boolean isShapedLike(LinkMessage other) {
        return this == other || index == other.index && masterIndex == other.masterIndex && name.equals(other.name) && infoKind.equals(other.infoKind)
            && hardwareType == other.hardwareType && hasParentDevice == other.hasParentDevice
            && hasFlag(Rtnetlink.IFF_LOOPBACK) == other.hasFlag(Rtnetlink.IFF_LOOPBACK);
    }

    boolean hasFlag(int flag) {
        return (flags & flag) != 0;
    }

    boolean isUp() {
        return hasFlag(Rtnetlink.IFF_UP);
    }

    /** Whether there is something at the other end. A link that is down does not know. */
    boolean hasCarrier() {
        if (!isUp()) {
            return false;
        }
        if (carrier < 0) { // Other kernels with this interface (gVisor) have neither IFLA_CARRIER nor IFF_LOWER_UP.
            return hasFlag(Rtnetlink.IFF_LOWER_UP | Rtnetlink.IFF_RUNNING);
        }
        return hasFlag(Rtnetlink.IFF_LOWER_UP) || carrier == 1;
    }

    /** Whether it can carry packets; UNKNOWN is what loopback, tun and ppp always report. Source: RFC 2863, operstates.rst. */
    boolean isOperational() {
        return isUp() && hasCarrier() && (operstate == Rtnetlink.IF_OPER_UP || operstate == Rtnetlink.IF_OPER_UNKNOWN);
    }

    /** Only addresses of the lengths of EUI-48, EUI-64 and InfiniBand; a tunnel has its endpoint's IP address here. */
    private static Optional<String> hardwareAddress(ByteBuffer buffer, int at, int length) {
        if (length != 6 && length != 8 && length != 20) {
            return Optional.empty();
        }
        byte[] text = new byte[3 * length - 1];
        int any = 0;
        for (int i = 0; i < length; i++) {
            byte part = buffer.get(at + i);
            any |= part;
            text[3 * i] = HEX[part >> 4 & 15];
            text[3 * i + 1] = HEX[part & 15];
            if (i > 0) {
                text[3 * i - 1] = ':';
            }
        }
        return any == 0 ? Optional.empty() : Optional.of(new String(text, StandardCharsets.ISO_8859_1));
    }

    /** What the attributes say, until the record can be made. */
    private static final class Fields {
        private String name = "";
        private List<String> alternativeNames = List.of();
        private String infoKind = "";
        private int operstate = Rtnetlink.IF_OPER_UNKNOWN;
        private int carrier = -1;
        private int mtuBytes;
        private int masterIndex;
        private boolean hasParentDevice;
        private int addressAt;
        private int addressLength;

        void take(ByteBuffer buffer, AttributeCursor attribute) {
            switch (attribute.type()) {
                case Rtnetlink.IFLA_IFNAME -> name = InterfaceName.printable(attribute.bytesToZero());
                case Rtnetlink.IFLA_OPERSTATE -> operstate = attribute.byteOr(operstate);
                case Rtnetlink.IFLA_CARRIER -> carrier = attribute.byteOr(carrier);
                case Rtnetlink.IFLA_MTU -> mtuBytes = attribute.intOr(mtuBytes);
                case Rtnetlink.IFLA_MASTER -> masterIndex = attribute.intOr(masterIndex);
                case Rtnetlink.IFLA_ADDRESS -> {
                    addressAt = attribute.at();
                    addressLength = attribute.length();
                }
                case Rtnetlink.IFLA_PARENT_DEV_NAME -> hasParentDevice = true;
                case Rtnetlink.IFLA_LINKINFO -> takeInfo(new AttributeCursor(buffer, attribute.at(), attribute.valueEnd()));
                case Rtnetlink.IFLA_PROP_LIST -> takeProperties(new AttributeCursor(buffer, attribute.at(), attribute.valueEnd()));
                default -> { }
            }
        }

        /** The kernel permits 127 bytes for a name. Source: net/core/rtnetlink.c, rtnl_alt_ifname. */
        private void takeProperties(AttributeCursor properties) {
            while (properties.next()) {
                byte[] alternative = properties.type() == Rtnetlink.IFLA_ALT_IFNAME ? properties.bytesToZero() : new byte[0];
                if (alternative.length > 0 && alternative.length < Rtnetlink.ALTIFNAMSIZ) {
                    alternativeNames = alternativeNames.isEmpty() ? new ArrayList<>(2) : alternativeNames;
                    alternativeNames.add(InterfaceName.printable(alternative));
                }
            }
        }

        private void takeInfo(AttributeCursor info) {
            while (info.next()) {
                if (info.type() == Rtnetlink.IFLA_INFO_KIND) {
                    infoKind = InterfaceName.printable(info.bytesToZero());
                }
            }
        }
    }
}
