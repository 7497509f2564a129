package io.github.netsession.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LiveViewTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private LiveView view(int columns, boolean coloured) {
        PrintStream stream = new PrintStream(bytes, false, StandardCharsets.UTF_8);
        return new LiveView(new Terminal(stream, stream, true, coloured, true, columns));
    }

    private String written() {
        String text = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        return text;
    }

    @Test
    void eventsScrollAboveTheRates() {
        LiveView view = view(80, false);
        view.line("first");
        assertEquals("first\n", written());
        view.rates(Instant.EPOCH, SECOND, Map.of("eth0", new RateMeter.Rate(2048, 0)));
        String area = written();
        assertTrue(area.startsWith("eth0 ") && area.contains("2.0 KiB/s") && area.endsWith("▁\n"), area);
        view.line("second");
        assertEquals("\r\033[1A\033[Jsecond\n" + area, written());
    }

    @Test
    void noLineIsAsWideAsTheTerminal() {
        for (int columns : new int[] {60, 80, 200}) {
            view(columns, false).rates(Instant.EPOCH, SECOND, Map.of("a-very-long-interface-name", new RateMeter.Rate(1 << 30, 1 << 30)));
            String row = written().stripTrailing();
            assertTrue(row.length() < columns, row);
        }
    }

    @Test
    void colourIsOnlyUsedWhereItIsWanted() {
        view(80, true).rates(Instant.EPOCH, SECOND, Map.of("eth0", new RateMeter.Rate(1, 1)));
        assertTrue(written().contains("\033[1m"));
        view(80, false).rates(Instant.EPOCH, SECOND, Map.of("eth0", new RateMeter.Rate(1, 1)));
        assertFalse(written().contains("\033["));
    }

    @Test
    void ofAThousandInterfacesOnlyTheBusyOnesAreDrawn() {
        Map<String, RateMeter.Rate> rates = new TreeMap<>();
        for (int i = 0; i < 1000; i++) {
            rates.put("v" + i, new RateMeter.Rate(i < 20 ? 1 : 0, 0));
        }
        view(80, false).rates(Instant.EPOCH, SECOND, rates);
        String area = written();
        assertEquals(13, area.lines().count());
        assertTrue(area.contains("and 8 more with traffic"), area);
    }
}
