package com.example.courier;

import io.github.netsession.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The jobs of a day, twenty a second, and its table: a row for each part of the day. */
final class Day implements AutoCloseable {

    private static final Duration BETWEEN_JOBS = Duration.ofMillis(50);
    private static final int LINKS = 3;
    private static final String FORMAT = "%-26s %-9s %5s %8s %5s %13s %7s %7s %7s%n";

    private final ScheduledExecutorService giver = Executors.newSingleThreadScheduledExecutor();
    private final List<String> rows = new ArrayList<>();
    private volatile RunningCourier courier;
    private String label = "";
    /** With the present label. */
    private volatile int given;
    /** Jobs that the courier found in its spool. */
    private int leftBefore;

    Day(RunningCourier courier) {
        this.courier = courier;
        rows.add(String.format(FORMAT, "", "link", "jobs", "retried", "lost", "served again", "kB: up0", "up1", "up2"));
        giver.scheduleAtFixedRate(this::give, 0, BETWEEN_JOBS.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void give() {
        if (!label.isEmpty()) {
            courier.give(given % 2 == 0 ? "urgent" : "background", label);
            given++;
        }
    }

    /** Another run of the courier, which found jobs in its spool. */
    void goOnWith(RunningCourier next, int left) {
        courier = next;
        leftBefore = left;
    }

    /** From now on jobs have this label; none are given if it is empty. */
    void label(String next) throws Exception {
        giver.submit(() -> {
            label = next;
            given = 0;
        }).get();
    }

    /** Gives a number of jobs with a label. */
    void jobs(String with, int count) throws Exception {
        label(with);
        Await.until(() -> given >= count);
        label("");
    }

    /** A part of the day, from its disturbance to its row. */
    final class Part {

        private int firstLine = courier.lines().size();
        private final long began = System.nanoTime();
        private final long[] before = bytes();

        /** The first job that began after the disturbance and was done. */
        private double servedAgainSeconds() {
            return courier.since(firstLine, "done").filter(line -> line.beganNanos() - began > 0).findFirst()
                .map(line -> (line.atNanos() - began) / 1e9).orElseThrow();
        }

        /** The disturbance was that the courier had to be started again. */
        void restarted() {
            firstLine = 0;
        }

        int line() {
            return firstLine;
        }

        /** Ends the part: waits until no job is left, and adds the row. Returns the seconds until a job was served again. */
        double end(String what, String links) throws Exception {
            label("");
            Await.until(() -> courier.since(0, "done").count() + courier.since(0, "lost").count() == courier.given() + leftBefore,
                () -> "all jobs of: " + what);
            double served = servedAgainSeconds();
            long[] after = bytes();
            rows.add(String.format(Locale.ROOT, FORMAT, what, links, courier.since(firstLine, "done").count(), courier.since(firstLine, "failed").count(),
                courier.since(firstLine, "lost").count(), String.format(Locale.ROOT, "%.1f s", served), kilobytes(after[0] - before[0]),
                kilobytes(after[1] - before[1]), kilobytes(after[2] - before[2])));
            return served;
        }
    }

    static long[] bytes() {
        long[] bytes = new long[LINKS];
        Arrays.setAll(bytes, Uplinks::bytes);
        return bytes;
    }

    private static String kilobytes(long bytes) {
        return bytes == 0 ? "0" : String.format(Locale.ROOT, "%.1f", bytes / 1e3);
    }

    String table() {
        return String.join("", rows);
    }

    @Override
    public void close() {
        giver.shutdownNow();
    }
}
