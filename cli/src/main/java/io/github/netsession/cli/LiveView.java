package io.github.netsession.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lines that scroll, and below them the rates of the interfaces, drawn anew in place. Only the cursor's upward movement and
 * "erase to the end" are used, and no line is allowed to wrap, so that an interrupt at any time leaves the terminal usable.
 */
final class LiveView implements LineView {

    private static final int ROWS = 12;
    private static final int BARS = 20;
    private static final int NAME_COLUMNS = 15;
    /** Two rates of at most "1023.9 MiB/s", the gaps, the arrows. */
    private static final int FIXED_COLUMNS = NAME_COLUMNS + 2 * 14 + 8;

    private final Terminal terminal;
    private final int bars;
    private final Map<String, Sparkline> received = new TreeMap<>();
    private final Map<String, Sparkline> written = new TreeMap<>();
    private List<String> area = List.of();

    LiveView(Terminal terminal) {
        this.terminal = terminal;
        this.bars = Math.max(1, Math.min(BARS, (terminal.columns() - 1 - FIXED_COLUMNS) / 2));
    }

    @Override
    public void line(String text) {
        draw(text + '\n', area);
    }

    @Override
    public void rates(Instant time, Duration period, Map<String, RateMeter.Rate> rates) {
        received.keySet().retainAll(rates.keySet());
        written.keySet().retainAll(rates.keySet());
        rates.forEach((name, rate) -> {
            received.computeIfAbsent(name, key -> new Sparkline(bars)).add(rate.received());
            written.computeIfAbsent(name, key -> new Sparkline(bars)).add(rate.written());
        });
        List<String> rows = new ArrayList<>();
        boolean all = rates.size() <= ROWS;
        rates.forEach((name, rate) -> {
            if (all || received.get(name).isAlive() || written.get(name).isAlive()) {
                rows.add(row(name, rate));
            }
        });
        int more = rows.size() - ROWS;
        List<String> next = new ArrayList<>(more > 0 ? rows.subList(0, ROWS) : rows);
        if (more > 0) {
            next.add(terminal.dim("and " + more + " more with traffic"));
        }
        draw("", next);
    }

    @Override
    public boolean isBroken() {
        return terminal.out().checkError();
    }

    private String row(String name, RateMeter.Rate rate) {
        String down = terminal.isUnicode() ? "↓" : "<";
        String up = terminal.isUnicode() ? "↑" : ">";
        return terminal.bold(column(Text.safe(name))) + ' '
            + down + String.format("%13s ", Amount.rate(rate.received())) + terminal.green(received.get(name).draw(terminal.isUnicode()))
            + ' ' + up + String.format("%13s ", Amount.rate(rate.written())) + terminal.yellow(written.get(name).draw(terminal.isUnicode()));
    }

    private static String column(String name) {
        return String.format("%-" + NAME_COLUMNS + "s", name.length() > NAME_COLUMNS ? name.substring(0, NAME_COLUMNS) : name);
    }

    private void draw(String above, List<String> next) {
        StringBuilder text = new StringBuilder();
        if (!area.isEmpty()) {
            text.append("\r\033[").append(area.size()).append("A\033[J");
        }
        text.append(above);
        next.forEach(row -> text.append(row).append('\n'));
        area = next;
        terminal.out().print(text);
        terminal.out().flush();
    }
}
