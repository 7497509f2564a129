package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
@Tag("every-jdk")
class AbiTest {

    @Test
    void everyConstantHasTheValueOfTheKernelsHeaders() throws Exception {
        Map<String, Long> table = table();
        Set<String> compared = new HashSet<>();
        for (Class<?> holder : List.of(Netlink.class, Rtnetlink.class, Errno.class,
            Class.forName("io.github.netsession.linux.jna.SocketOptions"))) {
            for (Field field : holder.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType() == int.class) {
                    field.setAccessible(true);
                    assertTrue(table.containsKey(field.getName()), field.getName() + " is not in the table");
                    boolean otherHere = field.getName().equals("SO_RCVTIMEO") && System.getProperty("os.arch").startsWith("ppc64");
                    assertEquals(otherHere ? 18 : table.get(field.getName()), field.getInt(null), field.getName());
                    compared.add(field.getName());
                }
            }
        }
        assertEquals(table.keySet(), compared, "the table has numbers that nobody uses");
    }

    @Test
    void theMulticastGroupsAreTheBitsThatIprouteListensOn() {
        assertEquals(0x1 | 0x10 | 0x40 | 0x80 | 0x100 | 0x400 | 0x40000 | 0x800000 | 0x1000000 | 0x80000000, LinuxWatcher.GROUPS);
    }

    private static Map<String, Long> table() throws IOException {
        Map<String, Long> table = new HashMap<>();
        try (InputStream text = AbiTest.class.getResourceAsStream("/abi/linux.txt")) {
            new String(text.readAllBytes(), StandardCharsets.US_ASCII).lines().forEach(line -> {
                String[] words = line.split(" ");
                table.put(words[0], Long.valueOf(words[1]));
            });
        }
        return table;
    }
}
