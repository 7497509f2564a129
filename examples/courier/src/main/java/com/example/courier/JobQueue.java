package com.example.courier;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The jobs that wait: urgent ones first, then in the order in which they came. Whether a job may run now, the courier decides. */
final class JobQueue {

    /** The pause after an attempt that failed, unless the network changes before. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Predicate<Job> mayRun;
    private final List<Waiting> waiting = new ArrayList<>();
    private int running;
    private boolean closed;

    /** One job that waits, how often it was tried, and the System.nanoTime() before which it is not tried again. */
    private record Waiting(Job job, int attempts, long notBefore) {
    }

    /**
     * An attempt at a job.
     *
     * @param job the job
     * @param number 1 for the first attempt
     */
    record Attempt(Job job, int number) {
    }

    JobQueue(Predicate<Job> mayRun) {
        this.mayRun = mayRun;
    }

    synchronized void add(Job job) {
        waiting.add(new Waiting(job, 0, System.nanoTime()));
        notifyAll();
    }

    /** Waits for a job that may run, or that is late. Returns nothing after {@link #close()}, when all jobs are finished. */
    synchronized Optional<Attempt> take() throws InterruptedException {
        while (!closed || running > 0 || !waiting.isEmpty()) {
            Optional<Waiting> next = next(true).or(() -> next(false));
            if (next.isPresent()) {
                running++;
                waiting.remove(next.get());
                return next.map(found -> new Attempt(found.job(), found.attempts() + 1));
            }
            wait(PAUSE.toMillis());
        }
        return Optional.empty();
    }

    private Optional<Waiting> next(boolean urgent) {
        for (Iterator<Waiting> each = waiting.iterator(); each.hasNext();) {
            Waiting one = each.next();
            if (one.job().urgent() == urgent && (one.job().isLate() || System.nanoTime() - one.notBefore() >= 0 && mayRun.test(one.job()))) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** The attempt failed: the job waits again. */
    synchronized void retry(Attempt attempt) {
        running--;
        waiting.add(new Waiting(attempt.job(), attempt.number(), System.nanoTime() + PAUSE.toNanos()));
        notifyAll();
    }

    /** The job is done or lost. */
    synchronized void finished() {
        running--;
        notifyAll();
    }

    /** The network has changed: what failed before is tried again at once. */
    synchronized void networkChanged() {
        waiting.replaceAll(each -> new Waiting(each.job(), each.attempts(), System.nanoTime()));
        notifyAll();
    }

    /** No job will be added. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized int size() {
        return waiting.size() + running;
    }
}
