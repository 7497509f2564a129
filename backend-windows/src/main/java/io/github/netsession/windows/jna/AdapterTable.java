package io.github.netsession.windows.jna;

import io.github.netsession.LinkAddress;
import io.github.netsession.jna.NativeMemory;
import io.github.netsession.windows.AdapterRow;
import io.github.netsession.windows.Win32;
import io.github.netsession.windows.jna.Layouts.IP_ADAPTER_ADDRESSES;
import io.github.netsession.windows.jna.Layouts.IP_ADAPTER_GATEWAY_ADDRESS;
import io.github.netsession.windows.jna.Layouts.IP_ADAPTER_UNICAST_ADDRESS;
import io.github.netsession.windows.jna.Layouts.SOCKADDR_IN;
import io.github.netsession.windows.jna.Layouts.SOCKADDR_IN6;
import io.github.netsession.windows.jna.Layouts.SOCKET_ADDRESS;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the addresses of all interfaces into a buffer of our own, and follows its pointers only while they stay in it. For one thread at a time. */
final class AdapterTable {

    private static final String CALL = "GetAdaptersAddresses";
    /** What Microsoft recommends to begin with is 15 KB. Source: GetAdaptersAddresses, remarks. */
    private static final int FIRST_BYTES = 16 << 10;
    private static final int MOST_BYTES = 64 << 20;
    private static final int ATTEMPTS = 10;
    private static final int FLAGS = IpConstants.GAA_FLAG_SKIP_ANYCAST | IpConstants.GAA_FLAG_SKIP_MULTICAST | IpConstants.GAA_FLAG_SKIP_DNS_SERVER
        | IpConstants.GAA_FLAG_INCLUDE_GATEWAYS;

    private final ByteBuffer size = NativeMemory.buffer(Integer.BYTES);
    private ByteBuffer table = NativeMemory.buffer(FIRST_BYTES);

    /** The table may grow between being told its size and being given it. */
    List<AdapterRow> rows() {
        int code = Win32.ERROR_BUFFER_OVERFLOW;
        for (int attempt = 0; attempt < ATTEMPTS && code == Win32.ERROR_BUFFER_OVERFLOW; attempt++) {
            size.putInt(0, table.capacity());
            code = Iphlpapi.GetAdaptersAddresses(IpConstants.AF_UNSPEC, FLAGS, 0, table, size);
            int wanted = size.getInt(0);
            if (code == Win32.ERROR_BUFFER_OVERFLOW && wanted > table.capacity() && wanted <= MOST_BYTES) {
                table = NativeMemory.buffer(wanted + FIRST_BYTES);
            }
        }
        return switch (code) {
            case Win32.ERROR_SUCCESS -> read(table, NativeMemory.address(table));
            case Win32.ERROR_NO_DATA -> List.of();
            default -> throw Win32.refused(CALL, code);
        };
    }

    /** The rows in a table that says it stands at an address. */
    static List<AdapterRow> read(ByteBuffer table, long address) {
        List<AdapterRow> rows = new ArrayList<>();
        int most = table.capacity() / IP_ADAPTER_ADDRESSES.SIZE;
        int at = 0;
        while (at >= 0 && at <= table.capacity() - IP_ADAPTER_ADDRESSES.SIZE && rows.size() < most) {
            rows.add(row(table, address, at));
            at = follow(table, address, at + IP_ADAPTER_ADDRESSES.Next, IP_ADAPTER_ADDRESSES.SIZE);
        }
        return rows;
    }

    private static AdapterRow row(ByteBuffer table, long address, int at) {
        return new AdapterRow(table.getLong(at + IP_ADAPTER_ADDRESSES.Luid), addresses(table, address, at),
            table.getInt(at + IP_ADAPTER_ADDRESSES.Ipv4Metric), table.getInt(at + IP_ADAPTER_ADDRESSES.Ipv6Metric),
            hasGateway(table, address, at, IpConstants.AF_INET), hasGateway(table, address, at, IpConstants.AF_INET6));
    }

    /** A deprecated address is still valid, and Windows uses it where there is no better one. Source: nldef.h, NL_DAD_STATE; RFC 4862, 5.5.4. */
    private static boolean isUsable(int dadState) {
        return dadState == IpConstants.IpDadStatePreferred || dadState == IpConstants.IpDadStateDeprecated;
    }

