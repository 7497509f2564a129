package io.github.netsession.windows.jna;

import io.github.netsession.jna.NativeMemory;
import java.nio.ByteBuffer;

/** GUIDs in memory and as text. */
final class Guids {

    private Guids() {
    }

    /** Reads a GUID as the registry spells it: in braces, upper-case. */
    static String text(ByteBuffer memory, int offset) {
        StringBuilder text = new StringBuilder(38).append("{%08X-%04X-%04X-".formatted(memory.getInt(offset),
            memory.getShort(offset + 4) & 0xffff, memory.getShort(offset + 6) & 0xffff));
        for (int i = 8; i < Layouts.GUID.SIZE; i++) {
            text.append(i == 10 ? "-" : "").append("%02X".formatted(memory.get(offset + i) & 0xff));
        }
        return text.append('}').toString();
    }

    /** Reads that text back into memory of its own. */
    static ByteBuffer memory(String text) {
        String digits = text.replaceAll("[{}-]", "");
        ByteBuffer memory = NativeMemory.buffer(Layouts.GUID.SIZE);
        memory.putInt(0, Integer.parseUnsignedInt(digits.substring(0, 8), 16));
        memory.putShort(4, (short) Integer.parseInt(digits.substring(8, 12), 16));
        memory.putShort(6, (short) Integer.parseInt(digits.substring(12, 16), 16));
        for (int i = 8; i < Layouts.GUID.SIZE; i++) {
            memory.put(i, (byte) Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16));
        }
        return memory;
    }
}
