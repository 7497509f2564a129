package io.github.netsession.macos.jna;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.github.netsession.LinkAddress;
import io.github.netsession.jna.NativeMemory;
import io.github.netsession.macos.InterfaceRow;
import io.github.netsession.macos.jna.Layouts.if_data;
import io.github.netsession.macos.jna.Layouts.ifaddrs;
import io.github.netsession.macos.jna.Layouts.sockaddr;
import io.github.netsession.macos.jna.Layouts.sockaddr_dl;
import io.github.netsession.macos.jna.Layouts.sockaddr_in;
import io.github.netsession.macos.jna.Layouts.sockaddr_in6;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All interfaces with their addresses, by one call that does not leave this process and the kernel. Source: getifaddrs(3). */
final class InterfaceList {

    /** More rows than any machine has; a longer list is a circle. */
    private static final int MOST_ROWS = 1_000_000;
    private static final int MOST_OF_A_SOCKADDR = 255;
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    private final Map<String, Row> rows = new LinkedHashMap<>();

    /** What is known so far. */
    private static final class Row {
        private int index;
        private int type;
        private int flags;
        private int mtuBytes;
        private Optional<String> hardwareAddress = Optional.empty();
        private final List<LinkAddress> addresses = new ArrayList<>();
    }

    private InterfaceList() {
    }

    static List<InterfaceRow> read() {
        ByteBuffer head = NativeMemory.buffer(Long.BYTES);
        if (LibSystem.getifaddrs(head) != 0) {
            throw Darwin.refused("getifaddrs", Native.getLastError());
        }
        long list = head.getLong(0);
        try {
            return new InterfaceList().walk(list);
        } finally {
            LibSystem.freeifaddrs(list);
        }
    }

    private List<InterfaceRow> walk(long list) {
        int count = 0;
        for (long at = list; at != 0 && count < MOST_ROWS; count++) {
            ByteBuffer entry = NativeMemory.at(at, ifaddrs.SIZE);
            take(entry);
            at = entry.getLong(ifaddrs.ifa_next);
        }
        List<InterfaceRow> all = new ArrayList<>();
        rows.forEach((name, row) -> {
            if (row.index > 0) { // An interface without an entry of its own is being made or removed.
                all.add(new InterfaceRow(name, row.index, row.type, row.flags, row.mtuBytes, row.hardwareAddress, row.addresses));
            }
        });
        return all;
    }

    private void take(ByteBuffer entry) {
        String name = name(entry.getLong(ifaddrs.ifa_name));
        Optional<ByteBuffer> address = sockaddr(entry.getLong(ifaddrs.ifa_addr));
        if (name.isEmpty() || address.isEmpty()) {
            return;
        }
        Row row = rows.computeIfAbsent(name, absent -> new Row());
        switch (address.get().get(sockaddr.sa_family) & 0xff) {
            case Constants.AF_LINK -> link(row, entry, address.get());
            case Constants.AF_INET -> bytes(address.get(), sockaddr_in.sin_addr, IPV4_BYTES)
                .ifPresent(bytes -> row.addresses.add(new LinkAddress(inet(bytes, 0), prefix(entry, sockaddr_in.sin_addr, IPV4_BYTES), true)));
            case Constants.AF_INET6 -> inet6(address.get(), prefix(entry, sockaddr_in6.sin6_addr, IPV6_BYTES)).ifPresent(row.addresses::add);
            default -> { } // Not used.
        }
    }

    private static void link(Row row, ByteBuffer entry, ByteBuffer address) {
        if (address.limit() < sockaddr_dl.sdl_data) {
            return;
        }
        row.index = address.getShort(sockaddr_dl.sdl_index) & 0xffff;
        row.type = address.get(sockaddr_dl.sdl_type) & 0xff;
        row.flags = entry.getInt(ifaddrs.ifa_flags);
        long data = entry.getLong(ifaddrs.ifa_data);
        row.mtuBytes = data == 0 ? 0 : Math.max(0, NativeMemory.at(data, if_data.SIZE).getInt(if_data.ifi_mtu));
        int hardware = sockaddr_dl.sdl_data + (address.get(sockaddr_dl.sdl_nlen) & 0xff);
        int bytes = address.get(sockaddr_dl.sdl_alen) & 0xff;
        if (bytes > 0 && hardware + bytes <= address.limit() && isAnySet(address, hardware, bytes)) {
            row.hardwareAddress = Optional.of(NativeMemory.hardware(address, hardware, bytes));
        }
    }

    private static boolean isAnySet(ByteBuffer memory, int offset, int bytes) {
        int all = 0;
        for (int i = 0; i < bytes; i++) {
            all |= memory.get(offset + i);
        }
        return all != 0;
    }

    /** The kernel keeps the scope of a link-local address in its second 16 bits, and not every version of the library removes it. */
    private static Optional<LinkAddress> inet6(ByteBuffer address, int prefix) {
        return bytes(address, sockaddr_in6.sin6_addr, IPV6_BYTES).map(bytes -> {
            int scope = address.limit() >= sockaddr_in6.SIZE ? address.getInt(sockaddr_in6.sin6_scope_id) : 0;
            if ((bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xc0) == 0x80) {
                int embedded = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
                scope = scope == 0 ? embedded : scope;
                bytes[2] = 0;
                bytes[3] = 0;
            }
            return new LinkAddress(inet(bytes, scope), prefix, true);
        });
    }

    private static InetAddress inet(byte[] bytes, int scope) {
        try {
            // Not InetAddress.getByAddress, which turns an IPv4-mapped address into an IPv4 one; scope -1 is none.
            return bytes.length == IPV4_BYTES ? InetAddress.getByAddress(bytes) : Inet6Address.getByAddress(null, bytes, scope > 0 ? scope : -1);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address of " + bytes.length + " bytes", e);
        }
    }

    /** Counts the leading ones of the mask. The kernel omits the family, and zeros at the end of the mask. */
    private static int prefix(ByteBuffer entry, int offset, int bytes) {
        Optional<ByteBuffer> mask = sockaddr(entry.getLong(ifaddrs.ifa_netmask));
        int bits = 0;
        for (int at = offset; mask.isPresent() && at < Math.min(offset + bytes, mask.get().limit()); at++) {
            int ones = Integer.numberOfLeadingZeros(~(mask.get().get(at) << 24));
            bits += Math.min(8, ones);
            if (ones < 8) {
                break;
            }
        }
        return bits;
    }

    private static Optional<byte[]> bytes(ByteBuffer address, int offset, int count) {
        if (address.limit() < offset + count) {
            return Optional.empty();
        }
        byte[] bytes = new byte[count];
        address.get(offset, bytes);
        return Optional.of(bytes);
    }

    /** Reads as many bytes as the first byte says. */
    private static Optional<ByteBuffer> sockaddr(long address) {
        if (address == 0) {
            return Optional.empty();
        }
        int length = NativeMemory.at(address, 1).get(0) & MOST_OF_A_SOCKADDR;
        return length < 2 ? Optional.empty() : Optional.of(NativeMemory.at(address, length));
    }

    /** Reads no byte after the terminating zero. */
    private static String name(long address) {
        if (address == 0) {
            return "";
        }
        Pointer text = new Pointer(address);
        ByteBuffer name = NativeMemory.buffer(Constants.IFNAMSIZ);
        for (int i = 0; i < Constants.IFNAMSIZ; i++) {
            byte next = text.getByte(i);
            if (next == 0) {
                break;
            }
            name.put(i, next);
        }
        return NativeMemory.name(name, 0, Constants.IFNAMSIZ);
    }
}
