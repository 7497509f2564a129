package io.github.netsession.cli;

/** How wide text is at a terminal: most of East Asia's characters take two columns, and accents set on a letter none. */
final class Columns {

    /** First and last of the blocks that are wide. Source: Unicode's EastAsianWidth.txt, W and F, without the lone symbols. */
    private static final int[][] WIDE = {{0x1100, 0x115f}, {0x2e80, 0x303e}, {0x3041, 0xa4cf}, {0xa960, 0xa97f}, {0xac00, 0xd7a3},
        {0xf900, 0xfaff}, {0xfe30, 0xfe6f}, {0xff01, 0xff60}, {0xffe0, 0xffe6}, {0x1f300, 0x1f64f}, {0x1f680, 0x1f6ff},
        {0x1f900, 0x1faff}, {0x20000, 0x3fffd}};

    private Columns() {
    }

    /** The columns that a text without control characters takes. */
    static int of(String text) {
        return text.codePoints().map(Columns::of).sum();
    }

    /** The text in exactly so many columns: cut at its end, or filled up with blanks. */
    static String fit(String text, int columns) {
        StringBuilder fitted = new StringBuilder();
        int used = 0;
        for (int at = 0; at < text.length(); ) {
            int code = text.codePointAt(at);
            if (used + of(code) > columns) {
                break;
            }
            fitted.appendCodePoint(code);
            used += of(code);
            at += Character.charCount(code);
        }
        return fitted.append(" ".repeat(columns - used)).toString();
    }

    private static int of(int code) {
        int type = Character.getType(code);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        for (int[] block : WIDE) {
            if (code >= block[0] && code <= block[1]) {
                return 2;
            }
        }
        return 1;
    }
}
