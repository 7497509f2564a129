package io.github.netsession.windows.jna;

import io.github.netsession.jna.NativeMemory;
import io.github.netsession.windows.jna.Layouts.IP_ADAPTER_ADDRESSES;
import io.github.netsession.windows.jna.Layouts.IP_ADAPTER_GATEWAY_ADDRESS;
import io.github.netsession.windows.jna.Layouts.IP_ADAPTER_UNICAST_ADDRESS;
import io.github.netsession.windows.jna.Layouts.SOCKET_ADDRESS;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** A table as GetAdaptersAddresses writes it, byte by byte: every pointer is true, until a test bends it. */
final class AdapterBytes {

    static final int PREFERRED = 4;
    static final int DEPRECATED = 3;
    static final int FAMILY4 = 2;
    static final int FAMILY6 = 23;

    final ByteBuffer table;
    final long address;
    private int end;
    private int lastAdapter = -1;
    private int lastAddress = -1;
    private int lastGateway = -1;

    AdapterBytes(int capacity) {
        table = NativeMemory.buffer(capacity);
        address = NativeMemory.address(table);
    }

    private int take(int bytes) {
        int at = end;
        end += bytes + 7 & ~7;
        return at;
    }

    void point(int field, int target) {
        table.putLong(field, address + target);
    }

    /** An adapter; what follows belongs to it. Gives back where it is. */
    int adapter(long luid, int metric4, int metric6) {
        int at = take(IP_ADAPTER_ADDRESSES.SIZE);
        table.putLong(at + IP_ADAPTER_ADDRESSES.Luid, luid);
        table.putInt(at + IP_ADAPTER_ADDRESSES.Ipv4Metric, metric4);
        table.putInt(at + IP_ADAPTER_ADDRESSES.Ipv6Metric, metric6);
        if (lastAdapter >= 0) {
            point(lastAdapter + IP_ADAPTER_ADDRESSES.Next, at);
        }
        lastAdapter = at;
        lastAddress = -1;
        lastGateway = -1;
        return at;
    }

    /** One of its addresses. */
    int unicast(String literal, int scope, int prefixLength, int dadState) {
        int at = take(IP_ADAPTER_UNICAST_ADDRESS.SIZE);
        table.put(at + IP_ADAPTER_UNICAST_ADDRESS.OnLinkPrefixLength, (byte) prefixLength);
        table.putInt(at + IP_ADAPTER_UNICAST_ADDRESS.DadState, dadState);
        socket(at + IP_ADAPTER_UNICAST_ADDRESS.Address, literal, scope);
        point(lastAddress < 0 ? lastAdapter + IP_ADAPTER_ADDRESSES.FirstUnicastAddress : lastAddress + IP_ADAPTER_UNICAST_ADDRESS.Next, at);
        lastAddress = at;
        return at;
    }

    /** One of its gateways. */
    int gateway(String literal) {
        int at = take(IP_ADAPTER_GATEWAY_ADDRESS.SIZE);
        socket(at + IP_ADAPTER_GATEWAY_ADDRESS.Address, literal, 0);
        point(lastGateway < 0 ? lastAdapter + IP_ADAPTER_ADDRESSES.FirstGatewayAddress : lastGateway + IP_ADAPTER_GATEWAY_ADDRESS.Next, at);
        lastGateway = at;
        return at;
    }

    /** Source: ws2def.h, SOCKADDR_IN; ws2ipdef.h, SOCKADDR_IN6. */
    private void socket(int field, String literal, int scope) {
        byte[] bytes = bytes(literal);
        boolean is4 = bytes.length == 4;
        int size = is4 ? Layouts.SOCKADDR_IN.SIZE : Layouts.SOCKADDR_IN6.SIZE;
        int at = take(size);
        table.putShort(at, (short) (is4 ? FAMILY4 : FAMILY6));
        table.put(at + (is4 ? Layouts.SOCKADDR_IN.sin_addr : Layouts.SOCKADDR_IN6.sin6_addr), bytes);
        if (!is4) {
            table.putInt(at + Layouts.SOCKADDR_IN6.sin6_scope_id, scope);
        }
        point(field + SOCKET_ADDRESS.lpSockaddr, at);
        table.putInt(field + SOCKET_ADDRESS.iSockaddrLength, size);
    }

    private static byte[] bytes(String literal) {
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
