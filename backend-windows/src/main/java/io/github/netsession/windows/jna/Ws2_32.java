package io.github.netsession.windows.jna;

import com.sun.jna.Native;
import java.nio.ByteBuffer;

/** The calls of ws2_32, with Windows' names; a SOCKET as {@code long}. The error number is the thread's last error. Source: winsock2.h. */
final class Ws2_32 {

    static {
        Native.register(Ws2_32.class, Libraries.system("ws2_32"));
    }

    private Ws2_32() {
    }

    static native int getsockopt(long socket, int level, int optname, ByteBuffer optval, ByteBuffer optlen);

    static native int setsockopt(long socket, int level, int optname, ByteBuffer optval, int optlen);
}
