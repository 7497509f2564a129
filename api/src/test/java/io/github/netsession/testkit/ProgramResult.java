package io.github.netsession.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a program wrote that ran to its end, and how it ended.
 *
 * @param exit its exit code
 * @param output its standard output and its standard error
 */
public record ProgramResult(int exit, String output) {

    /**
     * Runs a program that ends within a minute and writes UTF-8.
     *
     * @param command the program and its arguments
     * @return the result
     */
    public static ProgramResult of(String... command) {
        return of(new ProcessBuilder(command), StandardCharsets.UTF_8, Await.LIMIT);
    }

    /**
     * Runs a program without input; kills it if it does not end in time.
     *
     * @param builder the program
     * @param charset of its output
     * @param limit the time it has
     * @return the result
     */
    public static ProgramResult of(ProcessBuilder builder, Charset charset, Duration limit) {
        try {
            Process process = builder.redirectErrorStream(true).start();
            process.getOutputStream().close();
            CompletableFuture<String> output = read(process, charset);
            if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("does not end within " + limit.toSeconds() + " s: " + builder.command());
            }
            return new ProgramResult(process.exitValue(), output.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("has ended, but not its output, within " + limit.toSeconds() + " s: " + builder.command(), e);
        }
    }

    /** On a thread of its own, for a read cannot be given a limit. */
    private static CompletableFuture<String> read(Process process, Charset charset) {
        CompletableFuture<String> output = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                output.complete(new String(process.getInputStream().readAllBytes(), charset));
            } catch (IOException e) {
                output.completeExceptionally(e);
            }
        }, "output of process " + process.pid());
        thread.setDaemon(true);
        thread.start();
        return output;
    }
}
