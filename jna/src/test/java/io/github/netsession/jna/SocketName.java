package io.github.netsession.jna;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.nio.ByteBuffer;

/** What the operating system says of a handle, for comparison with what Java says of the socket. */
final class SocketName {

    private static final Function GETSOCKNAME =
        (Platform.isWindows() ? NativeLibrary.getInstance("ws2_32") : NativeLibrary.getProcess()).getFunction("getsockname");
    /** A sockaddr_in6 has 28 bytes. */
    private static final int LENGTH = 32;

    private SocketName() {
    }

    /** The local port; 0 if the socket is not bound, -1 if there is no such socket. Source: getsockname(2); the port is at 2 in all systems. */
    static int port(long handle) {
        ByteBuffer name = NativeMemory.buffer(LENGTH + Integer.BYTES).putInt(LENGTH, LENGTH);
        long address = NativeMemory.address(name);
        // A SOCKET has 64 bits on Windows, a descriptor 32.
        Object number = Platform.isWindows() ? (Object) handle : (Object) (int) handle;
        int result = GETSOCKNAME.invokeInt(new Object[] {number, address, address + LENGTH});
        return result != 0 ? -1 : (name.get(2) & 0xff) << 8 | name.get(3) & 0xff;
    }
}
