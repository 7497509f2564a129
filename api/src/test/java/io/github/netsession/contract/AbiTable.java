package io.github.netsession.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A system's sizes, offsets and constants, in a file that is compared with the system's headers too: {@code native/macos/abi.txt},
 * {@code native/windows/abi.txt}. What the Java code has of them must be the same, no more and no less.
 */
public final class AbiTable {

    private final SortedMap<String, Long> offsets = new TreeMap<>();
    private final SortedMap<String, Long> constants = new TreeMap<>();

    private AbiTable(List<String> lines) {
        for (String line : lines) {
            if (!line.startsWith("#")) {
                String[] words = line.split("\\s+");
                long number = Long.parseLong(words[words.length - 1]);
                switch (words[1]) {
                    case "sizeof" -> offsets.put(words[2] + ".SIZE", number);
                    case "offset" -> offsets.put(words[2] + '.' + words[3], number);
                    case "constant" -> constants.put(words[2], number);
                    default -> throw new IllegalArgumentException("neither sizeof nor offset nor constant: " + line);
                }
            }
        }
    }

    public static AbiTable read(Path file) throws IOException {
        return new AbiTable(Files.readAllLines(file));
    }

    /** That the classes within the given one, a structure each, have just the table's sizes and offsets. */
    public void hasTheOffsetsOf(Class<?> layouts) throws IllegalAccessException {
        SortedMap<String, Long> used = new TreeMap<>();
        for (Class<?> structure : layouts.getDeclaredClasses()) {
            for (Field field : structure.getDeclaredFields()) {
                used.put(structure.getSimpleName() + '.' + field.getName(), Long.valueOf(value(field)));
            }
        }
        assertEquals(offsets, used);
    }

    /**
     * That every constant of the table is one of these classes', with the same 32 bits.
     *
     * @param ourNames what the system calls those that the code calls otherwise
     */
    public void hasTheConstantsOf(List<Class<?>> holders, Map<String, String> ourNames) throws IllegalAccessException {
        TreeSet<String> missing = new TreeSet<>(constants.keySet());
        for (Class<?> holder : holders) {
            for (Field field : holder.getDeclaredFields()) {
                String name = ourNames.getOrDefault(field.getName(), field.getName());
                if (field.getType() == int.class && constants.containsKey(name)) {
                    assertEquals(constants.get(name).intValue(), value(field), name);
                    missing.remove(name);
                }
            }
        }
        assertEquals(new TreeSet<>(), missing, "in the table, but not used");
    }

    private static int value(Field field) throws IllegalAccessException {
        field.setAccessible(true);
        return field.getInt(null);
    }
}
