package io.github.netsession.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Another process, a JVM as a rule, that answers each line with a line; closing it kills it. Each wait has a limit, of a minute unless a caller
 * sets another. If the process ends or does not answer, the failure shows the end of its standard error.
 */
public final class ChildProgram implements AutoCloseable {

    private static final Duration LIMIT = Await.LIMIT;
    /** Most of a stack trace. */
    private static final int KEPT_ERROR_LINES = 50;
    /** A child of the process may keep its standard error open. */
    private static final Duration LAST_ERRORS_LIMIT = Duration.ofSeconds(5);

    private final Process process;
    /** An empty one is the end. */
    private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();
    private final Deque<String> errors = new ArrayDeque<>();
    private final Thread errorReader;

    private ChildProgram(Process process) {
        this.process = process;
        read("answers", process.inputReader(StandardCharsets.UTF_8), line -> answers.add(Optional.of(line)), () -> answers.add(Optional.empty()));
        errorReader = read("errors", process.errorReader(), this::keepError, () -> { });
    }

    /**
     * Starts a small JVM with this JVM's class path.
     *
     * @param main the class to run
     * @param arguments its arguments
     * @return the running program
     */
    public static ChildProgram java(Class<?> main, String... arguments) {
        return start(javaCommand(List.of(), main, arguments));
    }

    /**
     * Starts any program.
     *
     * @param command the program and its arguments
     * @return the running program
     */
    public static ChildProgram start(List<String> command) {
        return start(new ProcessBuilder(command));
    }

    /**
     * Starts any program.
     *
     * @param builder the program, with its input and output not redirected
     * @return the running program
     */
    public static ChildProgram start(ProcessBuilder builder) {
        try {
            return new ChildProgram(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The start of a command that runs a small JVM; its other options, the class path and the main class follow.
     *
     * @return the program and some options
     */
    public static List<String> smallJvm() {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-XX:TieredStopAtLevel=1",
            "-XX:+IgnoreUnrecognizedVMOptions", "--enable-native-access=ALL-UNNAMED");
    }

    /**
     * The command that starts a small JVM with this JVM's class path.
     *
     * @param options more options of the JVM
     * @param main the class to run
     * @param arguments its arguments
     * @return the program and its arguments
     */
    public static List<String> javaCommand(List<String> options, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(smallJvm());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /**
     * The other side, for the {@code main} of such a program: answers each line of standard input on standard output until the input ends.
     *
     * @param answer the answer to a line
     * @throws IOException if the input cannot be read
     */
    public static void serve(UnaryOperator<String> answer) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(answer.apply(line));
        }
    }

    /**
     * The process id.
     *
     * @return the number
     */
    public long pid() {
        return process.pid();
    }

    /**
     * Sends a line.
     *
     * @param line without its end
     */
    public void tell(String line) {
        try {
            process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
        } catch (IOException e) {
            throw failure("does not take the line " + line, e);
        }
    }

    /**
     * Waits for the next line, for up to a minute.
     *
     * @return the line, without its end
     */
    public String answer() {
        return answer(LIMIT);
    }

    /**
     * Waits for the next line.
     *
     * @param limit how long to wait
     * @return the line, without its end
     */
    public String answer(Duration limit) {
        try {
            Optional<String> answer = answers.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (answer == null) {
                throw failure("has not answered within " + limit.toSeconds() + " s", null);
            }
            if (answer.isEmpty()) {
                answers.add(answer); // For the next call.
                throw failure((awaitEnd() ? "ended with " + process.exitValue() : "closed its output") + " instead of an answer", null);
            }
            return answer.get();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Leaves lines out until one contains a word.
     *
     * @param word any text
     * @return the line that contains it
     */
    public String answerWith(String word) {
        String answer = answer();
        while (!answer.contains(word)) {
            answer = answer();
        }
        return answer;
    }

    /**
     * Sends a line and waits for the answer.
     *
     * @param line without its end
     * @return the answer, without its end
     */
    public String ask(String line) {
        tell(line);
        return answer();
    }

    /**
     * Sends a signal with {@code kill(1)}, which Windows does not have.
     *
     * @param name without {@code SIG}
     */
    public void signal(String name) {
        ProgramResult result = ProgramResult.of("kill", "-" + name, Long.toString(pid()));
        if (result.exit() != 0) {
            throw new IllegalStateException("kill -" + name + ": " + result.output());
        }
    }

    /**
     * Ends the input of the program, and waits until it has ended by itself.
     *
     * @return its exit code
     */
    public int end() {
        try {
            process.outputWriter(StandardCharsets.UTF_8).close();
        } catch (IOException e) {
            throw failure("does not take the end of its input", e);
        }
        return mustEnd();
    }

    /** Kills the program, even a suspended one, as {@code kill -9} and the task manager do; waits until it has ended. */
    public void kill() {
        process.destroyForcibly();
        mustEnd();
    }

    @Override
    public void close() {
        kill();
    }

    private int mustEnd() {
        if (!awaitEnd()) {
            throw failure("does not end within " + LIMIT.toSeconds() + " s", null);
        }
        return process.exitValue();
    }

    private boolean awaitEnd() {
        try {
            return process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private IllegalStateException failure(String what, IOException cause) {
        try {
            if (!process.isAlive()) {
                errorReader.join(LAST_ERRORS_LIMIT.toMillis());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        synchronized (errors) {
            return new IllegalStateException("process " + pid() + ' ' + what + "; standard error: " + String.join("\n", errors), cause);
        }
    }

    private void keepError(String line) {
        synchronized (errors) {
            errors.add(line);
            if (errors.size() > KEPT_ERROR_LINES) {
                errors.remove();
            }
        }
    }

    private Thread read(String what, BufferedReader lines, Consumer<String> each, Runnable end) {
        Thread thread = new Thread(() -> {
            try (lines) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    each.accept(line);
                }
            } catch (IOException closed) {
                keepError("the " + what + " can no longer be read: " + closed.getMessage());
            } finally {
                end.run();
            }
        }, what + " of process " + process.pid());
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
