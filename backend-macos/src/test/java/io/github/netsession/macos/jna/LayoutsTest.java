package io.github.netsession.macos.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.netsession.macos.ConnectionPort;
import io.github.netsession.macos.InterfaceRow;
import io.github.netsession.macos.PathState;
import io.github.netsession.macos.ScStatus;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every size, offset and constant of macOS that the code uses stands in {@code native/macos/abi.txt}, which {@code check-abi} compares with Apple's headers. */
class LayoutsTest {

    private static final Map<String, String> NAMES_OF_OUR_OWN = Map.of("INVALID", "kSCNetworkConnectionInvalid", "DISCONNECTED",
        "kSCNetworkConnectionDisconnected", "CONNECTING", "kSCNetworkConnectionConnecting", "CONNECTED", "kSCNetworkConnectionConnected",
        "DISCONNECTING", "kSCNetworkConnectionDisconnecting");

    private static Map<String, Long> table() throws IOException {
        Map<String, Long> table = new HashMap<>();
        for (String line : Files.readAllLines(Path.of("../native/macos/abi.txt"))) {
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
        return field.getInt(null);
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
        assertTrue(used.size() > 45, () -> "only " + used.size());
        table.keySet().stream().filter(name -> name.contains(".")).forEach(name -> assertTrue(used.contains(name), () -> "not used: " + name));
    }

    @Test
    void everyConstantOfMacosIsTheTables() throws Exception {
        Map<String, Long> table = table();
        TreeSet<String> found = new TreeSet<>();
        for (Class<?> holder : new Class<?>[] {Constants.class, InterfaceRow.class, PathState.class, ScStatus.class, ConnectionPort.class,
            Class.forName("io.github.netsession.macos.LinkType"), Class.forName("io.github.netsession.macos.Ipv6Flags")}) {
            for (Field field : holder.getDeclaredFields()) {
                String name = NAMES_OF_OUR_OWN.getOrDefault(field.getName(), field.getName());
                if (field.getType() == int.class && table.containsKey(name)) {
                    assertEquals(table.get(name), Long.valueOf(value(field)), name);
                    found.add(name);
                }
            }
        }
        TreeSet<String> missing = new TreeSet<>(table.keySet());
        missing.removeIf(name -> name.contains(".") || found.contains(name));
        assertEquals(new TreeSet<>(), missing, "in the table, but not used");
        assertTrue(found.size() > 45, "only " + found.size());
    }
}
