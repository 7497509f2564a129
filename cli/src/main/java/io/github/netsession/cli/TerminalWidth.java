package io.github.netsession.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;

/** The width of the terminal in columns: what the launcher found, and after each change of the window what it is now. */
final class TerminalWidth implements IntSupplier {

    /** Where nothing is known. */
    static final int USUAL = 80;
    /** Some terminals say that they are 0 wide. */
    private static final int LEAST = 20;

    private final IntSupplier reader;
    private int columns;
    private boolean isWatching;
    private volatile boolean isStale;

    /**
     * A width.
     *
     * @param columns what it is at first; 0 if that is not known
     * @param reader tells what it is now; 0 if it cannot
     */
    TerminalWidth(int columns, IntSupplier reader) {
        this.columns = columns < LEAST ? USUAL : columns;
        this.reader = reader;
    }

    /** The width of this process's terminal. */
    static TerminalWidth system() {
        return new TerminalWidth(Integer.getInteger("netsession.cli.columns", 0), TerminalWidth::read);
    }

    @Override
    public synchronized int getAsInt() {
        if (!isWatching) {
            isWatching = true;
            Signals.take("WINCH", this::changed);
        }
        if (isStale) {
            isStale = false;
            int now = reader.getAsInt();
            columns = now < LEAST ? columns : now;
        }
        return columns;
    }

    /** The window has another size. */
    void changed() {
        isStale = true;
    }

    private static int read() {
        try {
            Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty"))
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            return columns(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // No stty, or no terminal any more: the last width is the best guess.
            return 0;
        }
    }

    /** The columns in what {@code stty size} prints: rows and columns. */
    static int columns(String size) {
        String[] words = size.strip().split(" ");
        return words.length == 2 && words[1].matches("\\d{1,5}") ? Integer.parseInt(words[1]) : 0;
    }
}
