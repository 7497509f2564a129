package io.github.netsession.bench.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A C program that answers lines with lines. Closing ends it. */
final class Child implements AutoCloseable {

    private final String name;
    private final Process process;
    private final BufferedReader output;
    private final Writer input;

    Child(List<String> command) {
        name = String.join(" ", command);
        try {
            process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        input = process.outputWriter(StandardCharsets.US_ASCII);
    }

    /** Starts a program that prints "ready" when it is. */
    static Child ready(List<String> command) {
        Child child = new Child(command);
        String line = child.read();
        if (!line.equals("ready")) {
            throw new IllegalStateException(child.name + " is not ready: " + line);
        }
        return child;
    }

    /** Returns the command that runs a C program, with its arguments, in a network namespace. */
    static List<String> within(String namespace, String program, String argument) {
        return List.of("ip", "netns", "exec", namespace, Pass.yardstick(program), argument);
    }

    /** Sends a line and returns the answer. */
    String ask(String line) {
        tell(line);
        return read();
    }

    /** Sends a line. */
    void tell(String line) {
        try {
            input.write(line + "\n");
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** Reads a line. */
    String read() {
        try {
            String line = output.readLine();
            if (line == null) {
                throw new IllegalStateException(name + " has ended");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** Ends the input of the program, and returns what it then prints. */
    List<String> finish() {
        try {
            input.close();
            return output.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** Waits for the end of the program, which must be a success. */
    void requireSuccess() {
        try {
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(name + " ended with " + code);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(name, e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
