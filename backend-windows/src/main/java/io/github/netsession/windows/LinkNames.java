package io.github.netsession.windows;

import io.github.netsession.internal.PrintableText;
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
            String name = PrintableText.of(row.alias().isBlank() ? row.description() : row.alias());
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
}
