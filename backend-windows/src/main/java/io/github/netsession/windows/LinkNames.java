package io.github.netsession.windows;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What links are called: by their alias, made printable and, though Windows keeps it so, made sure to be one link's only. */
final class LinkNames {

    private LinkNames() {
    }

    /** The name of each row, by its number. */
    static Map<Integer, String> of(List<InterfaceRow> rows) {
        Map<Integer, String> names = new HashMap<>();
        Set<String> taken = new HashSet<>();
        for (InterfaceRow row : rows) {
            String name = printable(row.alias().isBlank() ? row.description() : row.alias());
            names.put(row.index(), !name.isEmpty() && taken.add(name) ? name : unique(name, row.index(), taken));
        }
        return names;
    }

    private static String unique(String name, int index, Set<String> taken) {
        String candidate = name + '#' + Integer.toUnsignedString(index);
        while (!taken.add(candidate)) {
            candidate += '#';
        }
        return candidate;
    }

    /** Controls, halves of surrogate pairs, and what is invisible or turns the direction of text stand as {@code \\uNNNN}. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
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
