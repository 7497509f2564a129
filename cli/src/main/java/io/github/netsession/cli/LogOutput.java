package io.github.netsession.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/** Where the library's log goes: the JDK's default is two lines for everything from INFO up, which is too much in a shell. */
final class LogOutput {

    private LogOutput() {
    }

    /** Warnings only, one line each; with debug everything. */
    static void toOneLineOnStandardError(boolean debug) {
        String level = debug ? "ALL" : "WARNING";
        String settings = String.join("\n",
            "handlers=java.util.logging.ConsoleHandler",
            "java.util.logging.ConsoleHandler.level=" + level,
            "java.util.logging.SimpleFormatter.format=netsession: %4$s %5$s%6$s%n",
            ".level=WARNING",
            "io.github.netsession.level=" + level);
        try {
            LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(settings.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
