package io.github.netsession.windows.jna;

import com.sun.jna.Native;
import java.nio.ByteBuffer;

/**
 * The calls of iphlpapi that every supported version of Windows has, with Windows' names. What they write into
 * is passed as a buffer, so that it cannot be collected meanwhile; what they give is an address. Source: netioapi.h, iphlpapi.h.
 */
final class Iphlpapi {

    static {
        Native.register(Iphlpapi.class, Libraries.system("iphlpapi"));
    }

    private Iphlpapi() {
    }

    static native int GetIfTable2Ex(int level, ByteBuffer table);

    static native int GetIfEntry2(ByteBuffer row);

    static native void FreeMibTable(long memory);

    static native int GetAdaptersAddresses(int family, int flags, long reserved, ByteBuffer addresses, ByteBuffer size);
}
