package io.github.netsession.linux.radio;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The machine that native/radio/run has started: its programs and its clock. Time is the guest's, in which waiting costs next to nothing. */
final class Guest {

    /** Where the programs of the bed keep their files and sockets. */
    static final Path FILES = Path.of("/run/radio");
    /** What they print goes to the host at once, so that it is there also of a guest that hangs. */
    static final Path LOGS = Path.of(System.getProperty("netsession.radio.work", "/run/radio"), "logs");

    /** What a look at a condition costs is real time, and starting a program costs much: the more a look takes, the later is the next. */
    private static final int REST_PER_LOOK = 8;
    private static final long LEAST_REST_NANOS = 50_000_000;
    private static final long MOST_REST_NANOS = 1_000_000_000;

    private Guest() {
    }

    /** What a program printed, and how it ended. */
    record Result(int exit, String output) {
    }

    static Result run(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectInput(new File("/dev/null")).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a program, and fails if it fails. */
    static String must(String... command) {
        Result result = run(command);
        if (result.exit() != 0) {
            throw new IllegalStateException(Arrays.toString(command) + " ended with " + result.exit() + ": " + result.output());
        }
        return result.output();
    }

    /** Starts a program that runs until the guest is turned off; what it prints goes to a file. */
    static Process start(String log, String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(LOGS.resolve(log).toFile())).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path file(String name, String text) {
        try {
            Path file = FILES.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A program of the bed's own, made by native/radio/run. */
    static String tool(String name) {
        return Path.of(System.getenv("NETSESSION_RADIO_TOOLS"), name).toString();
    }

    /** The words of a command before more words. */
    static String[] words(List<String> first, String... more) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    static long nanos() {
        return System.nanoTime();
    }

    /** Lets time go by. */
    static void pass(Duration time) {
        long end = nanos() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - nanos()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Whether a condition comes true within a time. */
    static boolean comesTrue(Duration limit, BooleanSupplier condition) {
        long end = nanos() + limit.toNanos();
        for (long begin = nanos(); !condition.getAsBoolean(); begin = nanos()) {
            if (nanos() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(Math.max(LEAST_REST_NANOS, Math.min(MOST_REST_NANOS, REST_PER_LOOK * (nanos() - begin))));
        }
        return true;
    }

    /** Waits until a condition holds, and fails when it takes too long. Returns how long it took. */
    static Duration await(Duration limit, String what, BooleanSupplier condition, Supplier<?> else_) {
        long begin = nanos();
        if (!comesTrue(limit, condition)) {
            fail("not within " + limit.toSeconds() + " s: " + what + "; instead " + else_.get());
        }
        return Duration.ofNanos(nanos() - begin);
    }
}
