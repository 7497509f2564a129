package io.github.netsession.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The command that {@code run} runs. It has this process's standard streams and its process group. */
final class Child {

    /** How long a command may take to end after it was told to. */
    static final Duration GRACE = Duration.ofSeconds(5);

    /**
     * The JDK tells why a program cannot be started in the message only: "error=2, " in JDK 17, "error: 2 (" in JDK 25. 2 is
     * ENOENT, and the same on Windows.
     */
    private static final Pattern NO_SUCH_FILE = Pattern.compile("error[=:] ?2\\b");

    private final Process process;

    private Child(Process process) {
        this.process = process;
    }

    /**
     * Starts a command.
     *
     * @param command the command and its arguments
     * @return the running command
     * @throws CliException with the shells' exit codes if there is no such command, or it cannot be executed
     */
    static Child start(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
            restoreLocale(builder.environment());
            return new Child(builder.start());
        } catch (IOException e) {
            boolean missing = NO_SUCH_FILE.matcher(String.valueOf(e.getMessage())).find();
            throw missing ? new CliException(Exit.NOT_FOUND, "no command '" + command.get(0) + "'; give a path or a name on the PATH", e)
                : new CliException(Exit.NOT_EXECUTABLE, "'" + command.get(0) + "' cannot be executed: " + e.getMessage(), e);
        }
    }

    /** Undoes what the launcher does for Java's sake: see the script {@code netsession}. */
    static void restoreLocale(Map<String, String> environment) {
        String before = environment.remove("NETSESSION_LC_ALL");
        if (before != null && before.isEmpty()) {
            environment.remove("LC_ALL");
        } else if (before != null) {
            environment.put("LC_ALL", before);
        }
    }

    /** Completes when the command has ended. */
    CompletableFuture<Process> ended() {
        return process.onExit();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the command's end: its exit code, 128 and the signal's number if one ended it. */
    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    /** Tells the command to end, and after some time makes it. */
    void end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
