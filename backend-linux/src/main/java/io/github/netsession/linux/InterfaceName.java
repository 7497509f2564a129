package io.github.netsession.linux;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Interface names. To the kernel a name is 1 to 15 bytes of anything but slash, colon, white space and zero; to us it is printable text,
 * one text for each name: what is UTF-8 stands as it is, and each byte of anything else, of invisible characters and of the backslash
 * as {@code \xNN}. Source: net/core/dev.c, dev_valid_name.
 */
final class InterfaceName {

    /**
     * Ranges of characters that are not shown as they are: controls, spaces, invisible and direction-changing ones. A fixed list and not
     * the JDK's tables, so that an interface has the same id on every JDK.
     */
    private static final int[] ESCAPED = {
        0x00, 0x20, '\\', '\\', 0x7f, 0xa0, 0xad, 0xad, 0x61c, 0x61c, 0x115f, 0x1160, 0x1680, 0x1680, 0x180b, 0x180f, 0x2000, 0x200f,
        0x2028, 0x202f, 0x205f, 0x206f, 0x3000, 0x3000, 0x3164, 0x3164, 0xfe00, 0xfe0f, 0xfeff, 0xfeff, 0xffa0, 0xffa0, 0xfff0, 0xffff,
        0x1bca0, 0x1bca3, 0x1d173, 0x1d17a, 0xe0000, 0xe0fff,
    };

    private InterfaceName() {
    }

    /** The printable form of a name. */
    static String printable(byte[] raw) {
        return isPlain(raw) ? new String(raw, StandardCharsets.ISO_8859_1) : escaped(raw);
    }

    /** Whether all bytes are characters that stand as they are, as in nearly every name. */
    private static boolean isPlain(byte[] raw) {
        for (byte each : raw) {
            if (each <= ' ' || each >= 0x7f || each == '\\') {
                return false;
            }
        }
        return true;
    }

    private static String escaped(byte[] raw) {
        StringBuilder text = new StringBuilder(raw.length);
        int at = 0;
        while (at < raw.length) {
            int length = sequenceLength(raw[at]);
            int codePoint = length > 0 && at + length <= raw.length ? decode(raw, at, length) : -1;
            if (codePoint < 0) {
                escape(text, raw, at, 1);
                at++;
            } else {
                if (isEscaped(codePoint)) {
                    escape(text, raw, at, length);
                } else {
                    text.appendCodePoint(codePoint);
                }
                at += length;
            }
        }
        return text.toString();
    }

    /** The bytes of a name in printable form; empty if it cannot be the name of an interface. */
    static Optional<byte[]> raw(String printable) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = 0;
        while (at < printable.length()) {
            int codePoint = printable.codePointAt(at);
            if (codePoint == '\\') {
                int value = escapedByte(printable, at);
                if (value < 0) {
                    return Optional.empty();
                }
                bytes.write(value);
                at += 4;
            } else {
                bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
                at += Character.charCount(codePoint);
            }
        }
        boolean fits = bytes.size() > 0 && bytes.size() < Rtnetlink.IFNAMSIZ;
        return fits ? Optional.of(bytes.toByteArray()) : Optional.empty();
    }

    private static int escapedByte(String text, int at) {
        if (at + 4 > text.length() || text.charAt(at + 1) != 'x') {
            return -1;
        }
        int high = Character.digit(text.charAt(at + 2), 16);
        int low = Character.digit(text.charAt(at + 3), 16);
        return high < 0 || low < 0 || high + low == 0 ? -1 : high << 4 | low;
    }

    private static void escape(StringBuilder text, byte[] raw, int at, int length) {
        for (int i = at; i < at + length; i++) {
            text.append("\\x").append(Character.forDigit(raw[i] >> 4 & 15, 16)).append(Character.forDigit(raw[i] & 15, 16));
        }
    }

    private static boolean isEscaped(int codePoint) {
        for (int i = 0; i < ESCAPED.length; i += 2) {
            if (codePoint >= ESCAPED[i] && codePoint <= ESCAPED[i + 1]) {
                return true;
            }
        }
        return false;
    }

    private static int sequenceLength(byte first) {
        int value = first & 0xff;
        if (value < 0x80) {
            return 1;
        }
        if (value < 0xc2 || value > 0xf4) {
            return 0;
        }
        return value < 0xe0 ? 2 : value < 0xf0 ? 3 : 4;
    }

    /** The character of a whole UTF-8 sequence, or -1; the JDK's decoder knows the overlong forms and the surrogates. */
    private static int decode(byte[] raw, int at, int length) {
        if (length == 1) {
            return raw[at];
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw, at, length)).codePoints().findFirst().orElse(-1);
        } catch (CharacterCodingException e) {
            return -1; // Not UTF-8: the bytes are shown one by one.
        }
    }
}