    private static List<LinkAddress> addresses(ByteBuffer table, long address, int adapter) {
        List<LinkAddress> addresses = new ArrayList<>();
        int left = table.capacity() / IP_ADAPTER_UNICAST_ADDRESS.SIZE;
        int at = follow(table, address, adapter + IP_ADAPTER_ADDRESSES.FirstUnicastAddress, IP_ADAPTER_UNICAST_ADDRESS.SIZE);
        for (; at >= 0 && left > 0; left--) {
            int prefixLength = table.get(at + IP_ADAPTER_UNICAST_ADDRESS.OnLinkPrefixLength) & 0xff;
            boolean usable = isUsable(table.getInt(at + IP_ADAPTER_UNICAST_ADDRESS.DadState));
            inet(table, address, at + IP_ADAPTER_UNICAST_ADDRESS.Address).filter(inet -> prefixLength <= inet.getAddress().length * Byte.SIZE)
                .ifPresent(inet -> addresses.add(new LinkAddress(inet, prefixLength, usable)));
            at = follow(table, address, at + IP_ADAPTER_UNICAST_ADDRESS.Next, IP_ADAPTER_UNICAST_ADDRESS.SIZE);
        }
        return addresses;
    }

    private static boolean hasGateway(ByteBuffer table, long address, int adapter, int family) {
        int left = table.capacity() / IP_ADAPTER_GATEWAY_ADDRESS.SIZE;
        int at = follow(table, address, adapter + IP_ADAPTER_ADDRESSES.FirstGatewayAddress, IP_ADAPTER_GATEWAY_ADDRESS.SIZE);
        for (; at >= 0 && left > 0; left--) {
            int socket = follow(table, address, at + IP_ADAPTER_GATEWAY_ADDRESS.Address + SOCKET_ADDRESS.lpSockaddr, SOCKADDR_IN.SIZE);
            if (socket >= 0 && (table.getShort(socket) & 0xffff) == family) {
                return true;
            }
            at = follow(table, address, at + IP_ADAPTER_GATEWAY_ADDRESS.Next, IP_ADAPTER_GATEWAY_ADDRESS.SIZE);
        }
        return false;
    }

    /** Where a pointer leads to, as an offset; -1 if it is null, or does not leave room for that many bytes in the table. */
    private static int follow(ByteBuffer table, long address, int pointer, int bytes) {
        long offset = table.getLong(pointer) - address;
        return offset >= 0 && offset <= table.capacity() - bytes ? (int) offset : -1;
    }

    private static Optional<InetAddress> inet(ByteBuffer table, long address, int socketAddress) {
        int length = table.getInt(socketAddress + SOCKET_ADDRESS.iSockaddrLength);
        int at = follow(table, address, socketAddress + SOCKET_ADDRESS.lpSockaddr, Math.max(length, SOCKADDR_IN.SIZE));
        if (at < 0) {
            return Optional.empty();
        }
        int family = table.getShort(at) & 0xffff;
        if (family == IpConstants.AF_INET && length >= SOCKADDR_IN.SIZE) {
            return Optional.of(inet(bytes(table, at + SOCKADDR_IN.sin_addr, 4), 0));
        }
        return family == IpConstants.AF_INET6 && length >= SOCKADDR_IN6.SIZE
            ? Optional.of(inet(bytes(table, at + SOCKADDR_IN6.sin6_addr, 16), table.getInt(at + SOCKADDR_IN6.sin6_scope_id))) : Optional.empty();
    }

    private static byte[] bytes(ByteBuffer table, int at, int count) {
        byte[] bytes = new byte[count];
        table.get(at, bytes);
        return bytes;
    }

    /** Without a scope of 0, which would be shown. */
    private static InetAddress inet(byte[] bytes, int scope) {
        try {
            return bytes.length == 4 ? InetAddress.getByAddress(bytes) : Inet6Address.getByAddress(null, bytes, scope == 0 ? -1 : scope);
        } catch (UnknownHostException wrongLength) {
            throw new IllegalArgumentException(wrongLength);
        }
    }
}
