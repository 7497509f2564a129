package io.github.netsession.linux.jna;

import com.sun.jna.Pointer;
import io.github.netsession.jna.NativeMemory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Texts as C has them, in a buffer that is used again and again. */
final class NativeText {

    private ByteBuffer buffer;
    private long address;

    NativeText() {
        allocate(1024);
    }

    private void allocate(int bytes) {
        buffer = NativeMemory.buffer(bytes);
        address = NativeMemory.address(buffer);
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

    /** A text that somebody else keeps and has checked to end with NUL; empty if there is none. Only for what the bus bounds: names and paths. */
    static String at(long address) {
        return at(address, Integer.MAX_VALUE).orElseThrow();
    }

    /** The same; empty if it has more than so many bytes, none of which is copied then. */
    static Optional<String> at(long address, long mostBytes) {
        if (address == 0) {
            return Optional.of("");
        }
        Pointer pointer = new Pointer(address);
        long bytes = pointer.indexOf(0, (byte) 0);
        return bytes > mostBytes ? Optional.empty() : Optional.of(new String(pointer.getByteArray(0, (int) bytes), StandardCharsets.UTF_8));
    }
}
