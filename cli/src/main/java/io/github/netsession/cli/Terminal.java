package io.github.netsession.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Where a command writes, and what may be written there.
 *
 * @param out standard output
 * @param err standard error
 * @param isInteractive whether standard output is a terminal that understands escape sequences
 * @param isColoured whether colours are wanted
 * @param isUnicode whether characters beyond ASCII can be written
 * @param width the width in columns, as it is now
 */
record Terminal(PrintStream out, PrintStream err, boolean isInteractive, boolean isColoured, boolean isUnicode, IntSupplier width) {

    /** A target that is no terminal: plain text. */
    static Terminal plain(PrintStream out, PrintStream err, boolean isUnicode) {
        return new Terminal(out, err, false, false, isUnicode, () -> TerminalWidth.USUAL);
    }

    /**
     * The terminal of this process. The launcher says whether standard output is one: {@code System.console()} answers for
     * standard input as well, and from JDK 22 on it may answer yes where there is no terminal at all.
     */
    static Terminal system(Map<String, String> environment) {
        Charset charset = nativeCharset();
        boolean interactive = Boolean.getBoolean("netsession.cli.terminal") && !"dumb".equals(environment.get("TERM"));
        boolean coloured = interactive && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(stream(FileDescriptor.out, charset), stream(FileDescriptor.err, charset), interactive, coloured,
            charset.equals(StandardCharsets.UTF_8), TerminalWidth.system());
    }

    int columns() {
        return width.getAsInt();
    }

    String bold(String text) {
        return styled("1", text);
    }

    String dim(String text) {
        return styled("2", text);
    }

    String red(String text) {
        return styled("31", text);
    }

    String green(String text) {
        return styled("32", text);
    }

    String yellow(String text) {
        return styled("33", text);
    }

    /** What stands between a value as it was and as it is. */
    String arrow() {
        return isUnicode ? "→" : "->";
    }

    /** One line on standard output, at once. */
    void line(String text) {
        out.print(text + '\n');
        out.flush();
    }

    /** One line on standard error that begins with the program's name, whatever the message holds. */
    void error(String message) {
        err.print("netsession: " + Text.oneLine(message) + '\n');
        err.flush();
    }

    private String styled(String code, String text) {
        return isColoured ? "\033[" + code + 'm' + text + "\033[0m" : text;
    }

    private static PrintStream stream(FileDescriptor descriptor, Charset charset) {
        return new PrintStream(new BufferedOutputStream(new FileOutputStream(descriptor), 8192), false, charset);
    }

    private static Charset nativeCharset() {
        // stdout.encoding is there from JDK 18 on, native.encoding from 17.
        String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding", "US-ASCII"));
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.US_ASCII;
    }
}
