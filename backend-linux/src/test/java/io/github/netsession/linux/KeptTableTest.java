package io.github.netsession.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
@Tag("every-jdk")
class KeptTableTest {

    private static final int ROW = 16;
    private static final int OTHER = 17;
    private static final int HEADER = 16;
    private static final String MALFORMED = "!";

    private final List<String> parsed = new ArrayList<>();
    private final KeptTable<String> table = new KeptTable<>(ROW, this::parse);

    private Optional<String> parse(ByteBuffer buffer, int payload, int end) {
        byte[] bytes = new byte[end - payload];
        buffer.get(payload, bytes);
        String text = new String(bytes, StandardCharsets.UTF_8);
        parsed.add(text);
        // What stands behind a # is for the kernel alone, such as the seconds that an address is still valid for.
        return text.startsWith(MALFORMED) ? Optional.empty() : Optional.of(text.replaceAll("#.*", ""));
    }

    private void message(int type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocateDirect(HEADER + bytes.length + 3);
        buffer.put(HEADER, bytes);
        table.message(type, buffer, HEADER, HEADER + bytes.length);
        assertEquals(0, buffer.position());
        assertEquals(buffer.capacity(), buffer.limit(), "who reads on finds the buffer as it was");
    }

    private List<String> list(String... rows) {
        table.again();
        parsed.clear();
        for (String row : rows) {
            message(ROW, row);
        }
        return table.rows();
    }

    @Test
    void theSameBytesAreTheSameListAndAreNotReadAgain() {
        List<String> first = list("lo", "eth0", "wlan0");
        assertEquals(List.of("lo", "eth0", "wlan0"), first);
        assertSame(first, list("lo", "eth0", "wlan0"));
        assertEquals(List.of(), parsed);
    }

    @Test
    void aRowOfOtherBytesIsReadAndTheOthersAreNot() {
        list("lo", "eth0", "wlan0");
        assertEquals(List.of("lo", "eth1", "wlan0"), list("lo", "eth1", "wlan0"));
        assertEquals(List.of("eth1"), parsed);
    }

    @Test
    void aRowThatIsEqualForAllItsOtherBytesChangesNothing() {
        List<String> first = list("lo", "eth0#1", "wlan0");
        assertSame(first, list("lo", "eth0#2", "wlan0"));
        assertEquals(List.of("eth0#2"), parsed);
        assertSame(first, list("lo", "eth0#2", "wlan0"));
        assertEquals(List.of(), parsed);
    }

    @Test
    void rowsThatComeAndGoAreSeen() {
        list("lo", "eth0");
        assertEquals(List.of("lo"), list("lo"));
        assertEquals(List.of("lo", "eth0"), list("lo", "eth0"));
        assertEquals(List.of("eth0"), list("eth0"));
        assertEquals(List.of(), list());
        assertEquals(List.of("lo", "dummy0"), list("lo", "dummy0"));
    }

    @Test
    void aRowThatIsLongerMovesTheOthers() {
        list("lo", "eth0", "wlan0");
        assertEquals(List.of("lo", "eth0.100", "wlan0"), list("lo", "eth0.100", "wlan0"));
        assertEquals(List.of("lo", "eth0.100", "wlan0"), list("lo", "eth0.100", "wlan0"));
        assertEquals(List.of(), parsed);
    }

    @Test
    void aMalformedRowIsReadEachTimeSoThatItIsCountedEachTime() {
        List<String> first = list("lo", "!1", "eth0");
        assertEquals(List.of("lo", "eth0"), first);
        assertSame(first, list("lo", "!1", "eth0"));
        assertEquals(List.of("!1"), parsed);
    }

    @Test
    void messagesOfAnotherTypeAreNoRows() {
        list("lo");
        table.again();
        message(OTHER, "lo");
        assertEquals(List.of(), table.rows());
    }

    @Test
    void aListThatHasNoEndChangesWhatTheNextOneIsComparedWith() {
        List<String> first = list("lo", "eth0");
        table.again();
        message(ROW, "lo");
        message(ROW, "eth1");
        assertEquals(List.of("lo", "eth1"), list("lo", "eth1"));
        assertNotSame(first, list("lo", "eth1"));
    }

    @Test
    void anAnswerThatComesOnceMoreCountsOnce() {
        table.again();
        message(ROW, "lo");
        table.again();
        message(ROW, "lo");
        message(ROW, "eth0");
        assertEquals(List.of("lo", "eth0"), table.rows());
    }

    @Test
    void rowsThatWouldTakeTooMuchMemoryAreReadEachTime() {
        String[] rows = new String[20];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i + "x".repeat(KeptTable.MOST_BYTES / 16);
        }
        List<String> first = list(rows);
        assertEquals(List.of(rows), first);
        assertSame(first, list(rows));
        assertEquals(5, parsed.size());
        rows[19] = "lo";
        assertEquals(List.of(rows), list(rows));
        assertEquals(5, parsed.size());
    }

    @Test
    void whateverIsListedIsWhatReadingAllOfItShows() {
        Random random = new Random(22);
        List<String> kernel = new ArrayList<>();
        for (int step = 0; step < 20_000; step++) {
            for (int i = random.nextInt(3); i > 0; i--) {
                change(kernel, random);
            }
            if (random.nextInt(5) == 0) { // The listing is broken off.
                table.again();
                kernel.subList(0, random.nextInt(kernel.size() + 1)).forEach(row -> message(ROW, row));
                change(kernel, random);
            }
            List<String> expected = kernel.stream().filter(row -> !row.startsWith(MALFORMED)).map(row -> row.replaceAll("#.*", "")).toList();
            assertEquals(expected, list(kernel.toArray(String[]::new)), "step " + step);
        }
    }

    private static void change(List<String> kernel, Random random) {
        int place = random.nextInt(kernel.size() + 1);
        String row = (random.nextInt(10) == 0 ? MALFORMED : "") + "x".repeat(random.nextInt(300)) + random.nextInt(20) + "#" + random.nextInt(3);
        int what = random.nextInt(3);
        if (what == 0 && kernel.size() < 60 || place == kernel.size()) {
            kernel.add(place, row);
        } else if (what == 1) {
            kernel.remove(place);
        } else {
            kernel.set(place, row);
        }
    }
}
