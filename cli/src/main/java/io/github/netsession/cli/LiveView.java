package io.github.netsession.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lines that scroll, and below them the rates of the interfaces, drawn anew in place. Only the cursor's upward movement and
 * "erase to the end" are used, and no row of the rates is drawn so wide that it wraps, so that an interrupt at any time leaves
 * the terminal usable.
 */
final class LiveView implements LineView {

    private static final int ROWS = 12;
    private static final int BARS = 20;
    private static final int NAME_COLUMNS = 15;
    /** Two rates of at most "1023.9 MiB/s", the gaps, the arrows. */
    private static final int FIXED_COLUMNS = NAME_COLUMNS + 2 * 14 + 8;

    /** One bar more. A narrower terminal gets lines only. */
    static final int LEAST_COLUMNS = FIXED_COLUMNS + 1;

    private final Terminal terminal;
    private final Map<String, Sparkline> received = new TreeMap<>();
    private final Map<String, Sparkline> written = new TreeMap<>();
    private List<Row> area = List.of();

    /** What is written, escape sequences and all, and how wide that looks. */
    private record Row(String text, int columns) {

        /** A terminal that became narrower since has wrapped it. */
        int height(int terminalColumns) {
            return Math.max(1, (columns + terminalColumns - 1) / terminalColumns);
        }
    }

    LiveView(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void line(String text) {
        draw(text + '\n', area);
    }

    @Override
    public void rates(Instant time, Duration period, Map<String, RateMeter.Rate> rates) {
        received.keySet().retainAll(rates.keySet());
        written.keySet().retainAll(rates.keySet());
        int columns = terminal.columns();
        int bars = Math.max(1, Math.min(BARS, (columns - 1 - FIXED_COLUMNS) / 2));
        rates.forEach((name, rate) -> {
            add(received, name, bars, rate.received());
            add(written, name, bars, rate.written());
        });
        draw("", columns < LEAST_COLUMNS ? List.of() : rows(rates, bars));
    }

    private static void add(Map<String, Sparkline> lines, String name, int bars, double value) {
        Sparkline line = lines.computeIfAbsent(name, key -> new Sparkline(bars));
        line.resize(bars);
        line.add(value);
    }

    private List<Row> rows(Map<String, RateMeter.Rate> rates, int bars) {
        List<Row> rows = new ArrayList<>();
        boolean all = rates.size() <= ROWS;
        rates.forEach((name, rate) -> {
            if (all || received.get(name).isAlive() || written.get(name).isAlive()) {
                rows.add(row(name, rate, bars));
            }
        });
        int more = rows.size() - ROWS;
        List<Row> next = new ArrayList<>(more > 0 ? rows.subList(0, ROWS) : rows);
        if (more > 0) {
            String words = "and " + more + " more with traffic";
            next.add(new Row(terminal.dim(words), words.length()));
        }
        return next;
    }

    @Override
    public boolean isBroken() {
        return terminal.out().checkError();
    }

    private Row row(String name, RateMeter.Rate rate, int bars) {
        String down = (terminal.isUnicode() ? "↓" : "<") + amount(rate.received());
        String up = (terminal.isUnicode() ? "↑" : ">") + amount(rate.written());
        String text = terminal.bold(Columns.fit(Text.safe(name), NAME_COLUMNS)) + ' ' + down
            + terminal.green(received.get(name).draw(terminal.isUnicode())) + ' ' + up
            + terminal.yellow(written.get(name).draw(terminal.isUnicode()));
        return new Row(text, NAME_COLUMNS + 2 + down.length() + up.length() + 2 * bars);
    }

    private static String amount(double rate) {
        return String.format("%13s ", Amount.rate(rate));
    }

    private void draw(String above, List<Row> next) {
        StringBuilder text = new StringBuilder();
        if (!area.isEmpty()) {
            int columns = terminal.columns();
            text.append("\r\033[").append(area.stream().mapToInt(row -> row.height(columns)).sum()).append("A\033[J");
        }
        text.append(above);
        next.forEach(row -> text.append(row.text()).append('\n'));
        area = next;
        terminal.out().print(text);
        terminal.out().flush();
    }
}
