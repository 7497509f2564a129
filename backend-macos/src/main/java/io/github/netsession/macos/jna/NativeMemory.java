package io.github.netsession.macos.jna;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Native memory as buffers of known length, so that nothing is read beyond it. */
final class NativeMemory {

    private NativeMemory() {
    }

    /** Memory of our own, zeroed. */
    static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    /** Where a direct buffer's bytes are; only valid while the buffer is reachable. */
    static long address(ByteBuffer buffer) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(buffer));
    }

    /** Memory that macOS has given; only valid until it is given back. */
    static ByteBuffer at(long address, int bytes) {
        return new Pointer(address).getByteBuffer(0, bytes).order(ByteOrder.nativeOrder());
    }

    /** UTF-8 with a zero at its end. */
    static ByteBuffer text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return buffer(bytes.length + 1).put(0, bytes);
    }

    /** Bytes up to a zero, or as long as the field is, printable: what is not in ASCII, a control character or a backslash stands as {@code \xNN}. */
    static String name(ByteBuffer memory, int offset, int bytes) {
        StringBuilder name = new StringBuilder();
        for (int at = offset; at < Math.min(offset + bytes, memory.limit()) && memory.get(at) != 0; at++) {
            int next = memory.get(at) & 0xff;
            name.append(next > ' ' && next < 0x7f && next != '\\' ? String.valueOf((char) next) : String.format(Locale.ROOT, "\\x%02x", next));
        }
        return name.toString();
    }

    /** A link-layer address as lower-case pairs with colons. */
    static String hardware(ByteBuffer memory, int offset, int bytes) {
        StringBuilder text = new StringBuilder(3 * bytes);
        for (int i = 0; i < bytes; i++) {
            text.append(i == 0 ? "" : ":").append(String.format(Locale.ROOT, "%02x", memory.get(offset + i) & 0xff));
        }
        return text.toString();
    }
}
