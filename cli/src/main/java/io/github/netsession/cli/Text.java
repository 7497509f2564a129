package io.github.netsession.cli;

import io.github.netsession.LinkAddress;
import java.net.Inet6Address;
import java.util.Locale;

/** Words for people from values for programs. */
final class Text {

    private static final int GROUPS = 8;

    private Text() {
    }

    /**
     * Text that a terminal takes as text. A network's name comes from whoever runs the network, and may hold escape sequences
     * or characters that turn the line around.
     *
     * @param text any text
     * @return the text with control and formatting characters and lone surrogates written out
     */
    static String safe(String text) {
        StringBuilder safe = null;
        for (int at = 0; at < text.length(); ) {
            int code = text.codePointAt(at);
            int next = at + Character.charCount(code);
            if (isUnsafe(code)) {
                safe = safe == null ? new StringBuilder(text.substring(0, at)) : safe;
                safe.append(code < 0x100 ? String.format("\\x%02x", code) : String.format("\\u%04x", code));
            } else if (safe != null) {
                safe.appendCodePoint(code);
            }
            at = next;
        }
        return safe == null ? text : safe.toString();
    }

    /** A message in one line: line breaks become "; " with the indent after them dropped. */
    static String oneLine(String message) {
        return safe(message.strip().replaceAll("[:;,]?\\s*\\R\\s*", "; "));
    }

    /** An enum's member as a person would write it. */
    static String word(Enum<?> member) {
        return member.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** What stands for a default interface that is not there. */
    static String noDefault(boolean isKnown) {
        return isKnown ? "none" : "not known";
    }

    /** Yes or no. */
    static String word(boolean value) {
        return value ? "yes" : "no";
    }

    /**
     * An address with its prefix, as {@code ip} writes it: IPv6 in the short form of RFC 5952, without the scope, which the
     * interface already tells.
     *
     * @param address the address
     * @return for instance {@code 10.0.0.1/24} or {@code fe80::1/64}
     */
    static String address(LinkAddress address) {
        String host = address.address() instanceof Inet6Address six ? shortForm(six.getAddress()) : address.address().getHostAddress();
        return host + '/' + address.prefixLength();
    }

    private static String shortForm(byte[] bytes) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
        }
        int start = -1;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - i > length) {
                start = i;
                length = end - i;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == start) {
                text.append("::");
                i += length - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":").append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }

    private static boolean isUnsafe(int code) {
        return switch (Character.getType(code)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
