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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
@Tag("every-jdk")
class LiveViewTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private int columns;

    private LiveView view(int wide, boolean coloured) {
        columns = wide;
        PrintStream stream = new PrintStream(bytes, false, StandardCharsets.UTF_8);
        return new LiveView(new Terminal(stream, stream, true, coloured, true, () -> columns));
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
        for (int wide : new int[] {52, 53, 60, 80, 200}) {
            for (String name : new String[] {"a-very-long-interface-name", "有线网络有线网络有线网络"}) {
                view(wide, false).rates(Instant.EPOCH, SECOND, Map.of(name, new RateMeter.Rate(1 << 30, 1 << 30)));
                String row = written().stripTrailing();
                assertTrue(Columns.of(row) < wide, row);
            }
        }
    }

    @Test
    void namesOfAnyScriptKeepTheColumnsStraight() {
        view(80, false).rates(Instant.EPOCH, SECOND, new TreeMap<>(Map.of("eth0", new RateMeter.Rate(1, 1),
            "有线", new RateMeter.Rate(1, 1))));
        assertEquals(1, written().lines().map(row -> Columns.of(row.substring(0, row.indexOf('↓')))).distinct().count());
    }

    @Test
    void aNarrowerWindowHasWrappedWhatWasDrawn() {
        LiveView view = view(80, false);
        view.rates(Instant.EPOCH, SECOND, Map.of("eth0", new RateMeter.Rate(1, 1)));
        assertEquals(75, Columns.of(written().stripTrailing()));
        columns = 60;
        view.rates(Instant.EPOCH, SECOND, Map.of("eth0", new RateMeter.Rate(1, 1)));
        String area = written();
        assertTrue(area.startsWith("\r\033[2A\033[Jeth0 "), area);
        assertEquals(55, Columns.of(area.substring(area.indexOf("eth0")).stripTrailing()));
        columns = 40;
        view.rates(Instant.EPOCH, SECOND, Map.of("eth0", new RateMeter.Rate(1, 1)));
        assertEquals("\r\033[2A\033[J", written());
        view.line("event");
        assertEquals("event\n", written());
    }

    @Test
    void theWidthIsReadAnewOnlyAfterTheWindowChanged() {
        TerminalWidth width = new TerminalWidth(100, () -> columns);
        columns = 60;
        assertEquals(100, width.getAsInt());
        width.changed();
        assertEquals(60, width.getAsInt());
        columns = 0;
        width.changed();
        assertEquals(60, width.getAsInt());
        assertEquals(80, new TerminalWidth(0, () -> 0).getAsInt());
        assertEquals(132, TerminalWidth.columns("24 132\n"));
        assertEquals(0, TerminalWidth.columns(""));
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
