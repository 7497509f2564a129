package io.github.netsession.linux.jna;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Texts as C has them, in a buffer that is used again and again. */
final class NativeText {

    private ByteBuffer buffer;
    private long address;

    NativeText() {
        allocate(1024);
    }

    private void allocate(int bytes) {
        buffer = NetlinkSocket.buffer(bytes);
        address = NetlinkSocket.address(buffer);
    }

    /** Where a copy of a text is, until the next text is asked for. The text must not contain NUL. */
    long of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same for bytes, with a NUL behind them. */
    long of(byte[] bytes) {
        if (bytes.length >= buffer.capacity()) {
            allocate(2 * bytes.length + 1);
        }
        buffer.put(0, bytes).put(bytes.length, (byte) 0);
        return address;
    }

    /** A text that somebody else keeps and has checked to end with NUL; empty if there is none. */
    static String at(long address) {
        return address == 0 ? "" : new Pointer(address).getString(0, "UTF-8");
    }
}
