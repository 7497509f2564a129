package com.example.courier;

import io.github.netsession.testkit.Await;
import io.github.netsession.testkit.ChildProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The program in a JVM of its own, and what it says. */
final class RunningCourier implements AutoCloseable {

    private final ChildProgram program;
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final AtomicInteger given = new AtomicInteger();

    /**
     * A line without its time.
     *
     * @param atNanos the System.nanoTime() at which it came
     * @param text the rest, for instance "done ID over up0, attempt 1, took 0.004 s"
     */
    record Line(long atNanos, String text) {

        boolean is(String kind) {
            return text.startsWith(kind + " ");
        }

        /** When the attempt began that this line tells of. */
        long beganNanos() {
            return atNanos - (long) (Double.parseDouble(text.replaceAll(".*took ([0-9.]+) s.*", "$1")) * 1e9);
        }
    }

    RunningCourier(Path spool, List<String> uplinks) {
        List<String> arguments = new ArrayList<>(List.of(spool.toString(), "http://" + FarServer.ADDRESS + ":" + FarServer.PORT + "/"));
        arguments.addAll(uplinks);
        program = ChildProgram.start(ChildProgram.javaCommand(List.of(), Main.class, arguments.toArray(String[]::new)));
        Thread reader = new Thread(this::read, "lines of the courier");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try {
            while (true) {
                String line = program.answer();
                lines.add(new Line(System.nanoTime(), line.replaceFirst("^[0-9.]+ ", "")));
            }
        } catch (IllegalStateException ended) {
            lines.add(new Line(System.nanoTime(), "ended"));
        }
    }

    /** A job with a body of two kilobytes. */
    void give(String urgency, String label) {
        given.incrementAndGet();
        program.tell(urgency + " 120 " + label + ' ' + "x".repeat(2_000));
    }

    int given() {
        return given.get();
    }

    List<Line> lines() {
        return lines;
    }

    /** The lines of one kind from a place in the list on. */
    Stream<Line> since(int from, String kind) {
        return lines.stream().skip(from).filter(line -> line.is(kind));
    }

    Line await(int from, String text) {
        Await.until(() -> first(from, text).isPresent(), () -> text + " in " + notable(from));
        return first(from, text).orElseThrow();
    }

    /** What a failure shows: not every job that went well. */
    List<String> notable(int from) {
        return lines.stream().skip(from).filter(line -> !line.is("accepted") && !line.is("done")).map(Line::text).toList();
    }

    private Optional<Line> first(int from, String text) {
        return lines.stream().skip(from).filter(line -> line.text().startsWith(text)).findFirst();
    }

    long pid() {
        return program.pid();
    }

    /** As {@code kill -9} does. */
    void kill() {
        program.kill();
        await(0, "ended");
    }

    /** Ends its input, waits until all jobs are done, and returns its exit code. */
    int end() {
        int code = program.end();
        await(0, "ended");
        return code;
    }

    @Override
    public void close() {
        program.close();
    }
}
