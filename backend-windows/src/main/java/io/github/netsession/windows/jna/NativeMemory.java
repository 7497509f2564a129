package io.github.netsession.windows.jna;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

    /** Memory that Windows has given; only valid until it is given back. */
    static ByteBuffer at(long address, int bytes) {
        return new Pointer(address).getByteBuffer(0, bytes).order(ByteOrder.nativeOrder());
    }

    /** UTF-16 up to a zero, or as long as the field is. */
    static String text(ByteBuffer memory, int offset, int bytes) {
        int end = Math.min(offset + bytes, memory.limit()) - 1;
        StringBuilder text = new StringBuilder();
        for (int at = offset; at < end; at += Character.BYTES) {
            char next = memory.getChar(at);
            if (next == 0) {
                break;
            }
            text.append(next);
        }
        return text.toString();
    }

    /** A GUID as the registry spells it: in braces, upper-case. */
    static String guid(ByteBuffer memory, int offset) {
        StringBuilder text = new StringBuilder(38).append("{%08X-%04X-%04X-".formatted(memory.getInt(offset),
            memory.getShort(offset + 4) & 0xffff, memory.getShort(offset + 6) & 0xffff));
        for (int i = 8; i < Layouts.GUID.SIZE; i++) {
            text.append(i == 10 ? "-" : "").append("%02X".formatted(memory.get(offset + i) & 0xff));
        }
        return text.append('}').toString();
    }

    /** The same, backwards. */
    static ByteBuffer guid(String text) {
        String digits = text.replaceAll("[{}-]", "");
        ByteBuffer memory = buffer(Layouts.GUID.SIZE);
        memory.putInt(0, Integer.parseUnsignedInt(digits.substring(0, 8), 16));
        memory.putShort(4, (short) Integer.parseInt(digits.substring(8, 12), 16));
        memory.putShort(6, (short) Integer.parseInt(digits.substring(12, 16), 16));
        for (int i = 8; i < Layouts.GUID.SIZE; i++) {
            memory.put(i, (byte) Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16));
        }
        return memory;
    }

    /** A link-layer address as lower-case pairs with colons. */
    static String hardware(ByteBuffer memory, int offset, int bytes) {
        StringBuilder text = new StringBuilder(3 * bytes);
        for (int i = 0; i < bytes; i++) {
            text.append(i == 0 ? "" : ":").append(String.format(Locale.ROOT, "%02x", memory.get(offset + i) & 0xff));
        }
        return text.toString();
    }

    /** UTF-16 with a zero at its end. */
    static ByteBuffer text(String text) {
        ByteBuffer memory = buffer((text.length() + 1) * Character.BYTES);
        for (int i = 0; i < text.length(); i++) {
            memory.putChar(i * Character.BYTES, text.charAt(i));
        }
        return memory;
    }
}
