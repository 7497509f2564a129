package io.github.netsession.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** Lines, for a file, a pipe or a terminal without escape sequences: nothing written is ever changed. */
final class PlainView implements LineView {

    private final Terminal terminal;
    private final boolean isJson;

    PlainView(Terminal terminal, boolean isJson) {
        this.terminal = terminal;
        this.isJson = isJson;
    }

    @Override
    public void line(String text) {
        terminal.line(text);
    }

    @Override
    public void rates(Instant time, Duration period, Map<String, RateMeter.Rate> rates) {
        terminal.line(isJson ? EventJson.rates(time, period, rates) : Clock.time(time) + "  " + words(rates));
    }

    @Override
    public boolean isBroken() {
        return terminal.out().checkError();
    }

    private static String words(Map<String, RateMeter.Rate> rates) {
        String words = rates.entrySet().stream()
            .filter(entry -> entry.getValue().received() > 0 || entry.getValue().written() > 0)
            .map(entry -> Text.safe(entry.getKey()) + " in " + Amount.rate(entry.getValue().received()) + " out "
                + Amount.rate(entry.getValue().written()))
            .collect(Collectors.joining(", "));
        return words.isEmpty() ? "no traffic" : words;
    }
}
