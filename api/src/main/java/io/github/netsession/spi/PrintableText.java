package io.github.netsession.spi;

/** Names that people or other machines have made up, made safe to show. */
public final class PrintableText {

    private PrintableText() {
    }

    /**
     * A name in which controls, halves of surrogate pairs, what is invisible or turns the direction of text, and the backslash stand as a
     * backslash, {@code u} and four or more hexadecimal digits.
     *
     * @param name the name
     * @return the printable form; the same for the same name, and another for another
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
