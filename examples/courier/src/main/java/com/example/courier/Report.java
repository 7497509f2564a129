package com.example.courier;

import io.github.netsession.InterfaceCounters;
import io.github.netsession.LinkKind;
import io.github.netsession.NetworkConfiguration;
import io.github.netsession.Networks;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Says what happens, a line each, and counts it: jobs, the times without service, and bytes by link. */
final class Report {

    private final PrintStream out;
    private final Networks networks;
    private final long began = System.nanoTime();
    private final Map<String, InterfaceCounters> before = new TreeMap<>();
    private final Map<String, Integer> doneByLink = new TreeMap<>();
    private final List<Duration> outages = new ArrayList<>();
    private long failingSince;
    private boolean failing;
    private int retried;
    private int lost;

    Report(PrintStream out, Networks networks) {
        this.out = out;
        this.networks = networks;
        before.putAll(networks.counters());
        networks.interfaces().stream().filter(link -> link.kind() == LinkKind.LOOPBACK).forEach(link -> before.remove(link.name()));
    }

    synchronized void say(String what) {
        out.println(String.format(Locale.ROOT, "%.3f %s", seconds(System.nanoTime() - began), what));
    }

    /** A time without service is from the beginning of an attempt that failed to the next success. */
    synchronized void done(JobQueue.Attempt attempt, NetworkConfiguration over, long sinceNanos) {
        doneByLink.merge(over.name(), 1, Integer::sum);
        if (failing && sinceNanos - failingSince > 0) {
            failing = false;
            outages.add(Duration.ofNanos(System.nanoTime() - failingSince));
        }
        say("done " + describe(attempt, over.name(), sinceNanos));
    }

    synchronized void failed(JobQueue.Attempt attempt, String over, long sinceNanos, String why) {
        retried++;
        if (!failing) {
            failing = true;
            failingSince = sinceNanos;
        }
        say("failed " + describe(attempt, over, sinceNanos) + ": " + why);
    }

    synchronized void lost(Job job) {
        lost++;
        say("lost " + job.id());
    }

    synchronized int jobsDone() {
        return doneByLink.values().stream().mapToInt(Integer::intValue).sum();
    }

    synchronized int jobsLost() {
        return lost;
    }

    /** Returns the table of the whole run. */
    synchronized String summary() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "jobs done %d, retried %d, lost %d; times without service:",
            jobsDone(), retried, lost));
        outages.forEach(each -> text.append(String.format(Locale.ROOT, " %.1f s", seconds(each.toNanos()))));
        text.append(outages.isEmpty() ? " none" : "");
        Map<String, InterfaceCounters> counted = networks.counters();
        text.append(counted.isEmpty() ? String.format(Locale.ROOT, "%nbytes by link: not known") : "");
        for (InterfaceCounters after : counted.values()) {
            InterfaceCounters then = before.get(after.interfaceName());
            if (then != null && then.epoch() == after.epoch() && after.bytesWritten() > then.bytesWritten()) {
                text.append(String.format(Locale.ROOT, "%nlink %s: %d bytes sent, %d received", after.interfaceName(),
                    after.bytesWritten() - then.bytesWritten(), after.bytesReceived() - then.bytesReceived()));
            }
        }
        return text.toString();
    }

    private static String describe(JobQueue.Attempt attempt, String over, long sinceNanos) {
        return String.format(Locale.ROOT, "%s over %s, attempt %d, took %.3f s", attempt.job().id(), over, attempt.number(),
            seconds(System.nanoTime() - sinceNanos));
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }
}
