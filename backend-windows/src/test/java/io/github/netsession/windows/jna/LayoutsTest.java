package io.github.netsession.windows.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.windows.Win32;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every size, offset and constant of Windows that the code uses stands in {@code native/windows/abi.txt}, which {@code check-abi} compares with the headers. */
class LayoutsTest {

    private static Map<String, Long> table() throws IOException {
        Map<String, Long> table = new HashMap<>();
        for (String line : Files.readAllLines(Path.of("../native/windows/abi.txt"))) {
            String[] words = line.split("\\s+");
            if (!line.startsWith("#")) {
                String name = words[1].equals("constant") ? words[2] : words[2] + '.' + (words[1].equals("sizeof") ? "SIZE" : words[3]);
                table.put(name, Long.parseLong(words[words.length - 1]));
            }
        }
        return table;
    }

    private static long value(Field field) throws IllegalAccessException {
        field.setAccessible(true);
        return Integer.toUnsignedLong(field.getInt(null));
    }

    @Test
    void everyOffsetInJavaIsTheTables() throws Exception {
        Map<String, Long> table = table();
        TreeSet<String> used = new TreeSet<>();
        for (Class<?> structure : Layouts.class.getDeclaredClasses()) {
            for (Field field : structure.getDeclaredFields()) {
                String name = structure.getSimpleName() + '.' + field.getName();
                assertEquals(table.get(name), Long.valueOf(value(field)), name);
                used.add(name);
            }
        }
        assertTrue(used.size() > 80, () -> "only " + used.size());
        table.keySet().stream().filter(name -> name.contains(".")).forEach(name -> assertTrue(used.contains(name), () -> "not used: " + name));
    }

    @Test
    void everyConstantOfWindowsIsTheTables() throws Exception {
        Map<String, Long> table = table();
        int found = 0;
        for (Class<?> holder : new Class<?>[] {Win32.class, IpConstants.class, Wlan.class, Class.forName("io.github.netsession.windows.IfType")}) {
            for (Field field : holder.getDeclaredFields()) {
                if (field.getType() == int.class && table.containsKey(field.getName())) {
                    assertEquals(table.get(field.getName()), Long.valueOf(value(field)), field.getName());
                    found++;
                }
            }
        }
        assertEquals(table.keySet().stream().filter(name -> !name.contains(".")).count(), found);
        assertTrue(found > 50, "only " + found);
    }
}
