package io.github.netsession.jna;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Native memory as direct buffers of known length in native byte order: every access is checked against that length. All methods may be
 * called from any thread; a buffer is as safe for use by several threads as any {@link ByteBuffer}, which is not at all.
 */
public final class NativeMemory {

    private NativeMemory() {
    }

    /**
     * Allocates memory, filled with zeros. It is freed when the buffer is no longer reachable. If the application has used up the direct memory
     * that the JVM grants ({@code -XX:MaxDirectMemorySize}), the memory comes from outside that limit: what is stopped and closed at that
     * moment needs a few bytes only.
     *
     * @param bytes how many
     * @return the memory
     */
    public static ByteBuffer buffer(int bytes) {
        return (SpareMemory.isNeeded() ? SpareMemory.allocate(bytes) : direct(bytes)).order(ByteOrder.nativeOrder());
    }

    private static ByteBuffer direct(int bytes) {
        try {
            return ByteBuffer.allocateDirect(bytes);
        } catch (OutOfMemoryError usedUp) {
            SpareMemory.need();
            return SpareMemory.allocate(bytes);
        }
    }

    /**
     * Returns the address of the first byte of a direct buffer. It is valid only while the buffer is reachable.
     *
     * @param buffer direct
     * @return the address, as native functions take it
     * @throws IllegalArgumentException if the buffer is not direct
     */
    public static long address(ByteBuffer buffer) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(buffer));
    }

    /**
     * Wraps memory that the operating system has allocated. The buffer is valid only until that memory is freed.
     *
     * @param address of the first byte
     * @param bytes how many of them may be read
     * @return the memory
     */
    public static ByteBuffer at(long address, int bytes) {
        return new Pointer(address).getByteBuffer(0, bytes).order(ByteOrder.nativeOrder());
    }

    /**
     * Encodes a text as UTF-8 with a zero byte at its end.
     *
     * @param text any text
     * @return memory of exactly that length
     */
    public static ByteBuffer utf8(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return buffer(bytes.length + 1).put(0, bytes);
    }

    /**
     * Encodes a text as UTF-16 in native byte order with a zero character at its end.
     *
     * @param text any text
     * @return memory of exactly that length
     */
    public static ByteBuffer utf16(String text) {
        ByteBuffer memory = buffer((text.length() + 1) * Character.BYTES);
        for (int i = 0; i < text.length(); i++) {
            memory.putChar(i * Character.BYTES, text.charAt(i));
        }
        return memory;
    }

    /**
     * Reads UTF-16 up to a zero character, the end of the field or the end of the memory, whichever comes first.
     *
     * @param memory the memory
     * @param offset of the field, in bytes
     * @param bytes the length of the field
     * @return the text
     */
    public static String utf16(ByteBuffer memory, int offset, int bytes) {
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

    /**
     * Reads bytes up to a zero byte, the end of the field or the end of the memory, and makes them printable: a byte outside ASCII, a
     * control character, a space and a backslash become {@code \xNN}.
     *
     * @param memory the memory
     * @param offset of the field, in bytes
     * @param bytes the length of the field
     * @return the name
     */
    public static String name(ByteBuffer memory, int offset, int bytes) {
        StringBuilder name = new StringBuilder();
        for (int at = offset; at < Math.min(offset + bytes, memory.limit()) && memory.get(at) != 0; at++) {
            int next = memory.get(at) & 0xff;
            name.append(next > ' ' && next < 0x7f && next != '\\' ? String.valueOf((char) next) : String.format(Locale.ROOT, "\\x%02x", next));
        }
        return name.toString();
    }

    /**
     * Reads a link-layer address.
     *
     * @param memory the memory
     * @param offset of the address, in bytes
     * @param bytes the length of the address
     * @return pairs of lower-case hexadecimal digits with colons between them
     * @throws IndexOutOfBoundsException if the memory ends before
     */
    public static String hardware(ByteBuffer memory, int offset, int bytes) {
        StringBuilder text = new StringBuilder(3 * bytes);
        for (int i = 0; i < bytes; i++) {
            int next = memory.get(offset + i) & 0xff;
            text.append(i == 0 ? "" : ":").append(Character.forDigit(next >> 4, 16)).append(Character.forDigit(next & 0xf, 16));
        }
        return text.toString();
    }
}
