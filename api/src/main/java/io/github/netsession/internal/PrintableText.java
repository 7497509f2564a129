package io.github.netsession.internal;

/** Makes names from users or other machines safe to show. */
public final class PrintableText {

    private PrintableText() {
    }

    /**
     * Returns the printable form of a name. Control characters, unpaired surrogates, characters that are invisible or change the direction of
     * text, and the backslash are replaced by a backslash, {@code u} and four or more hexadecimal digits.
     *
     * @param name the name
     * @return the printable form; different names have different printable forms
     */
    public static String of(String name) {
        StringBuilder printable = new StringBuilder(name.length());
        name.codePoints().forEach(point -> {
            if (isShown(point)) {
                printable.appendCodePoint(point);
            } else {
                printable.append("\\u").append("%04x".formatted(point));
            }
        });
        return printable.toString();
    }

    private static boolean isShown(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.LINE_SEPARATOR,
                Character.PARAGRAPH_SEPARATOR -> false;
            default -> point != '\\';
        };
    }
}
