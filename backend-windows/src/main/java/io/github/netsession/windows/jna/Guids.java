package io.github.netsession.windows.jna;

import io.github.netsession.jna.NativeMemory;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** GUIDs in memory and as text. */
final class Guids {

    /** Not a format string: there is a GUID for each interface in each reading. */
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Guids() {
    }

    /** Reads a GUID as the registry spells it: in braces, upper-case. */
    static String text(ByteBuffer memory, int offset) {
        StringBuilder text = new StringBuilder(38).append('{').append(HEX.toHexDigits(memory.getInt(offset))).append('-')
            .append(HEX.toHexDigits(memory.getShort(offset + 4))).append('-').append(HEX.toHexDigits(memory.getShort(offset + 6))).append('-');
        for (int i = 8; i < Layouts.GUID.SIZE; i++) {
            text.append(i == 10 ? "-" : "").append(HEX.toHexDigits(memory.get(offset + i)));
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
